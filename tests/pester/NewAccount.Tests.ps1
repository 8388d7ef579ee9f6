#Requires -Modules @{ ModuleName = 'Pester'; ModuleVersion = '5.0' }

BeforeDiscovery {
    $cases = @(
        @{ Service = 'MySqlPlus'; AllowedHost = '%'; Database = '*'; AccountType = 'Standard'; Values = @{} }
        @{ Service = 'MySqlPlusAnalysis'; AllowedHost = '::/0'; Database = $null; AccountType = $null; Values = @{} }
        @{ Service = 'ChronusDB'; AllowedHost = '::/0'; Database = $null; AccountType = $null; Values = @{} }
        @{ Service = 'Ddm'; AllowedHost = $null; Database = $null; AccountType = $null; Values = @{ Privilege = 'SELECT' } }
        @{ Service = 'TencentMySql'; AllowedHost = '%'; Database = $null; AccountType = $null; Values = @{} }
    )
    $hosts = @(
        @{ Service = 'MySqlPlus'; List = '10.0.0.1', '10.0.0.%' }
        @{ Service = 'MySqlPlusAnalysis'; List = '10.0.0.1', '10.0.0.0/24' }
        @{ Service = 'ChronusDB'; List = '10.0.0.1', 'fe80::/10' }
    )
}

BeforeAll {
    . (Join-Path $PSScriptRoot 'support/Simulated.ps1')
    $simulator = Connect-Simulated
    function Use-Service ([string] $Service) {
        $null = $simulator.Instance | Where-Object Service -EQ $Service | Connect-DbInstance
    }
}

AfterAll { Disconnect-Simulated }

Describe 'A new account on <Service>' -ForEach $cases {
    BeforeAll { Use-Service $Service }

    It 'has the defaults of the service' {
        $null = New-DbAccount plain -GeneratePassword @Values | Wait-DbJob
        $account = Get-DbAccount plain
        $account.AllowedHost | Should -Be $AllowedHost
        @($account.Database) | Should -Be @($Database)
        $account.AccountType | Should -Be $AccountType
    }

    It 'takes name and password from -Credential' {
        $credential = [pscredential]::new('withcredential', (New-DbPassword $Service))
        New-DbAccount -Credential $credential @Values | Wait-DbJob | ForEach-Object State | Should -Be 'Succeeded'
        Get-DbAccount withcredential | Should -Not -BeNullOrEmpty
    }

    It 'takes -Password as a SecureString' {
        New-DbAccount withpassword -Password (New-DbPassword $Service) @Values | Wait-DbJob | ForEach-Object State | Should -Be 'Succeeded'
    }

    It 'carries a generated password with its job, through Wait-DbJob and Get-DbJob' {
        $job = New-DbAccount generated -GeneratePassword @Values
        $job.Credential | Should -BeOfType pscredential
        $job.Credential.UserName | Should -Be 'generated'
        $password = ConvertFrom-Secret $job.Credential.Password
        $password.Length | Should -Be 20
        Test-DbAccount generated -Service $Service -Password $job.Credential.Password @Values -Quiet | Should -BeTrue
        $ended = $job | Wait-DbJob
        ConvertFrom-Secret $ended.Credential.Password | Should -Be $password
    }

    It 'generates another password for each account of a pipeline' {
        $jobs = 'pipe1', 'pipe2' | New-DbAccount -GeneratePassword @Values
        $jobs.Credential.UserName | Should -Be 'pipe1', 'pipe2'
        $passwords = $jobs.Credential.Password.ForEach{ ConvertFrom-Secret $_ }
        $passwords[0] | Should -Not -Be $passwords[1]
        $null = $jobs | Wait-DbJob
    }

    It 'is not created with -WhatIf' {
        $before = @(Get-DbAccount).Count
        New-DbAccount whatif -GeneratePassword @Values -WhatIf | Should -BeNullOrEmpty
        @(Get-DbAccount).Count | Should -Be $before
    }

    It 'needs a name and a password' {
        Get-ErrorId (Watch-Command { New-DbAccount -GeneratePassword @Values }).Error[0] | Should -Be 'InvalidInput'
        $result = Watch-Command { New-DbAccount nopassword @Values }
        Get-ErrorId $result.Error[0] | Should -Be 'RuleViolation'
        "$($result.Error[0].ErrorDetails)" | Should -Match 'Password must be given'
    }

    It 'is finished when -Wait returns it' {
        (New-DbAccount waited -GeneratePassword @Values -Wait).State | Should -Be 'Succeeded'
    }
}

Describe 'Several hosts on <Service>' -ForEach $hosts {
    BeforeAll { Use-Service $Service }

    It 'come as an array' {
        $null = New-DbAccount hostarray -GeneratePassword -AllowedHost $List | Wait-DbJob
        (Get-DbAccount hostarray).AllowedHost | Should -Be $List
    }

    It 'come as one text with separators' {
        $null = New-DbAccount hosttext -GeneratePassword -AllowedHost ($List -join ' ; ') | Wait-DbJob
        (Get-DbAccount hosttext).AllowedHost | Should -Be $List
    }
}

Describe 'A new account on MySqlPlus' {
    BeforeAll { Use-Service MySqlPlus }

    It 'is a superuser with TLS on one database when that is asked for' {
        $job = New-DbAccount super -GeneratePassword -AccountType Superuser -Database shop -RequireSsl | Wait-DbJob
        $job.State | Should -Be 'Succeeded'
        $account = Get-DbAccount super
        $account.AccountType | Should -Be 'Superuser'
        $account.Database | Should -Be 'shop'
    }

    It 'refuses two databases, and what the service has no word for' {
        $result = Watch-Command { New-DbAccount two -GeneratePassword -Database shop, orders -Description text -Privilege SELECT -PasswordLifetime 1 -MaxUserConnections 2 }
        $result.Error.Count | Should -Be 1
        $message = "$($result.Error[0].ErrorDetails)"
        foreach ($words in 'Database must be one database', 'Description must be left out', 'Privilege must be left out', 'PasswordLifetime must be left out', 'MaxUserConnections must be left out') {
            $message | Should -Match $words
        }
    }
}

Describe 'A new account on TencentMySql' {
    BeforeAll { Use-Service TencentMySql }

    It 'is one account per host, each with a job of its own and the same password' {
        $jobs = New-DbAccount perhost -GeneratePassword -AllowedHost 10.0.0.1, 10.0.0.2 | Wait-DbJob
        @($jobs).Count | Should -Be 2
        $jobs.Credential.UserName | Should -Be 'perhost', 'perhost'
        $jobs.Credential | ForEach-Object { ConvertFrom-Secret $_.Password } | Select-Object -Unique | Should -HaveCount 1
        $jobs.Account | Should -Be 'perhost@10.0.0.1', 'perhost@10.0.0.2'
        (Get-DbAccount perhost).AllowedHost | Should -Be '10.0.0.1', '10.0.0.2'
    }

    It 'splits the hosts of one text' {
        $null = New-DbAccount pertext -GeneratePassword -AllowedHost '10.0.0.1;10.0.0.2' | Wait-DbJob
        @(Get-DbAccount pertext).Count | Should -Be 2
    }

    It 'is given privileges by a second job' {
        $jobs = New-DbAccount holder -GeneratePassword -Privilege SELECT, insert -Database shop, orders -Wait
        $jobs.Action | Should -Be 'CreateAccounts', 'ModifyAccountPrivileges'
        $jobs.State | Should -Be 'Succeeded', 'Succeeded'
        Get-DbPrivilege holder | ForEach-Object ToString | Should -Be 'INSERT, SELECT ON orders.*', 'INSERT, SELECT ON shop.*'
    }

    It 'holds privileges on everything only when that is said' {
        Get-ErrorId (Watch-Command { New-DbAccount everywhere -GeneratePassword -Privilege PROCESS -Wait }).Error[0] | Should -Be 'RuleViolation'
        Get-DbAccount | Where-Object Name -EQ everywhere | Should -BeNullOrEmpty
        $null = New-DbAccount everywhere -GeneratePassword -Privilege PROCESS -Global -Wait
        Get-DbPrivilege everywhere | ForEach-Object ToString | Should -Be 'PROCESS ON *.*'
    }

    It 'keeps description and connections' {
        $null = New-DbAccount described -GeneratePassword -Description 'The shop' -MaxUserConnections 7 | Wait-DbJob
        $account = Get-DbAccount described
        $account.Description | Should -Be 'The shop'
        $account.MaxUserConnections | Should -Be 7
    }
}

Describe 'A new account on Ddm' {
    BeforeAll { Use-Service Ddm }

    It 'needs privileges' {
        $result = Watch-Command { New-DbAccount none -GeneratePassword }
        Get-ErrorId $result.Error[0] | Should -Be 'RuleViolation'
        "$($result.Error[0].ErrorDetails)" | Should -Match 'Privilege must be given'
        $result.Error[0].ErrorDetails.RecommendedAction | Should -Not -Match 'GeneratePassword'
    }

    It 'needs a password, which the advice knows how to make' {
        $result = Watch-Command { New-DbAccount none -Privilege SELECT }
        Get-ErrorId $result.Error[0] | Should -Be 'RuleViolation'
        $result.Error[0].Exception.Message | Should -BeLike "Ddm would not accept this for 'none': *Password must be given*"
        $result.Error[0].ErrorDetails.RecommendedAction | Should -Match '-GeneratePassword'
    }

    It 'keeps everything that is given' {
        $null = New-DbAccount full -GeneratePassword -Privilege 'SELECT,INSERT' -Database 'shop;orders' -Description 'Full' -PasswordLifetime 30
        $account = Get-DbAccount full
        $account.Privilege | Should -Be 'INSERT', 'SELECT'
        $account.Database | Sort-Object | Should -Be 'orders', 'shop'
        $account.Description | Should -Be 'Full'
        $account.PasswordLifetime | Should -Be 30
        $account.Created | Should -BeGreaterThan ([datetime]::UtcNow.AddMinutes(-5))
    }

    It 'takes privileges in lower case' {
        $null = New-DbAccount lower -GeneratePassword -Privilege select, insert
        (Get-DbAccount lower).Privilege | Should -Be 'INSERT', 'SELECT'
    }
}
