#Requires -Modules @{ ModuleName = 'Pester'; ModuleVersion = '5.0' }

BeforeAll {
    . (Join-Path $PSScriptRoot 'support/Simulated.ps1')
    $simulator = Connect-Simulated
    $instances = @{}
    foreach ($one in $simulator.Instance) { $instances["$($one.Service)"] = $one | Connect-DbInstance }
    $tencent = $instances.TencentMySql
    $ddm = $instances.Ddm
    foreach ($name in 'reader', 'writer', 'clerk') { $null = New-DbAccount $name -GeneratePassword -Instance $tencent -Wait }
    $null = Grant-DbPrivilege reader 'SELECT ON shop.*' -Instance $tencent -Wait
    $null = Grant-DbPrivilege writer 'INSERT, SELECT ON shop.*', 'DELETE ON crm.*' -Instance $tencent -Wait
    $null = Grant-DbPrivilege clerk 'SELECT, INSERT ON shop.orders', 'UPDATE (total) ON shop.orders' -Instance $tencent -Wait
    $null = New-DbAccount buyer -Privilege SELECT, INSERT -Database shop, crm -GeneratePassword -Instance $ddm
    $null = New-DbAccount lister -GeneratePassword -Instance $instances.MySqlPlus -Wait
    function Format-Access { process { "$($_.Account): $($_.Privilege -join ', ') ON $($_.Object) by $($_.Via)" } }
}

AfterAll { Disconnect-Simulated }

Describe 'Get-DbAccess' {
    It 'says who can write to a database, root and those who can write to a part of it included' {
        Get-DbAccess -Database shop -Privilege INSERT, update, DELETE -Instance $tencent | Format-Access | Sort-Object | Should -Be @(
            'clerk@%: INSERT ON shop.orders by Table'
            'clerk@%: UPDATE ON shop.orders (total) by Column'
            'root@%: DELETE, INSERT, UPDATE ON shop.* by Global'
            'writer@%: INSERT ON shop.* by Database')
    }

    It 'says who can do what in a table, and on a column' {
        Get-DbAccess -Database shop -Table orders -Privilege UPDATE -Instance $tencent | Format-Access | Sort-Object | Should -Be @(
            'clerk@%: UPDATE ON shop.orders (total) by Column'
            'root@%: UPDATE ON shop.orders by Global')
        Get-DbAccess -Database shop -Table orders -Column total -Privilege SELECT, UPDATE -Instance $tencent | Format-Access | Sort-Object | Should -Be @(
            'clerk@%: SELECT ON shop.orders (total) by Table'
            'clerk@%: UPDATE ON shop.orders (total) by Column'
            'reader@%: SELECT ON shop.orders (total) by Database'
            'root@%: SELECT, UPDATE ON shop.orders (total) by Global'
            'writer@%: SELECT ON shop.orders (total) by Database')
        Get-DbAccess -Database nowhere -Account reader, writer, clerk -Instance $tencent | Should -BeNullOrEmpty
    }

    It 'says what an account reaches, as it was granted, with the grant' {
        $access = Get-DbAccess writer -Instance $tencent
        $access | Format-Access | Should -Be 'writer@%: DELETE ON crm.* by Database', 'writer@%: INSERT, SELECT ON shop.* by Database'
        $access.Grant | Should -Be 'DELETE ON crm.*', 'INSERT, SELECT ON shop.*'
        $access[0].InstanceId, $access[0].Service, $access[0].Endpoint | Should -Be $tencent.InstanceId, TencentMySql, "http://127.0.0.1:$($simulator.Port)"
    }

    It 'takes wildcards, names and accounts from the pipeline' -ForEach @(
        @{ How = 'wildcards'; Ask = { Get-DbAccess *er -Privilege SELECT -Database shop -Instance $tencent } }
        @{ How = 'names'; Ask = { 'reader', 'writer' | Get-DbAccess -Privilege SELECT -Database shop -Instance $tencent } }
        @{ How = 'accounts'; Ask = { Get-DbAccount reader, writer -Instance $tencent | Get-DbAccess -Privilege SELECT -Database shop } }
    ) {
        (& $Ask).Account | Sort-Object | Should -Be 'reader@%', 'writer@%'
    }

    It 'asks several instances, and says of each that can not tell' {
        $access = Get-DbAccess -Database shop -Privilege INSERT -Instance * -ErrorVariable failed -ErrorAction SilentlyContinue
        ($access | Group-Object Service).Name | Sort-Object | Should -Be Ddm, TencentMySql
        $access | Where-Object Service -EQ Ddm | Format-Access | Should -Be 'buyer: INSERT ON shop.* by Database'
        $failed.FullyQualifiedErrorId | Should -Be (@('NotSupportedByService,DbAccounts.PowerShell.Commands.GetDbAccessCommand') * 3)
        foreach ($service in 'MySqlPlus', 'MySqlPlusAnalysis', 'ChronusDB') { "$failed" | Should -Match "$service doesn't tell what its accounts may do" }
    }

    It 'knows that the schemas of Ddm have no upper case' {
        (Get-DbAccess -Database SHOP -Instance $ddm).Account | Should -Be buyer
        Get-DbAccess -Database SHOP -Account reader -Instance $tencent | Should -BeNullOrEmpty
    }

    It 'goes on after an account that is not there' {
        $access = Get-DbAccess nobody, reader -Instance $tencent -ErrorVariable failed -ErrorAction SilentlyContinue
        $access.Account | Should -Be 'reader@%'
        $failed.FullyQualifiedErrorId | Should -BeLike 'AccountNotFound,*'
    }

    It 'refuses <What>' -ForEach @(
        @{ What = 'a privilege that nobody has: nobody would be the wrong answer'; Ask = { Get-DbAccess -Privilege SELEKT -Instance $tencent }; Says = "'SELEKT' is no privilege of TencentMySql" }
        @{ What = 'a pattern as a database'; Ask = { Get-DbAccess -Database 'shop*' -Instance $tencent }; Says = "'shop\*' must be a name" }
        @{ What = 'a table without its database'; Ask = { Get-DbAccess -Table orders -Instance $tencent }; Says = 'together with its -Database' }
        @{ What = 'an empty database'; Ask = { Get-DbAccess -Database $unset -Instance $tencent }; Says = '-Database was given without a value' }
        @{ What = 'an empty privilege'; Ask = { Get-DbAccess -Privilege '' -Instance $tencent }; Says = '-Privilege was given' }
    ) {
        $result = Watch-Command $Ask
        "$($result.Error)" | Should -Match $Says
        $result.Error | Should -HaveCount 1
        $result.Output | Should -BeNullOrEmpty
    }

    It 'survives Clixml' {
        $file = Join-Path $TestDrive access.xml
        Get-DbAccess clerk -Instance $tencent | Export-Clixml $file
        $back = Import-Clixml $file | ForEach-Object { [DbAccounts.Model.DbAccess]$_ }
        $back | Format-Access | Should -Be (Get-DbAccess clerk -Instance $tencent | Format-Access)
    }

    It 'is shown in eighty columns without a break in a word' {
        $lines = (Get-DbAccess -Database shop -Instance $tencent | Out-String -Width 80) -split '\r?\n'
        $lines | Where-Object Length -GT 80 | Should -BeNullOrEmpty
        $lines -match '^root@% +ALTER, +shop\.\* +Global *$' | Should -HaveCount 1
        $lines -match '\.\.\. \(18 in all\)' | Should -HaveCount 1
    }
}
