#Requires -Version 7.4
<#
.SYNOPSIS
    Measures equal grants: each in a command of its own, all in one pipeline, and all in one with an account that does not exist.
#>
param (
    [Parameter(Mandatory)]
    [uri] $Endpoint,

    [int] $Count = 1000,

    # How many are granted one by one.
    [int] $Single = 100
)

$ErrorActionPreference = 'Stop'
Import-Module (Join-Path $PSScriptRoot '../Benchmark.psm1')
Import-Module (Get-ModulePath)
$null = Connect-Server TencentMySql $Endpoint

# The simulator's own accounts.
function Get-GrantRow ([string] $Privilege, [string] $Missing = '') {
    for ($i = 1; $i -le $Count; $i++) {
        [pscustomobject]@{ Account = $Missing -and $i -eq $Count / 2 ? $Missing : "other_$i"; Database = 'shop'; Privilege = $Privilege }
    }
}

# How many rows have come to one end, a job that names the account or an error about it; of some jobs the end is waited for.
function Get-OutcomeCount ([object[]] $Row, [object[]] $Job, [object[]] $Problem) {
    $named = @($Job.Account; $Problem.TargetObject.Account | ForEach-Object { "$_@%" }) | Group-Object -AsHashTable -AsString
    $ended = $Job | Select-Object -First 20 | Wait-DbJob
    if ($ended | Where-Object State -NE Succeeded) { throw 'A grant has failed whose account exists.' }
    @($Row | Where-Object { @($named["$($_.Account)@%"]).Where({ $_ }).Count -eq 1 }).Count
}

# The window of the limit is a second: nobody begins with what another has left.
function Wait-Window {
    Start-Sleep -Milliseconds 1200
}

# The limit lets the first ten pass at once: they would make the others look quicker than they are.
$null = Get-GrantRow 'DELETE' | Select-Object -First 10 | ForEach-Object { $_ | Grant-DbPrivilege }
$rows = @(Get-GrantRow 'INSERT' | Select-Object -First $Single)
$one = Measure-Run { foreach ($row in $rows) { $row | Grant-DbPrivilege } }

Wait-Window
$rows = @(Get-GrantRow 'SELECT')
$all = Measure-Run { $rows | Grant-DbPrivilege }
$outcomes = Get-OutcomeCount -Row $rows -Job $all.Output -Problem @()

Wait-Window
$rows = @(Get-GrantRow 'UPDATE' -Missing 'missing')
$some = Measure-Run { $rows | Grant-DbPrivilege -ErrorAction SilentlyContinue -ErrorVariable script:problems }
[ordered]@{
    SingleSeconds = $one.Seconds * $Count / $Single
    Seconds = $all.Seconds
    Outcomes = $outcomes
    MissingSeconds = $some.Seconds
    MissingOutcomes = Get-OutcomeCount -Row $rows -Job $some.Output -Problem $problems
    Errors = $problems.Count
} | ConvertTo-Json -Compress
