#Requires -Version 7.4
<#
.SYNOPSIS
    Measures what a row of New-DbAccount costs, and one of the hand-made cmdlet: the CPU of this process, in blocks that take turns.
#>
param (
    [Parameter(Mandatory)]
    [uri] $Endpoint,

    # The assembly of the hand-made cmdlet.
    [Parameter(Mandatory)]
    [string] $HandMade,

    # How many rows each of the two sends, in so many blocks.
    [int] $Count = 3000,

    [int] $Blocks = 6
)

$ErrorActionPreference = 'Stop'
Import-Module (Join-Path $PSScriptRoot '../Benchmark.psm1')
Import-Module (Get-ModulePath)
Import-Module $HandMade
Connect-HandMade (Connect-Server MySqlPlus $Endpoint)

Invoke-WarmUp { param ($prefix) Get-AccountRow "a$prefix" 1000 | New-DbAccount }
Invoke-WarmUp { param ($prefix) Get-AccountRow "b$prefix" 1000 | New-HandMadeAccount }

# What one leaves to the runtime, such as threads that look for work, must not be counted as the other's.
function Measure-Block ([scriptblock] $Run) {
    Start-Sleep -Milliseconds 300
    Measure-Run $Run
}

$size = [int]($Count / $Blocks)
$results = foreach ($block in 1..$Blocks) {
    $rows = @(Get-AccountRow "c${block}_" $size)
    $own = Measure-Block { $rows | New-DbAccount }
    $rows = @(Get-AccountRow "d${block}_" $size)
    $other = Measure-Block { $rows | New-HandMadeAccount }
    foreach ($run in $own, $other) {
        $jobs = @($run.Output.Id | Select-Object -Unique).Count
        if ($jobs -ne $size) { throw "$size rows gave $jobs jobs." }
    }
    [ordered]@{
        OwnMilliseconds = $own.CpuSeconds * 1000 / $size
        OtherMilliseconds = $other.CpuSeconds * 1000 / $size
        Ratio = $own.CpuSeconds / $other.CpuSeconds
        OwnKilobytes = $own.Allocated / 1024 / $size
        OtherKilobytes = $other.Allocated / 1024 / $size
    }
}
ConvertTo-Json @($results) -Compress
