#Requires -Version 7.4
<#
.SYNOPSIS
    Creates on ten instances, and on one, as ratios to one after the other.
.DESCRIPTION
    MySqlPlus, each instance a simulator of its own that takes 50 ms for an answer; the rows name their instance. One after the other is
    how the hand-made cmdlet sends 100 on one instance, scaled to as many.
#>
$size = Select-Size -Whole 1000 -Few 200
$alone = Select-Size -Whole 200 -Few 80
$single = Select-Size -Whole 100 -Few 40
$handMade = Get-CompiledFolder HandMade
$server = Open-Server -Count 11 -Latency 0.05
try {
    $given = @{ Endpoint = $server.Endpoint -join ' '; HandMade = $handMade; Count = $size; Alone = $alone; Single = $single }
    $run = Invoke-Measure ManyInstances $given
} finally {
    Close-Server $server
}

$words = 'one after the other: {0:0.0} s, scaled from {1}'
Get-Verdict "$size creates on 10 instances, 50 ms" (Format-Number '{0:0.0} s' $run.Seconds) `
    (Format-Number $words ($run.Each * $size), $single) ($run.Each * $size / $run.Seconds) -Least 8
Get-Verdict "$alone creates on one cluster, 50 ms" (Format-Number '{0:0.0} s' $run.OnOneSeconds) `
    (Format-Number $words ($run.Each * $alone), $single) ($run.Each * $alone / $run.OnOneSeconds) -Least 4
