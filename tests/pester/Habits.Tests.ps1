#Requires -Modules @{ ModuleName = 'Pester'; ModuleVersion = '5.0' }
# What somebody types in the first hour, because other cmdlets take it.

BeforeAll {
    . (Join-Path $PSScriptRoot 'support/Identity.ps1')
    $documented = 'ALTER', 'ALTER ROUTINE', 'CREATE', 'CREATE ROUTINE', 'CREATE TEMPORARY TABLES', 'CREATE VIEW', 'DELETE', 'DROP', 'EVENT',
    'EXECUTE', 'INDEX', 'INSERT', 'LOCK TABLES', 'REFERENCES', 'SELECT', 'SHOW VIEW', 'TRIGGER', 'UPDATE'
}

AfterAll { Disconnect-Simulated }

Describe 'Several names' {
    It 'are several accounts, each with a password of its own: <What>' -ForEach @(
        @{ What = 'by position'; Call = { New-DbAccount one, two, three -GeneratePassword -Wait } }
        @{ What = 'by name'; Call = { New-DbAccount -Name one, two, three -GeneratePassword -Wait } }
        @{ What = 'by pipeline'; Call = { 'one', 'two', 'three' | New-DbAccount -GeneratePassword -Wait } }
    ) {
        Restart-World
        $result = Invoke-Change $Call
        $result.Error | Should -BeNullOrEmpty
        $result.Who | Should -Be 'TencentMySql one@%', 'TencentMySql three@%', 'TencentMySql two@%'
        $result.Output.Credential.UserName | Should -Be 'one', 'two', 'three'
        @($result.Output.Credential | ForEach-Object { $_.GetNetworkCredential().Password } | Sort-Object -Unique).Count | Should -Be 3
    }

    It 'are each made on each host, with what else is given' {
        Restart-World
        $result = Invoke-Change { New-DbAccount one, two -AllowedHost 10.%, 11.% -Password $secret -Privilege SELECT -Database shop -Wait }
        $result.Who | Should -Be 'TencentMySql one@10.%', 'TencentMySql one@11.%', 'TencentMySql two@10.%', 'TencentMySql two@11.%'
        Get-DbPrivilege 'one@*', 'two@*' | ForEach-Object Privilege | Should -Be 'SELECT', 'SELECT', 'SELECT', 'SELECT'
    }

    It 'that are one and the same are one account' {
        Restart-World
        (Invoke-Change { New-DbAccount one, one -GeneratePassword }).Output | Should -HaveCount 1
    }

    It 'go on after one that is no good' {
        Restart-World
        $result = Invoke-Change { New-DbAccount one, _two, three -GeneratePassword -Wait }
        $result.Output.Account | Should -Be 'one@%', 'three@%'
        $result.Error | ForEach-Object { Get-ErrorId $_ } | Should -Be 'RuleViolation'
        $result.Error[0].TargetObject | Should -Be '_two'
    }

    It 'are checked each by itself' {
        $test = Test-DbAccount one, _two -Service TencentMySql -GeneratePassword
        $test.Name | Should -Be 'one', '_two'
        $test.IsValid | Should -Be $true, $false
    }

    It 'are taken by <Command> too' -ForEach @(
        @{ Command = 'Remove-DbAccount'; More = @{} }
        @{ Command = 'Reset-DbAccountPassword'; More = @{ GeneratePassword = $true } }
        @{ Command = 'Grant-DbPrivilege'; More = @{ Privilege = 'DELETE'; Database = 'shop' } }
        @{ Command = 'Revoke-DbPrivilege'; More = @{ Privilege = 'SELECT'; Database = 'shop' } }
        @{ Command = 'Set-DbAccount'; More = @{ Description = 'new' } }
    ) {
        Restart-World
        $result = Invoke-Change { & $Command app, other @More -Confirm:$false -Wait }
        $result.Error | Should -BeNullOrEmpty
        $result.Who | Should -Be 'TencentMySql app@%', 'TencentMySql other@%'
    }
}

Describe 'An instance from the pipeline' {
    It 'means all of it for <Command>' -ForEach @(
        @{ Command = 'Get-DbAccount' }, @{ Command = 'Get-DbPrivilege' }, @{ Command = 'Get-DbJob' }
    ) {
        Restart-World
        $null = New-DbAccount new_one -GeneratePassword -Wait
        $piped = Get-DbInstance TencentMySql | & $Command
        $piped | Should -Not -BeNullOrEmpty
        $piped.InstanceId | Select-Object -Unique | Should -Be 'cdb-f35wr6wj'
        @($piped).Count | Should -Be @(& $Command -Instance TencentMySql).Count
    }

    It 'says where, for an account of the command line: <Command>' -ForEach @(
        @{ Command = 'Get-DbAccount'; More = @{} }
        @{ Command = 'Get-DbPrivilege'; More = @{} }
        @{ Command = 'Grant-DbPrivilege'; More = @{ Privilege = 'DELETE'; Database = 'shop', 'crm' } }
        @{ Command = 'Remove-DbAccount'; More = @{} }
        @{ Command = 'Set-DbAccount'; More = @{ Description = 'new' } }
        @{ Command = 'Reset-DbAccountPassword'; More = @{ GeneratePassword = $true } }
    ) {
        # The default has an account of that name too.
        Restart-World
        $confirm = if ((Get-Command $Command).Parameters.ContainsKey('Confirm')) { @{ Confirm = $false } } else { @{} }
        $result = Invoke-Change { Get-DbInstance Ddm | & $Command app @More @confirm }
        $result.Error | Should -BeNullOrEmpty
        $result.Output.Service | Select-Object -Unique | Should -Be 'Ddm'
        $result.Who | Where-Object { $_ -ne 'Ddm app' } | Should -BeNullOrEmpty
        if ($confirm.Count) { $result.Who | Should -Be 'Ddm app' }
        $row = [pscustomobject]@{ InstanceId = 'Ddm' }
        ($row | & $Command app @More @confirm -WarningAction Ignore -ErrorAction Ignore).Service | Where-Object { $_ -ne 'Ddm' } | Should -BeNullOrEmpty
    }

    It 'is each once for each account, wherever that is' {
        Restart-World
        $result = Watch-Command { Get-DbInstance | Get-DbPrivilege bob, other }
        $result.Output | Group-Object Service -NoElement | ForEach-Object Name | Should -Be 'Ddm', 'TencentMySql'
        $result.Error | ForEach-Object { Get-ErrorId $_ } | Group-Object -NoElement | Sort-Object Name | ForEach-Object { "$($_.Name) $($_.Count)" } |
            Should -Be 'NotSupportedByService 3'
    }

    It 'of which the service has no privileges is one error, however many accounts it has' {
        Restart-World
        $result = Watch-Command { Get-DbInstance MySqlPlus | Get-DbPrivilege }
        $result.Output | Should -BeNullOrEmpty
        $result.Error | ForEach-Object { Get-ErrorId $_ } | Should -Be 'NotSupportedByService'
    }

    It 'never means all for what changes: <Command>' -ForEach @(
        @{ Command = 'Remove-DbAccount'; More = @{} }
        @{ Command = 'Revoke-DbPrivilege'; More = @{ Privilege = 'SELECT'; Database = 'shop' } }
        @{ Command = 'Set-DbPrivilege'; More = @{ Privilege = 'SELECT'; Database = 'shop' } }
        @{ Command = 'Reset-DbAccountPassword'; More = @{ GeneratePassword = $true } }
    ) {
        Restart-World
        $result = Invoke-Change { Get-DbInstance TencentMySql | & $Command @More -Confirm:$false }
        $result.Fact | Should -BeNullOrEmpty
        $result.Error | ForEach-Object { Get-ErrorId $_ } | Should -Be 'InvalidInput'
    }
}

Describe 'A privilege from the pipeline' {
    It 'is given to the account that the command line names: <Form>' -ForEach @(
        @{ Form = 'as it is'; Convert = { $_ } }
        @{ Form = 'Clixml'; Convert = { [Management.Automation.PSSerializer]::Deserialize([Management.Automation.PSSerializer]::Serialize($_)) } }
    ) {
        Restart-World
        $null = New-DbAccount copy -Password $secret -AllowedHost 12.% -Wait
        $result = Invoke-Change { Get-DbPrivilege app@10.% | ForEach-Object $Convert | Grant-DbPrivilege copy@12.% -Wait }
        $result.Error | Should -BeNullOrEmpty
        $result.Who | Should -Be 'TencentMySql copy@12.%'
        Get-DbPrivilege copy@12.% | ForEach-Object ToString | Should -Be (Get-DbPrivilege app@10.% | ForEach-Object ToString)
    }

    It 'replaces what that account holds' {
        Restart-World
        $result = Invoke-Change { Get-DbPrivilege app@10.% | Set-DbPrivilege other -Confirm:$false -Wait }
        $result.Error | Should -BeNullOrEmpty
        $result.Who | Should -Be 'TencentMySql other@%'
        Get-DbPrivilege other | ForEach-Object ToString | Should -Be (Get-DbPrivilege app@10.% | ForEach-Object ToString)
    }

    It 'replaces nothing where there is none' {
        Restart-World
        $null = New-DbAccount empty -Password $secret -Wait
        $result = Invoke-Change { Get-DbPrivilege empty | Set-DbPrivilege app -Confirm:$false -Wait }
        $result.Fact | Should -BeNullOrEmpty
        $result.Error | ForEach-Object { Get-ErrorId $_ } | Should -Be 'InvalidInput'
        "$($result.Error)" | Should -BeLike "*'app'*"
        $result.Error.ErrorDetails.RecommendedAction | Should -BeLike '*Revoke-DbPrivilege*'
        $result = Invoke-Change { Get-DbAccount empty -IncludePrivilege | ConvertTo-Csv | ConvertFrom-Csv | Set-DbPrivilege -Confirm:$false }
        $result.Fact | Should -BeNullOrEmpty
        $result.Error | ForEach-Object { Get-ErrorId $_ } | Should -Be 'InvalidInput'
        "$($result.Error)" | Should -BeLike "*'empty@%'*"
    }
}

Describe 'An account beside another' {
    BeforeDiscovery {
        $change = @{
            'Remove-DbAccount' = @{}; 'Reset-DbAccountPassword' = @{ GeneratePassword = $true }; 'Set-DbAccount' = @{ Description = 'new' }
            'Grant-DbPrivilege' = @{ Privilege = 'DELETE'; Database = 'shop' }; 'Revoke-DbPrivilege' = @{ Privilege = 'SELECT'; Database = 'shop' }
            'Set-DbPrivilege' = @{ Privilege = 'SELECT'; Database = 'shop' }; 'New-DbAccount' = @{ GeneratePassword = $true }
        }
        $piped = @{
            'a listed account' = { Get-DbAccount other }; 'a privilege' = { Get-DbPrivilege other }
            'a selection' = { Get-DbAccount other | Select-Object Name, AllowedHost, InstanceId }
            'CSV' = { Get-DbAccount other | ConvertTo-Csv | ConvertFrom-Csv }
            'a row' = { [pscustomobject]@{ Account = 'other'; InstanceId = 'TencentMySql' } }
            'a row of a name' = { [pscustomobject]@{ Name = 'other'; InstanceId = 'TencentMySql' } }
        }
        $beside = foreach ($command in $change.Keys | Sort-Object) {
            foreach ($form in $piped.Keys | Sort-Object) {
                # A privilege says what for these.
                if ($form -eq 'a privilege' -and $command -like '*-DbPrivilege') { continue }
                @{ Command = $command; More = $change[$command]; Form = $form; Piped = $piped[$form] }
            }
        }
    }

    It 'is refused, and neither is changed: <Command>, <Form>' -ForEach $beside {
        Restart-World
        $rows = & $Piped
        $confirm = @{ Confirm = $false }
        $result = Invoke-Change { $rows | & $Command app @More @confirm }
        $result.Fact | Should -BeNullOrEmpty
        $result.Output | Should -BeNullOrEmpty
        $result.Error | ForEach-Object { Get-ErrorId $_ } | Select-Object -Unique | Should -Be 'InvalidInput'
        $result.Error | ForEach-Object { "$_" } | Should -Match "'app'.*'other"
    }

    It 'is refused where one is read: <Command>' -ForEach @{ Command = 'Get-DbAccount' }, @{ Command = 'Get-DbPrivilege' } {
        $result = Watch-Command { Get-DbAccount other | & $Command app }
        $result.Output | Should -BeNullOrEmpty
        $result.Error | ForEach-Object { Get-ErrorId $_ } | Should -Be 'InvalidInput'
    }

    It 'is refused as text: New-DbAccount' {
        Restart-World
        $result = Invoke-Change { 'n1' | New-DbAccount n2 -GeneratePassword; 7 | New-DbAccount n2 -GeneratePassword }
        $result.Fact | Should -BeNullOrEmpty
        $result.Error | ForEach-Object { Get-ErrorId $_ } | Should -Be 'InvalidInput', 'InvalidInput'
    }

    It 'is none where a script block makes the account of the record' {
        Restart-World
        $result = Invoke-Change { Get-DbAccount other | Remove-DbAccount -Account { $_.Name } -Confirm:$false }
        $result.Error | Should -BeNullOrEmpty
        $result.Who | Should -Be 'TencentMySql other@%'
        $result = Invoke-Change { [pscustomobject]@{ Name = 'x'; Real = 'n3' } | New-DbAccount -Name { $_.Real } -GeneratePassword -Wait }
        $result.Who | Should -Be 'TencentMySql n3@%'
    }
}

Describe 'What is not passed over' {
    It 'an object that no parameter takes: <Row>' -ForEach @(
        @{ Row = @{ Privilege = 'EXECUTE'; Database = 'shop'; Routine = 'PROCEDURE total' } }
        @{ Row = @{ Privilege = 'EXECUTE'; Database = 'shop'; Procedure = 'total' } }
        @{ Row = @{ Privilege = 'EXECUTE'; Database = 'shop'; Function = 'total' } }
        @{ Row = @{ Privilege = 'SELECT'; Global = $true; Role = 'reader' } }
        @{ Row = @{ Privilege = 'SELECT'; Global = $true; ProxiedAccount = 'other@%' } }
        @{ Row = @{ Privilege = 'SELECT'; Database = 'shop'; GrantOption = 'True' } }
    ) {
        foreach ($command in 'Grant-DbPrivilege', 'Revoke-DbPrivilege', 'Set-DbPrivilege') {
            Restart-World
            $all = [pscustomobject]($Row + @{ Account = 'other' })
            $result = Invoke-Change { $all, ($Row + @{ Account = 'other' }) | & $command -Confirm:$false }
            $result.Fact | Should -BeNullOrEmpty -Because $command
            $result.Error | ForEach-Object { Get-ErrorId $_ } | Should -Be 'InvalidInput', 'InvalidInput' -Because $command
        }
    }

    It 'but a column of them that says nothing is' {
        Restart-World
        $row = [pscustomobject]@{ Account = 'other'; Privilege = 'DELETE'; Database = 'shop'; Routine = ''; Function = $null; GrantOption = 'False' }
        (Invoke-Change { $row | Grant-DbPrivilege }).Fact | Should -Be 'TencentMySql other@% DELETE ON shop'
    }

    It 'a part of an object beside another on the command line' {
        Restart-World
        $row = [pscustomobject]@{ Account = 'other'; Privilege = 'DELETE'; Table = 'orders' }
        $result = Invoke-Change { $row | Grant-DbPrivilege -Database shop }
        $result.Fact | Should -BeNullOrEmpty
        $result.Error | ForEach-Object { Get-ErrorId $_ } | Should -Be 'InvalidInput'
        (Invoke-Change { $row | Grant-DbPrivilege -Database shop -Table items }).Fact | Should -Be 'TencentMySql other@% DELETE ON shop.items'
    }

    It 'a given password, beside one that shall be generated: <What>' -ForEach @(
        @{ What = 'New-DbAccount, in a row'; Call = { [pscustomobject]@{ Name = 'n1'; Password = 'A1_b2_c3_d4_e5' } | New-DbAccount -GeneratePassword } }
        @{ What = 'New-DbAccount'; Call = { New-DbAccount n1 -Password $secret -GeneratePassword } }
        @{ What = 'New-DbAccount, a credential'; Call = { New-DbAccount -Credential ([pscredential]::new('n1', $secret)) -GeneratePassword } }
        @{ What = 'Reset-DbAccountPassword, in a row'; Call = { [pscustomobject]@{ Name = 'other'; Password = 'A1_b2_c3_d4_e5' } | Reset-DbAccountPassword -GeneratePassword } }
        @{ What = 'Reset-DbAccountPassword'; Call = { Reset-DbAccountPassword other -Password $secret -GeneratePassword } }
    ) {
        Restart-World
        $result = Invoke-Change $Call
        $result.Fact | Should -BeNullOrEmpty
        $result.Error | ForEach-Object { Get-ErrorId $_ } | Should -Be 'InvalidInput'
        $result.Error[0].ErrorDetails.RecommendedAction | Should -BeLike 'Leave out -GeneratePassword*'
    }
}

Describe 'An instance that was disconnected' {
    It 'sends nothing by its object: <What>' -ForEach @(
        @{ What = 'the parameter'; Call = { Remove-DbAccount app -Instance $instance -Confirm:$false } }
        @{ What = 'the pipeline'; Call = { $instance | Remove-DbAccount app -Confirm:$false } }
        @{ What = 'creating'; Call = { $instance | New-DbAccount n1 -GeneratePassword } }
        @{ What = 'reading'; Call = { Get-DbAccount -Instance $instance } }
    ) {
        Restart-World
        $instance = Get-DbInstance TencentMySql
        $null = Disconnect-DbInstance $instance
        try {
            $result = Watch-Command $Call
            $result.Output | Should -BeNullOrEmpty
            $result.Error | ForEach-Object { Get-ErrorId $_ } | Should -Be 'InstanceNotConnected'
        } finally { Restart-World }
    }
}

Describe 'Jobs of an instance that was disconnected' {
    It 'are listed as they were last seen, with a word about it once' {
        Restart-World
        $job = New-DbAccount pending_one -GeneratePassword
        $null = Disconnect-DbInstance TencentMySql
        try {
            $listed = Get-DbJob -Account pending_one -WarningVariable first -WarningAction SilentlyContinue -ErrorAction Stop
            $listed.Id, $listed.State | Should -Be $job.Id, 'Pending'
            "$first" | Should -BeLike '*pending_one*cdb-f35wr6wj (TencentMySql)*last seen*'
            $null = Get-DbJob -State Failed -WarningVariable second -WarningAction SilentlyContinue -ErrorAction Stop
            "$second" | Should -Not -BeLike '*pending_one*'
            # Who asks for one by its id is told that it can't be asked for.
            (Watch-Command { Get-DbJob $job.Id }).Error | ForEach-Object { Get-ErrorId $_ } | Should -Be 'InstanceNotConnected'
        } finally { Restart-World }
    }
}

Describe 'A row beside an account of the command line' {
    It 'says on what, and is never passed over' {
        Restart-World
        $row = [pscustomobject]@{ Database = 'shop'; Table = 'orders' }
        (Invoke-Change { $row | Grant-DbPrivilege other DELETE }).Fact | Should -Be 'TencentMySql other@% DELETE ON shop.orders'
        $result = Invoke-Change { [pscustomobject]@{ Databases = 'shop'; InstanceId = 'TencentMySql' } | Grant-DbPrivilege other DELETE -Global }
        $result.Fact | Should -BeNullOrEmpty
        $result.Error | ForEach-Object { Get-ErrorId $_ } | Should -Be 'InvalidInput'
    }
}

Describe '-Exclude' {
    It 'leaves out <Exclude> of <Command>' -ForEach @(
        foreach ($command in 'Get-DbAccount', 'Get-DbPrivilege') {
            @{ Command = $command; Exclude = , 'app'; Left = 'lone@10.0.0.1', 'lone@10.0.0.2', 'other@%', 'root@%' }
            @{ Command = $command; Exclude = 'APP*', 'r*', 'lone'; Left = , 'other@%' }
            @{ Command = $command; Exclude = , 'app@10.%'; Left = 'app@%', 'app@11.%', 'app@LocalHost', 'lone@10.0.0.1', 'lone@10.0.0.2', 'other@%', 'root@%' }
            @{ Command = $command; Exclude = , 'app@LOCALHOST'; Left = 'app@%', 'app@10.%', 'app@11.%', 'lone@10.0.0.1', 'lone@10.0.0.2', 'other@%', 'root@%' }
            @{ Command = $command; Exclude = , '*@1*'; Left = 'app@%', 'app@LocalHost', 'other@%', 'root@%' }
            @{ Command = $command; Exclude = , '*'; Left = @() }
            @{ Command = $command; Exclude = , 'nobody'; Left = 'app@%', 'app@10.%', 'app@11.%', 'app@LocalHost', 'lone@10.0.0.1', 'lone@10.0.0.2', 'other@%', 'root@%' }
        }
    ) {
        Restart-World
        $found = & $Command -Exclude $Exclude | ForEach-Object { if ($Command -eq 'Get-DbAccount') { "$_" } else { $_.Account } } | Sort-Object -Unique
        # Only some hold privileges.
        $held = 'app@%', 'app@10.%', 'app@11.%', 'other@%', 'root@%'
        @($found) | Should -Be @($Left | Where-Object { $Command -eq 'Get-DbAccount' -or $_ -in $held })
    }

    It 'leaves out what is named too, and says nothing of it' {
        Restart-World
        $result = Watch-Command { Get-DbAccount app, other -Exclude other }
        $result.Error | Should -BeNullOrEmpty
        $result.Output.Name | Select-Object -Unique | Should -Be 'app'
        $result = Watch-Command { Get-DbPrivilege other, app -Exclude app }
        $result.Error | Should -BeNullOrEmpty
        $result.Output.Account | Select-Object -Unique | Should -Be 'other@%'
    }

    It 'takes listed accounts' {
        Restart-World
        $listed = Get-DbAccount app, lone
        (Get-DbAccount -Exclude $listed).Name | Should -Be 'root', 'other'
    }

    It 'is of names alone where those identify an account' {
        Restart-World Ddm
        (Get-DbAccount -Exclude b*).Name | Should -Be 'app'
        (Get-DbPrivilege -Exclude app).Account | Select-Object -Unique | Should -Be 'bob'
    }
}

Describe 'ALL' {
    It 'is each privilege that the service documents on databases: <Word>' -ForEach @{ Word = 'ALL' }, @{ Word = 'all privileges' }, @{ Word = ' All ' } {
        Restart-World
        $null = Grant-DbPrivilege lone@10.0.0.1 $Word -Database shop -Wait
        (Get-DbPrivilege lone@10.0.0.1).Privilege | Should -Be $documented
        (Get-DbPrivilege lone@10.0.0.1).Level | Should -Be 'Database'
        # It loses one, and no other.
        $null = Revoke-DbPrivilege lone@10.0.0.1 SELECT -Database shop -Wait
        (Get-DbPrivilege lone@10.0.0.1).Privilege | Should -Be @($documented | Where-Object { $_ -ne 'SELECT' })
        $null = Revoke-DbPrivilege lone@10.0.0.1 $Word -Database shop -Wait
        Get-DbPrivilege lone@10.0.0.1 | Should -BeNullOrEmpty
    }

    It 'is those of its level: <Level>' -ForEach @(
        @{ Level = 'Global'; On = @{ Global = $true }; Count = 24 }
        @{ Level = 'Database'; On = @{ Database = 'shop' }; Count = 18 }
        @{ Level = 'Table'; On = @{ Database = 'shop'; Table = 'orders' }; Count = 12 }
        @{ Level = 'Column'; On = @{ Database = 'shop'; Table = 'orders'; Column = 'id' }; Count = 4 }
    ) {
        Restart-World
        $null = Set-DbPrivilege other ALL @On -Confirm:$false -Wait
        $held = Get-DbPrivilege other
        $held.Level | Should -Be $Level
        $held.Privilege | Should -HaveCount $Count
        $rules = Get-DbAccountRule TencentMySql GrantPrivilege -Parameter Privilege | Where-Object Level -EQ $Level
        $held.Privilege | Should -Be @($rules.Values | Sort-Object -Culture '')
    }

    It 'is what New-DbAccount grants' {
        Restart-World
        $null = New-DbAccount one, two -GeneratePassword -Privilege ALL, SELECT -Database shop -Wait
        Get-DbPrivilege one, two | ForEach-Object { $_.Privilege.Count } | Should -Be 18, 18
    }

    It 'is what -WhatIf shows it to be' {
        Restart-World
        $shown = Watch-Command { Revoke-DbPrivilege other ALL -Database shop -WhatIf -Verbose }
        $shown.Error | Should -BeNullOrEmpty
        (Get-DbPrivilege other | Where-Object Database -EQ shop).Privilege | Should -Be 'INSERT', 'SELECT'
    }

    It 'is nothing to be taken from where nothing is held, and says so' {
        Restart-World
        $result = Invoke-Change { Revoke-DbPrivilege lone@10.0.0.1 ALL -Database shop -WarningVariable said -WarningAction SilentlyContinue; "$said" }
        $result.Fact | Should -BeNullOrEmpty
        "$($result.Output)" | Should -Match 'holds nothing on'
    }

    It 'is the one set of Ddm' {
        Restart-World Ddm
        $null = Grant-DbPrivilege bob ALL -Database shop, crm
        Get-DbPrivilege bob | ForEach-Object { "$($_.Privilege)" } | Select-Object -Unique | Should -Be 'ALTER CREATE DELETE DROP INDEX INSERT SELECT UPDATE'
        $null = Revoke-DbPrivilege bob ALL
        Get-DbPrivilege bob | Should -BeNullOrEmpty
        $null = New-DbAccount whole -Privilege all -Database shop -GeneratePassword
        (Get-DbPrivilege whole).Privilege | Should -HaveCount 8
        $null = Set-DbAccount app -Privilege ALL
        (Get-DbAccount app).Privilege | Should -HaveCount 8
    }

    It 'is an error where the service offers nothing: <What>' -ForEach @(
        @{ What = 'tables of Ddm'; Call = { Grant-DbPrivilege bob ALL -Database shop -Table t -Instance Ddm }; Words = 'Table' }
        @{ What = 'everything of Ddm'; Call = { Grant-DbPrivilege bob ALL -Global -Instance Ddm }; Words = 'Global' }
        @{ What = 'MySqlPlus'; Call = { New-DbAccount new_one -Privilege ALL -GeneratePassword -Instance MySqlPlus }; Words = 'Privilege' }
    ) {
        Restart-World
        $result = Invoke-Change $Call
        $result.Fact | Should -BeNullOrEmpty
        $result.Error | ForEach-Object { Get-ErrorId $_ } | Should -Be 'RuleViolation'
        "$($result.Error[0])" | Should -Match $Words
    }
}

Describe 'Get-DbJob' {
    BeforeAll {
        Restart-World
        $null = New-DbAccount app_1, app_2, web -GeneratePassword -Wait
        $null = New-DbAccount app_1 -AllowedHost 10.% -GeneratePassword -Wait
        $null = New-DbAccount app_3 -GeneratePassword -Privilege SELECT -Database shop -Instance Ddm
    }

    It 'shows the jobs of <Account>' -ForEach @(
        @{ Account = , 'app*'; Expected = 'app_1@%', 'app_1@10.%', 'app_2@%' }
        @{ Account = , 'app_1'; Expected = 'app_1@%', 'app_1@10.%' }
        @{ Account = , 'app_1@10.%'; Expected = , 'app_1@10.%' }
        @{ Account = 'web', 'app_2'; Expected = 'app_2@%', 'web@%' }
        @{ Account = , 'nobody'; Expected = @() }
    ) {
        # What has ended elsewhere is shown too, where it is no longer connected.
        $connected = Get-DbInstance | ForEach-Object { "$($_.Endpoint)".TrimEnd('/') }
        @((Get-DbJob -Account $Account | Where-Object Endpoint -In $connected).Account | Where-Object { $_ } | Sort-Object) | Should -Be $Expected
        @((Get-DbJob -Account $Account -State Succeeded -Instance *).Account | Where-Object { $_ } | Sort-Object) | Should -Be $Expected
        Get-DbJob -Account $Account -State Pending, Failed -WarningAction SilentlyContinue | Where-Object Endpoint -In $connected | Should -BeNullOrEmpty
    }

    It 'shows those that are in a state now' {
        $job = New-DbAccount late -GeneratePassword
        $null = $job | Wait-DbJob
        (Get-DbJob $job.Id -State succeeded, pending).Id | Should -Be $job.Id
        Get-DbJob $job.Id -State Pending | Should -BeNullOrEmpty
        (Get-DbJob $job.Id -State Succeeded -Account late).Id | Should -Be $job.Id
    }

    It 'says which states there are: not <_>' -ForEach 'Done', 'Pend', '1' {
        $state = $_
        $result = Watch-Command { Get-DbJob -State $state }
        $result.Output | Should -BeNullOrEmpty
        $result.Error | ForEach-Object { Get-ErrorId $_ } | Should -Be 'InvalidInput'
        "$($result.Error[0])" | Should -Match "Pending.*'$state'|'$state'.*Pending"
    }
}

Describe 'Test-DbAccount' {
    It 'says everything of an operation on privileges: <Values.Keys>' -ForEach @(
        @{ Values = @{ Privilege = 'PROCESS'; Global = $true }; Valid = $true }
        @{ Values = @{ Privilege = 'PROCESS'; Database = 'shop' }; Valid = $false }
        @{ Values = @{ Privilege = 'PROCESS' }; Valid = $false }
        @{ Values = @{ Privilege = 'EXECUTE'; Database = 'shop' }; Valid = $true }
        @{ Values = @{ Privilege = 'EXECUTE'; Database = 'shop'; Table = 'orders' }; Valid = $false }
        @{ Values = @{ Privilege = 'DELETE'; Database = 'shop'; Table = 'orders' }; Valid = $true }
        @{ Values = @{ Privilege = 'DELETE'; Database = 'shop'; Table = 'orders'; Column = 'id' }; Valid = $false }
        @{ Values = @{ Privilege = 'ALL'; Database = 'shop'; Table = 'orders'; Column = 'id' }; Valid = $true }
    ) {
        foreach ($operation in 'GrantPrivilege', 'RevokePrivilege', 'SetPrivilege') {
            Test-DbAccount app -Service TencentMySql -Operation $operation @Values -Quiet | Should -Be $Valid -Because $operation
        }
    }

    It 'takes what Grant-DbPrivilege takes: listed privileges, and rows' {
        Restart-World
        $all = Get-DbPrivilege app@10.%
        $all | Test-DbAccount -Operation GrantPrivilege -Quiet | Should -Be @($all | ForEach-Object { $true })
        ($all | Test-DbAccount -Operation GrantPrivilege).Name | Select-Object -Unique | Should -Be 'app'
        $onDdm = $all | Test-DbAccount -Operation GrantPrivilege -Service Ddm -Quiet
        $onDdm | Should -Be @($all | ForEach-Object { $_.Level -eq 'Database' })
        [pscustomobject]@{ Account = 'app'; Privilege = 'SELECT'; Database = 'shop'; Table = 't' } |
            Test-DbAccount -Service TencentMySql -Operation GrantPrivilege -Quiet | Should -BeTrue
    }

    It 'refuses a table for what is no operation on privileges' {
        $result = Watch-Command { Test-DbAccount app -Service TencentMySql -GeneratePassword -Table orders }
        $result.Error | ForEach-Object { Get-ErrorId $_ } | Should -Be 'InvalidInput'
        $result.Output | Should -BeNullOrEmpty
    }

    It 'knows what is taken away' {
        Test-DbAccount app -Service TencentMySql -Operation ModifyAccount -Clear Description -Quiet | Should -BeTrue
        Test-DbAccount app -Service TencentMySql -Operation ModifyAccount -Quiet | Should -BeFalse
        Test-DbAccount app -Service Ddm -Operation ModifyAccount -Clear Database -Quiet | Should -BeTrue
    }
}

Describe 'Get-DbAccountRule' {
    It 'tells the level of each rule on privileges, and says nothing twice' {
        $rules = Get-DbAccountRule
        $rules | Group-Object Service, Operation, Parameter, Level, Rule | Where-Object Count -GT 1 | Should -BeNullOrEmpty
        $rules | Where-Object { $_.Parameter -eq 'Privilege' -and $_.Values.Count -and $null -eq $_.Level } | Should -BeNullOrEmpty
        (Get-DbAccountRule TencentMySql GrantPrivilege -Parameter Privilege | Where-Object { $_.Values.Count }).Level | Should -Be 'Global', 'Database', 'Table', 'Column'
        (Get-DbAccountRule TencentMySql CreateAccount -Parameter Privilege | Where-Object { $_.Values.Count }).Level | Should -Be 'Global', 'Database'
    }

    It 'is about parameters that there are' {
        $cmdlets = @{
            CreateAccount = 'New-DbAccount'; ModifyAccount = 'Set-DbAccount'; ResetPassword = 'Reset-DbAccountPassword'; RemoveAccount = 'Remove-DbAccount'
            GrantPrivilege = 'Grant-DbPrivilege'; RevokePrivilege = 'Revoke-DbPrivilege'; SetPrivilege = 'Set-DbPrivilege'
        }
        foreach ($rule in Get-DbAccountRule | Where-Object WireName) {
            $rule.Parameter | Should -BeIn (Get-Command $cmdlets[$rule.Operation]).Parameters.Keys -Because $rule.Id
        }
    }

    It 'breaks its lines between words' {
        $lines = (Get-DbAccountRule TencentMySql | Out-String -Width 100) -split '\r?\n'
        ($lines | Measure-Object Length -Maximum).Maximum | Should -BeLessOrEqual 100
        # What PowerShell breaks itself begins with the rest of a word, or ends without a comma.
        $lines | Where-Object { $_ -match '^ {44}\S' -and $_.TrimStart() -cnotmatch '^(SELECT|INSERT|UPDATE|DELETE|CREATE|DROP|REFERENCES|INDEX|ALTER|SHOW|LOCK|EXECUTE|EVENT|TRIGGER|RELOAD|REPLICATION|PROCESS|digits|and|letters|special|characters|_)' } |
            Should -BeNullOrEmpty
    }
}

Describe 'The simulator' {
    It 'refuses a key that is given and wrong, with the first request: <Service>' -ForEach @(
        foreach ($service in 'MySqlPlus', 'MySqlPlusAnalysis', 'ChronusDB', 'Ddm', 'TencentMySql') { @{ Service = $service } }
    ) {
        $wrong = [pscredential]::new('WRONGKEY', (ConvertTo-Secret 'wrong'))
        $db = Connect-DbInstance $Service -Simulator -Credential $wrong -NoDefault
        $db.KeyId | Should -Be 'WRONGKEY'
        $result = Watch-Command { Get-DbAccount -Instance $db }
        $result.Output | Should -BeNullOrEmpty
        $result.Error | ForEach-Object { Get-ErrorId $_ } | Should -Be 'AuthenticationFailed'
        $null = $db | Disconnect-DbInstance
        $result = Watch-Command { Connect-DbInstance $Service -Simulator -Credential $wrong -NoDefault -Verify }
        $result.Output | Should -BeNullOrEmpty
        $result.Error | ForEach-Object { Get-ErrorId $_ } | Should -Be 'AuthenticationFailed'
    }
}

Describe 'A region' {
    BeforeAll {
        $key = [pscredential]::new('KEYID', (ConvertTo-Secret 'secret'))
        $was, $env:DBACCOUNTS_PROFILE_PATH = $env:DBACCOUNTS_PROFILE_PATH, (Join-Path $TestDrive 'profiles.json')
        # Without the region that is tested.
        $connections = @{
            TencentMySql = @{ InstanceId = 'cdb-1' }; Ddm = @{ InstanceId = '61a4ea66210545909d74a05c27a7179ein09'; ProjectId = 'p' }
            MySqlPlus = @{ InstanceId = 'cl-1' }; MySqlPlusAnalysis = @{ InstanceId = 'cl-1' }; ChronusDB = @{ InstanceId = 'cl-1' }
        }
    }
    AfterAll { $env:DBACCOUNTS_PROFILE_PATH = $was }

    It 'that nobody knows is a warning with the nearest one: <Service> <Region>' -ForEach @(
        @{ Service = 'TencentMySql'; Region = 'ap-guangzou'; Words = 'Did you mean ap-guangzhou\?' }
        @{ Service = 'Ddm'; Region = 'cn-nort-4'; Words = 'Did you mean cn-north-4\?' }
        @{ Service = 'MySqlPlus'; Region = 'pek33'; Words = "zone 'pek33'.*Did you mean pek3\w?\?" }
        @{ Service = 'MySqlPlusAnalysis'; Region = 'sh1x'; Words = 'Did you mean sh1\w\?' }
        @{ Service = 'ChronusDB'; Region = 'mars'; Words = 'They name .*pek3' }
        @{ Service = 'TencentMySql'; Region = 'mars-1'; Words = 'They name .*ap-guangzhou' }
    ) {
        $more = $connections[$Service]
        $db = Connect-DbInstance $Service -Region $Region -Credential $key -NoDefault @more -WarningVariable said -WarningAction SilentlyContinue
        $db.Region | Should -Be $Region
        @($said).Count | Should -Be 1
        "$said" | Should -Match $Words
        Set-DbProfile strange $Service -Region $Region @more -WarningVariable said -WarningAction SilentlyContinue
        @($said).Count | Should -Be 1
        "$said" | Should -Match $Words
        $null = Connect-DbInstance -Profile strange -Credential $key -NoDefault -WarningVariable said -WarningAction SilentlyContinue
        @($said).Count | Should -Be 1
        $null = $db | Disconnect-DbInstance -ErrorAction Ignore
        Remove-DbProfile strange -Confirm:$false
    }

    It 'that is known is none: <Service>' -ForEach @(
        foreach ($service in 'TencentMySql', 'Ddm', 'MySqlPlus', 'MySqlPlusAnalysis', 'ChronusDB') { @{ Service = $service } }
    ) {
        $more = $connections[$Service]
        foreach ($region in (Get-DbService $Service).Regions) {
            $null = Connect-DbInstance $Service -Region $region -Credential $key -NoDefault @more -WarningVariable said -WarningAction SilentlyContinue
            $said | Should -BeNullOrEmpty
        }
        $null = Connect-DbInstance $Service -Simulator -NoDefault -WarningVariable said
        $said | Should -BeNullOrEmpty
    }
}

Describe 'Help' {
    It 'has no address that leads nowhere' {
        foreach ($command in Get-Command -Module DbAccounts) {
            $command.HelpUri | Should -BeNullOrEmpty -Because $command.Name
            { Get-Help $command.Name -Online -ErrorAction Stop } | Should -Throw '*URI*' -Because $command.Name
        }
    }

    It 'is found by what people search for: <_>' -ForEach 'onboard', 'offboard', 'leaver', 'rotate', 'audit', 'read-only' {
        $word = $_
        Get-ChildItem (Join-Path $PSScriptRoot '../../docs/en-US') -Filter about_*.md |
            Where-Object { (Get-Content $_.FullName -Raw) -match "\b$word" } | Should -Not -BeNullOrEmpty
        Get-ChildItem (Join-Path $PSScriptRoot '../../docs/en-US') -Filter *-*.md |
            Where-Object { (Get-Content $_.FullName -Raw) -match "\b$word" } | Should -Not -BeNullOrEmpty
    }

    It 'comes with the runbooks' {
        $folder = Join-Path (Get-Module DbAccounts).ModuleBase 'examples/runbooks'
        Compare-Object (Get-ChildItem (Join-Path $PSScriptRoot '../../examples/runbooks')).Name (Get-ChildItem $folder).Name | Should -BeNullOrEmpty
    }
}

Describe 'A name on many instances' {
    BeforeAll {
        $many = Connect-Simulated
        $t2 = Get-DbInstance TencentMySql
        foreach ($one in 'eve', 'adam') { $null = New-DbAccount $one -GeneratePassword -Instance $t2 -Wait }
        $null = New-DbAccount eve -Privilege SELECT -Database shop -GeneratePassword -Instance Ddm
        $null = Grant-DbPrivilege adam SELECT -Database shop -Instance $t2 -Wait
        $told = @{ Instance = 'Ddm', 'TencentMySql' }
    }

    It 'is no error of those that don''t have it: <Command>, <Way>' -ForEach @(
        foreach ($command in 'Get-DbAccount', 'Get-DbPrivilege', 'Get-DbAccess') {
            @{ Command = $command; Way = 'piped'; Call = { param($c) Get-DbInstance Ddm, TencentMySql | & $c adam } }
            @{ Command = $command; Way = 'with a host'; Call = { param($c) Get-DbInstance Ddm, TencentMySql | & $c adam@% } }
        }
        @{ Command = 'Get-DbAccount'; Way = 'a pattern'; Call = { param($c) & $c adam -Instance * } }
    ) {
        $result = Watch-Command { & $Call $Command }
        $result.Error | Should -BeNullOrEmpty
        $result.Output | Should -Not -BeNullOrEmpty
    }

    It 'is one error where none has it, with all that were looked at: <Command>, <Name>' -ForEach @(
        foreach ($command in 'Get-DbAccount', 'Get-DbPrivilege', 'Get-DbAccess') {
            @{ Command = $command; Name = 'nobody'; Near = '' }
            @{ Command = $command; Name = 'adm'; Near = "; did you mean 'adam@%' on cdb-f35wr6wj (TencentMySql)?" }
        }
    ) {
        $result = Watch-Command { Get-DbInstance Ddm, TencentMySql | & $Command $Name }
        $end = if ($Near) { $Near } else { '.' }
        "$($result.Error)" | Should -Be "There is no account '$Name' on 61a4ea66210545909d74a05c27a7179ein09 (Ddm) and cdb-f35wr6wj (TencentMySql)$end"
        Get-ErrorId $result.Error[0] | Should -Be 'AccountNotFound'
    }

    It 'is said of each instance that is named one by one' {
        (Watch-Command { Get-DbAccount nobody @told }).Error.Count | Should -Be 2
    }

    It 'is one error for jobs, too' {
        $result = Watch-Command { Get-DbInstance | Get-DbJob 00000000-00000000-00000000-00000000 }
        $result.Error.Count | Should -Be 1
        "$($result.Error)" | Should -BeLike 'None of cl-*, * and cdb-f35wr6wj (TencentMySql) knows the job ''00000000-00000000-00000000-00000000''.'
    }
}

Describe 'An instance from the pipeline beside what was listed elsewhere' {
    BeforeAll {
        Restart-World
        $listed = @{ Account = Get-DbAccount app@% -Instance TencentMySql; Privilege = @(Get-DbPrivilege app@% -Instance TencentMySql)[0] }
    }

    It 'is a conflict that says which: <Command>' -ForEach @(
        @{ Command = 'Get-DbPrivilege'; Call = { Get-DbInstance Ddm | Get-DbPrivilege $listed.Account } }
        @{ Command = 'Get-DbAccess'; Call = { Get-DbInstance Ddm | Get-DbAccess $listed.Account } }
        @{ Command = 'Remove-DbAccount'; Call = { Get-DbInstance Ddm | Remove-DbAccount $listed.Account -Confirm:$false } }
        @{ Command = 'Reset-DbAccountPassword'; Call = { Get-DbInstance Ddm | Reset-DbAccountPassword $listed.Account -GeneratePassword -Confirm:$false } }
        @{ Command = 'Grant-DbPrivilege'; Call = { Get-DbInstance Ddm | Grant-DbPrivilege -InputObject $listed.Privilege -Confirm:$false } }
        @{ Command = 'Revoke-DbPrivilege'; Call = { Get-DbInstance Ddm | Revoke-DbPrivilege $listed.Privilege -Confirm:$false } }
    ) {
        $result = Invoke-Change $Call
        $result.Error | ForEach-Object { Get-ErrorId $_ } | Should -Be 'InstanceMismatch'
        "$($result.Error)" | Should -Match "^'app@%' belongs to cdb-f35wr6wj \(TencentMySql\).* is 61a4ea66210545909d74a05c27a7179ein09 \(Ddm\)"
        $result.Fact | Should -BeNullOrEmpty
    }

    It 'is as good as none where it is the same' {
        (Get-DbInstance TencentMySql | Get-DbPrivilege $listed.Account).Account | Select-Object -Unique | Should -Be 'app@%'
    }
}
