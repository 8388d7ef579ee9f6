#Requires -Modules @{ ModuleName = 'Pester'; ModuleVersion = '5.0' }

BeforeDiscovery {
    $broken = @(
        @{ Service = 'MySqlPlus'; Name = 'a-'; Values = @{ Database = 'a', 'b'; AccountType = 'Root' }; Count = 5
            Words = 'Name must consist of', 'Database must be one database', '''Root'' is no account type of MySqlPlus; there are Standard, Superuser', 'Password must have 8 to 32', 'Password must mix' }
        @{ Service = 'MySqlPlusAnalysis'; Name = 'default'; Values = @{ Database = 'x' }; Count = 4
            Words = 'Name must not be default', 'Database must be left out: MySqlPlusAnalysis has nothing of the kind', 'Password must have 8 to 32', 'Password must mix' }
        @{ Service = 'ChronusDB'; Name = '2nd-reader'; Values = @{}; Count = 3
            Words = 'Name must not begin with a digit', 'Name must consist of', 'Password must not begin with a digit' }
        @{ Service = 'Ddm'; Name = '2nd-reader'; Values = @{ Privilege = 'SELECT', 'SUPER'; PasswordLifetime = 65536; Description = 'x' * 257 }; Count = 7
            Words = 'Name must begin with a letter', 'Name must consist of', '''SUPER'' is no privilege of Ddm; there are CREATE', 'PasswordLifetime must be a number from 0 to 65535', 'Description must have at most 256', 'Password must have 8 to 32', 'Password must mix at least 3' }
        @{ Service = 'TencentMySql'; Name = '_a_'; Values = @{ Database = 'shop'; MaxUserConnections = 10241; Description = 'x' * 256 }; Count = 7
            Words = 'Name must begin with a letter', 'Name must end with a letter or digit', 'Database is ''shop'', and no Privilege says what may be done there', 'MaxUserConnections must be a number from 0 to 10240', 'Description must have at most 255', 'Password must have 8 to 64', 'Password must mix at least 2' }
    )
    $good = @(
        @{ Service = 'MySqlPlus'; Values = @{} }
        @{ Service = 'MySqlPlusAnalysis'; Values = @{} }
        @{ Service = 'ChronusDB'; Values = @{} }
        @{ Service = 'Ddm'; Values = @{ Privilege = 'SELECT' } }
        @{ Service = 'TencentMySql'; Values = @{} }
    )
    $passwords = @(
        @{ Service = 'MySqlPlus'; Min = 8; Max = 32 }
        @{ Service = 'MySqlPlusAnalysis'; Min = 8; Max = 32 }
        @{ Service = 'ChronusDB'; Min = 8; Max = 128 }
        @{ Service = 'Ddm'; Min = 8; Max = 32 }
        @{ Service = 'TencentMySql'; Min = 8; Max = 64 }
    )
    # A value that only the service's own check refuses, and the code that it refuses it with.
    $judged = @(
        @{ Service = 'MySqlPlus'; Name = 'a-'; Values = @{}; Code = '1100' }
        @{ Service = 'MySqlPlusAnalysis'; Name = 'default'; Values = @{}; Code = '1100' }
        @{ Service = 'ChronusDB'; Name = '2nd'; Values = @{}; Code = '1100' }
        @{ Service = 'Ddm'; Name = '2nd-reader'; Values = @{ Privilege = 'SELECT' }; Code = 'DBS.300305' }
        @{ Service = 'TencentMySql'; Name = 'x' * 33; Values = @{}; Code = 'InvalidParameter' }
    )
}

BeforeAll {
    . (Join-Path $PSScriptRoot 'support/Simulated.ps1')
    $simulator = Connect-Simulated
    function Use-Service ([string] $Service) {
        $null = $simulator.Instance | Where-Object Service -EQ $Service | Connect-DbInstance
    }
    $short = ConvertTo-Secret '1'
}

AfterAll { Disconnect-Simulated }

Describe 'An account against every rule of <Service>' -ForEach $broken {
    BeforeAll { Use-Service $Service }

    It 'is one error that says all of them, and never the password' {
        $result = Watch-Command { New-DbAccount $Name -Password $short @Values }
        $result.Output | Should -BeNullOrEmpty
        $result.Error.Count | Should -Be 1
        $problem = $result.Error[0]
        $problem.FullyQualifiedErrorId | Should -BeLike 'RuleViolation,*'
        $problem.CategoryInfo.Category | Should -Be 'InvalidArgument'
        foreach ($text in $Words) { "$($problem.ErrorDetails)" | Should -Match ([regex]::Escape($text)) }
        $problem.Exception.Violations.Count | Should -Be $Count
        $problem.Exception.Violations | Where-Object { "$($problem.ErrorDetails)".Contains($_.Id) } | Should -BeNullOrEmpty
    }

    It 'is shown by Test-DbAccount with the documents of the rules, without a connection' {
        Disconnect-DbInstance | Out-Null
        $test = Test-DbAccount $Name -Service $Service -Password $short @Values
        $test.IsValid | Should -BeFalse
        $test.Name | Should -Be $Name
        $test.Operation | Should -Be 'CreateAccount'
        $test.Violation.Count | Should -Be $Count
        foreach ($text in $Words) { $test.Violation.Message -match [regex]::Escape($text) | Should -Not -BeNullOrEmpty }
        $test.Violation.Source | Should -Not -Contain ''
        $test.Violation | Where-Object { $_.Parameter -eq 'Password' -and $null -ne $_.Value } | Should -BeNullOrEmpty
        $rules = (Get-DbAccountRule $Service).Id
        $test.Violation.Id | Where-Object { $_ -notlike 'Target.*' -and $_ -notin $rules } | Should -BeNullOrEmpty
        $test.Violation.Id | Should -Not -Contain $null
        Test-DbAccount $Name -Service $Service -Password $short @Values -Quiet | Should -BeFalse
    }
}

Describe 'An account within the rules of <Service>' -ForEach $good {
    It 'is valid' {
        (Test-DbAccount fine -Service $Service -Password (New-DbPassword $Service) @Values).IsValid | Should -BeTrue
        Test-DbAccount fine -Service $Service -GeneratePassword @Values -Quiet | Should -BeTrue
        Test-DbAccount fine -Service $Service -Password (New-DbPassword) @Values -Quiet | Should -BeTrue
    }
}

Describe '-SkipRuleCheck on <Service>' -ForEach $judged {
    It 'lets the service judge, and shows its code and its words' {
        Use-Service $Service
        $result = Watch-Command { New-DbAccount $Name -GeneratePassword @Values -SkipRuleCheck -Wait }
        $result.Error.Count | Should -Be 1
        $exception = $result.Error[0].Exception
        Get-ErrorId $result.Error[0] | Should -Not -Be 'RuleViolation'
        $exception.ServiceCode | Should -BeLike "$Code*"
        $exception.ServiceMessage | Should -Not -BeNullOrEmpty
        "$($result.Error[0].ErrorDetails)" | Should -Match ([regex]::Escape($exception.ServiceCode))
        "$($result.Error[0].ErrorDetails)" | Should -Match ([regex]::Escape($exception.ServiceMessage))
    }
}

Describe 'Test-DbAccount' {
    It 'takes rows that name their service' {
        $file = Join-Path $PSScriptRoot '../../examples/accounts.csv'
        $tests = Import-Csv $file | Test-DbAccount -GeneratePassword
        ($tests | Where-Object IsValid -EQ $false).Name | Should -Be 'qc_admin', 'default', '2nd-reader', 'order-audit', '_audit'
        $tests.Count | Should -Be 15
        Import-Csv $file | Test-DbAccount -GeneratePassword -Quiet | Should -HaveCount 15
    }

    It 'takes hashtables, and goes on after one that it can not test' {
        $result = Watch-Command { @{ Name = 'a1'; Service = 'ChronusDB' }, @{ Name = 'a2'; Service = 'Oracle' }, @{ Name = '3a'; Service = 'ChronusDB' } | Test-DbAccount -GeneratePassword }
        $result.Output.IsValid | Should -Be $true, $false
        Get-ErrorId $result.Error[0] | Should -Be 'UnknownService'
        $result.Error[0].TargetObject.Name | Should -Be 'a2'
    }

    It 'judges by the default instance where no service is named' {
        Use-Service ChronusDB
        (Test-DbAccount fine -GeneratePassword).Service | Should -Be 'ChronusDB'
    }

    It 'judges the values for <Operation>' -ForEach @(
        @{ Operation = 'ModifyAccount'; Values = @{ PasswordLifetime = 65536 }; Words = 'PasswordLifetime must be a number' }
        @{ Operation = 'ModifyAccount'; Values = @{}; Words = 'Privilege, Description, Database or PasswordLifetime must be given' }
        @{ Operation = 'ResetPassword'; Values = @{}; Words = 'Password must be given' }
        @{ Operation = 'GrantPrivilege'; Values = @{ Privilege = 'SUPER'; Database = 'shop' }; Words = '''SUPER'' is no privilege of Ddm' }
    ) {
        $test = Test-DbAccount fine -Service Ddm -Operation $Operation @Values
        $test.Operation | Should -Be $Operation
        $test.Violation.Message -match [regex]::Escape($Words) | Should -Not -BeNullOrEmpty
    }

    It 'says which names can not be removed' {
        Test-DbAccount root -Service TencentMySql -Operation RemoveAccount -Quiet | Should -BeFalse
        Test-DbAccount root -Service MySqlPlus -Operation RemoveAccount -Quiet | Should -BeFalse
        Test-DbAccount shop -Service MySqlPlus -Operation RemoveAccount -Quiet | Should -BeTrue
    }

    It 'says which operations have rules: not <_>' -ForEach 'Craete', 'GetJob', '0' {
        $operation = $_
        foreach ($result in (Watch-Command { Test-DbAccount fine -Service Ddm -Operation $operation }), (Watch-Command { Get-DbAccountRule Ddm $operation })) {
            Get-ErrorId $result.Error[0] | Should -Be 'InvalidInput'
            "$($result.Error[0])" | Should -BeLike "*'$operation'*CreateAccount*SetPrivilege*"
        }
        (Test-DbAccount fine -Service Ddm -Operation removeaccount).Operation | Should -Be 'RemoveAccount'
    }

    It 'says that a service does not offer the operation' {
        $result = Watch-Command { Test-DbAccount fine -Service MySqlPlus -Operation ModifyAccount }
        Get-ErrorId $result.Error[0] | Should -Be 'NotSupportedByService'
    }
}

Describe 'Get-DbAccountRule' {
    It 'has rules of all services, each with words and a document' {
        $rules = Get-DbAccountRule
        ($rules.Service | Select-Object -Unique | Sort-Object) | Should -Be ((Get-DbService).Service | Sort-Object)
        $rules | Where-Object { !$_.Rule -or !$_.Source } | Should -BeNullOrEmpty
    }

    It 'shows the id of each rule, by which a violation finds it' {
        (Get-DbAccountRule MySqlPlus CreateAccount -Parameter Name | Where-Object Rule -Match '2 to 26').Id | Should -Be 'AddUser.User.Length'
        Get-DbAccountRule MySqlPlus -Parameter Name | Format-List | Out-String | Should -Match 'Id +: AddUser\.User\.Length'
        $violation = (Test-DbAccount 9a -Service ChronusDB -GeneratePassword).Violation
        $violation.Id | Should -Be 'AddUsers.Name.FirstCharacter'
        $violation.Value | Should -Be '9a'
        (Get-DbAccountRule ChronusDB | Where-Object Id -EQ $violation.Id).Rule | Should -Be $violation.Rule
    }

    It 'is asked for by service, operation and parameter' {
        $rules = Get-DbAccountRule mysqlplus -Operation CreateAccount -Parameter Pass*
        $rules.Parameter | Select-Object -Unique | Should -Be 'Password'
        $rules.Service | Select-Object -Unique | Should -Be 'MySqlPlus'
        $rules.Rule -match '8 to 32' | Should -Not -BeNullOrEmpty
        (Get-DbAccountRule Ddm -Operation CreateAccount -Parameter Privilege | Where-Object Values).Values |
            Sort-Object | Should -Be 'ALTER', 'CREATE', 'DELETE', 'DROP', 'INDEX', 'INSERT', 'SELECT', 'UPDATE'
        ('Ddm', 'ChronusDB' | Get-DbAccountRule).Service | Select-Object -Unique | Should -Be 'Ddm', 'ChronusDB'
        Get-ErrorId (Watch-Command { Get-DbAccountRule Oracle }).Error[0] | Should -Be 'UnknownService'
        Get-DbAccountRule Ddm CreateAccount | Should -HaveCount (@(Get-DbAccountRule Ddm -Operation CreateAccount).Count)
        (Get-DbAccountRule Ddm CreateAccount).Operation | Select-Object -Unique | Should -Be 'CreateAccount'
    }
}

Describe 'New-DbPassword for <Service>' -ForEach $passwords {
    It 'makes what the rules accept, 20 characters long' {
        1..20 | ForEach-Object {
            $password = New-DbPassword $Service
            $password | Should -BeOfType securestring
            $password.Length | Should -Be 20
            (Test-DbAccount fine -Service $Service -Password $password).Violation | Where-Object Parameter -EQ Password | Should -BeNullOrEmpty
        }
    }

    It 'keeps to the lengths that the service allows' {
        (New-DbPassword $Service -Length $Min).Length | Should -Be $Min
        (New-DbPassword $Service -Length $Max).Length | Should -Be $Max
        foreach ($length in ($Min - 1), ($Max + 1), 0, -1) {
            $result = Watch-Command { New-DbPassword $Service -Length $length }
            Get-ErrorId $result.Error[0] | Should -Be 'InvalidInput'
            $result.Error[0].CategoryInfo.Category | Should -Be 'InvalidArgument'
        }
    }
}
