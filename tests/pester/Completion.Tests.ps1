# What TabExpansion2 offers. The simulator is stopped before the first completion: a completer asks no network.
BeforeDiscovery {
    . $PSScriptRoot/support/Support.ps1
    $cases = @(
        @{ Line = 'Connect-DbInstance '; Expected = 'MySqlPlus', 'MySqlPlusAnalysis', 'ChronusDB', 'Ddm', 'TencentMySql' }
        @{ Line = 'Connect-DbInstance -Service MySql'; Expected = 'MySqlPlus', 'MySqlPlusAnalysis' }
        @{ Line = 'Get-DbService ch'; Expected = , 'ChronusDB' }
        @{ Line = 'Get-DbAccountRule '; Expected = 'Ddm', 'TencentMySql' }
        @{ Line = 'New-DbPassword '; Expected = 'Ddm', 'TencentMySql' }
        @{ Line = 'Test-DbAccount -Service '; Expected = 'Ddm', 'TencentMySql' }
        @{ Line = 'Get-DbInstance -Service '; Expected = 'Ddm', 'TencentMySql' }
        @{ Line = 'Connect-DbInstance TencentMySql cdb-1 -Region ap-gu'; Expected = , 'ap-guangzhou' }
        @{ Line = 'Connect-DbInstance MySqlPlus cl-1 -Zone '; Expected = 'pek3', 'sh1a' }
        @{ Line = 'Get-DbAccount -Instance cdb'; Expected = , 'cdb-f35wr6wj' }
        @{ Line = 'Get-DbAccount -Instance '; Expected = "'MySqlPlus/cl-ouhutv70'", "'MySqlPlusAnalysis/cl-ouhutv70'", 'cdb-f35wr6wj' }
        @{ Line = 'Get-DbAccount -Instance Ten'; Expected = , 'TencentMySql'; Only = $true }
        @{ Line = 'Connect-DbInstance TencentMySql '; Expected = , 'cdb-f35wr6wj'; Only = $true }
        @{ Line = 'Get-DbAccountRule TencentMySql -Operation RemoveAccount -Parameter '; Expected = , 'Account'; Only = $true }
        @{ Line = 'Disconnect-DbInstance cdb'; Expected = , 'cdb-f35wr6wj' }
        @{ Line = 'Select-DbInstance '; Expected = "'MySqlPlus/cl-ouhutv70'", "'MySqlPlusAnalysis/cl-ouhutv70'", 'cdb-f35wr6wj', '61a4ea66210545909d74a05c27a7179ein09', 'TencentMySql', 'Ddm', 'MySqlPlus', 'MySqlPlusAnalysis'; Only = $true }
        @{ Line = "Grant-DbPrivilege x -Privilege SELECT, INSERT, "; Expected = , 'UPDATE'; Not = 'SELECT', 'INSERT' }
        @{ Line = 'Remove-DbAccount '; Expected = "'app_1@10.0.%'", "'root@%'" }
        @{ Line = 'Set-DbAccount -Account app'; Expected = , "'app_1@10.0.%'" }
        @{ Line = 'Reset-DbAccountPassword roo'; Expected = , "'root@%'" }
        @{ Line = "Get-DbAccount 'app"; Expected = , "'app_1@10.0.%'" }
        @{ Line = 'Get-DbPrivilege '; Expected = "'app_1@10.0.%'", "'root@%'" }
        @{ Line = 'Grant-DbPrivilege app'; Expected = , "'app_1@10.0.%'" }
        @{ Line = 'Grant-DbPrivilege x -Privilege SHOW'; Expected = "'SHOW DATABASES'", "'SHOW VIEW'" }
        @{ Line = 'Grant-DbPrivilege x -Database shop -Privilege LOCK'; Expected = , "'LOCK TABLES'" }
        @{ Line = 'Revoke-DbPrivilege x -Instance cdb-f35wr6wj -Database d -Table t -Column c -Privilege '; Expected = 'SELECT', 'INSERT', 'UPDATE', 'REFERENCES', 'ALL'; Only = $true }
        @{ Line = 'Test-DbAccount -Service Ddm -Privilege '; Expected = 'SELECT', 'INSERT', 'UPDATE', 'DELETE', 'CREATE', 'DROP', 'ALTER', 'INDEX' }
        @{ Line = 'Test-DbAccount -Service MySqlPlus -AccountType '; Expected = 'Standard', 'Superuser' }
        @{ Line = 'Test-DbAccount -Service MySqlPlus -Operation '; Expected = 'CreateAccount', 'RemoveAccount'; Only = $true }
        @{ Line = 'Get-DbAccountRule TencentMySql -Operation '; Expected = 'CreateAccount', 'ResetPassword', 'GrantPrivilege' }
        @{ Line = 'Get-DbAccountRule Ddm -Parameter P'; Expected = 'Password', 'PasswordLifetime', 'Privilege' }
        @{ Line = 'Start-DbSimulator -Fault Drop'; Expected = 'DropBefore', 'DropAfter'; Only = $true }
        @{ Line = 'Grant-DbPrivilege x SELECT -Database seen'; Expected = 'seen_shop', 'seen_archive', 'seen_crm'; Only = $true }
        @{ Line = 'Grant-DbPrivilege x SELECT -Database seen_shop -Table '; Expected = , 'orders'; Only = $true }
        @{ Line = 'Grant-DbPrivilege x SELECT -Database seen_crm -Table '; Expected = , 'customers'; Only = $true }
        @{ Line = 'Grant-DbPrivilege x SELECT -Database seen_crm, seen_shop -Table '; Expected = 'customers', 'orders'; Only = $true }
        @{ Line = 'Revoke-DbPrivilege x SELECT -Database seen_crm -Table customers -Column '; Expected = , 'mail'; Only = $true }
        @{ Line = 'New-DbAccount x -Database seen_'; Expected = 'seen_shop', 'seen_archive', 'seen_crm'; Only = $true }
        @{ Line = 'New-DbAccount x -AllowedHost 10'; Expected = "'10.0.%'", "'10.%'" }
        @{ Line = 'New-DbAccount x -AllowedHost '; Expected = "'%'", 'localhost' }
        @{ Line = 'Test-DbAccount x -Service ChronusDB -AllowedHost '; Expected = , "'::/0'" }
        @{ Line = 'Test-DbAccount x -Service Ddm -Database '; Expected = , 'orders' }
        @{ Line = 'Get-DbAccount -Exclude app'; Expected = , "'app_1@10.0.%'" }
        @{ Line = 'Get-DbPrivilege -Exclude app'; Expected = , "'app_1@10.0.%'" }
        @{ Line = 'Get-DbJob -Account app'; Expected = , "'app_1@10.0.%'" }
        @{ Line = 'Get-DbJob -State '; Expected = 'Unknown', 'Pending', 'Running', 'Succeeded', 'Failed', 'Canceled'; Only = $true }
        @{ Line = 'New-DbAccount x -Password '; Expected = "(Read-Host -AsSecureString)", '(New-DbPassword TencentMySql)'; Only = $true }
        @{ Line = 'Connect-DbInstance Ddm -Credential '; Expected = , '(Get-Credential)'; Only = $true }
        @{ Line = 'Connect-DbInstance Ddm -ProjectId '; Expected = , '619d3e78f61b4be68bc5aa0b59edcf7b'; Only = $true }
        @{ Line = 'Invoke-DbServiceRequest Describe'; Expected = 'DescribeAccounts', 'DescribeAccountPrivileges', 'DescribeAsyncRequestInfo' }
    )
}

BeforeAll {
    . $PSScriptRoot/support/Support.ps1
    $simulated = Start-DbSimulator
    $null = Connect-Simulated $simulated MySqlPlus
    $null = Connect-Simulated $simulated MySqlPlusAnalysis
    $null = Connect-Simulated $simulated TencentMySql
    $job = New-DbAccount app_1 -GeneratePassword -AllowedHost 10.0.%
    $null = $job | Wait-DbJob
    $null = Get-DbAccount
    $null = Grant-DbPrivilege app_1@10.0.% SELECT -Database seen_shop, seen_archive
    $null = Grant-DbPrivilege app_1@10.0.% SELECT -Database seen_shop -Table orders
    $null = Grant-DbPrivilege app_1@10.0.% SELECT -Database seen_crm -Table customers -Column mail
    $null = Connect-Simulated $simulated Ddm
    $null = New-DbAccount order_app -GeneratePassword -Privilege SELECT -Database orders
    $null = Select-DbInstance TencentMySql
    Stop-DbSimulator $simulated.Port

    function Get-Completion ([string] $Line) {
        (TabExpansion2 $Line $Line.Length).CompletionMatches
    }
}

AfterAll {
    Get-DbInstance | Disconnect-DbInstance | Out-Null
}

Describe 'Completion' {
    BeforeDiscovery {
        $common = [Management.Automation.Cmdlet]::CommonParameters + [Management.Automation.Cmdlet]::OptionalCommonParameters
        # What is a path completes files.
        $paths = 'Start-DbSimulator Path', 'Connect-DbInstance SslCa', 'Set-DbProfile SslCa', 'Export-DbAccount Path', 'Compare-DbAccount Path', 'New-DbAccountPlan Path',
            'New-DbAccountPlan OutFile', 'Sync-DbAccount Path', 'Invoke-DbAccountPlan Path'
        $parameters = foreach ($command in Get-Command -Module DbAccounts) {
            foreach ($parameter in $command.Parameters.Values | Where-Object Name -NotIn $common) {
                if (!$parameter.SwitchParameter -and "$($command.Name) $($parameter.Name)" -notin $paths) {
                    @{ Command = $command.Name; Parameter = $parameter.Name }
                }
            }
        }
    }

    It 'of <Command> -<Parameter> never offers files, whatever stands there already' -ForEach $parameters {
        foreach ($word in '', 'D', 'zzz', "'", './') {
            $line = "$Command -$Parameter $word"
            @((TabExpansion2 $line $line.Length).CompletionMatches.ResultType | Where-Object { "$_" -like 'Provider*' }) |
                Should -BeNullOrEmpty -Because $line
        }
    }

    It 'of "<Line>" offers <Expected>' -ForEach $cases {
        $offered = @(Get-Completion $Line)
        foreach ($text in $Expected) { $offered.CompletionText | Should -Contain $text }
        foreach ($text in $Not) { $offered.CompletionText | Should -Not -Contain $text }
        if ($Only) { $offered | Should -HaveCount $Expected.Count }
        @($offered.CompletionText | Sort-Object -Unique -CaseSensitive).Count | Should -Be $offered.Count
        foreach ($one in $offered) {
            $one.ResultType | Should -Be 'ParameterValue'
            $one.ToolTip | Should -Not -BeNullOrEmpty
        }
    }

    It 'of a job offers those that the session knows, with what they are as tooltip' -ForEach 'Wait-DbJob -Id ', 'Get-DbJob ' {
        $offered = @(Get-Completion $_)
        $offered.CompletionText | Should -Contain $job.Id
        ($offered | Where-Object CompletionText -EQ $job.Id).ToolTip | Should -BeLike 'CreateAccount app_1@10.0.%*'
    }

    It 'offers what has not ended first' {
        $running = Start-DbSimulator -JobDuration 600
        try {
            $there = $running.Instance | Where-Object Service -EQ TencentMySql | Connect-DbInstance -NoDefault
            $pending = New-DbAccount waits -GeneratePassword -Instance $there
            $offered = @(Get-Completion 'Wait-DbJob -Id ')
            # The session of the tests has seen many jobs, some of which ended in other states.
            $ended = @($offered.ToolTip -match ': Succeeded$')
            $ended | Should -Not -BeNullOrEmpty
            [array]::IndexOf($offered.CompletionText, $pending.Id) | Should -BeIn (0..([array]::IndexOf($offered.ToolTip, $ended[0]) - 1))
        } finally {
            $null = $there | Disconnect-DbInstance
            Stop-DbSimulator $running.Port
        }
    }

    It 'says on which levels a privilege can be' {
        (Get-Completion 'Grant-DbPrivilege x SEL').ToolTip | Should -BeLike '*whole instance*databases*tables*columns'
        (Get-Completion 'Grant-DbPrivilege x PROC').ToolTip | Should -BeLike '*whole instance'
    }

    It 'of -Clear offers what the service has: <_>' -ForEach 'TencentMySql' {
        (Get-Completion "Set-DbAccount x -Instance $_ -Clear ").CompletionText | Should -Be 'Description'
    }

    It 'says of a service what it is, and of an account where' {
        (Get-Completion 'Connect-DbInstance Ddm').ToolTip | Should -BeLike '*Huawei Cloud*'
        (Get-Completion 'Remove-DbAccount app').ToolTip | Should -BeLike '*cdb-f35wr6wj*TencentMySql*'
    }

    It 'offers only what the instance that is named has' {
        (Get-Completion 'Grant-DbPrivilege x -Instance cdb-f35wr6wj -Privilege ').ToolTip | Should -BeLike 'TencentMySql*'
        Get-Completion 'Remove-DbAccount -Instance MySqlPlus/cl-ouhutv70 app_1@' | Where-Object ResultType -EQ ParameterValue | Should -BeNullOrEmpty
    }

    It 'says of an operation what it is at the service' {
        (Get-Completion 'Test-DbAccount -Service MySqlPlus -Operation Cre').ToolTip | Should -Be 'MySqlPlus: add_user'
        (Get-Completion 'Get-DbAccountRule TencentMySql -Operation Gr').ToolTip | Should -Be 'TencentMySql: ModifyAccountPrivileges'
    }

    It 'bears what is no pattern' {
        Get-Completion "Remove-DbAccount '[" | Where-Object ResultType -EQ ParameterValue | Should -BeNullOrEmpty
    }
}
