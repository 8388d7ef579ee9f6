#Requires -Version 7.4
<#
.SYNOPSIS
    What a row of New-DbAccount costs, as a ratio to a cmdlet that is made by hand for this one request.
.DESCRIPTION
    Both have the same parameters, bind the same rows by property name, and send the same signed request through one HttpClient. Each run is
    a fresh process with a fresh simulator in another one, the two in turn. The CPU is that of the whole process, without start and warm-up.
#>
$size = Select-Size -Whole 3000 -Few 1000
$times = Select-Size -Whole 5 -Few 1
$handMade = Get-CompiledFolder HandMade
$server = Open-Server -Count (2 * $times)
try {
    $runs = for ($i = 0; $i -lt $times; $i++) {
        [pscustomobject]@{
            Own = Invoke-Measure RowCost @{ Endpoint = $server.Endpoint[2 * $i]; Count = $size }
            HandMade = Invoke-Measure RowCost @{ Endpoint = $server.Endpoint[2 * $i + 1]; Count = $size; HandMade = $handMade }
        }
    }
} finally {
    Close-Server $server
}

$own = Get-Median $runs.Own.CpuMilliseconds
$other = Get-Median $runs.HandMade.CpuMilliseconds
Get-Verdict 'CPU of a row of New-DbAccount' (Format-Number '{0:0.00} ms' $own) `
    (Format-Number 'by hand: {0:0.00} ms' $other) ($own / $other) -Most 2
$own = Get-Median $runs.Own.Kilobytes
$other = Get-Median $runs.HandMade.Kilobytes
Get-Verdict 'Memory allocated for a row' (Format-Number '{0:0.0} KB' $own) (Format-Number 'by hand: {0:0.0} KB' $other) ($own / $other)
