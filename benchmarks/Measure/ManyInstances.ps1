#Requires -Version 7.4
<#
.SYNOPSIS
    Measures creates on several instances, on one, and one after the other by the hand-made cmdlet.
#>
param (
    # The instances, separated by blanks; the last one is for what is done on one alone.
    [Parameter(Mandatory)]
    [string] $Endpoint,

    # The assembly of the hand-made cmdlet, which sends one after the other.
    [Parameter(Mandatory)]
    [string] $HandMade,

    [int] $Count = 1000,

    # How many are created on one instance in one pipeline.
    [int] $Alone = 200,

    # How many are created one after the other.
    [int] $Single = 100
)

$ErrorActionPreference = 'Stop'
Import-Module (Join-Path $PSScriptRoot '../Benchmark.psm1')
Import-Module (Get-ModulePath)
$instances = @(Connect-Server MySqlPlus (-split $Endpoint))
$last = $instances[-1]
Import-Module $HandMade
Connect-HandMade $last
$many = $instances[0..($instances.Count - 2)]

function Get-RowByInstance ([string] $Prefix, [int] $Count) {
    $script:number = 0
    Get-AccountRow $Prefix $Count | Select-Object *, @{ Name = 'Instance'; Expression = { $many[$script:number++ % $many.Count] } }
}

function Test-JobCount ($Run, [int] $Count) {
    if ($Run.Output.Count -ne $Count) { throw "$Count creates gave $($Run.Output.Count) jobs." }
}

Invoke-WarmUp { param ($prefix) Get-RowByInstance $prefix 20 | New-DbAccount } -Times 2

$rows = @(Get-AccountRow 'single' $Single)
$one = Measure-Run { $rows | New-HandMadeAccount }
Test-JobCount $one $Single

$rows = @(Get-RowByInstance 'many' $Count)
$all = Measure-Run { $rows | New-DbAccount }
Test-JobCount $all $Count

$rows = @(Get-AccountRow 'alone' $Alone)
$onOne = Measure-Run { $rows | New-DbAccount -Instance $last }
Test-JobCount $onOne $Alone

[ordered]@{ Each = $one.Seconds / $Single; Seconds = $all.Seconds; OnOneSeconds = $onOne.Seconds } | ConvertTo-Json -Compress
