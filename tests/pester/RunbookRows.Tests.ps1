#Requires -Modules @{ ModuleName = 'Pester'; ModuleVersion = '5.0' }

BeforeAll { . (Join-Path $PSScriptRoot 'support/Runbook.ps1') }

AfterAll { Disconnect-Simulated }

Describe 'Onboarding' {
    BeforeAll {
        $csv = Join-Path $TestDrive accounts.csv
        $rows = Get-OnboardedRow
        $rows | Export-Csv $csv
    }

    It 'refuses the rows that can''t be, does the others, and fails' {
        Open-Stage @{ JobDuration = 0.05 }
        $bad = Join-Path $stage.Folder bad.csv
        @'
Service,InstanceId,Name,AllowedHost,Database,Privilege
TencentMySql,,_audit,%,shop,SELECT
MySqlPlus,,shop_app,%,shop,SELECT
,cl-ouhutv70,shop_app,%,,
Ddm,,order_app,,orders,SELECT
TencentMySql,cdb-elsewhere,shop_app,%,,
'@ | Set-Content $bad
        $report = Join-Path $stage.Folder report.csv
        $ended = Invoke-Runbook New-OnboardedAccount.ps1 @{ Path = $bad; Vault = 'Test'; ReportPath = $report }
        $ended.ExitCode | Should -Be 1
        $ended.Text | Should -Match '4 of 5 rows failed'
        $outcome = Import-Csv $report
        ($outcome | Where-Object Outcome -EQ Created).Name | Should -Be 'order_app'
        $outcome.ErrorId | Sort-Object | Should -Be '', 'AmbiguousInstance', 'InstanceNotConnected', 'RuleViolation', 'RuleViolation'
        (Get-Kept).Count | Should -Be 1 -Because 'no password is saved for what can not be created'
    }

    It 'refuses the rows that say too little to be meant, does the others, and fails' {
        Open-Stage @{ JobDuration = 0.05 }
        $stage.Instance | Connect-DbInstance | Out-Null
        $null = New-DbAccount there -Instance TencentMySql -GeneratePassword -Wait
        $gaps = Join-Path $stage.Folder gaps.csv
        @'
Service,Name,AllowedHost,Database,Privilege,Global,Description
TencentMySql,no_host,,shop,SELECT,,
TencentMySql,there,,shop,SELECT,,
MySqlPlus,no_host,,shop,,,
MySqlPlus,no_base,%,,,,
ChronusDB,no_host,,,,,
TencentMySql,no_object,%,,SELECT,,
TencentMySql,there,%,,SELECT,,
TencentMySql,two_objects,%,shop,SELECT,true,
TencentMySql,everything,%,,PROCESS,yes,
TencentMySql,twice,%,shop,SELECT,,one
TencentMySql,twice,%,orders,SELECT,,one
TencentMySql,odd,10.%;APP.local,shop,SELECT,,one
TencentMySql,odd,app.LOCAL,shop,SELECT,,two
Ddm,order_app,,orders,SELECT,,
'@ | Set-Content $gaps
        $report = Join-Path $stage.Folder report.csv
        $ended = Invoke-Runbook New-OnboardedAccount.ps1 @{ Path = $gaps; Vault = 'Test'; ReportPath = $report }
        $ended.ExitCode | Should -Be 1
        $outcome = Import-Csv $report | ForEach-Object { "$($_.Service) $($_.Name)@$($_.AllowedHost) $($_.Outcome) $($_.ErrorId)".Trim() }
        $outcome | Should -Be @(
            'TencentMySql no_host@ Failed InvalidInput'
            'TencentMySql there@ Failed InvalidInput'
            'MySqlPlus no_host@ Failed InvalidInput'
            'MySqlPlus no_base@% Failed InvalidInput'
            'ChronusDB no_host@ Failed InvalidInput'
            'TencentMySql no_object@% Failed RuleViolation'
            'TencentMySql there@% Failed InvalidInput'
            'TencentMySql two_objects@% Failed RuleViolation'
            'TencentMySql everything@% Created'
            'TencentMySql twice@% Created'
            'TencentMySql twice@% Granted'
            'TencentMySql odd@10.% Created'
            'TencentMySql odd@APP.local Failed InvalidInput'
            'TencentMySql odd@app.LOCAL Failed InvalidInput'
            'Ddm order_app@ Created'
        )
        Get-Stored | Where-Object Name -NE there | ForEach-Object { "$($_.Id) $($_.Held)".Trim() } | Sort-Object | Should -Be @(
            'Ddm/order_app@ SELECT'
            'TencentMySql/everything@% PROCESS ON'
            'TencentMySql/odd@10.% SELECT ON shop'
            'TencentMySql/twice@% SELECT ON orders;SELECT ON shop'
        )
        (Get-Stored | Where-Object Name -EQ there).Held | Should -BeNullOrEmpty
        (Get-Kept).Count | Should -Be 4 -Because 'no password is saved for what is not created'
    }

    It 'takes an account for the one that is there by its host without case, and for another by another host' {
        Open-Stage @{ JobDuration = 0.05 } TencentMySql
        $stage.Instance | Connect-DbInstance | Out-Null
        $null = New-DbAccount app -AllowedHost app.local -Privilege SELECT -Database Shop -GeneratePassword -Wait
        $cases = Join-Path $stage.Folder cases.csv
        'Name,AllowedHost,Database,Privilege', 'app,APP.local,Shop,SELECT', 'App,app.local,,', 'app,10.%,,' | Set-Content $cases
        $report = Join-Path $stage.Folder report.csv
        $ended = Invoke-Runbook New-OnboardedAccount.ps1 @{ Path = $cases; Vault = 'Test'; ReportPath = $report }
        $ended.ExitCode | Should -Be 0 -Because $ended.Text
        (Import-Csv $report).Outcome | Should -Be 'Unchanged', 'Created', 'Created'
        # Names of databases have a case.
        'Name,AllowedHost,Database,Privilege', 'app,APP.local,shop,SELECT' | Set-Content $cases
        (Invoke-Runbook New-OnboardedAccount.ps1 @{ Path = $cases; Vault = 'Test'; ReportPath = $report }).ExitCode | Should -Be 0
        (Import-Csv $report).Outcome | Should -Be 'Granted'
    }

    It 'refuses a column that it does not know' {
        Open-Stage @{ JobDuration = 0.05 } Ddm
        $odd = Join-Path $stage.Folder odd.csv
        'Service,Name,Privileges', 'Ddm,order_app,SELECT' | Set-Content $odd
        $ended = Invoke-Runbook New-OnboardedAccount.ps1 @{ Path = $odd; Vault = 'Test' }
        $ended.ExitCode | Should -Be 1
        $ended.Text | Should -Match 'Privileges'
        Get-Stored | Should -BeNullOrEmpty
    }

    It 'creates nothing where the vault fails' {
        Open-Stage @{ JobDuration = 0.05 } Ddm
        $few = Join-Path $stage.Folder few.csv
        $rows | Where-Object Service -EQ Ddm | Export-Csv $few
        (Invoke-Runbook New-OnboardedAccount.ps1 @{ Path = $few; Vault = 'Broken' }).ExitCode | Should -Be 1
        Get-Stored | Should -BeNullOrEmpty
    }

    It 'changes nothing with -WhatIf, the vault neither' {
        Open-Stage @{ JobDuration = 0.05 }
        $ended = Invoke-Runbook New-OnboardedAccount.ps1 @{ Path = $csv; Vault = 'Test'; WhatIf = $true }
        $ended.ExitCode | Should -Be 0 -Because $ended.Text
        $ended.Text | Should -Match 'What if: .*app_1'
        Get-Stored | Should -BeNullOrEmpty
        (Get-Kept).Count | Should -Be 0
    }
}
