#Requires -Modules @{ ModuleName = 'Pester'; ModuleVersion = '5.0' }

BeforeAll { . (Join-Path $PSScriptRoot 'support/Runbook.ps1') }

AfterAll { Disconnect-Simulated }

Describe 'Password rotation' {
    BeforeAll {
        # The accounts whose passwords are due are made once, and are in the file that each test's simulator begins with.
        Open-Stage @{ JobDuration = 0.05 } MySqlPlus, ChronusDB, Ddm, TencentMySql
        $apps = 1..5 | ForEach-Object { "app_$_" }
        $stage.Instance | Connect-DbInstance | Out-Null
        foreach ($service in 'MySqlPlus', 'ChronusDB', 'TencentMySql') {
            $null = $apps | New-DbAccount -Instance (Get-DbInstance -Service $service) -GeneratePassword | Wait-DbJob
        }
        $null = $apps | New-DbAccount -Instance (Get-DbInstance -Service Ddm) -Privilege SELECT -GeneratePassword
        # The passwords are from the beginning of the year.
        Disconnect-Simulated
        $state = Get-Content $stage.State -Raw | ConvertFrom-Json -AsHashtable -DateKind String
        foreach ($account in $state.Accounts.Values | ForEach-Object { $_ }) { $account.PasswordChanged = '2026-01-01T00:00:00+00:00' }
        $due = Join-Path $TestDrive due.json
        $state | ConvertTo-Json -Depth 8 | Set-Content $due

        function Open-Rotation ([hashtable] $Simulator) {
            Open-Stage
            Disconnect-Simulated
            Copy-Item $due $stage.State -Force
            $stage.Simulator = Connect-Simulated -Simulator ($Simulator + @{ Path = $stage.State })
            $stage.Instance = @($stage.Simulator.Instance | Where-Object Service -NE MySqlPlusAnalysis)
        }

        # Each account's password is in the vault under the name that the report tells, and nothing is pending.
        function Assert-Rotated ([object[]] $Report) {
            $kept = Get-Kept
            $done = @($Report | Where-Object Service -NE MySqlPlus)
            $done.Count | Should -Be 15
            foreach ($row in $done) {
                $account = Get-Stored $row.Service | Where-Object Name -CEQ $row.Name
                Test-Password $account $kept[$row.Secret] | Should -BeTrue -Because "the vault has the password of $($account.Id)"
                $kept["$($row.Secret)-pending"] | Should -BeExactly $kept[$row.Secret]
            }
        }
    }

    It 'has reset all passwords that are due after it was killed in the middle and started again, and lost none at any time' {
        Open-Rotation @{ JobDuration = 0.3; Latency = 0.03 }
        $before = @(Get-Stored)
        $parameter = @{ Name = 'app_*'; Vault = 'Test'; OlderThan = 30; ReportPath = Join-Path $stage.Folder report.csv }
        # Once while passwords are pending, once while some are the current ones already.
        $arePending = { @(Get-ChildItem $stage.Vault -Filter *-pending).Count -ge 8 }
        $areCurrent = { @(Get-ChildItem $stage.Vault -Exclude *-pending, *.new).Count -ge 8 }
        foreach ($when in $arePending, $areCurrent) {
            Stop-Runbook (Start-Runbook Reset-PasswordToVault.ps1 $parameter) $when
            # What was under way at the service comes to its end.
            Start-Sleep -Milliseconds 600
            $passwords = @((Get-Kept).Values | Select-Object -Unique)
            $changed = @(Get-Stored | Where-Object { $_.Hash -ne ($before | Where-Object Id -EQ $_.Id).Hash })
            $changed.Count | Should -BeGreaterThan 0
            foreach ($account in $changed) {
                @($passwords | Where-Object { Test-Password $account $_ }).Count | Should -Be 1 -Because $account.Id
            }
        }
        $current = @(Get-ChildItem $stage.Vault -Exclude *-pending, *.new).Count
        $current | Should -BeLessThan 15

        $done = Get-Stored | Where-Object { $_.Service -in 'Ddm' }
        $ended = Invoke-Runbook Reset-PasswordToVault.ps1 $parameter
        $report = @(Import-Csv $parameter.ReportPath)
        Assert-Rotated $report
        # The service without resets is said row by row, and so the run has failed.
        $ended.ExitCode | Should -Be 1
        @($report | Where-Object Service -EQ MySqlPlus).ErrorId | Select-Object -Unique | Should -Be 'NotSupportedByService'
        (Get-Kept).Keys | Should -Not -Match '^MySqlPlus-'
        # What was done before is not done again where the service tells when it was.
        ($report | Where-Object { $_.Service -eq 'Ddm' -and $_.Outcome -eq 'Unchanged' }).Count | Should -BeGreaterThan 0
        foreach ($account in $done) { (Get-Stored Ddm | Where-Object Id -EQ $account.Id).Hash | Should -Be $account.Hash }
        Assert-Silence

        $stage.Instance = @($stage.Instance | Where-Object Service -In Ddm, TencentMySql)
        $before = Get-Stored
        (Invoke-Runbook Reset-PasswordToVault.ps1 $parameter).ExitCode | Should -Be 0
        (Get-Stored).Hash | Should -Be $before.Hash

        # After an incident nothing is too young.
        (Invoke-Runbook Reset-PasswordToVault.ps1 @{ Name = 'app_1'; Vault = 'Test'; OlderThan = 0 }).ExitCode | Should -Be 0
        $changed = @(Get-Stored | Where-Object { $_.Hash -notin $before.Hash })
        $changed.Id | Sort-Object | Should -Be 'Ddm/app_1@', 'TencentMySql/app_1@%'
    }

    It 'keeps both passwords of an account whose reset has failed, and finishes the pending one in the next run' {
        Open-Rotation @{ JobDuration = 0.05 }
        $stage.Instance = @($stage.Instance | Where-Object Service -EQ ChronusDB)
        $parameter = @{ Name = 'app_1'; Vault = 'Test'; ReportPath = Join-Path $stage.Folder report.csv }
        (Invoke-Runbook Reset-PasswordToVault.ps1 $parameter).ExitCode | Should -Be 0
        $secret = (Import-Csv $parameter.ReportPath).Secret
        $first = (Get-Kept)[$secret]

        # The same simulator, where every job fails.
        Stop-DbSimulator
        $endpoint = Start-DbSimulator -Path $stage.State -JobDuration 0.05 -Fault @{ FailedJob = 1 } -Seed 1
        $stage.Instance = @($endpoint.Instance | Where-Object Service -EQ ChronusDB)
        (Invoke-Runbook Reset-PasswordToVault.ps1 $parameter).ExitCode | Should -Be 1
        (Import-Csv $parameter.ReportPath).ErrorId | Should -Be 'JobFailed'
        (Get-Kept)[$secret] | Should -BeExactly $first
        $pending = (Get-Kept)["$secret-pending"]
        $pending | Should -Not -BeExactly $first
        $account = Get-Stored ChronusDB | Where-Object Name -EQ app_1
        Test-Password $account $first | Should -BeTrue

        Stop-DbSimulator
        $endpoint = Start-DbSimulator -Path $stage.State -JobDuration 0.05
        $stage.Instance = @($endpoint.Instance | Where-Object Service -EQ ChronusDB)
        (Invoke-Runbook Reset-PasswordToVault.ps1 $parameter).ExitCode | Should -Be 0
        (Get-Kept)[$secret] | Should -BeExactly $pending
        Test-Password (Get-Stored ChronusDB | Where-Object Name -EQ app_1) $pending | Should -BeTrue
        Assert-Silence
    }

    It 'leaves protected accounts alone, says which name is nowhere, and changes nothing with -WhatIf' {
        Open-Rotation @{ JobDuration = 0.05 }
        $before = Get-Content $stage.State -Raw
        $stage.Instance = @($stage.Instance | Where-Object Service -EQ TencentMySql)
        $ended = Invoke-Runbook Reset-PasswordToVault.ps1 @{ Name = 'root', 'nobody'; Vault = 'Test' }
        $ended.ExitCode | Should -Be 1
        $ended.Text | Should -Match "'root'"
        $ended.Text | Should -Match "'nobody'"
        (Invoke-Runbook Reset-PasswordToVault.ps1 @{ Name = '*'; Vault = 'Test'; WhatIf = $true }).Text | Should -Match 'What if: .*app_3'
        Get-Content $stage.State -Raw | Should -BeExactly $before
        (Get-Kept).Count | Should -Be 0
    }
}
