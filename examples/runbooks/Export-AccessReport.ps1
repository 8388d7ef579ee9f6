#Requires -Version 5.1
#Requires -Modules DbAccounts

<#
.SYNOPSIS
    Quarterly access report: who may do what on all instances, as a CSV file and as an HTML page.
.DESCRIPTION
    Reads all accounts and their privileges. The CSV file has a row for each account and object that it has privileges on, or one row if it
    has none. Rows are in the same order on every machine, and the file has no date: two reports differ only where access differs. A value
    that a service does not tell is empty, and the column Note says so.

    It changes nothing but the files, which are replaced at the end of the run, and it may be started again at any time. An instance that
    can't be read is a row with a note; the others go on, and the run ends with an error.

    It writes a row for each instance: Service, InstanceId, Accounts, Outcome (Read, Failed), ErrorId.
.PARAMETER Path
    The CSV file.
.PARAMETER HtmlPath
    The HTML page. Default: no page.
.PARAMETER ProfileName
    Saved profiles of the instances. Default: all instances that the session has connected.
.EXAMPLE
    ./Export-AccessReport.ps1 access-2026-Q4.csv -HtmlPath access-2026-Q4.html -ProfileName shop-prod, orders-prod
.EXAMPLE
    Compare-Object (Get-Content access-2026-Q3.csv) (Get-Content access-2026-Q4.csv)

    What has changed since the last report.
.EXAMPLE
    pwsh -NoProfile -NonInteractive -File Export-AccessReport.ps1 -Path access.csv -ProfileName shop-prod,orders-prod

    The command for cron or the Windows Task Scheduler.
#>
[CmdletBinding()]
[OutputType([pscustomobject])]
param (
    [Parameter(Mandatory, Position = 0)] [string] $Path,
    [string] $HtmlPath,
    [Alias('Profile')] [string[]] $ProfileName
)

Set-StrictMode -Version 3
$ErrorActionPreference = 'Stop'
. (Join-Path $PSScriptRoot 'RunbookSupport.ps1')
Assert-Given $PSBoundParameters

$ofAccount = @(
    'AllowedHost', 'AccountType', 'Status', 'Description', 'PasswordLifetime', 'MaxUserConnections'
    'Created', 'PasswordChanged', 'PasswordExpires'
)
$ofPrivilege = 'Level', 'Database', 'Table', 'Column', 'Privilege'

# A value in one form on every machine; what is not told is empty.
function Get-Text ([object] $Object, [string] $Property) {
    $value = if ($Object) { $Object.$Property }
    if ($value -is [datetime]) { $value.ToString('yyyy-MM-ddTHH:mm:ssK', [cultureinfo]::InvariantCulture) } else { @($value) -join ', ' }
}

function Get-Line ([object] $Instance, [object] $Account, [object] $Privilege, [string] $Note) {
    $line = [ordered]@{ Service = $Instance.Service; InstanceId = $Instance.InstanceId; Name = Get-Text $Account Name }
    foreach ($column in $ofPrivilege) { $line[$column] = Get-Text $Privilege $column }
    foreach ($column in $ofAccount) { $line[$column] = Get-Text $Account $column }
    $line.Note = $Note
    [pscustomobject]$line
}

# What an account holds. DDM lists it with the account itself, one set for all schemas; MySqlPlus lists the databases alone.
function Get-Held ([object] $Account, [bool] $CanAsk) {
    if ($CanAsk -and $null -eq $Account.Privilege) { return Get-DbPrivilege $Account -ErrorAction Stop }
    foreach ($database in $Account.Database) {
        $privileges = if ($Account.Privilege) { Get-OrdinalOrder $Account.Privilege }
        [pscustomobject]@{ Level = 'Database'; Database = $database; Table = $null; Column = $null; Privilege = $privileges }
    }
}

$results = [Collections.Generic.List[object]]::new()
$read = @{}
$lines = foreach ($listing in Get-RunbookListing $ProfileName $results) {
    $instance = $listing.Instance
    $read["$($instance.Service)/$($instance.InstanceId)"] = $listing.Account.Count
    $canAsk = (Get-DbService $instance.Service).Operations.Operation -contains 'ListPrivileges'
    $result = Get-RunbookResult -Service $instance.Service -InstanceId $instance.InstanceId
    $result.Outcome = 'Read'
    $results.Add($result)
    $untold = @($ofAccount | Where-Object { $column = $_; !($listing.Account | Where-Object { $null -ne $_.$column }) })
    if (!$canAsk) { $untold += 'Privilege' }
    $note = if (!$listing.Account) { 'No accounts.' } elseif ($untold) { "Not told: $($untold -join ', ')." }
    if (!$listing.IsWhole) {
        Write-RowRefusal $result 'ListNotWhole' "$instance shows as many accounts as it shows at most: there may be more."
        $note = "There may be more accounts. $note"
    }
    if (!$listing.Account) { Get-Line -Instance $instance -Note $note }
    foreach ($account in $listing.Account) {
        try {
            $held = @(Get-Held $account $canAsk)
            if (!$held) { $held = @($null) }
            foreach ($privilege in $held) { Get-Line -Instance $instance -Account $account -Privilege $privilege -Note $note }
        } catch {
            Write-RowError $result $_
            Get-Line -Instance $instance -Account $account -Note "Privileges not read: $($result.ErrorId). $note"
        }
    }
}
$lines = @($lines; foreach ($result in $results | Where-Object { "$($_.Service)/$($_.InstanceId)" -notin $read.Keys }) {
        Get-Line -Instance $result -Note "Accounts not read: $($result.ErrorId)."
    })

# One order on every machine. Without the casts PowerShell would sort a copy.
$keys = @($lines | ForEach-Object { $_.Service, $_.InstanceId, $_.Name, $_.AllowedHost, $_.Database, $_.Table, $_.Column -join "`0" })
[array]::Sort([array] $keys, [array] $lines, [StringComparer]::Ordinal)
Save-RunbookFile $Path ($lines | ConvertTo-Csv -NoTypeInformation)

if ($HtmlPath) {
    $body = foreach ($group in $lines | Group-Object Service, InstanceId) {
        $columns = @('Name') + $ofPrivilege + $ofAccount | Where-Object { $column = $_; $group.Group | Where-Object { $_.$column } }
        "<h2>$([Net.WebUtility]::HtmlEncode("$($group.Group[0].Service) $($group.Group[0].InstanceId)"))</h2>"
        foreach ($note in $group.Group.Note | Where-Object { $_ } | Select-Object -Unique) {
            "<p>$([Net.WebUtility]::HtmlEncode($note))</p>"
        }
        if ($columns) { $group.Group | ConvertTo-Html -Property $columns -Fragment }
    }
    $style = 'body { font-family: sans-serif } td, th { text-align: left; padding: 2px 8px }'
    $head = "<meta charset=`"utf-8`"><title>Database access</title><style>$style</style>"
    Save-RunbookFile $HtmlPath (ConvertTo-Html -Head $head -Body (@('<h1>Database access</h1>') + $body))
}

$accounts = @{ Name = 'Accounts'; Expression = { $read["$($_.Service)/$($_.InstanceId)"] } }
Complete-Runbook ($results | Select-Object Service, InstanceId, $accounts, Outcome, ErrorId)
