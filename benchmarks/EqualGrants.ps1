#Requires -Version 7.4
<#
.SYNOPSIS
    Equal grants of many accounts at the documented limit of 10 requests a second, as a ratio to one request each.
.DESCRIPTION
    TencentMySql, ModifyAccountPrivileges, all accounts exist; then the same with one among them that doesn't. One request each is what 100
    commands take, each with one account, times ten; ten others go before, as the limit lets the first ten pass at once. Every account must
    have come to one end: a job that names it, or an error about it.
#>
$size = Select-Size -Whole 1000 -Few 200
$single = Select-Size -Whole 100 -Few 40
$server = Open-Server -Accounts $size
try {
    $run = Invoke-Measure EqualGrants @{ Endpoint = $server.Endpoint; Count = $size; Single = $single }
} finally {
    Close-Server $server
}

$against = Format-Number 'one each: {0:0.0} s, scaled from {1}' $run.SingleSeconds, $single
Get-Verdict "$size equal grants" (Format-Number '{0:0.0} s' $run.Seconds) $against ($run.SingleSeconds / $run.Seconds) -Least 10
Get-Verdict '  accounts with one outcome' "$($run.Outcomes)" "$size" ($run.Outcomes / $size) -Least 1
Get-Verdict '  the same, one account is missing' (Format-Number '{0:0.0} s' $run.MissingSeconds) $against `
    ($run.SingleSeconds / $run.MissingSeconds) -Least 10
Get-Verdict '  accounts with one outcome' "$($run.MissingOutcomes), $($run.Errors) of them by an error" "$size" `
    ($run.Errors -eq 1 ? $run.MissingOutcomes / $size : 0) -Least 1
