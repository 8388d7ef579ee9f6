<#
.SYNOPSIS
    Runs the Pester tests against out/DbAccounts and writes their counts to a file.
.DESCRIPTION
    The tests run in fresh processes side by side, as the module's assemblies stay loaded until a process ends. A process takes the
    next file that none has taken, so that all are busy until the end; what belongs to a file is shown in one piece. The build calls
    this, after it has laid out Pester in out/tools: dotnet build tools/Tools.csproj -t:Pester. No other Pester is used. A run without
    a test has failed, and so has one in which a file has none or did not come to its end.

    It also runs in Windows PowerShell, on the module that a build in PowerShell 7 has made: in the process that it is called in, one
    file after the other. There it leaves out the files that require PowerShell 7, since they are about the sources, and the tests with
    the tag PowerShell7.
.PARAMETER Result
    The file that gets the counts, as JSON.
.PARAMETER Process
    How many processes run side by side. Tests wait for jobs half of the time, so that there may be more of them than processors.
.EXAMPLE
    powershell.exe -NoProfile -File tests/pester/Invoke-Suite.ps1 -Result out/test-results/desktop.json
#>
param (
    [Parameter(Mandatory)]
    [string] $Result,
    [ValidateRange(1, 16)]
    [int] $Process = 4
)

$ErrorActionPreference = 'Stop'
$Result = $ExecutionContext.SessionState.Path.GetUnresolvedProviderPathFromPSPath($Result)
$isDesktop = $PSVersionTable.PSEdition -eq 'Desktop'
$share = Join-Path $PSScriptRoot 'support/Invoke-Share.ps1'

# What has most to do begins first; the runbooks are processes of their own, which takes longer.
$files = @(Get-ChildItem $PSScriptRoot -Filter *.Tests.ps1 |
        Where-Object { !$isDesktop -or !(Select-String '^#Requires -Version 7' $_.FullName -Quiet) } |
        Sort-Object { -$_.Length * $(if ($_.Name -like 'Runbook*') { 3 } else { 1 }) })

# Holds a mark for each file that was taken, and the counts of each that has ended.
$folder = "$Result.files"
Remove-Item $folder -Recurse -Force -ErrorAction Ignore
$null = New-Item $folder -ItemType Directory

if ($isDesktop) {
    & $share -File $files.FullName -Folder $folder
} else {
    $end = "$([guid]::NewGuid())"
    $fresh = Join-Path $PSScriptRoot '../../tools/Invoke-FreshPowerShell.ps1'
    $list = Join-Path $folder 'list.txt'
    $files.FullName | Set-Content $list
    1..$Process | ForEach-Object -ThrottleLimit $Process -Parallel {
        $lines = [Collections.Generic.List[string]]::new()
        try {
            & $using:fresh -File $using:share -List $using:list -Folder $using:folder -End $using:end 2>&1 | ForEach-Object {
                if ("$_" -eq $using:end) {
                    $lines -join [Environment]::NewLine
                    $lines.Clear()
                } else {
                    $lines.Add("$_")
                }
            }
        } catch {
            # Which file has not come to its end is found below.
            $lines.Add("A process of the tests has failed: $_")
        }
        if ($lines.Count) { $lines -join [Environment]::NewLine }
    } | Out-Host
}

$sum = @{ Passed = 0; Failed = 0; Skipped = 0 }
foreach ($file in $files) {
    $counts = Join-Path $folder "$($file.Name).json"
    if (Test-Path $counts) {
        $counts = Get-Content $counts -Raw | ConvertFrom-Json
        foreach ($name in 'Passed', 'Failed', 'Skipped') { $sum[$name] += $counts.$name }
    } else {
        Write-Warning "The tests of $($file.Name) did not come to their end."
        $sum.Failed++
    }
}
Remove-Item $folder -Recurse -Force
if (!$sum.Failed -and !$sum.Passed) {
    Write-Warning 'No Pester test ran.'
    $sum.Failed = 1
}
$sum | ConvertTo-Json | Set-Content $Result
