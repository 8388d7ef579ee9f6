#Requires -Modules @{ ModuleName = 'Pester'; ModuleVersion = '5.0' }

BeforeAll { . (Join-Path $PSScriptRoot 'support/Runbook.ps1') }

AfterAll { Disconnect-Simulated }

Describe 'Onboarding' {
    BeforeAll {
        $csv = Join-Path $TestDrive accounts.csv
        $rows = Get-OnboardedRow
        $rows | Export-Csv $csv
        $wanted = foreach ($i in 1..4) {
            "MySqlPlus/app_$i@10.0.0.%", "MySqlPlusAnalysis/app_$i@::/0", "ChronusDB/app_$i@10.0.0.0/8;10.1.0.7", "Ddm/app_$i@"
            "TencentMySql/app_$i@10.0.%", "TencentMySql/app_$i@10.1.%"
        }

        function Assert-Onboarded {
            $stored = @(Get-Stored)
            $stored.Id | Sort-Object | Should -Be ($wanted | Sort-Object)
            ($stored | Where-Object Service -EQ TencentMySql).Held | Select-Object -Unique | Should -Be 'INSERT,SELECT ON shop'
            ($stored | Where-Object Service -EQ Ddm).Held | Select-Object -Unique | Should -BeIn 'SELECT,INSERT', 'INSERT,SELECT'
            $kept = Get-Kept
            $kept.Count | Should -Be $wanted.Count
            foreach ($account in $stored) {
                @($kept.Values | Where-Object { Test-Password $account $_ }).Count | Should -Be 1 -Because $account.Id
            }
        }
    }

    It 'has created everything after it was killed in the middle and started again, and then changes nothing more' {
        Open-Stage @{ JobDuration = 0.3; Latency = 0.03 }
        $parameter = @{ Path = $csv; Vault = 'Test'; ReportPath = Join-Path $stage.Folder report.csv }
        # Once while accounts are being created, once while they hold no privileges yet.
        Stop-Runbook (Start-Runbook New-OnboardedAccount.ps1 $parameter) { @(Get-Stored).Count -ge 5 }
        $half = @(Get-Stored)
        $half.Count | Should -BeLessThan $wanted.Count
        Stop-Runbook (Start-Runbook New-OnboardedAccount.ps1 $parameter) {
            @(Get-Stored TencentMySql | Where-Object Held).Count -ge 1
        }
        @(Get-Stored TencentMySql | Where-Object { !$_.Held }).Count | Should -BeGreaterThan 0
        $parameter.ReportPath | Should -Not -Exist

        $ended = Invoke-Runbook New-OnboardedAccount.ps1 $parameter
        $ended.ExitCode | Should -Be 0 -Because $ended.Text
        Assert-Onboarded
        foreach ($account in $half) {
            (Get-Stored | Where-Object Id -EQ $account.Id).Hash | Should -Be $account.Hash -Because 'what was there is left as it is'
        }
        $report = @(Import-Csv $parameter.ReportPath)
        $report.Count | Should -Be $wanted.Count
        $report.Outcome | Select-Object -Unique | Should -BeIn 'Created', 'Granted', 'Unchanged'
        $report.Secret | Sort-Object | Should -Be ((Get-Kept).Keys | Sort-Object)

        $before = Get-Content $stage.State -Raw
        (Invoke-Runbook New-OnboardedAccount.ps1 $parameter).ExitCode | Should -Be 0
        Get-Content $stage.State -Raw | Should -BeExactly $before
        (Import-Csv $parameter.ReportPath).Outcome | Select-Object -Unique | Should -Be 'Unchanged'
        Assert-Silence
    }

    It 'comes to its end under faults, started again until nothing fails' {
        $fault = @{
            Throttle = 0.05; Busy = 0.05; DropBefore = 0.03; DropAfter = 0.05; FailedJob = 0.05; ServerErrorHtml = 0.03; StaleRead = 0.05
        }
        Open-Stage @{ JobDuration = 0.1; Fault = $fault; Seed = 4 } Ddm, TencentMySql, ChronusDB
        $few = Join-Path $stage.Folder few.csv
        $rows | Where-Object { $_.Service -in 'Ddm', 'TencentMySql', 'ChronusDB' } | Export-Csv $few
        $runs = 0
        do {
            $runs++
            $ended = Invoke-Runbook New-OnboardedAccount.ps1 @{ Path = $few; Vault = 'Test'; Timeout = 60 }
        } until ($ended.ExitCode -eq 0 -or $runs -eq 12)
        $ended.ExitCode | Should -Be 0 -Because $ended.Text
        $wanted = $wanted | Where-Object { $_ -match '^(Ddm|TencentMySql|ChronusDB)/' }
        Assert-Onboarded
        ((Get-DbSimulator | Where-Object Port -EQ $stage.Simulator.Port).Fault.Values | Measure-Object -Sum).Sum | Should -BeGreaterThan 3
        Assert-Silence
    }

    It 'is shown under faults by the example' {
        Disconnect-Simulated
        $example = Join-Path $runbookFolder 'Test-UnderFault.ps1'
        $text = & (Join-Path $root 'tools/Invoke-FreshPowerShell.ps1') -File $example -Seed 2 6>&1 | Out-String
        $text | Should -Match 'All 3 accounts are as wanted'
    }

    It 'onboards 2,500 rows in 400 MB' {
        # Most of the accounts are there already, as on any night but the first.
        Open-Stage @{} TencentMySql
        $state = Get-Content $stage.State -Raw | ConvertFrom-Json -AsHashtable
        $state.Accounts.TencentMySql += 1..2470 | ForEach-Object {
            $time = '2026-01-01T00:00:00+00:00'
            @{ Name = "app_$_"; Created = $time; Modified = $time; PasswordChanged = $time; Values = @{ Host = '%' } }
        }
        Disconnect-Simulated
        $state | ConvertTo-Json -Depth 8 | Set-Content $stage.State
        $stage.Simulator = Connect-Simulated -Simulator @{ Path = $stage.State }
        $stage.Instance = @($stage.Simulator.Instance | Where-Object Service -EQ TencentMySql)
        $many = Join-Path $stage.Folder many.csv
        1..2500 | ForEach-Object { [pscustomobject]@{ Service = 'TencentMySql'; Name = "app_$_" } } | Export-Csv $many
        $report = Join-Path $stage.Folder report.csv
        $ended = Invoke-Runbook New-OnboardedAccount.ps1 @{ Path = $many; Vault = 'Test'; ReportPath = $report }
        $ended.ExitCode | Should -Be 0 -Because $ended.Text
        @(Get-Stored).Count | Should -Be 2500
        Import-Csv $report | Group-Object Outcome | Sort-Object Name | ForEach-Object { "$($_.Name) $($_.Count)" } |
            Should -Be 'Created 30', 'Unchanged 2470'
        Write-Verbose "Peak of the working set: $((Get-Content $stage.Memory) / 1MB) MB" -Verbose:($env:SHOW_MEMORY -eq '1')
    }
}
