#Requires -Version 7.4
<#
.SYNOPSIS
    Compares 1,000 accounts of five grants with an access document that says the same, and with one that says something else of each: CPU,
    as a ratio to listing them.
.DESCRIPTION
    Ddm, whose list of accounts tells their privileges: what is left is the module's own work. The first comparison of a process is told
    by itself, as a check in CI makes only one. Twice as many accounts must not take much more than twice as long.
#>
$sizes = (Select-Size -Whole 1000 -Few 250), (Select-Size -Whole 2000 -Few 500)
$runs = foreach ($size in $sizes) {
    $server = Open-Server
    try {
        Invoke-Measure CompareAccounts @{ Endpoint = $server.Endpoint; Count = $size }
    } finally {
        Close-Server $server
    }
}

$one, $many = $runs
$words = '{0:0.00} s CPU'
$listed = Format-Number 'list them: {0:0.00} s CPU' $one.ListSeconds
Get-Verdict "Compare $($one.Count) accounts of 5 grants" (Format-Number $words $one.SameSeconds) $listed ($one.SameSeconds / $one.ListSeconds) -Most 8
Get-Verdict '  the first time in a process' (Format-Number $words $one.FirstSeconds) '' $one.FirstSeconds -Most 5 -Unit s
Get-Verdict '  all of them differ' (Format-Number $words $one.OtherSeconds) $listed ($one.OtherSeconds / $one.ListSeconds) -Most 16
Get-Verdict "  $($many.Count) accounts" (Format-Number $words $many.SameSeconds) (Format-Number $words $one.SameSeconds) `
    ($many.SameSeconds / $one.SameSeconds) -Most (1.5 * $many.Count / $one.Count)
Get-Verdict '  differences where there are none' "$($one.SameCount + $many.SameCount)" '' ($one.SameCount + $many.SameCount) -Most 0
