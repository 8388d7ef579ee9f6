# A canary goes through every changing cmdlet as password, in success and in each kind of failure, and is looked for everywhere.
BeforeDiscovery {
    $services = 'MySqlPlus', 'MySqlPlusAnalysis', 'ChronusDB', 'Ddm', 'TencentMySql' | ForEach-Object { @{ Service = $_ } }
    $failures = foreach ($service in $services.Service) {
        foreach ($mode in 'Dropped', 'Refused', 'WrongKey') { @{ Service = $service; Mode = $mode } }
    }
}

BeforeAll {
    . $PSScriptRoot/support/Support.ps1
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

    # All that an object says: its text, its default and its full views, its properties to a depth, and of an error all exceptions.
    function Get-AllText ([object] $Value) {
        "$Value"
        $Value | Out-String -Width 500
        $Value | Format-List * -Force | Out-String -Width 500
        if ($Value -is [Management.Automation.ErrorRecord]) {
            if (Get-Command Get-Error -ErrorAction Ignore) { $Value | Get-Error | Out-String -Width 500 }
            $Value.TargetObject | Format-List * -Force | Out-String -Width 500
            for ($e = $Value.Exception; $e; $e = $e.InnerException) {
                $e.ToString()
                $e | Format-List * -Force | Out-String -Width 500
                $e.Data.Values | Out-String
            }
            $Value.TargetObject | ConvertTo-Json -Depth 4 -WarningAction SilentlyContinue
        }
        [Management.Automation.PSSerializer]::Serialize($Value, 3)
    }

    # Runs a command with every stream on and keeps all that comes of it.
    function Invoke-Loudly ([scriptblock] $Command) {
        $VerbosePreference = $DebugPreference = $InformationPreference = 'Continue'
        $global:Error.Clear()
        $all = try { & $Command *>&1 } catch { $_ }
        foreach ($one in @($all) + @($global:Error)) {
            foreach ($text in Get-AllText $one) { $said.Add($text) }
        }
        $all
    }

    # Every change that takes a password, on what the service offers; privileges where it asks for them.
    function Invoke-Change ([object] $Db, [string] $Name) {
        $privilege = if ($Db.Service -eq 'Ddm') { @{ Privilege = 'SELECT' } } else { @{} }
        $row = [pscustomobject]@{ Name = "$Name"; Password = $canary }
        Invoke-Loudly { $row | New-DbAccount -Instance $Db -Wait @privilege -Timeout 3 }
        Invoke-Loudly { @{ Name = "${Name}b"; Password = $canary } | New-DbAccount -Instance $Db @privilege -Timeout 3 }
        Invoke-Loudly { New-DbAccount -Credential ([pscredential]::new("${Name}c", $secret)) -Instance $Db -WhatIf @privilege }
        Invoke-Loudly { [pscustomobject]@{ Account = $Name; Password = $canary } | Reset-DbAccountPassword -Instance $Db -Wait -Timeout 3 }
        Invoke-Loudly { Set-DbAccount $Name -Password $secret -Instance $Db -AllowedHost 10.0.0.0/8 -Wait -Timeout 3 }
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
        $all = Invoke-Change $db lost
        $server.Dispose()
        @($all | Where-Object { $_ -is [Management.Automation.ErrorRecord] }) | Get-ErrorId | Select-Object -Unique |
            Should -BeIn 'OutcomeUnknown', 'ConnectionFailed', 'AuthenticationFailed', 'NotSupportedByService', 'RuleViolation'
        Assert-NoSecret ($said -join "`n")
    }
}

Describe 'A secret' {
    It 'is not in a transcript' {
        $db = Connect-Simulated $simulated ChronusDB
        $file = Join-Path $TestDrive transcript.txt
        $null = Start-Transcript $file
        try { $null = Invoke-Change $db transcript } finally { $null = Stop-Transcript }
        Assert-NoSecret (Get-Content $file -Raw)
    }

    It 'is not shown by a connection' {
        foreach ($db in $simulated.Instance | Connect-DbInstance) {
            Assert-NoSecret ((Get-AllText $db) + ($db | ConvertTo-Json -Depth 5) -join "`n")
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
