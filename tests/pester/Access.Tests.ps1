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
        foreach ($service in 'MySqlPlus', 'MySqlPlusAnalysis', 'ChronusDB') { "$failed" | Should -Match "$service does not show what its accounts may do" }
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
        @{ What = 'a table without its database'; Ask = { Get-DbAccess -Table orders -Instance $tencent }; Says = 'together with its database' }
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
        $lines -match '^root@% +shop\.\* +Global +ALL *$' | Should -HaveCount 1
    }
}

Describe 'Get-DbAccount -IncludePrivilege' {
    It 'reads what each account holds' {
        $account = Get-DbAccount clerk -IncludePrivilege -Instance $tencent
        $account.Grant.ToString() | Should -Be 'INSERT, SELECT ON shop.orders; UPDATE (total) ON shop.orders'
        $account.Grant[0] | Should -BeOfType DbAccounts.Model.DbPrivilege
        $account.Grant[0].Account, $account.Grant[0].Level | Should -Be 'clerk@%', 'Table'
        (Get-DbAccount buyer -IncludePrivilege -Instance $ddm).Grant.ToString() | Should -Be 'INSERT, SELECT ON crm.*; INSERT, SELECT ON shop.*'
        (Get-DbAccount clerk -Instance $tencent).Grant | Should -BeNullOrEmpty
    }

    It 'lists the accounts of a service that can not tell, with one error' {
        $accounts = Get-DbAccount -Instance $instances.MySqlPlus -IncludePrivilege -ErrorVariable failed -ErrorAction SilentlyContinue
        $accounts.Name | Should -Contain lister
        $failed.FullyQualifiedErrorId | Should -BeLike 'NotSupportedByService,*'
        @($failed).Count | Should -Be 1
    }

    It 'goes on as <Form>' -ForEach @(
        @{ Form = 'objects'; Travel = { $accounts } }
        @{ Form = 'CSV'; Travel = { $accounts | Export-Csv $file; Import-Csv $file } }
        @{ Form = 'JSON'; Travel = { $accounts | ConvertTo-Json -Depth 4 | ConvertFrom-Json } }
        @{ Form = 'text of JSON'; Travel = { $accounts | ConvertTo-Json -Depth 4 } }
        @{ Form = 'Clixml'; Travel = { $accounts | Export-Clixml $file; Import-Clixml $file } }
    ) {
        $file = Join-Path $TestDrive accounts
        $accounts = (Get-DbAccount clerk -IncludePrivilege -Instance $tencent), (Get-DbAccount buyer -IncludePrivilege -Instance $ddm)
        $there = & $Travel
        $clerk, $buyer = 'INSERT, SELECT, UPDATE (total) ON shop.orders', 'INSERT, SELECT ON crm.*; INSERT, SELECT ON shop.*'
        Get-HostText { $there | Set-DbPrivilege -WhatIf } | Should -Match "clerk@% on .* by $([regex]::Escape($clerk)); the account holds just that already[\s\S]*buyer on .* by $([regex]::Escape($buyer)); the account holds just that already"
        Get-HostText { $there | Grant-DbPrivilege -WhatIf } | Should -Match "Grant $([regex]::Escape($clerk)) to clerk@%[\s\S]*Grant $([regex]::Escape($buyer)) to buyer on"
        Get-HostText { $there | New-DbAccount -GeneratePassword -WhatIf -WarningAction SilentlyContinue } |
            Should -Match "Create clerk@% on .*; grant $([regex]::Escape($clerk))[\s\S]*Create buyer on .*; grant $([regex]::Escape($buyer))"
    }

    It 'makes another account of it that holds the same' {
        $row = Get-DbAccount clerk -IncludePrivilege -Instance $tencent | Select-Object @{ n = 'Name'; e = { 'clerk2' } }, AllowedHost, Grant
        $null = $row | New-DbAccount -GeneratePassword -Instance $tencent | Wait-DbJob
        Get-DbPrivilege clerk2 -Instance $tencent | ForEach-Object ToString | Should -Be (Get-DbPrivilege clerk -Instance $tencent | ForEach-Object ToString)
    }
}

Describe 'New-DbAccount -Grant' {
    It 'refuses <What>' -ForEach @(
        @{ What = 'what is no grant'; Call = { New-DbAccount x -Grant 'SELECT' -GeneratePassword -Instance $tencent }; Says = 'can''t be read' }
        @{ What = 'different privileges on the schemas of Ddm'; Call = { New-DbAccount x -Grant 'SELECT ON a.*; INSERT ON b.*' -GeneratePassword -Instance $ddm }; Says = 'must give the same privileges on each schema' }
        @{ What = 'a table on Ddm'; Call = { New-DbAccount x -Grant 'SELECT ON a.b' -GeneratePassword -Instance $ddm }; Says = 'must be on schemas' }
        @{ What = 'a service without privileges'; Call = { New-DbAccount x -Grant 'SELECT ON a.*' -GeneratePassword -Instance $instances.MySqlPlus }; Says = 'Grant' }
        @{ What = 'a level that the service has not'; Call = { New-DbAccount x -Grant 'EXECUTE ON PROCEDURE shop.f' -GeneratePassword -Instance $tencent }; Says = 'PROCEDURE shop.f' }
        @{ What = 'nothing'; Call = { New-DbAccount x -Grant $unset -GeneratePassword -Instance $tencent }; Says = '-Grant was given without a value' }
    ) {
        $result = Watch-Command $Call
        "$($result.Error)" | Should -Match $Says
        Get-DbAccount x -Instance $tencent -ErrorAction Ignore | Should -BeNullOrEmpty
    }
}

Describe 'What Get-DbAccess shows, piped' {
    BeforeAll {
        function Get-Line ([scriptblock] $Call) {
            @(Get-HostText $Call | ForEach-Object { $_ -split '\r?\n' } | Where-Object { $_ -like 'What if: *' } |
                    ForEach-Object { $_ -replace '^What if: ' -replace ' on [^ ]+ \(TencentMySql\)' })
        }
        $forms = @{
            Objects = { $input }; Csv = { $input | ConvertTo-Csv | ConvertFrom-Csv }; Json = { $input | ConvertTo-Json }
            Clixml = { $path = Join-Path $TestDrive 'access.xml'; $input | Export-Clixml $path; Import-Clixml $path }
        }
    }

    It 'is revoked where the grant is that gives it, and no more of that: <_>' -ForEach 'Objects', 'Csv', 'Json', 'Clixml' {
        $form = $forms[$_]
        Get-Line { Get-DbAccess clerk, writer -Database shop -Privilege INSERT, UPDATE -Instance $tencent | & $form | Revoke-DbPrivilege -WhatIf } | Sort-Object | Should -Be @(
            'Revoke INSERT ON shop.* from writer@%', 'Revoke INSERT ON shop.orders from clerk@%', 'Revoke UPDATE (total) ON shop.orders from clerk@%')
    }

    It 'is not revoked where the grant is on more, without -Force' {
        $result = Watch-Command { Get-DbAccess root -Database shop -Privilege INSERT -Instance $tencent | Revoke-DbPrivilege -WhatIf }
        Get-ErrorId $result.Error[0] | Should -Be 'WiderEffect'
        "$($result.Error)" | Should -Be "'root@%' has INSERT on shop.* by its grant on *.*, and revoking that takes INSERT away on all of *.*."
        Get-Line { Get-DbAccess root -Database shop -Privilege INSERT -Instance $tencent | Revoke-DbPrivilege -Force -WhatIf } | Should -Be 'Revoke INSERT ON *.* from root@%'
        Get-Line { Get-DbAccess reader -Database shop -Table orders -Privilege SELECT -Instance $tencent | Revoke-DbPrivilege -Force -WhatIf } | Should -Be 'Revoke SELECT ON shop.* from reader@%'
    }

    It 'is granted where it was shown, to the account or another one' {
        Get-Line { Get-DbAccess reader -Database shop -Privilege SELECT -Instance $tencent | Grant-DbPrivilege -Privilege UPDATE -WhatIf } | Should -Be 'Grant UPDATE ON shop.* to reader@%'
        Get-Line { Get-DbAccess root -Database crm -Privilege INSERT -Instance $tencent | Grant-DbPrivilege reader -WhatIf } | Should -Be 'Grant INSERT ON crm.* to reader@%'
        Get-Line { Get-DbAccess clerk -Database shop -Privilege UPDATE -Instance $tencent | Grant-DbPrivilege reader -WhatIf } | Should -Be 'Grant UPDATE (total) ON shop.orders to reader@%'
    }

    It 'is no set to replace with' {
        $result = Watch-Command { Get-DbAccess writer -Database shop -Instance $tencent | Set-DbPrivilege -WhatIf }
        Get-ErrorId $result.Error[0] | Should -Be 'InvalidInput'
        "$($result.Error[0])" | Should -BeLike "*is not all that it holds*"
    }

    It 'names the account alone for everything else' {
        Get-Line { Get-DbAccess reader -Database shop -Instance $tencent | Set-DbAccount -Description x -WhatIf } | Should -Be 'Set Description of reader@% to x'
        (Get-DbAccess reader -Database shop -Instance $tencent | Get-DbPrivilege).Account | Should -Be 'reader@%'
    }

    It 'says what to do where it comes by a role: <Role>' -ForEach @(
        @{ Role = 'staff'; Advice = "Take the role away with Revoke-DbPrivilege reader@% 'ROLE staff'*" }
        @{ Role = 'PUBLIC'; Advice = 'Everybody has what PUBLIC holds. To take it from all, *' }
    ) {
        $access = Get-DbAccess reader -Database shop -Instance $tencent
        $access.Role = $Role
        $access.Via = 'Role'
        $result = Watch-Command { $access | Revoke-DbPrivilege -WhatIf }
        "$($result.Error)" | Should -Be "'reader@%' has SELECT on shop.* by the role '$Role', which holds SELECT ON shop.*, and by no grant of its own that could be revoked."
        $result.Error[0].ErrorDetails.RecommendedAction | Should -BeLike $Advice
    }
}
