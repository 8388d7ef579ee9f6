#Requires -Version 7.4
<#
.SYNOPSIS
    Kills the PowerShell that runs desired-state.ps1 at random moments and runs it again until it is done.
.DESCRIPTION
    The simulator runs in a process of its own, on one port, with a state file. In the end each account has to be there once, made by one
    creation, and to hold exactly its privileges. 'build.ps1 Chaos' runs this after building.
#>
param ([int] $Kills = 12, [int] $Seed = 1)

Set-StrictMode -Version 3
$ErrorActionPreference = 'Stop'

$powerShell = & (Join-Path $PSScriptRoot '../../tools/Get-PowerShellCommand.ps1')
$state = Join-Path ([IO.Path]::GetTempPath()) "dbaccounts-chaos-$PID.json"
$random = [Random]::new($Seed)

function Open-Child ([string] $File, [string[]] $Arguments) {
    $info = [Diagnostics.ProcessStartInfo]::new($File)
    $info.RedirectStandardInput = $info.RedirectStandardOutput = $info.RedirectStandardError = $true
    $Arguments | ForEach-Object { $info.ArgumentList.Add($_) }
    [Diagnostics.Process]::Start($info)
}

$dll = Join-Path $PSScriptRoot '../DbAccounts.Chaos/bin/Release/net10.0/DbAccounts.Chaos.dll'
$simulator = Open-Child dotnet $dll, serve, 0, $state
try {
    $port = $simulator.StandardOutput.ReadLine()
    $killed = $runs = 0
    do {
        $runs++
        $arguments = $powerShell.Argument + '-NoProfile', '-NonInteractive', '-File', (Join-Path $PSScriptRoot 'desired-state.ps1'), '-Port', $port
        $child = Open-Child $powerShell.File $arguments
        # Read, so that the child never waits for somebody to read.
        $output = $child.StandardOutput.ReadToEndAsync(), $child.StandardError.ReadToEndAsync()
        $limit = $killed -lt $Kills ? 1500 + $random.Next(2500) : 120000
        if (!$child.WaitForExit($limit)) {
            $child.Kill()
            $child.WaitForExit()
            $killed++
            $code = 'killed'
        } else {
            $code = $child.ExitCode
        }
        if ($code -eq 2) { throw "The end state is not the desired one:`n$($output.Result -join "`n")" }
    } until ($code -eq 0 -or $runs -ge 4 * $Kills)

    if ($code -ne 0) { throw "The script was not done after $runs runs: $code`n$($output.Result -join "`n")" }
    if ($killed -lt 10) { throw "The script was done after $killed kills, which is too few to show anything." }
} finally {
    $simulator.StandardInput.Close()
    if (!$simulator.WaitForExit(10000)) { $simulator.Kill() }
    $document = Get-Content $state -Raw -ErrorAction Ignore | ConvertFrom-Json -AsHashtable
    Remove-Item $state -ErrorAction Ignore
}

$doubled = $document.Accounts.Values | ForEach-Object { $_ | Group-Object { $_.Name } | Where-Object Count -GT 1 }
if ($doubled) { throw "Accounts are there more than once: $($doubled.Name -join ', ')" }
$accounts = ($document.Accounts.Values | ForEach-Object { $_.Count } | Measure-Object -Sum).Sum
Write-Host "Killed $killed times in $runs runs: all accounts are there once, with their privileges ($accounts accounts with root, $($document.Jobs.Count) jobs)."
