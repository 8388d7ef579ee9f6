#Requires -Version 5.1
#Requires -Modules DbAccounts

<#
.SYNOPSIS
    Offboarding: removes accounts from all instances, on all hosts.
.DESCRIPTION
    Looks for the names on each instance and removes the accounts that it finds. A name that an instance doesn't have is the outcome
    NotThere and no failure, so it may be started again at any time.

    It asks nothing, because the list says who leaves. -WhatIf shows what it would remove, and -Confirm asks. Names must match exactly.
    Protected names are refused, and so are patterns and names with a host: an account is removed on all of its hosts, and only if it is
    named. Passwords in the vault stay there.

    It writes a row for each account that was found, and one for each name on each instance that has none: Name, AllowedHost, Service,
    InstanceId, Outcome (Removed, NotThere, Failed, or Skipped by -WhatIf), JobId, ErrorId. It ends with an error if a row has failed.
.PARAMETER Name
    The names of the accounts.
.PARAMETER Path
    A CSV file in UTF-8 with the names in its column Name. Other columns are ignored. But a file with a column that would mean fewer than
    all instances and hosts, such as AllowedHost, InstanceId or a similar name, is refused.
.PARAMETER ProfileName
    Saved profiles of the instances. Default: all instances that the session has connected.
.PARAMETER Protect
    Names that are never removed; wildcards are allowed, and case does not matter. Default: root, admin, default, qc_*, which the services
    need themselves. To protect other names too, repeat these; an empty list is an error.
.PARAMETER ReportPath
    A CSV file that gets the rows too. It is replaced at the end of the run.
.PARAMETER Timeout
    How many seconds a change is tried, and its job waited for. Default: 600.
.EXAMPLE
    ./Remove-LeaverAccount.ps1 j_doe, j_doe_ro -ProfileName shop-prod, orders-prod -WhatIf

    Shows what would be removed.
.EXAMPLE
    ./Remove-LeaverAccount.ps1 -Path leavers.csv -ProfileName shop-prod, orders-prod -ReportPath removed.csv
.EXAMPLE
    Get-DbInstance | Format-Table; ./Remove-LeaverAccount.ps1 j_doe -Confirm

    On the connected instances, with a question for each account.
#>
[CmdletBinding(DefaultParameterSetName = 'Name', SupportsShouldProcess)]
[OutputType([pscustomobject])]
param (
    [Parameter(Mandatory, Position = 0, ParameterSetName = 'Name')] [string[]] $Name,
    [Parameter(Mandatory, ParameterSetName = 'Path')] [string] $Path,
    [Alias('Profile')] [string[]] $ProfileName,
    [string[]] $Protect = @('root', 'admin', 'default', 'qc_*'),
    [string] $ReportPath,
    [ValidateRange(1, 86400)] [int] $Timeout = 600
)

Set-StrictMode -Version 3
$ErrorActionPreference = 'Stop'
. (Join-Path $PSScriptRoot 'RunbookSupport.ps1')
Assert-Given $PSBoundParameters

# The names of a file that says no more than who leaves.
function Read-Leaver ([string] $Path) {
    $rows = @(Import-Csv -LiteralPath $Path -Encoding UTF8)
    if (!$rows) { return }
    $columns = @($rows[0].PSObject.Properties.Name)
    if ('Name' -notin $columns) { throw "'$Path' has no column Name: it has $($columns -join ', ')." }
    $narrow = @($columns | Where-Object { $_ -in 'Account', 'AllowedHost', 'Service', 'Instance', 'InstanceId', 'Endpoint', 'Region' })
    if ($narrow) {
        throw "'$Path' has the column $($narrow -join ', '), but a name is removed from all instances, on all hosts. " +
            'Leave the column out, or pipe the file to Remove-DbAccount.'
    }
    # The module knows what is nearly the name of a column.
    $row = [ordered]@{}
    foreach ($column in $columns) { $row[$column] = $null }
    $row.Name = 'name'
    $row.Service = 'Ddm'
    $null = [pscustomobject]$row | Test-DbAccount -GeneratePassword -ErrorAction Stop
    $rows | ForEach-Object { Get-Cell $_ Name }
}

$results = [Collections.Generic.List[object]]::new()
$names = @(if ($Path) { Read-Leaver $Path } else { Split-Value $Name }) | Select-Object -Unique
$leavers = foreach ($leaver in $names) {
    $id, $text = if (!$leaver) {
        'InvalidInput', 'A row has no name.'
    } elseif ($leaver.Contains('@') -or [WildcardPattern]::ContainsWildcardCharacters($leaver)) {
        'InvalidInput', "'$leaver' must be a name, without a host and without wildcards: it is removed on all hosts."
    } elseif ($Protect | Where-Object { Test-PatternMatch $leaver $_ }) {
        'AccountProtected', "'$leaver' is protected and not removed; -Protect says what is."
    }
    if ($id) {
        $result = Get-RunbookResult $leaver
        $results.Add($result)
        Write-RowRefusal $result $id $text
    } else {
        $leaver
    }
}

$changes = foreach ($listing in Get-RunbookListing $ProfileName $results) {
    foreach ($leaver in $leavers) {
        $accounts = @($listing.Account | Where-Object Name -CEQ $leaver)
        if (!$accounts) {
            $result = Get-RunbookResult $leaver -Service $listing.Instance.Service -InstanceId $listing.Instance.InstanceId
            $results.Add($result)
            $result.Outcome = 'NotThere'
            if (!$listing.IsWhole) {
                Write-RowRefusal $result 'ListNotWhole' "$($listing.Instance) does not show '$leaver', but there may be more accounts."
            }
        }
        foreach ($account in $accounts) {
            $result = Get-RunbookResult $account.Name $account.AllowedHost $account.Service $account.InstanceId
            $results.Add($result)
            $result.Outcome = 'Skipped'
            # Remove-DbAccount would ask, which nobody could answer here.
            if (!$PSCmdlet.ShouldProcess("$account on $($listing.Instance)", 'Remove the account')) { continue }
            try {
                $job = $account | Remove-DbAccount -Instance $listing.Instance -Timeout $Timeout -Confirm:$false -ErrorAction Stop
                $result.Outcome = 'Removed'
                [pscustomobject]@{ Result = $result; Job = $job }
            } catch {
                Write-RowError $result $_
            }
        }
    }
}
Wait-RunbookJob $changes $Timeout

Complete-Runbook $results $ReportPath
