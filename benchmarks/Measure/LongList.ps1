#Requires -Version 7.4
<#
.SYNOPSIS
    Measures a long list of accounts: the time of its first element and of all, and the memory that it takes while it is held.
#>
param (
    [Parameter(Mandatory)]
    [uri] $Endpoint
)

$ErrorActionPreference = 'Stop'
Import-Module (Join-Path $PSScriptRoot '../Benchmark.psm1')
Import-Module (Get-ModulePath)
$null = Connect-Server Ddm $Endpoint

$before = [GC]::GetTotalMemory($true)
$first = $null
$watch = [Diagnostics.Stopwatch]::StartNew()
$accounts = @(Get-DbAccount | ForEach-Object {
        $first ??= $watch.Elapsed.TotalSeconds
        $_
    })
$seconds = $watch.Elapsed.TotalSeconds
$process = [Diagnostics.Process]::GetCurrentProcess()
[ordered]@{
    Count = $accounts.Count
    FirstSeconds = $first
    Seconds = $seconds
    HeapMegabytes = ([GC]::GetTotalMemory($true) - $before) / 1MB
    PeakMegabytes = $process.PeakWorkingSet64 / 1MB
} | ConvertTo-Json -Compress
