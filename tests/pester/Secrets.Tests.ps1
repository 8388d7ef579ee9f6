# A canary goes through every changing cmdlet as password, in success and in each kind of failure, and is looked for everywhere.
BeforeDiscovery {
    $services = 'MySqlPlus', 'MySqlPlusAnalysis', 'ChronusDB', 'Ddm', 'TencentMySql' | ForEach-Object { @{ Service = $_ } }
    $withJobs = $services | Where-Object Service -NE Ddm
    $null = $withJobs
    $failures = foreach ($service in $services.Service) {
        foreach ($mode in 'Dropped', 'Refused', 'WrongKey') { @{ Service = $service; Mode = $mode } }
    }
}

BeforeAll {
    . $PSScriptRoot/support/Support.ps1
    if (!('DbAccounts.PesterSupport.CommandLineWatch' -as [type])) {
        Add-Type -Path $PSScriptRoot/support/CommandLineWatch.cs
    }
    # Valid on every service, and different in each of its encodings.
    $canary = 'Canary_77#Q@x%9'
    $secret = ConvertTo-SecureString $canary -AsPlainText -Force
    $stateFile = Join-Path $TestDrive state.json
    $simulated = Start-DbSimulator -JobDuration 0.1 -Path $stateFile
    $keys = $simulated.Instance.Credential | ForEach-Object { $_.GetNetworkCredential().Password } | Select-Object -Unique
    $script:said = [Collections.Generic.List[string]]::new()

    function Get-Form ([string] $Text) {
        $utf8 = [Text.Encoding]::UTF8.GetBytes($Text)
        $Text
        [uri]::EscapeDataString($Text)
        [Net.WebUtility]::UrlEncode($Text)
        [Convert]::ToBase64String($utf8).TrimEnd('=')
        [Convert]::ToBase64String([Text.Encoding]::Unicode.GetBytes($Text)).TrimEnd('=')
        [BitConverter]::ToString([Text.Encoding]::Unicode.GetBytes($Text)).Replace('-', '')
        [Text.Json.JsonEncodedText]::Encode($Text).ToString()
    }

    # All that objects say: their texts, their default and their full views, their properties to a depth, and of errors all exceptions.
    function Get-AllText ([object[]] $Value) {
        $Value | ForEach-Object { "$_" }
        $Value | Out-String -Width 500
        $Value | Format-List * -Force | Out-String -Width 500
        $problems = $Value | Where-Object { $_ -is [Management.Automation.ErrorRecord] }
        # It takes long, and says the same of the same error.
        if (Get-Command Get-Error -ErrorAction Ignore) {
            $problems | Sort-Object FullyQualifiedErrorId, { "$_" } -Unique | Get-Error | Out-String -Width 500
        }
        foreach ($one in $problems) {
            $one.TargetObject | Format-List * -Force | Out-String -Width 500
            for ($e = $one.Exception; $e; $e = $e.InnerException) {
                $e.ToString()
                $e | Format-List * -Force | Out-String -Width 500
                $e.Data.Values | Out-String
            }
            $one.TargetObject | ConvertTo-Json -Depth 4 -WarningAction SilentlyContinue
        }
        # One level deeper than Export-Clixml goes.
        [Management.Automation.PSSerializer]::Serialize($Value, 3)
    }

    # Runs a command with every stream on and keeps all that comes of it, and what is in $Error afterwards.
    function Invoke-Loudly ([scriptblock] $Command) {
        $VerbosePreference = $DebugPreference = $InformationPreference = 'Continue'
        $global:Error.Clear()
        $all = @(try { & $Command *>&1 } catch { $_ })
        # An error in $Error is the one that was written.
        $known = [Collections.Generic.HashSet[object]]::new([Collections.Generic.ReferenceEqualityComparer]::Instance)
        $different = @($all + @($global:Error) | Where-Object { $known.Add($_.PSObject.BaseObject) })
        if ($different) { foreach ($text in Get-AllText $different) { $said.Add($text) } }
        $all
    }

    # Every change that takes a password, on what the service offers; privileges where it asks for them.
    function Invoke-Change ([object] $Db, [string] $Name, [double] $Timeout = 3) {
        $privilege = if ($Db.Service -eq 'Ddm') { @{ Privilege = 'SELECT' } } else { @{} }
        $row = [pscustomobject]@{ Name = "$Name"; Password = $canary }
        Invoke-Loudly { $row | New-DbAccount -Instance $Db -Wait @privilege -Timeout $Timeout }
        Invoke-Loudly { @{ Name = "${Name}b"; Password = $canary } | New-DbAccount -Instance $Db @privilege -Timeout $Timeout }
        Invoke-Loudly { New-DbAccount -Credential ([pscredential]::new("${Name}c", $secret)) -Instance $Db -WhatIf @privilege }
        Invoke-Loudly { [pscustomobject]@{ Account = $Name; Password = $canary } | Reset-DbAccountPassword -Instance $Db -Wait -Timeout $Timeout }
        Invoke-Loudly { Set-DbAccount $Name -Password $secret -Instance $Db -AllowedHost 10.0.0.0/8 -Wait -Timeout $Timeout }
        Invoke-Loudly { $row | Test-DbAccount -Service $Db.Service }
    }

    function Assert-NoSecret ([string] $Text) {
        foreach ($one in @($canary) + $keys) {
            foreach ($form in Get-Form $one) {
                $at = $Text.IndexOf($form, [StringComparison]::OrdinalIgnoreCase)
                if ($at -ge 0) { throw "The secret shows: $($Text.Substring([Math]::Max(0, $at - 300), [Math]::Min(600, $Text.Length - [Math]::Max(0, $at - 300))))" }
            }
        }
    }
}

AfterAll {
    Get-DbInstance | Disconnect-DbInstance | Out-Null
    Stop-DbSimulator
}

Describe 'A password on <Service>' -ForEach $services {
    BeforeEach { $said.Clear() }

    It 'shows nowhere when a change succeeds, and none is refused for it' {
        $db = Connect-Simulated $simulated $Service
        $null = Invoke-Change $db canary
        (Get-DbAccount canary -Instance $db).Name | Should -Be 'canary'
        Assert-NoSecret ($said -join "`n")
    }

    It 'shows nowhere when a rule is violated' {
        $db = Connect-Simulated $simulated $Service
        $rows = [pscustomobject]@{ Name = '9 bad'; Password = $canary }, @{ Name = '9 bad'; Password = $canary }, [pscustomobject]@{ Name = 'x'; Password = "$canary 密" }
        $all = Invoke-Loudly { $rows | New-DbAccount -Instance $db }
        @($all | Where-Object { $_ -is [Management.Automation.ErrorRecord] }) | Should -Not -BeNullOrEmpty
        $null = Invoke-Loudly { $rows | Reset-DbAccountPassword -Instance $db }
        $null = Invoke-Loudly { $rows | Test-DbAccount -Service $Service }
        Assert-NoSecret ($said -join "`n")
    }

    It 'shows nowhere when a row''s <_> can''t be read, and the row is refused' -ForEach 'MaxUserConnections', 'PasswordLifetime', 'RequireSsl', 'Password' {
        $db = Connect-Simulated $simulated $Service
        $row = [pscustomobject]@{ Name = 'unread'; Account = 'unread'; Password = $canary }
        $row | Add-Member $_ $(if ($_ -eq 'Password') { , @($canary, $canary) } else { 'perhaps' }) -Force
        $all = @(Invoke-Loudly { $row | New-DbAccount -Instance $db })
        @($all | Where-Object { $_ -is [Management.Automation.ErrorRecord] }) | Get-ErrorId | Should -Be 'InvalidInput'
        @($all | Where-Object { $_ -is [DbAccounts.Model.DbJob] }) | Should -BeNullOrEmpty
        if ($_ -in (Get-Command Set-DbAccount).Parameters.Keys) {
            @(Invoke-Loudly { $row | Set-DbAccount -Instance $db }) | Where-Object { $_ -is [Management.Automation.ErrorRecord] } | Get-ErrorId |
                Should -Be 'InvalidInput'
        }
        Assert-NoSecret ($said -join "`n")
    }

    It 'shows nowhere when a row''s host or name is refused at once' {
        $db = Connect-Simulated $simulated $Service
        $rows = @(
            [pscustomobject]@{ Name = 'unbound'; Password = $canary; AllowedHost = 'no host!' }
            [pscustomobject]@{ Name = "bell`a"; Password = $canary }
            [pscustomobject]@{ Name = ''; Password = $canary }
            [pscustomobject]@{ Password = $canary }
        )
        $said.Clear()
        $null = Invoke-Loudly { $rows | New-DbAccount -Instance $db }
        @($said).Count | Should -BeGreaterThan 0
        $null = Invoke-Loudly { $rows[2..3] | Reset-DbAccountPassword -Instance $db }
        $null = Invoke-Loudly { $rows[2..3] | Set-DbAccount -Instance $db }
        $null = Invoke-Loudly { $rows[2..3] | Remove-DbAccount -Instance $db -Confirm:$false }
        Assert-NoSecret ($said -join "`n")
    }
}

Describe 'A password on <Service> when the service fails: <Mode>' -ForEach $failures {
    It 'shows nowhere' {
        $said.Clear()
        $given = $simulated.Instance | Where-Object Service -EQ $Service
        $server = Open-Loopback Dropped
        $more = switch ($Mode) {
            Dropped { @{ Endpoint = $server.Endpoint } }
            Refused { @{ Endpoint = 'http://127.0.0.1:1' } }
            WrongKey { @{ Credential = [pscredential]::new($given.Credential.UserName, $secret) } }
        }
        $db = $given | Connect-DbInstance @more -NoDefault
        $all = Invoke-Change $db lost -Timeout 0.7
        $server.Dispose()
        @($all | Where-Object { $_ -is [Management.Automation.ErrorRecord] }) | Get-ErrorId | Select-Object -Unique |
            Should -BeIn 'OutcomeUnknown', 'InstanceBusy', 'ConnectionFailed', 'AuthenticationFailed', 'NotSupportedByService', 'RuleViolation'
        Assert-NoSecret ($said -join "`n")
    }
}

Describe 'A password that <Service> repeats in the text of a failed job' -ForEach $withJobs {
    BeforeAll {
        $echoing = Start-DbSimulator -JobDuration 0.05 -Fault @{ FailedJob = 1 } -Behavior @{ FailedJobsEchoPassword = $true }
        $db = Connect-Simulated $echoing $Service
        $said.Clear()
        $job = [pscustomobject]@{ Name = 'echo'; Password = $canary } | New-DbAccount -Instance $db
        $file = Join-Path $TestDrive failed.xml
        $job | Export-Clixml $file
    }

    AfterAll { Stop-DbSimulator $echoing.Port }

    It 'shows nowhere, and why the job failed does: <Way>' -ForEach @(
        @{ Way = 'Wait-DbJob'; Command = { $job | Wait-DbJob -PollingInterval 0.05 } }
        @{ Way = 'Wait-DbJob -Id'; Command = { Wait-DbJob -Id $job.Id -PollingInterval 0.05 } }
        @{ Way = 'Wait-DbJob of an imported job'; Command = { Import-Clixml $file | Wait-DbJob -PollingInterval 0.05 } }
        @{ Way = 'Get-DbJob'; Command = { Get-DbJob $job.Id -Instance $db } }
        @{ Way = '-Wait'; Command = { [pscustomobject]@{ Name = 'echo2'; Password = $canary } | New-DbAccount -Instance $db -Wait } }
    ) {
        $ended = @(Invoke-Loudly $Command | Where-Object { $_ -is [DbAccounts.Model.DbJob] })
        $ended.State | Should -BeIn 'Failed', 'Canceled'
        "$($ended.ErrorCode) $($ended.ErrorMessage)" | Should -Match '(Failed|Aborted|failed|terminated)\b.*\*\*\*'
        Assert-NoSecret ($said -join "`n")
    }

    It 'shows in no raw answer' {
        $null = $job | Wait-DbJob -PollingInterval 0.05 -ErrorAction SilentlyContinue
        $action, $parameters = if ($Service -eq 'TencentMySql') { 'DescribeAsyncRequestInfo', @{ AsyncRequestId = $job.Id } } else { 'DescribeJobs', @{ jobs = @($job.Id) } }
        $answer = Invoke-Loudly { Invoke-DbServiceRequest $action $parameters -Instance $db }
        $answer | ConvertTo-Json -Depth 5 -WarningAction SilentlyContinue | Should -Match 'password \*\*\*'
        Assert-NoSecret ($said -join "`n")
    }
}

Describe 'A secret' {
    It 'is in the arguments of no process' -Skip:(!$IsLinux) {
        $watch = [DbAccounts.PesterSupport.CommandLineWatch]::new()
        try {
            foreach ($service in $simulated.Instance.Service) {
                $null = Invoke-Change (Connect-Simulated $simulated $service) argument
            }
            Assert-NoSecret ($watch.Seen -join "`n")
            # A child's child is seen while it runs.
            /bin/sh -c 'sh -c "sleep 0.2; true" sh Visible_1; true'
        } finally {
            $watch.Dispose()
        }
        $watch.Seen -match 'Visible_1' | Should -Not -BeNullOrEmpty
        $watch.Seen -match 'pwsh' | Should -Not -BeNullOrEmpty
    }

    It 'is not in a transcript' {
        $db = Connect-Simulated $simulated ChronusDB
        $file = Join-Path $TestDrive transcript.txt
        $null = Start-Transcript $file
        try { $null = Invoke-Change $db transcript } finally { $null = Stop-Transcript }
        Assert-NoSecret (Get-Content $file -Raw)
    }

    It 'is not shown by a connection' {
        foreach ($db in $simulated.Instance | Connect-DbInstance) {
            Assert-NoSecret ((Get-AllText @($db)) + ($db | ConvertTo-Json -Depth 5) -join "`n")
        }
    }

    It 'is not in what a service''s own answer says, nor in the simulator''s file' {
        $said.Clear()
        $db = Connect-Simulated $simulated MySqlPlus
        $null = New-DbAccount own -Password $secret -Instance $db -Wait
        $null = Invoke-Loudly { Invoke-DbServiceRequest DescribeJobs -Instance $db }
        Assert-NoSecret ($said -join "`n")
        Assert-NoSecret (Get-Content $stateFile -Raw)
    }
}
