<#
.SYNOPSIS
    Runs the runbooks of examples/runbooks in a host like that of a scheduler: a process of their own without a console to ask in,
    without progress, its input closed, its memory capped. It may be killed in the middle. The simulator is in the process of the test
    and outlives them; what a run has come to is read from its state file.
#>
. (Join-Path $PSScriptRoot 'Simulated.ps1')
$root = (Resolve-Path (Join-Path $PSScriptRoot '../../..')).Path
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
    $hostScript = Join-Path $root 'tests/pester/support/RunbookHost.ps1'
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

# Rows of all services, of which TencentMySql's are two accounts each.
function Get-OnboardedRow {
    foreach ($i in 1..4) {
        [pscustomobject]@{ Service = 'MySqlPlus'; Name = "app_$i"; AllowedHost = '10.0.0.%'; Database = 'shop'; Privilege = '' }
        [pscustomobject]@{ Service = 'MySqlPlusAnalysis'; Name = "app_$i"; AllowedHost = '::/0'; Database = ''; Privilege = '' }
        [pscustomobject]@{ Service = 'ChronusDB'; Name = "app_$i"; AllowedHost = '10.0.0.0/8;10.1.0.7'; Database = ''; Privilege = '' }
        [pscustomobject]@{ Service = 'Ddm'; Name = "app_$i"; AllowedHost = ''; Database = 'orders'; Privilege = 'SELECT, INSERT' }
        [pscustomobject]@{
            Service = 'TencentMySql'; Name = "app_$i"; AllowedHost = '10.0.%, 10.1.%'; Database = 'shop'; Privilege = 'SELECT, INSERT'
        }
    }
}
