#Requires -Version 7.4
<#
.SYNOPSIS
    1,000, 10,000 and 100,000 rows of New-DbAccount in one process: whether time grows with the rows, and memory doesn't.
.DESCRIPTION
    The rows are made while they are sent, and nobody keeps the jobs. They go to a server that costs the same for every request.
#>
$few, $more, $most = 1000, 10000, (Select-Size -Whole 100000 -Few 30000)
$server = Open-Server Answerer
try {
    $runs = Invoke-Measure ManyRows @{ Endpoint = $server.Endpoint; Count = "$few $more $most" }
} finally {
    Close-Server $server
}

Get-Verdict "Time of $more rows" (Format-Number '{0:0.00} s' $runs[1].Seconds) `
    (Format-Number '{0} rows: {1:0.00} s' $few, $runs[0].Seconds) ($runs[1].Seconds / $runs[0].Seconds) -Most 11
Get-Verdict "Time of $most rows" (Format-Number '{0:0.0} s' $runs[2].Seconds) `
    (Format-Number '{0} rows: {1:0.00} s' $more, $runs[1].Seconds) ($runs[2].Seconds / $runs[1].Seconds)
Get-Verdict "Growth to $most rows, heap" (Format-Number '{0:0.0} MB' $runs[2].HeapMegabytes) `
    (Format-Number '{0} rows: {1:0.0} MB' $more, $runs[1].HeapMegabytes) ($runs[2].HeapMegabytes - $runs[1].HeapMegabytes) -Most 20 -Unit MB
Get-Verdict "Growth to $most rows, peak working set" (Format-Number '{0:0.0} MB' $runs[2].PeakMegabytes) `
    (Format-Number '{0} rows: {1:0.0} MB' $more, $runs[1].PeakMegabytes) ($runs[2].PeakMegabytes - $runs[1].PeakMegabytes) -Most 20 -Unit MB
Get-Verdict "First job of $most rows" (Format-Number '{0:0} ms' $runs[2].FirstMilliseconds) `
    (Format-Number '{0} rows: {1:0} ms' $few, $runs[0].FirstMilliseconds) ($runs[2].FirstMilliseconds / 1000) -Most 1 -Unit s
