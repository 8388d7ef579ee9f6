#Requires -Version 7.4
<#
.SYNOPSIS
    Measures pipelines of more and more rows that nobody keeps: their times, and the memory that is used after them.
#>
param (
    [Parameter(Mandatory)]
    [uri] $Endpoint,

    # The numbers of rows, separated by blanks, and how often each is sent.
    [string] $Count = '1000 10000 100000',

    [string] $Times = '3 1 1'
)

$ErrorActionPreference = 'Stop'
Import-Module (Join-Path $PSScriptRoot '../Benchmark.psm1')
Import-Module (Get-ModulePath)
$null = Connect-Server MySqlPlus $Endpoint

# The first output of a pipeline, and how many there were.
function Measure-Pipeline ([string] $Prefix, [int] $Count) {
    $script:first = $null
    $script:jobs = 0
    $watch = [Diagnostics.Stopwatch]::StartNew()
    Get-AccountRow $Prefix $Count | New-DbAccount | ForEach-Object {
        $script:jobs++
        $script:first ??= $watch.Elapsed.TotalMilliseconds
    }
    $seconds = $watch.Elapsed.TotalSeconds
    if ($script:jobs -ne $Count) { throw "$Count rows gave $script:jobs jobs." }
    [pscustomobject]@{ Seconds = $seconds; FirstMilliseconds = $script:first }
}

Invoke-WarmUp { param ($prefix) Measure-Pipeline $prefix 300 }
$counts = -split $Count
$repeats = -split $Times
$result = for ($i = 0; $i -lt $counts.Count; $i++) {
    $runs = @(for ($n = 1; $n -le $repeats[$i]; $n++) { Measure-Pipeline "rows$($counts[$i])_${n}_" $counts[$i] })
    [GC]::Collect()
    [GC]::WaitForPendingFinalizers()
    $heap = [GC]::GetTotalMemory($true)
    $process = [Diagnostics.Process]::GetCurrentProcess()
    [ordered]@{
        Count = [int]$counts[$i]
        Seconds = Get-Median $runs.Seconds
        FirstMilliseconds = Get-Median $runs.FirstMilliseconds
        HeapMegabytes = $heap / 1MB
        PeakMegabytes = $process.PeakWorkingSet64 / 1MB
    }
}
ConvertTo-Json @($result) -Compress
