#Requires -Version 7.4
<#
.SYNOPSIS
    What a row of New-DbAccount costs, as a ratio to a cmdlet that is made by hand for this one request.
.DESCRIPTION
    Both have the same parameters, bind the same rows by property name, and send the same signed request through one HttpClient, to a fresh
    simulator in another process. They take turns in blocks, so that whatever else the machine does concerns both; a block's CPU is that
    of the whole process. Several processes are measured, after a warm-up of 3,000 rows of each; the result is the median of all blocks.
#>
$size = Select-Size -Whole 3000 -Few 1000
$times = Select-Size -Whole 3 -Few 1
$inTurn = Select-Size -Whole 6 -Few 2
$handMade = Get-CompiledFolder HandMade
$server = Open-Server -Count $times
try {
    $blocks = foreach ($endpoint in $server.Endpoint) {
        Invoke-Measure RowCost @{ Endpoint = $endpoint; HandMade = $handMade; Count = $size; Blocks = $inTurn }
    }
} finally {
    Close-Server $server
}

Get-Verdict 'CPU of a row of New-DbAccount' (Format-Number '{0:0.00} ms' (Get-Median $blocks.OwnMilliseconds)) `
    (Format-Number 'by hand: {0:0.00} ms' (Get-Median $blocks.OtherMilliseconds)) (Get-Median $blocks.Ratio) -Most 2
$own = Get-Median $blocks.OwnKilobytes
$other = Get-Median $blocks.OtherKilobytes
Get-Verdict '  memory allocated for it' (Format-Number '{0:0.0} KB' $own) (Format-Number 'by hand: {0:0.0} KB' $other) ($own / $other)
