# What a runbook's host sees: no prompt, no progress, nothing that waits for somebody.
BeforeDiscovery {
    $hosts = @(
        @{ Case = '-NonInteractive'; Option = '-NonInteractive' }
        @{ Case = 'closed input'; Option = '-NoLogo' }
    )
}

BeforeAll {
    . $PSScriptRoot/support/Simulated.ps1
    $modulePath = Split-Path (Get-Module DbAccounts).Path
    # A process of its own with its input closed, bounded in time; what it wrote, line by line.
    function Invoke-Closed ([string] $Option, [string] $Script) {
        $file = Join-Path $TestDrive "$([guid]::NewGuid()).ps1"
        Set-Content $file $Script
        $powerShell = & "$PSScriptRoot/../../tools/Get-PowerShellCommand.ps1"
        $start = [Diagnostics.ProcessStartInfo]::new($powerShell.File)
        foreach ($argument in $powerShell.Argument + '-NoProfile', $Option, '-File', $file) { $start.ArgumentList.Add($argument) }
        $start.RedirectStandardInput = $start.RedirectStandardOutput = $start.RedirectStandardError = $true
        $process = [Diagnostics.Process]::Start($start)
        $process.StandardInput.Close()
        $output, $problem = $process.StandardOutput.ReadToEndAsync(), $process.StandardError.ReadToEndAsync()
        $hasEnded = $process.WaitForExit(120000)
        if (!$hasEnded) { $process.Kill() }
        @{ HasEnded = $hasEnded; Text = $output.Result; Error = $problem.Result; Line = @($output.Result -split '\r?\n') }
    }
}

Describe 'In a host with <Case>' -ForEach $hosts {
    BeforeAll {
        $ran = Invoke-Closed $Option @"
            Import-Module '$modulePath'
            `$simulator = Start-DbSimulator -JobDuration 0.05
            `$null = `$simulator.Instance | Where-Object Service -EQ TencentMySql | Connect-DbInstance
            `$null = 'a1', 'a2' | New-DbAccount -GeneratePassword -Wait
            'a1', 'a2' | Remove-DbAccount -ErrorVariable problem -ErrorAction SilentlyContinue
            'remove: ' + (`$problem.FullyQualifiedErrorId -join ' ')
            'target: ' + (`$problem.TargetObject -join ' ')
            'advice: ' + `$problem[0].ErrorDetails.RecommendedAction
            Set-DbPrivilege a1 SELECT -Database shop -ErrorVariable problem -ErrorAction SilentlyContinue
            'replace: ' + `$problem[0].FullyQualifiedErrorId
            try { 'a1' | Remove-DbAccount -ErrorAction Stop } catch { 'stop: ' + `$_.FullyQualifiedErrorId }
            'left: ' + @(Get-DbAccount a?).Count
            foreach (`$command in 'Connect-DbInstance', 'Get-DbAccount', 'New-DbAccount', 'Remove-DbAccount', 'Grant-DbPrivilege', 'Get-DbPrivilege', 'Wait-DbJob', 'Invoke-DbServiceRequest') {
                try { & `$command -ErrorAction SilentlyContinue | Out-Null } catch { }
            }
            'removed: ' + ('a1', 'a2' | Remove-DbAccount -Confirm:`$false -Wait | ForEach-Object { "`$(`$_.Account) `$(`$_.State)" })
            [pscustomobject]@{ Name = 'a3' } | New-DbAccount -GeneratePassword -WhatIf
            'end'
"@
    }

    It 'nothing waits' {
        $ran.HasEnded | Should -BeTrue
        $ran.Line | Should -Contain 'end'
    }

    It 'what has to be confirmed is one clear error for each account, and nothing is changed' {
        $id = 'ConfirmationNotPossible,DbAccounts.PowerShell.Commands.'
        # Where input is closed, PowerShell has written its question first, without an end of the line.
        foreach ($expected in "remove: ${id}RemoveDbAccountCommand ${id}RemoveDbAccountCommand", 'target: a1 a2', 'advice: Look at it with -WhatIf first, then add -Confirm:$false.',
            "replace: ${id}SetDbPrivilegeCommand", "stop: ${id}RemoveDbAccountCommand") {
            @($ran.Line).Where{ $_.EndsWith($expected) } | Should -HaveCount 1 -Because $expected
        }
        $ran.Line | Should -Contain 'left: 2'
    }

    It 'what needs no question works' {
        $ran.Line | Should -Contain 'removed: a1@% a2@% Succeeded'
        $ran.Text | Should -BeLike '*What if: Create a3@% on cdb-f35wr6wj (TencentMySql)*'
    }
}

Describe 'Progress' {
    BeforeAll {
        # What a host gets of a script's progress: the records of a runspace.
        function Get-Progress ([string] $Script, [string] $Preference = 'Continue') {
            $shell = [powershell]::Create()
            try {
                $null = $shell.AddScript('param ($module, $db, $preference) Import-Module $module; $ProgressPreference = $preference; $PSDefaultParameterValues = @{ "*-Db*:Instance" = $db };' + $Script)
                $null = $shell.AddArgument($modulePath).AddArgument($db).AddArgument($Preference)
                $null = $shell.Invoke()
                , @($shell.Streams.Progress)
            } finally { $shell.Dispose() }
        }
        Disconnect-Simulated
        $simulator = Start-DbSimulator -JobDuration 3
        $db = $simulator.Instance | Where-Object Service -EQ TencentMySql | Connect-DbInstance
    }

    AfterAll { Disconnect-Simulated }

    It 'counts jobs, a few times a second, and goes at the end' {
        $records = Get-Progress '1..3 | ForEach-Object { "counted$_" } | New-DbAccount -GeneratePassword | Wait-DbJob -PollingInterval 0.02'
        $waiting = @($records | Where-Object Activity -EQ 'Waiting for jobs')
        $waiting.Count | Should -BeGreaterThan 1
        # Twelve seconds at the most, on a machine that is busy.
        $waiting.Count | Should -BeLessThan 50
        $waiting[0].StatusDescription | Should -BeLike '? of ? ended; CreateAccount counted?@%: *'
        $waiting.StatusDescription -like '* of 3 ended*' | Should -Not -BeNullOrEmpty
        $waiting[-1].RecordType | Should -Be 'Completed'
        @($waiting.ActivityId | Select-Object -Unique).Count | Should -Be 1
        $waiting[0].ParentActivityId | Should -Be ($waiting[0].ActivityId - 1)
    }

    It 'counts changes, and names the account' {
        $records = Get-Progress '"slow1", "slow2" | New-DbAccount -GeneratePassword -Wait'
        $records[0].Activity | Should -Be 'Changing accounts: create accounts'
        $records[0].StatusDescription | Should -BeLike '0 of 2 done; slow?@%*'
        ($records.StatusDescription -like '0 of 2 done; slow1@%: Pending') | Should -Not -BeNullOrEmpty
        $records[-1].RecordType | Should -Be 'Completed'
        $records[0].ParentActivityId | Should -Be -1
    }

    It 'is not made <Case>' -ForEach @(
        @{ Case = 'by what takes no time'; Script = 'New-DbAccount quick -GeneratePassword; Get-DbAccount'; Preference = 'Continue' }
        @{ Case = 'where nobody wants it'; Script = 'New-DbAccount unseen -GeneratePassword -Wait'; Preference = 'SilentlyContinue' }
    ) {
        (Get-Progress $Script $Preference | Where-Object Activity -Match 'account|job').Count | Should -Be 0
    }

    It 'goes when an error ends the pipeline, and is not left for the next command' {
        $records = Get-Progress 'try { New-DbAccount late -GeneratePassword -Wait -Timeout 1.5 -ErrorAction Stop } catch { $_ }; New-DbAccount late2 -GeneratePassword -Wait'
        $own = @($records | Where-Object Activity -Match 'Changing')
        $end = [array]::FindIndex([object[]]$own, [Predicate[object]]{ $args[0].RecordType -eq 'Completed' })
        # A pipeline that has ended takes no record: the screen is told itself, which a runspace without one doesn't keep.
        @($own.ActivityId | Select-Object -Unique).Count | Should -Be 1
        $own[-1].RecordType | Should -Be 'Completed'
        $end | Should -BeGreaterOrEqual 0
        @($own | Where-Object ParentActivityId -GE 0) | Should -BeNullOrEmpty
    }
}
