#Requires -Modules @{ ModuleName = 'Pester'; ModuleVersion = '5.0' }
# The runbooks of examples/runbooks in a host like that of a scheduler: a process of their own without a console to ask in, without
# progress, its input closed, its memory capped. Each is killed in the middle and started again from the beginning. The simulator is in
# this process and outlives them; what a run has come to is read from its state file.

BeforeDiscovery {
    $folder = Join-Path $PSScriptRoot '../../examples/runbooks'
    $runbooks = Get-ChildItem $folder -Filter *-*.ps1 | ForEach-Object { @{ Name = $_.Name; File = $_.FullName } }
}

BeforeAll {
    . (Join-Path $PSScriptRoot 'support/Simulated.ps1')
    $root = (Resolve-Path (Join-Path $PSScriptRoot '../..')).Path
    $runbookFolder = Join-Path $root 'examples/runbooks'
    $memoryLimit = 400MB

    # A simulator with its state in a file, a vault and a folder for all that belongs to a test.
    function Open-Stage ([hashtable] $Simulator = @{}, [string[]] $Service = '*') {
        $script:stage = @{ Folder = (New-Item (Join-Path $TestDrive ([guid]::NewGuid())) -ItemType Directory).FullName }
        $stage.Vault = (New-Item (Join-Path $stage.Folder vault) -ItemType Directory).FullName
        $stage.State = Join-Path $stage.Folder state.json
        $stage.Simulator = Connect-Simulated -Simulator ($Simulator + @{ Path = $stage.State })
        $stage.Instance = @($stage.Simulator.Instance | Where-Object { $name = $_.Service; $Service | Where-Object { $name -like $_ } })
        $stage.Said = ''
    }

    function Start-Runbook ([string] $Runbook, [hashtable] $Parameter = @{}) {
        $stage.Memory = Join-Path $stage.Folder memory
        $stage.Transcript = Join-Path $stage.Folder transcript
        Remove-Item $stage.Memory -ErrorAction Ignore
        $handover = Join-Path $stage.Folder handover.json
        @{
            Module = Join-Path $root 'out/DbAccounts'
            Runbook = Join-Path $runbookFolder $Runbook
            Parameter = $Parameter
            Vault = $stage.Vault
            Memory = $stage.Memory
            Transcript = $stage.Transcript
            Instance = @($stage.Instance | ForEach-Object {
                    @{ Service = $_.Service; InstanceId = $_.InstanceId; Region = $_.Region; ProjectId = $_.ProjectId
                        Endpoint = "$($_.Endpoint)"; KeyId = $_.Credential.UserName; Key = $_.Credential.GetNetworkCredential().Password }
                })
        } | ConvertTo-Json -Depth 5 | Set-Content $handover

        $powerShell = & (Join-Path $root 'tools/Get-PowerShellCommand.ps1')
        $start = [Diagnostics.ProcessStartInfo]::new($powerShell.File)
        $hostScript = Join-Path $PSScriptRoot 'support/RunbookHost.ps1'
        $powerShell.Argument + '-NoProfile', '-NonInteractive', '-File', $hostScript | ForEach-Object { $start.ArgumentList.Add($_) }
        $start.RedirectStandardInput = $start.RedirectStandardOutput = $start.RedirectStandardError = $true
        $start.Environment['DBACCOUNTS_TEST_HANDOVER'] = $handover
        $start.Environment['DOTNET_GCHeapHardLimit'] = '{0:x}' -f $memoryLimit
        $process = [Diagnostics.Process]::Start($start)
        $process.StandardInput.Close()
        @{ Process = $process; Output = $process.StandardOutput.ReadToEndAsync(); Error = $process.StandardError.ReadToEndAsync() }
    }

    # Waits for the end; what was said is kept to be looked through for secrets.
    function Receive-Runbook ([hashtable] $Run, [int] $Second = 600) {
        $ended = $Run.Process.WaitForExit($Second * 1000)
        if (!$ended) { $Run.Process.Kill() }
        $Run.Process.WaitForExit()
        $text = $Run.Output.Result + $Run.Error.Result
        $stage.Said += $text + (Get-Content $stage.Transcript -Raw -ErrorAction Ignore)
        $ended | Should -BeTrue -Because "it should come to its end: $text"
        [pscustomobject]@{ ExitCode = $Run.Process.ExitCode; Text = $text }
    }

    function Invoke-Runbook ([string] $Runbook, [hashtable] $Parameter = @{}) {
        $ended = Receive-Runbook (Start-Runbook $Runbook $Parameter)
        [long](Get-Content $stage.Memory) | Should -BeLessThan $memoryLimit
        $ended
    }

    # Kills the run as soon as a condition holds.
    function Stop-Runbook ([hashtable] $Run, [scriptblock] $When) {
        $watch = [Diagnostics.Stopwatch]::StartNew()
        while (!(& $When)) {
            if ($Run.Process.HasExited -or $watch.Elapsed.TotalSeconds -gt 300) {
                throw "It ended before it could be killed in the middle: $($Run.Output.Result)$($Run.Error.Result)"
            }
            Start-Sleep -Milliseconds 10
        }
        $Run.Process.Kill()
        $Run.Process.WaitForExit()
        $stage.Said += $Run.Output.Result + $Run.Error.Result + (Get-Content $stage.Transcript -Raw -ErrorAction Ignore)
    }

    # The accounts that the simulator holds, without its own root.
    function Get-Stored ([string] $Service = '*') {
        $state = Get-Content $stage.State -Raw | ConvertFrom-Json -AsHashtable
        foreach ($entry in $state.Accounts.GetEnumerator() | Where-Object Key -Like $Service) {
            foreach ($account in $entry.Value | Where-Object { $_.Name -cne 'root' }) {
                [pscustomobject]@{
                    Id = "$($entry.Key)/$($account.Name)@$($account.Values.Host)"; Service = $entry.Key; Name = $account.Name
                    Hash = $account.Values.PasswordHash
                    Held = @($account.Privileges | ForEach-Object { "$($_.Privileges -join ',') ON $($_.Database)" }
                        $account.Values.BaseAuthority -join ',' | Where-Object { $_ }) -join ';'
                }
            }
        }
    }

    # The passwords of the vault by their names.
    function Get-Kept {
        $kept = @{}
        Get-ChildItem $stage.Vault -Exclude *.new | ForEach-Object { $kept[$_.Name] = (Get-Content $_ -Raw | ConvertFrom-Json).Password }
        $kept
    }

    # True when it is the account's password, as the simulator would find out at a login.
    function Test-Password ([object] $Stored, [string] $Text) {
        $type = [DbAccounts.Simulator.DbSimulator].Assembly.GetType('DbAccounts.Simulator.Security.PasswordHash')
        $type.GetMethod('Matches').Invoke($null, @($Stored.Hash, [DbAccounts.Model.Secret]::From($Text)))
    }

    function Assert-Silence {
        $secrets = @((Get-Kept).Values) + @($stage.Simulator.Instance.Credential | ForEach-Object { $_.GetNetworkCredential().Password })
        foreach ($secret in $secrets | Select-Object -Unique) {
            $stage.Said.Contains($secret) | Should -BeFalse -Because 'nothing that is written has a secret in it'
        }
        Get-ChildItem $stage.Folder -File | Where-Object Name -NotIn 'handover.json' | Get-Content -Raw | ForEach-Object {
            foreach ($secret in $secrets) { $_.Contains($secret) | Should -BeFalse }
        }
    }
}

AfterAll { Disconnect-Simulated }

Describe 'The runbook <Name>' -ForEach $runbooks {
    It 'has help: a synopsis, a description, each parameter, examples' {
        $help = Get-Help $File -Full
        $help.Synopsis | Should -Not -Match ([regex]::Escape($Name))
        $help.Description.Text | Should -Not -BeNullOrEmpty
        @($help.Examples.Example).Count | Should -BeGreaterOrEqual 2
        foreach ($parameter in (Get-Command $File).ScriptBlock.Ast.ParamBlock.Parameters.Name.VariablePath.UserPath) {
            $told = $help.Parameters.Parameter | Where-Object Name -EQ $parameter
            $told.Description.Text | Should -Not -BeNullOrEmpty -Because $parameter
        }
    }

    It 'is named by an approved verb, and has only syntax that Windows PowerShell has too' {
        ($Name -split '-')[0] | Should -BeIn (Get-Verb).Verb
        $rule = @{ Enable = $true; TargetVersions = '5.1', '7.4' }
        $settings = @{ IncludeRules = 'PSUseCompatibleSyntax'; Rules = @{ PSUseCompatibleSyntax = $rule } }
        foreach ($script in $File, (Join-Path $runbookFolder 'RunbookSupport.ps1')) {
            if (Get-Module -ListAvailable PSScriptAnalyzer) { Invoke-ScriptAnalyzer $script -Settings $settings | Should -BeNullOrEmpty }
            Get-Content $script -Raw | Should -Not -Match '\$PSStyle|\?\?|-Parallel|[^\x00-\x7f]'
        }
    }
}

Describe 'Onboarding' {
    BeforeAll {
        $csv = Join-Path $TestDrive accounts.csv
        $rows = foreach ($i in 1..4) {
            [pscustomobject]@{ Service = 'MySqlPlus'; Name = "app_$i"; AllowedHost = '10.0.0.%'; Database = 'shop'; Privilege = '' }
            [pscustomobject]@{ Service = 'MySqlPlusAnalysis'; Name = "app_$i"; AllowedHost = '::/0'; Database = ''; Privilege = '' }
            [pscustomobject]@{ Service = 'ChronusDB'; Name = "app_$i"; AllowedHost = '10.0.0.0/8;10.1.0.7'; Database = ''; Privilege = '' }
            [pscustomobject]@{ Service = 'Ddm'; Name = "app_$i"; AllowedHost = ''; Database = 'orders'; Privilege = 'SELECT, INSERT' }
            [pscustomobject]@{
                Service = 'TencentMySql'; Name = "app_$i"; AllowedHost = '10.0.%, 10.1.%'; Database = 'shop'; Privilege = 'SELECT, INSERT'
            }
        }
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

Describe 'A runbook of which a parameter is empty' {
    It 'does nothing: <Runbook> -<Parameter>' -ForEach @(
        @{ Runbook = 'New-OnboardedAccount.ps1'; Parameter = 'ProfileName'; Given = @{ Path = 'x.csv'; Vault = 'Test' } }
        @{ Runbook = 'Export-AccessReport.ps1'; Parameter = 'HtmlPath'; Given = @{ Path = 'x.csv' } }
        @{ Runbook = 'Reset-PasswordToVault.ps1'; Parameter = 'Protect'; Given = @{ Name = '*'; Vault = 'Test'; OlderThan = 0 } }
        @{ Runbook = 'Remove-LeaverAccount.ps1'; Parameter = 'ProfileName'; Given = @{ Name = 'leaver' } }
        @{ Runbook = 'Remove-LeaverAccount.ps1'; Parameter = 'Protect'; Given = @{ Name = 'root' } }
    ) {
        Open-Stage @{ JobDuration = 0.05 } TencentMySql
        $stage.Instance | Connect-DbInstance | Out-Null
        $null = New-DbAccount leaver -GeneratePassword -Wait
        $before = Get-Content $stage.State -Raw
        foreach ($empty in '', $null) {
            $more = @{ $Parameter = $empty }
            { & (Join-Path $runbookFolder $Runbook) @Given @more } | Should -Throw "*-$Parameter was given without a value*"
        }
        Get-Content $stage.State -Raw | Should -BeExactly $before
    }
}

Describe 'The access report' {
    BeforeAll {
        Open-Stage @{ JobDuration = 0.05; Latency = 0.02 }
        $stage.Instance | Connect-DbInstance | Out-Null
        foreach ($service in 'MySqlPlus', 'ChronusDB') {
            'zoe', 'Adam', 'adam' | New-DbAccount -Instance (Get-DbInstance -Service $service) -GeneratePassword | Wait-DbJob | Out-Null
        }
        $ddm = Get-DbInstance -Service Ddm
        $held = @{ Database = 'orders', 'archive'; Privilege = 'SELECT', 'INSERT'; Description = '<b>Orders</b>, "all"' }
        $null = 1..40 | ForEach-Object { "order_$_" } | New-DbAccount -Instance $ddm -GeneratePassword @held
        $tencent = Get-DbInstance -Service TencentMySql
        $null = 1..6 | ForEach-Object { "shop_$_" } | New-DbAccount -Instance $tencent -GeneratePassword | Wait-DbJob
        $null = Grant-DbPrivilege shop_1 SELECT, INSERT -Database shop -Table orders -Instance $tencent -Wait
        $null = Grant-DbPrivilege shop_1 SELECT -Database shop -Instance $tencent -Wait
        $csv = Join-Path $stage.Folder access.csv
        $html = Join-Path $stage.Folder access.html
    }

    It 'is whole after it was killed in the middle and started again, and the same each time' {
        $before = Get-Content $stage.State -Raw
        $asked = (Get-DbSimulator).Requests
        $run = Start-Runbook Export-AccessReport.ps1 @{ Path = $csv; HtmlPath = $html }
        Stop-Runbook $run { (Get-DbSimulator).Requests -ge $asked + 9 }
        $csv | Should -Not -Exist
        $texts = @()
        foreach ($run in 1, 2) {
            $ended = Invoke-Runbook Export-AccessReport.ps1 @{ Path = $csv; HtmlPath = $html }
            $ended.ExitCode | Should -Be 0 -Because $ended.Text
            $texts += (Get-Content $csv -Raw) + (Get-Content $html -Raw)
        }
        $texts[1] | Should -BeExactly $texts[0]
        Get-Content $stage.State -Raw | Should -BeExactly $before
        Get-ChildItem $stage.Folder -Filter *.new | Should -BeNullOrEmpty
        Assert-Silence
    }

    It 'has every account with all that it holds, in one order' {
        $lines = @(Import-Csv $csv)
        foreach ($service in 'MySqlPlus', 'ChronusDB') {
            ($lines | Where-Object Service -EQ $service).Name | Should -BeExactly 'Adam', 'adam', 'zoe'
        }
        $orders = @($lines | Where-Object Service -EQ Ddm)
        $orders.Count | Should -Be 80
        $orders[0].Name, $orders[0].Database, $orders[0].Privilege | Should -Be 'order_1', 'archive', 'INSERT, SELECT'
        $shop = @($lines | Where-Object { $_.Service -eq 'TencentMySql' -and $_.Name -ne 'root' })
        $shop.Name | Select-Object -Unique | Should -Be (1..6 | ForEach-Object { "shop_$_" })
        @($shop | Where-Object Name -EQ shop_1 | ForEach-Object { "$($_.Level) $($_.Privilege) $($_.Database) $($_.Table)".Trim() }) |
            Should -Be 'Database SELECT shop', 'Table INSERT, SELECT shop orders'
        ($lines | Where-Object { $_.Name -eq 'root' }).Privilege | Should -Match 'SELECT'
    }

    It 'leaves empty what a service does not tell, and says so' {
        $lines = @(Import-Csv $csv)
        ($lines | Where-Object Service -EQ ChronusDB).Privilege | Should -Be '', '', ''
        ($lines | Where-Object Service -EQ ChronusDB).Note | Should -Match 'Not told: .*PasswordChanged.*Privilege'
        ($lines | Where-Object Service -EQ Ddm).Note | Should -Not -Match 'Privilege'
        ($lines | Where-Object Service -EQ MySqlPlusAnalysis).Note | Should -Be 'No accounts.'
    }

    It 'has a page that shows texts as texts' {
        $page = Get-Content $html -Raw
        $page | Should -Match '&lt;b&gt;Orders&lt;/b&gt;'
        $page | Should -Not -Match '<b>Orders'
        $page | Should -Match '<h2>ChronusDB cl-yxgxofd3</h2>'
    }

    It 'says which instance could not be read, has the others, and fails' {
        $gone = $stage.Instance | Where-Object Service -EQ TencentMySql |
            Select-Object Service, InstanceId, Region, ProjectId, Endpoint, Credential
        $gone.InstanceId = 'cdb-gone0000'
        $stage.Instance = @($stage.Instance) + $gone
        $ended = Invoke-Runbook Export-AccessReport.ps1 @{ Path = $csv }
        $ended.ExitCode | Should -Be 1
        $lines = @(Import-Csv $csv)
        ($lines | Where-Object InstanceId -EQ 'cdb-gone0000').Note | Should -Match '^Accounts not read: \w+\.$'
        @($lines | Where-Object Service -EQ Ddm).Count | Should -Be 80
    }
}

Describe 'Password rotation' {
    BeforeEach {
        Open-Stage @{ JobDuration = 0.3; Latency = 0.03 } MySqlPlus, ChronusDB, Ddm, TencentMySql
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
        $state | ConvertTo-Json -Depth 8 | Set-Content $stage.State
        $stage.Simulator = Connect-Simulated -Simulator @{ Path = $stage.State; JobDuration = 0.3; Latency = 0.03 }
        $stage.Instance = @($stage.Simulator.Instance | Where-Object Service -In $stage.Instance.Service)

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
