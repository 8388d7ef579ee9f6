#Requires -Modules @{ ModuleName = 'Pester'; ModuleVersion = '5.0' }

BeforeAll { . (Join-Path $PSScriptRoot 'support/Runbook.ps1') }

AfterAll { Disconnect-Simulated }

Describe 'Offboarding' {
    BeforeAll {
        Open-Stage @{ JobDuration = 0.3; Latency = 0.05 }
        $people = 'j_doe', 'k_roe', 'stays'
        $stage.Instance | Connect-DbInstance | Out-Null
        foreach ($service in 'MySqlPlus', 'MySqlPlusAnalysis', 'ChronusDB', 'TencentMySql') {
            $more = if ($service -eq 'TencentMySql') { @{ AllowedHost = '10.0.%', '10.1.%' } } else { @{} }
            $null = $people | New-DbAccount -Instance (Get-DbInstance -Service $service) -GeneratePassword @more | Wait-DbJob
        }
        $null = $people | New-DbAccount -Instance (Get-DbInstance -Service Ddm) -Privilege SELECT -GeneratePassword
        $csv = Join-Path $stage.Folder leavers.csv
        'Name', 'j_doe', 'k_roe' | Set-Content $csv
        $parameter = @{ Path = $csv; ReportPath = Join-Path $stage.Folder report.csv }
    }

    It 'shows with -WhatIf what it would remove, and removes nothing' {
        $before = Get-Content $stage.State -Raw
        $ended = Invoke-Runbook Remove-LeaverAccount.ps1 ($parameter + @{ WhatIf = $true })
        $ended.ExitCode | Should -Be 0 -Because $ended.Text
        $ended.Text | Should -Match 'What if: .*j_doe@10.1.%'
        Get-Content $stage.State -Raw | Should -BeExactly $before
        $parameter.ReportPath | Should -Not -Exist
    }

    It 'has removed the accounts everywhere after it was killed in the middle and started again, without asking' {
        $all = @(Get-Stored | Where-Object Name -NE stays).Count
        $all | Should -Be 12
        Stop-Runbook (Start-Runbook Remove-LeaverAccount.ps1 $parameter) { @(Get-Stored | Where-Object Name -NE stays).Count -le $all - 4 }
        @(Get-Stored | Where-Object Name -NE stays).Count | Should -BeGreaterThan 0
        $ended = Invoke-Runbook Remove-LeaverAccount.ps1 $parameter
        $ended.ExitCode | Should -Be 0 -Because $ended.Text
        (Get-Stored).Name | Select-Object -Unique | Should -Be 'stays'
        @(Get-Stored).Count | Should -Be 6
    }

    It 'finds a name with blanks around it, and says of one that is written otherwise that it is not there' {
        $stays = @(Get-Stored).Count
        $blank = Join-Path $stage.Folder blank.csv
        'Name', '" J_doe "', '" j_doe "' | Set-Content $blank
        (Invoke-Runbook Remove-LeaverAccount.ps1 @{ Path = $blank; ReportPath = $parameter.ReportPath }).ExitCode | Should -Be 0
        (Import-Csv $parameter.ReportPath).Name | Select-Object -Unique | Should -BeExactly 'J_doe', 'j_doe'
        @(Get-Stored).Count | Should -Be $stays
    }

    It 'is content where nothing is left, and says so for each instance' {
        $before = Get-Content $stage.State -Raw
        (Invoke-Runbook Remove-LeaverAccount.ps1 $parameter).ExitCode | Should -Be 0
        $report = @(Import-Csv $parameter.ReportPath)
        $report.Count | Should -Be 10
        $report.Outcome | Select-Object -Unique | Should -Be 'NotThere'
        Get-Content $stage.State -Raw | Should -BeExactly $before
    }

    It 'refuses a name that is none, and a file that says less than all instances and hosts' {
        $before = Get-Content $stage.State -Raw
        $odd = Join-Path $stage.Folder odd.csv
        'Name,Department', '  ,Sales', 'st*,Sales', 'stays@10.0.%,Sales' | Set-Content $odd
        $ended = Invoke-Runbook Remove-LeaverAccount.ps1 @{ Path = $odd; ReportPath = $parameter.ReportPath }
        $ended.ExitCode | Should -Be 1
        (Import-Csv $parameter.ReportPath).ErrorId | Should -Be 'InvalidInput', 'InvalidInput', 'InvalidInput'
        foreach ($column in 'AllowedHost', 'Hosts', 'InstanceId', 'Servcie', 'Account') {
            "Name,$column", 'stays,10.0.%' | Set-Content $odd
            { & (Join-Path $runbookFolder Remove-LeaverAccount.ps1) -Path $odd } | Should -Throw "*$column*"
        }
        'User', 'stays' | Set-Content $odd
        { & (Join-Path $runbookFolder Remove-LeaverAccount.ps1) -Path $odd } | Should -Throw '*no column Name*'
        Get-Content $stage.State -Raw | Should -BeExactly $before
    }

    It 'refuses protected accounts, removes the others, and fails' {
        $ended = Invoke-Runbook Remove-LeaverAccount.ps1 @{ Name = 'root', 'stays'; ReportPath = $parameter.ReportPath }
        $ended.ExitCode | Should -Be 1
        (Import-Csv $parameter.ReportPath | Where-Object Name -EQ root).ErrorId | Should -Be 'AccountProtected'
        Get-Stored | Should -BeNullOrEmpty
        Assert-Silence
    }
}
