#Requires -Modules @{ ModuleName = 'Pester'; ModuleVersion = '5.0' }
# What Get-DbPrivilege has listed means exactly that object, and a row that is no good concerns its account alone.

BeforeAll {
    . (Join-Path $PSScriptRoot 'support/Identity.ps1')
}

AfterAll { Disconnect-Simulated }

Describe 'A privilege that was listed' {
    BeforeDiscovery {
        $forms = @(
            @{ Form = 'as it is'; Convert = { $_ } }
            @{ Form = 'Select-Object *'; Convert = { $_ | Select-Object * } }
            @{ Form = 'Select-Object of it'; Convert = { $_ | Select-Object Account, Level, Database, Table, Column, Privilege } }
            @{ Form = 'JSON'; Convert = { $_ | ConvertTo-Json -WarningAction Ignore } }
            @{ Form = 'JSON with words'; Convert = {
                    $_ | Select-Object Account, @{ n = 'Level'; e = { "$($_.Level)" } }, Database, Table, Column, Privilege | ConvertTo-Json
                }
            }
            @{ Form = 'Clixml'; Convert = {
                    [Management.Automation.PSSerializer]::Deserialize([Management.Automation.PSSerializer]::Serialize($_))
                }
            }
            @{ Form = 'CSV'; Convert = {
                    $_ | Select-Object Account, Level, Database, Table, Column, @{ n = 'Privilege'; e = { $_.Privilege -join ',' } } |
                        ConvertTo-Csv | ConvertFrom-Csv
                }
            }
        )
        # One of each level.
        $objects = 'SELECT ON \*\.\*', 'ON crm\.\*', 'ON shop\.\*', 'UPDATE ON shop\.orders', '\(id\) ON shop\.items' |
            ForEach-Object { @{ Object = $_ } }
        $cases = foreach ($form in $forms) { foreach ($object in $objects) { $form + $object } }
    }
    BeforeAll {
        function Get-Listed { Get-DbPrivilege 'app@10.%' | Where-Object { "$_" -match "$Object$" } }
        function Get-On ([object] $Held) {
            $on = if ($Held.Database) { ($Held.Database, $Held.Table, $Held.Column | Where-Object { $_ }) -join '.' } else { '*' }
            "TencentMySql app@10.% {0} ON $on"
        }
    }

    It 'is taken from that object alone: <Object> <Form>' -ForEach $cases {
        Restart-World
        $held = Get-Listed
        $result = Invoke-Change { $held | ForEach-Object $Convert | Revoke-DbPrivilege -Confirm:$false }
        $result.Error | Should -BeNullOrEmpty
        $result.Fact | Sort-Object | Should -Be @($held.Privilege | ForEach-Object { (Get-On $held) -f $_ } | Sort-Object)
    }

    It 'names that object for another privilege too: <Object> <Form>' -ForEach $cases {
        Restart-World
        $held = Get-Listed
        $result = Invoke-Change { $held | ForEach-Object $Convert | Grant-DbPrivilege -Privilege REFERENCES }
        $result.Error | Should -BeNullOrEmpty
        $result.Fact | Should -Be ((Get-On $held) -f 'REFERENCES')
    }

    It 'is what its account shall hold, and nothing else: <Object> <Form>' -ForEach $cases {
        Restart-World
        $held = Get-Listed
        $result = Invoke-Change { $held | ForEach-Object $Convert | Set-DbPrivilege -Confirm:$false }
        $result.Error | Should -BeNullOrEmpty
        $result.Who | Should -Be 'TencentMySql app@10.%'
        Get-DbPrivilege 'app@10.%' | ForEach-Object ToString | Should -Be "$held"
    }

    It 'is never a wider one by what was not selected of it: <Object>' -ForEach $objects {
        Restart-World
        $held = Get-Listed
        $own = @($held.Privilege | ForEach-Object { (Get-On $held) -f $_ })
        foreach ($set in 0..15) {
            $parts = 'Level', 'Database', 'Table', 'Column'
            $names = @('Account', 'Privilege') + @(0..3 | Where-Object { $set -band (1 -shl $_) } | ForEach-Object { $parts[$_] })
            Restart-World
            $result = Invoke-Change { $held | Select-Object $names | Revoke-DbPrivilege -Confirm:$false }
            $result.Fact | Where-Object { $_ -notin $own } | Should -BeNullOrEmpty -Because "$names"
            if (!$result.Fact) { $result.Error.Count | Should -Be 1 -Because "$names" }
        }
    }

    It 'goes back unchanged with all others: <Form>' -ForEach $forms {
        Restart-World
        $all = Get-DbPrivilege app*
        $result = Invoke-Change { $all | ForEach-Object $Convert | Set-DbPrivilege -Confirm:$false }
        $result.Error | Should -BeNullOrEmpty
        $result.Fact | Should -BeNullOrEmpty
    }

    It 'names its account for <Command>, and says nothing of what it shall become: <Form>' -ForEach @(
        foreach ($form in $forms) {
            @{ Command = 'Set-DbAccount'; More = @{ Description = 'x' }; Told = 'Description=' } + $form
            @{ Command = 'Reset-DbAccountPassword'; More = @{ GeneratePassword = $true }; Told = 'PasswordHash=' } + $form
            @{ Command = 'Remove-DbAccount'; More = @{}; Told = '' } + $form
        }
    ) {
        Restart-World
        $Object = 'ON shop\.\*'
        $more = $More + @{ Confirm = $false }
        $result = Invoke-Change { Get-Listed | ForEach-Object $Convert | & $Command @more }
        $result.Who | Should -Be 'TencentMySql app@10.%'
        $result.Fact -notmatch $Told | Should -BeNullOrEmpty
    }
}

Describe 'On Ddm' {
    It 'what a privilege holds of an account is no setting of it' {
        Restart-World Ddm
        $result = Invoke-Change { Get-DbPrivilege bob | Select-Object -First 1 | Set-DbAccount -PasswordLifetime 30 }
        $result.Fact | Should -Match '^Ddm bob PasswordLifetime=|^Ddm bob PasswordL'
        foreach ($form in { $_ }, { $_ | Select-Object * }, { $_ | ConvertTo-Json -WarningAction Ignore }) {
            $result = Invoke-Change {
                Get-DbPrivilege bob | Where-Object Database -EQ crm | ForEach-Object $form | Grant-DbPrivilege -Privilege DROP
            }
            $result.Fact | Should -BeNullOrEmpty
            $result.Error | ForEach-Object { Get-ErrorId $_ } | Should -Be 'WiderEffect'
        }
    }
}

Describe 'A row that is no good' {
    It 'keeps its account from being replaced, and no other: <What>' -ForEach @(
        @{ What = 'a misspelt column'; Bad = @{ Account = 'app@10.%'; Privilege = 'SELECT'; Databases = 'shop' } }
        @{ What = 'a blank database'; Bad = @{ Account = 'app@10.%'; Privilege = 'SELECT'; Database = '' } }
        @{ What = 'no privilege'; Bad = @{ Account = 'app@10.%'; Privilege = ''; Database = 'shop' } }
        @{ What = 'a table without its database'; Bad = @{ Account = 'app@10.%'; Privilege = 'SELECT'; Table = 'orders' } }
        @{ What = 'global and a database'; Bad = @{ Account = 'app@10.%'; Privilege = 'SELECT'; Database = 'shop'; Global = 'yes' } }
        @{ What = 'two hosts'; Bad = @{ Account = 'app@10.%'; AllowedHost = '11.%'; Privilege = 'SELECT'; Database = 'shop' } }
        @{ What = 'a level that is none'; Bad = @{ Account = 'app@10.%'; Level = 'Everything'; Privilege = 'SELECT'; Database = 'shop' } }
        @{ What = 'an empty name among privileges'; Bad = @{ Account = 'app@10.%'; Privilege = 'SELECT', ''; Database = 'shop' } }
    ) {
        foreach ($order in 0, 1, 2) {
            Restart-World
            $rows = [Collections.Generic.List[object]]@(
                [pscustomobject]@{ Account = 'app@10.%'; Privilege = 'INSERT'; Database = 'crm' }
                [pscustomobject]@{ Account = 'other'; Privilege = 'INSERT'; Database = 'crm' }
            )
            $rows.Insert($order, [pscustomobject]$Bad)
            $result = Invoke-Change { $rows | Set-DbPrivilege -Confirm:$false }
            $result.Who | Should -Be 'TencentMySql other@%'
            $result.Output.Account | Should -Be 'other@%'
            "$($result.Error)" | Should -Match "'app@10\.%'.* were not replaced"
        }
    }
}

Describe 'Names and hosts' {
    It 'are the same under every culture: <Culture>' -ForEach @{ Culture = 'tr-TR' }, @{ Culture = 'de-DE' }, @{ Culture = 'en-US' } {
        Restart-World MySqlPlus
        $was = [cultureinfo]::CurrentCulture
        try {
            [cultureinfo]::CurrentCulture = $Culture
            (Get-DbAccount 'INFO*').Name | Should -Be 'info'
            (Get-DbAccount 'INF?').Name | Should -Be 'info'
            (Invoke-Change { [pscustomobject]@{ NAME = 'info'; ALLOWEDHOST = '10.%;11.%' } | Remove-DbAccount -Confirm:$false }).Who |
                Should -Be 'MySqlPlus info@10.%;11.%'
            $null = Select-DbInstance tencentmysql
            $refused = Watch-Command { @{ Name = 'x'; DATABASES = 'y'; PRIVILEGE = 'z' } | New-DbAccount -GeneratePassword }
            Get-ErrorId $refused.Error[0] | Should -Be 'InvalidInput'
            (Invoke-Change { 'app@LOCALHOST' | Set-DbAccount -Description i -MaxUserConnections 1000 }).Who |
                Should -Be 'TencentMySql app@LocalHost'
            (Get-DbAccount app@localhost).MaxUserConnections | Should -Be 1000
            (Invoke-Change { Grant-DbPrivilege app insert, delete -Database SHOP_I }).Fact | Sort-Object |
                Should -Be 'TencentMySql app@% DELETE ON SHOP_I', 'TencentMySql app@% INSERT ON SHOP_I'
        } finally {
            [cultureinfo]::CurrentCulture = $was
        }
    }

    It 'stay as they are where another is told: a host in a row is no new one' {
        Restart-World
        $result = Invoke-Change { Get-DbAccount app@10.% | Select-Object Name, AllowedHost | Set-DbAccount -Description x }
        $result.Fact | Should -Be 'TencentMySql app@10.% Description=x'
        $result = Invoke-Change { Get-DbAccount app@11.% | Set-DbAccount -AllowedHost 12.% }
        $result.Who | Should -Be 'TencentMySql app@11.%', 'TencentMySql app@12.%'
        $row = [pscustomobject]@{ Name = 'app'; AllowedHost = '12.%' }
        $result = Invoke-Change { $row | Get-DbAccount | Remove-DbAccount -Confirm:$false }
        $result.Who | Should -Be 'TencentMySql app@12.%'
    }
}
