#Requires -Modules @{ ModuleName = 'Pester'; ModuleVersion = '5.0' }

BeforeDiscovery {
    $services = 'MySqlPlus', 'MySqlPlusAnalysis', 'ChronusDB', 'Ddm', 'TencentMySql'
    # The table of the design: which service has an operation behind which cmdlet.
    $works = [ordered]@{
        'Set-DbAccount'           = 'ChronusDB', 'Ddm', 'TencentMySql'
        'Reset-DbAccountPassword' = 'ChronusDB', 'Ddm', 'TencentMySql'
        'Grant-DbPrivilege'       = 'Ddm', 'TencentMySql'
        'Revoke-DbPrivilege'      = 'Ddm', 'TencentMySql'
        'Set-DbPrivilege'         = 'Ddm', 'TencentMySql'
        'Get-DbPrivilege'         = 'Ddm', 'TencentMySql'
    }
    $refused = foreach ($command in $works.Keys) {
        foreach ($service in $services | Where-Object { $_ -notin $works[$command] }) {
            @{ Command = $command; Service = $service }
        }
    }
    $cases = $services.ForEach{ @{ Service = $_ } }
    $immediate = 'Ddm'
    $jobs = $services.Where{ $_ -ne $immediate }.ForEach{ @{ Service = $_ } }
}

BeforeAll {
    . (Join-Path $PSScriptRoot 'support/Simulated.ps1')
    $simulator = Connect-Simulated
    # What an account needs besides a name and a password.
    $required = @{ Ddm = @{ Privilege = 'SELECT' } }
    function Use-Service ([string] $Service) {
        $script:instance = $simulator.Instance | Where-Object Service -EQ $Service | Connect-DbInstance
        $script:values = if ($required[$Service]) { $required[$Service] } else { @{} }
    }
}

AfterAll { Disconnect-Simulated }

Describe 'The cmdlets that work everywhere, on <Service>' -ForEach $cases {
    BeforeAll { Use-Service $Service }

    It 'creates an account, lists it and removes it' {
        $job = New-DbAccount everywhere -GeneratePassword @values -Wait
        $job.State | Should -Be 'Succeeded'
        $job.Operation | Should -Be 'CreateAccount'
        $job.Service | Should -Be $Service

        $account = Get-DbAccount everywhere
        $account.Name | Should -Be 'everywhere'
        $account.Service | Should -Be $Service
        $account.InstanceId | Should -Be $instance.InstanceId

        (Remove-DbAccount everywhere -Confirm:$false -Wait).State | Should -Be 'Succeeded'
        @(Get-DbAccount).Name | Should -Not -Contain 'everywhere'
    }

    It 'says that a second account of the same name is there already' {
        $null = New-DbAccount twice -GeneratePassword @values -Wait
        $again = Watch-Command { New-DbAccount twice -GeneratePassword @values -Wait }
        $again.Error.Count | Should -Be 1
        Get-ErrorId $again.Error[0] | Should -BeIn 'AccountExists', 'JobFailed'
        if ((Get-ErrorId $again.Error[0]) -eq 'AccountExists') {
            $again.Error[0].CategoryInfo.Category | Should -Be 'ResourceExists'
        }
        Remove-DbAccount twice -Confirm:$false -Wait | Should -Not -BeNullOrEmpty
    }

    It 'says that an account to be removed is not there' {
        $none = Watch-Command { Remove-DbAccount nobody -Confirm:$false -Wait }
        $none.Error.Count | Should -Be 1
        Get-ErrorId $none.Error[0] | Should -BeIn 'AccountNotFound', 'JobFailed'
    }

    It 'removes nothing with -WhatIf' {
        $null = New-DbAccount careful -GeneratePassword @values -Wait
        Remove-DbAccount careful -WhatIf | Should -BeNullOrEmpty
        Get-DbAccount careful | Should -Not -BeNullOrEmpty
        $null = Remove-DbAccount careful -Confirm:$false -Wait
    }
}

Describe '<Command> where <Service> documents nothing for it' -ForEach $refused {
    BeforeAll {
        Use-Service $Service
        $arguments = @{ Account = 'anybody' }
        switch -Wildcard ($Command) {
            'Set-DbAccount' { $arguments.Description = 'x' }
            'Reset-*' { $arguments.GeneratePassword = $true }
            '*-DbPrivilege' { if ($Command -ne 'Get-DbPrivilege') { $arguments += @{ Privilege = 'SELECT'; Database = 'shop'; Confirm = $false } } }
        }
    }

    It 'is an error that names what the service offers' {
        $result = Watch-Command { & $Command @arguments }
        $result.Output | Should -BeNullOrEmpty
        $result.Error.Count | Should -Be 1
        $problem = $result.Error[0]
        $problem.FullyQualifiedErrorId | Should -BeLike 'NotSupportedByService,*'
        $problem.CategoryInfo.Category | Should -Be 'InvalidOperation'
        "$($problem.ErrorDetails)" | Should -Match "^$Service can't .*It can create accounts.*remove accounts"
        $problem.ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty
        $problem.TargetObject | Should -Be 'anybody'
    }

    It 'is an error even if the rules are not checked, and for every account that is named' {
        if ($Command -ne 'Get-DbPrivilege') { $arguments.SkipRuleCheck = $true }
        $arguments.Account = 'one', 'two'
        (Watch-Command { & $Command @arguments }).Error.TargetObject | Should -Be 'one', 'two'
    }
}

Describe 'Changes on ChronusDB' {
    BeforeAll { Use-Service ChronusDB }

    It 'changes networks and password together' {
        $null = New-DbAccount metrics -GeneratePassword -Wait
        $job = Set-DbAccount metrics -AllowedHost 10.0.0.0/8, 10.1.0.0/16 -Password (New-DbPassword ChronusDB) -Wait
        $job.Action | Should -Be 'modify_users'
        (Get-DbAccount metrics).AllowedHost | Should -Be '10.0.0.0/8', '10.1.0.0/16'
    }

    It 'refuses networks without a password, as the service takes both' {
        $result = Watch-Command { Set-DbAccount metrics -AllowedHost 10.0.0.0/8 }
        Get-ErrorId $result.Error[0] | Should -Be 'RuleViolation'
        "$($result.Error[0].ErrorDetails)" | Should -Match 'Password must be given'
    }

    It 'keeps the networks when only the password is reset' {
        $null = Reset-DbAccountPassword metrics -GeneratePassword -Wait
        (Get-DbAccount metrics).AllowedHost | Should -Be '10.0.0.0/8', '10.1.0.0/16'
    }
}

Describe 'Changes on Ddm' {
    BeforeAll { Use-Service Ddm }

    It 'changes what is given, and only that, at once' {
        $null = New-DbAccount orders -GeneratePassword -Privilege SELECT -Database shop -Description before -PasswordLifetime 10
        $job = Set-DbAccount orders -Description after
        $job.State | Should -Be 'Succeeded'
        $job.Id | Should -BeNullOrEmpty
        $account = Get-DbAccount orders
        $account.Description | Should -Be 'after'
        $account.PasswordLifetime | Should -Be 10
        $account.Database | Should -Be 'shop'
        $account.Privilege | Should -Be 'SELECT'
    }

    It 'clears a description and all schemas when that is said, and not by an empty value' {
        foreach ($empty in @{ Description = '' }, @{ Database = @() }, @{ Description = $null }) {
            Get-ErrorId (Watch-Command { Set-DbAccount orders @empty }).Error[0] | Should -Be 'InvalidInput'
        }
        (Get-DbAccount orders).Description | Should -Be 'after'
        $null = Set-DbAccount orders -Clear Description
        (Get-DbAccount orders).Description | Should -BeNullOrEmpty
        (Get-DbAccount orders).Database | Should -Be 'shop'
        $null = Set-DbAccount orders -Clear Database
        (Get-DbAccount orders).Database | Should -BeNullOrEmpty
        Get-ErrorId (Watch-Command { Set-DbAccount orders -Clear Password }).Error[0] | Should -Be 'InvalidInput'
        Get-ErrorId (Watch-Command { Set-DbAccount orders -Clear Description -Description x }).Error[0] | Should -Be 'InvalidInput'
    }

    It 'has nothing to wait for' {
        Set-DbAccount orders -PasswordLifetime 0 | Wait-DbJob | ForEach-Object State | Should -Be 'Succeeded'
    }
}

Describe 'Changes on TencentMySql' {
    BeforeAll { Use-Service TencentMySql }

    It 'makes one job of each kind of change' {
        $null = New-DbAccount shop -GeneratePassword -Wait
        $changes = Set-DbAccount shop -Description text -MaxUserConnections 5 -AllowedHost 10.0.0.1 -Wait
        $changes.Action | Should -Be 'ModifyAccountDescription', 'ModifyAccountMaxUserConnections', 'ModifyAccountHost'
        $account = Get-DbAccount shop
        $account.AllowedHost | Should -Be '10.0.0.1'
        $account.Description | Should -Be 'text'
        $account.MaxUserConnections | Should -Be 5
    }

    It 'means the account from everywhere by a name without a host' {
        (Watch-Command { Reset-DbAccountPassword shop -GeneratePassword -Wait }).Error.Count | Should -Be 1
        (Reset-DbAccountPassword shop@10.0.0.1 -GeneratePassword -Wait).State | Should -Be 'Succeeded'
    }

    It 'takes one new host only' {
        $result = Watch-Command { Set-DbAccount shop@10.0.0.1 -AllowedHost 10.0.0.2, 10.0.0.3 }
        Get-ErrorId $result.Error[0] | Should -Be 'RuleViolation'
    }
}

Describe 'Jobs of <Service>' -ForEach $jobs {
    It 'are returned at once, and found and waited for by their id' {
        Use-Service $Service
        $job = New-DbAccount waited -GeneratePassword @values
        $job.Id | Should -Not -BeNullOrEmpty
        $job.State | Should -Be 'Pending'
        $job.Account | Should -BeLike 'waited*'
        (Wait-DbJob -Id $job.Id).State | Should -Be 'Succeeded'
        (Get-DbJob $job.Id).State | Should -Be 'Succeeded'
        (Get-DbJob $job.Id).CompletedAt | Should -Not -BeNullOrEmpty
    }
}
