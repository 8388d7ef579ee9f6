#Requires -Version 7.4
<#
.SYNOPSIS
    A list of 100,000 accounts: its time, the time of its first element, and its memory; beside 10,000.
.DESCRIPTION
    Ddm, as no limit of requests is documented for it. A list is whole before its first element is written.
#>
$sizes = 10000, (Select-Size -Whole 100000 -Few 20000)
$runs = foreach ($size in $sizes) {
    $server = Open-Server -Accounts $size
    try {
        Invoke-Measure LongList @{ Endpoint = $server.Endpoint }
    } finally {
        Close-Server $server
    }
}

$words = '{0} accounts: {1:0.00} s'
Get-Verdict "List of $($runs[1].Count) accounts" (Format-Number '{0:0.0} s' $runs[1].Seconds) `
    (Format-Number $words $runs[0].Count, $runs[0].Seconds) ($runs[1].Seconds / $runs[0].Seconds)
Get-Verdict '  first account' (Format-Number '{0:0.0} s' $runs[1].FirstSeconds) `
    (Format-Number $words $runs[0].Count, $runs[0].FirstSeconds) ($runs[1].FirstSeconds / $runs[0].FirstSeconds)
Get-Verdict '  memory while it is held' `
    (Format-Number '{0:0.0} MB, peak {1:0} MB' $runs[1].HeapMegabytes, $runs[1].PeakMegabytes) `
    (Format-Number '{0} accounts: {1:0.0} MB' $runs[0].Count, $runs[0].HeapMegabytes) ($runs[1].HeapMegabytes / $runs[0].HeapMegabytes)
