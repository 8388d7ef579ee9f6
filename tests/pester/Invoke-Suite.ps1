<#
.SYNOPSIS
    Runs the Pester tests against out/DbAccounts and writes their counts to a file.
.DESCRIPTION
    To be run in a fresh process, as the module's assemblies stay loaded until the process ends. The build calls it, after it has
    laid out Pester in out/tools: dotnet build tools/Tools.csproj -t:Pester. No other Pester is used. A run without a test has failed.

    It also runs in Windows PowerShell, on the module that a build in PowerShell 7 has made. There it leaves out the files that
    require PowerShell 7, since they are about the sources, and the tests with the tag PowerShell7.
.EXAMPLE
    powershell.exe -NoProfile -File tests/pester/Invoke-Suite.ps1 -Result out/test-results/desktop.json
#>
param (
    [Parameter(Mandatory)]
    [string] $Result
)

$ErrorActionPreference = 'Stop'
Import-Module (Join-Path $PSScriptRoot '../../out/tools/Pester')

$configuration = New-PesterConfiguration
$configuration.Run.Path = $PSScriptRoot
$configuration.Run.PassThru = $true
if ($PSVersionTable.PSEdition -eq 'Desktop') {
    $later = Get-ChildItem $PSScriptRoot -Filter *.Tests.ps1 | Where-Object { Select-String '^#Requires -Version 7' $_.FullName -Quiet }
    $configuration.Run.ExcludePath = @($later.FullName)
    $configuration.Filter.ExcludeTag = 'PowerShell7'
}
$configuration.Output.Verbosity = 'Normal'
# Tests run as at a prompt, where an error of a record does not end a pipeline.
$ErrorActionPreference = 'Continue'
$run = Invoke-Pester -Configuration $configuration
$ErrorActionPreference = 'Stop'

# Code outside of a test can fail too: in a file, or before or after the tests of a block.
$failed = $run.FailedCount
if (!$failed -and $run.Result -ne 'Passed') {
    $failed = [Math]::Max(1, $run.FailedContainersCount + $run.FailedBlocksCount)
}
if (!$failed -and !$run.PassedCount) {
    Write-Warning 'No Pester test ran.'
    $failed = 1
}
@{ Passed = $run.PassedCount; Failed = $failed; Skipped = $run.SkippedCount } | ConvertTo-Json | Set-Content $Result
