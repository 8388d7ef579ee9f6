#Requires -Modules @{ ModuleName = 'Pester'; ModuleVersion = '5.0' }

BeforeDiscovery {
    $texts = "100%", 'a+b', 'two words', "it's", 'say "yes"', 'a&b=c', "$([char]0x5E10)$([char]0x53F7)", 'a/b?c#d', '%25', 'back\slash', '<x>;{}', "na$([char]0xEF)ve $([char]0xE9)", [char]::ConvertFromUtf32(0x1F600)
    $services = 'MySqlPlus', 'MySqlPlusAnalysis', 'ChronusDB', 'Ddm', 'TencentMySql'
    # The simulators of QingCloud and Tencent Cloud refuse such names as the documents say; DDM's too.
    $descriptions = foreach ($service in 'Ddm', 'TencentMySql') { foreach ($text in $texts) { @{ Service = $service; Text = $text } } }
    $passwords = $services.ForEach{ @{ Service = $_ } }
}

BeforeAll {
    . (Join-Path $PSScriptRoot 'support/Simulated.ps1')
    $simulator = Connect-Simulated
    function Use-Service ([string] $Service) {
        $script:instance = $simulator.Instance | Where-Object Service -EQ $Service | Connect-DbInstance
        $script:values = if ($Service -eq 'Ddm') { @{ Privilege = 'SELECT' } } else { @{} }
    }
}

AfterAll { Disconnect-Simulated }

Describe 'The description "<Text>" on <Service>' -ForEach $descriptions {
    It 'comes back as it was given, from a new account and from a changed one' {
        Use-Service $Service
        $null = New-DbAccount texts -GeneratePassword -Description $Text @values | Wait-DbJob
        (Get-DbAccount texts).Description | Should -BeExactly $Text
        $null = Set-DbAccount texts -Description "$Text$Text" | Wait-DbJob
        (Get-DbAccount texts).Description | Should -BeExactly "$Text$Text"
        $null = Remove-DbAccount texts -Confirm:$false | Wait-DbJob
    }
}

Describe 'A password on <Service>' -ForEach $passwords {
    It 'may have every character' {
        Use-Service $Service
        $null = New-DbAccount secret -Password (ConvertTo-Secret "aB3_@ %+&=`"'\/?#$([char]0x4E2D)$([char]0x6587);,$([char]0xE9)") @values | Wait-DbJob
        Get-DbAccount secret | Should -Not -BeNullOrEmpty
    }
}

Describe 'An account name on <Service>' -ForEach $passwords {
    It 'that the rules forbid reaches the service as it is written' {
        Use-Service $Service
        $name = "a%b+c d'e`"f&g$([char]0x4E2D)$([char]0x6587)/h"
        $result = Watch-Command { New-DbAccount $name -GeneratePassword @values -SkipRuleCheck -Wait }
        $result.Error.Count | Should -Be 1
        $result.Error[0].Exception.ServiceCode | Should -Not -BeNullOrEmpty
        $result.Error[0].TargetObject | Should -Be $name
        $gone = Watch-Command { Remove-DbAccount $name -Confirm:$false -SkipRuleCheck -Wait }
        $gone.Error.Count | Should -Be 1
        Get-ErrorId $gone.Error[0] | Should -BeIn 'AccountNotFound', 'JobFailed', 'RequestRefused'
    }
}

Describe 'Databases, tables and columns on TencentMySql' {
    It 'may have every character' {
        Use-Service TencentMySql
        $null = New-DbAccount objects -GeneratePassword | Wait-DbJob
        $null = Grant-DbPrivilege objects SELECT -Database "sh%op $([char]0x4E2D)" -Table "or'ders&" -Column 'to"tal+' | Wait-DbJob
        $held = Get-DbPrivilege objects
        $held.Database | Should -BeExactly "sh%op $([char]0x4E2D)"
        $held.Table | Should -BeExactly "or'ders&"
        $held.Column | Should -BeExactly 'to"tal+'
    }
}

Describe 'Invoke-DbServiceRequest on QingCloud' {
    BeforeAll { Use-Service MySqlPlus }

    It 'reads, with lists as the service wants them' {
        $answer = Invoke-DbServiceRequest DescribeClusters @{ clusters = @('cl-ouhutv70'); verbose = 1 }
        $answer.ret_code | Should -Be 0
        $answer.cluster_set[0].cluster_id | Should -Be 'cl-ouhutv70'
        $answer.cluster_set[0].display_tabs | Should -Not -BeNullOrEmpty
    }

    It 'changes, with nested tables as JSON, and shows no secret' {
        $parameters = @{
            cluster = 'cl-ouhutv70'; role = 'maininstance'; service = 'add_user'
            service_params = @{ user = 'invoked'; passwd = 'Pass@Word123'; host = '%'; database = '*'; ssl = 'NO'; priv = 'StandardAccount' }
        }
        Invoke-DbServiceRequest RunClusterCustomService $parameters -WhatIf | Should -BeNullOrEmpty
        @(Get-DbAccount invoked*).Count | Should -Be 0
        $answer = Invoke-DbServiceRequest RunClusterCustomService $parameters -Confirm:$false
        $answer.job_id | Should -Match '^j-'
        $null = Wait-DbJob -Id $answer.job_id
        (Get-DbAccount invoked).AccountType | Should -Be 'Standard'

        $jobs = Invoke-DbServiceRequest DescribeJobs @{ jobs = @($answer.job_id) }
        $jobs.job_set[0].status | Should -Be 'successful'
        $jobs.job_set[0].directive | Should -Be '***'
        $jobs | ConvertTo-Json -Depth 9 | Should -Not -Match 'Pass@Word123'
    }

    It 'masks a secret that is written as SecureString' {
        $parameters = @{
            cluster = 'cl-ouhutv70'; role = 'maininstance'; service = 'add_user'
            service_params = @{ user = 'invoked2'; passwd = (New-DbPassword MySqlPlus); host = '%'; database = '*'; ssl = 'NO'; priv = 'StandardAccount' }
        }
        (Invoke-DbServiceRequest RunClusterCustomService $parameters -Confirm:$false).ret_code | Should -Be 0
    }

    It 'takes tables of every kind, but none that contains itself' {
        $parameters = [Collections.Generic.Dictionary[string, object]]::new()
        $parameters.clusters = @('cl-ouhutv70')
        (Invoke-DbServiceRequest DescribeClusters $parameters).total_count | Should -Be 1
        (Invoke-DbServiceRequest DescribeClusters ([ordered]@{ clusters = [Collections.Generic.List[string]]@('cl-ouhutv70') })).total_count | Should -Be 1
        $self = @{}
        $self.self = $self
        Get-ErrorId (Watch-Command { Invoke-DbServiceRequest DescribeClusters $self }).Error[0] | Should -Be 'InvalidInput'
    }

    It 'takes what is nested <Levels> deep: <Allowed>' -ForEach @{ Levels = 32; Allowed = $true }, @{ Levels = 33; Allowed = $false } {
        $value = 'leaf'
        foreach ($level in 2..$Levels) { $value = @{ a = $value } }
        $ids = @((Watch-Command { Invoke-DbServiceRequest DescribeClusters @{ service_params = $value } }).Error | ForEach-Object { Get-ErrorId $_ })
        $ids -contains 'InvalidInput' | Should -Be (!$Allowed)
    }

    It "shows the service's own error" {
        $result = Watch-Command { Invoke-DbServiceRequest DescribeNothing }
        $result.Error.Count | Should -Be 1
        $result.Error[0].Exception.ServiceCode | Should -Not -BeNullOrEmpty
        $result.Error[0].TargetObject | Should -Be 'DescribeNothing'
    }
}

Describe 'Invoke-DbServiceRequest on Huawei Cloud' {
    BeforeAll { Use-Service Ddm }

    It 'reads by method and path' {
        $null = New-DbAccount invoked -GeneratePassword -Privilege SELECT
        $answer = Invoke-DbServiceRequest 'GET /v3/{project_id}/instances/{instance_id}/users' @{ limit = 5; offset = 0 }
        $answer.users.name | Should -Contain 'invoked'
        $answer.total | Should -Be @(Get-DbAccount).Count
    }

    It 'changes, after it has asked' {
        $action = 'PUT /v3/{project_id}/instances/{instance_id}/users/invoked'
        Invoke-DbServiceRequest $action @{ description = 'no' } -WhatIf | Should -BeNullOrEmpty
        (Get-DbAccount invoked).Description | Should -BeNullOrEmpty
        $null = Invoke-DbServiceRequest $action @{ description = 'yes'; databases = @(@{ name = 'shop' }, @{ name = 'orders' }); base_authority = @('SELECT') } -Confirm:$false
        $account = Get-DbAccount invoked
        $account.Description | Should -Be 'yes'
        $account.Database | Sort-Object | Should -Be 'orders', 'shop'
    }
}

Describe 'Invoke-DbServiceRequest on Tencent Cloud' {
    BeforeAll { Use-Service TencentMySql }

    It 'reads' {
        $answer = Invoke-DbServiceRequest DescribeAccounts @{ InstanceId = 'cdb-f35wr6wj'; Limit = 1 }
        @($answer.Items).Count | Should -Be 1
    }

    It 'changes, after it has asked' {
        $parameters = @{ InstanceId = 'cdb-f35wr6wj'; Accounts = @(@{ User = 'invoked'; Host = '10.0.0.1' }); Password = 'Pass@Word123' }
        Invoke-DbServiceRequest CreateAccounts $parameters -WhatIf | Should -BeNullOrEmpty
        $answer = Invoke-DbServiceRequest CreateAccounts $parameters -Confirm:$false
        (Wait-DbJob -Id $answer.AsyncRequestId).State | Should -Be 'Succeeded'
        (Get-DbAccount invoked).AllowedHost | Should -Be '10.0.0.1'
    }

    It 'takes one row after the other, and rows as tables' {
        $rows = [pscustomobject]@{ Action = 'DescribeAccounts'; Parameter = @{ InstanceId = 'cdb-f35wr6wj' } }, [pscustomobject]@{ Action = 'DescribeNothing' }
        $result = Watch-Command { $rows | Invoke-DbServiceRequest }
        $result.Output.Count | Should -Be 1
        $result.Error.Count | Should -Be 1
    }

    It 'sends nothing of a row that <Case>' -ForEach @(
        @{ Case = 'misspells a column'; Row = @{ Action = 'DescribeAccounts'; Parameters = @{ Limit = 1 } } }
        @{ Case = 'has no action'; Row = @{ Action = ''; Parameter = @{ Limit = 1 } } }
        @{ Case = 'has a blank for an action'; Row = @{ Action = ' ' } }
    ) {
        $sent = (Get-DbSimulator).Requests
        $result = Watch-Command { [pscustomobject]$Row | Invoke-DbServiceRequest }
        $result.Output | Should -BeNullOrEmpty
        Get-ErrorId $result.Error[0] | Should -Be 'InvalidInput'
        (Get-DbSimulator).Requests | Should -Be $sent
    }

    It 'goes to the instance that a row names' {
        $null = $simulator.Instance | Where-Object Service -EQ ChronusDB | Connect-DbInstance -NoDefault
        $result = Watch-Command { [pscustomobject]@{ Action = 'DescribeNothing'; Instance = 'ChronusDB' } | Invoke-DbServiceRequest }
        "$($result.Error)" | Should -Match 'ChronusDB'
    }
}
