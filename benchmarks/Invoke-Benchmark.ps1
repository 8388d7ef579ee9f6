#Requires -Version 7.4
<#
.SYNOPSIS
    Measures out/DbAccounts, and prints one table.
.DESCRIPTION
    Every number is a median or a sum of one run, and what has a limit is a ratio within that run, or an amount of memory: the machine
    hardly matters then, but it must be quiet. Ends with an error where a limit does not hold, after the whole table.
.PARAMETER Name
    The benchmarks to run. Default: all.
.PARAMETER Quick
    Fewer rows and repetitions: for a look, not for a claim.
.EXAMPLE
    ./build.ps1 Bench
.EXAMPLE
    ./benchmarks/Invoke-Benchmark.ps1 RowCost, Import -Quick
#>
param (
    [ValidateSet('Import', 'RowCost', 'EqualGrants', 'ManyInstances', 'ManyRows', 'LongList', 'CompareAccounts')]
    [string[]] $Name = ('Import', 'RowCost', 'EqualGrants', 'ManyInstances', 'ManyRows', 'LongList', 'CompareAccounts'),

    [switch] $Quick
)

$ErrorActionPreference = 'Stop'
Set-StrictMode -Version 3
Import-Module (Join-Path $PSScriptRoot 'Benchmark.psm1') -Force -ArgumentList $Quick

$watch = [Diagnostics.Stopwatch]::StartNew()
$lines = foreach ($one in $Name) {
    $begun = $watch.Elapsed.TotalSeconds
    try {
        & (Join-Path $PSScriptRoot "$one.ps1")
    } catch {
        # The others are measured all the same.
        [pscustomobject]@{ Benchmark = $one; Measured = "failed: $_"; Against = ''; Result = ''; Limit = ''; Holds = 'NO' }
    }
    Write-Host (Format-Number '{0} took {1:0} s.' $one, ($watch.Elapsed.TotalSeconds - $begun))
}
$lines | Format-Table Benchmark, Measured, Against, Result, Limit, Holds -AutoSize | Out-String -Width 200 | Write-Host
if ($Quick) { Write-Host 'A quick run: fewer rows and repetitions.' }
$broken = @($lines | Where-Object Holds -EQ 'NO')
if ($broken) { throw "$($broken.Count) limits do not hold: $($broken.Benchmark.Trim() -join '; ')." }
