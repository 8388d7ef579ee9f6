#Requires -Version 5.1
#Requires -Modules DbAccounts

<#
.SYNOPSIS
    Nightly onboarding: every account of a CSV file exists, holds its privileges, and has its password in a vault.
.DESCRIPTION
    Compares the file with what is there. Missing accounts are created, privileges that are not held are granted, and everything else
    is left as it is: nothing is ever taken away or reset. A password is in the vault before its account is created, and a run that
    finds it there uses it again, so none is lost wherever a run ends. It may be started again at any time.

    Columns of the file: Service and InstanceId say which of the connected instances is meant, one of them where that is enough. Name,
    AllowedHost, Database, Privilege, AccountType, Description, PasswordLifetime, RequireSsl and MaxUserConnections are what
    New-DbAccount takes; several values stand in one cell, separated by commas or semicolons. Another column is an error.

    It writes a row for each account: Name, AllowedHost, Service, InstanceId, Outcome (Created, Granted, Unchanged, Failed, or Skipped
    by -WhatIf), JobId, ErrorId, Secret (the name of the password in the vault). It fails in the end when a row has failed.
.PARAMETER Path
    The CSV file, in UTF-8.
.PARAMETER Vault
    The vault that takes the passwords, by the name that it has in Microsoft.PowerShell.SecretManagement. Get-Secret and Set-Secret are
    called with it, so functions of these names can stand in for another vault.
.PARAMETER ProfileName
    Saved profiles of the instances. Default: the instances that the session has connected.
.PARAMETER ReportPath
    A CSV file that gets the rows too. It is replaced at the end of the run.
.PARAMETER Timeout
    How many seconds a change is tried and waited for.
.EXAMPLE
    ./New-OnboardedAccount.ps1 accounts.csv -Vault DbAccounts -ProfileName shop-prod, orders-prod -ReportPath onboarded.csv
.EXAMPLE
    ./New-OnboardedAccount.ps1 accounts.csv -Vault DbAccounts -WhatIf

    Shows what would be created and granted on the connected instances. Nothing is sent and nothing is saved.
.EXAMPLE
    pwsh -NoProfile -NonInteractive -File New-OnboardedAccount.ps1 -Path accounts.csv -Vault DbAccounts -ProfileName shop-prod

    The line for cron or the Windows Task Scheduler.
#>
[CmdletBinding(SupportsShouldProcess)]
[OutputType([pscustomobject])]
param (
    [Parameter(Mandatory, Position = 0)] [string] $Path,
    [Parameter(Mandatory)] [string] $Vault,
    [Alias('Profile')] [string[]] $ProfileName,
    [string] $ReportPath,
    [ValidateRange(1, 86400)] [int] $Timeout = 600
)

Set-StrictMode -Version 3
$ErrorActionPreference = 'Stop'
. (Join-Path $PSScriptRoot 'RunbookSupport.ps1')

$values = @(
    'Name', 'AllowedHost', 'Database', 'Privilege', 'AccountType', 'Description', 'PasswordLifetime', 'RequireSsl', 'MaxUserConnections'
)
$rows = @(Import-Csv -LiteralPath $Path -Encoding UTF8)
$known = @('Service', 'InstanceId') + $values
$unknown = @($rows | Select-Object -First 1 | ForEach-Object { $_.PSObject.Properties.Name } | Where-Object { $_ -notin $known })
if ($unknown) { throw "'$Path' has columns that are not known: $($unknown -join ', '). Known are $($known -join ', ')." }

# Whether an account holds each privilege of its row on each database; without a database on the whole instance.
function Test-RowHeld ([object] $Row, [object] $Account) {
    $privileges = Split-Privilege $Row
    $databases = @(Split-Value $Row.Database)
    # DDM lists one set of privileges for all schemas with the account itself.
    if ($null -ne $Account.Privilege) {
        return !($privileges | Where-Object { $_ -notin $Account.Privilege }) -and
            !($databases | Where-Object { $_ -notin $Account.Database })
    }
    $held = @(Get-DbPrivilege $Account -ErrorAction Stop | Where-Object { !$_.Table })
    if (!$databases) { $databases = @($null) }
    foreach ($database in $databases) {
        $there = @($held | Where-Object { $_.Database -eq $database } | ForEach-Object { $_.Privilege })
        if ($privileges | Where-Object { $_ -notin $there }) { return $false }
    }
    $true
}

# Names of privileges have blanks in them.
function Split-Privilege ([object] $Row) {
    $Row.Privilege -split '[,;]' | ForEach-Object { $_.Trim() } | Where-Object { $_ }
}

$results = [Collections.Generic.List[object]]::new()
$listings = @(Get-RunbookListing $ProfileName $results)
$there = @{}
foreach ($listing in $listings) {
    $there["$($listing.Instance)"] = [Collections.Generic.Dictionary[string, object]]::new([StringComparer]::Ordinal)
    foreach ($account in $listing.Account) { $there["$($listing.Instance)"][(Get-AccountKey $account)] = $account }
}

# Which account on which instance each row means. On TencentMySql each host makes an account of its own.
$wanted = foreach ($row in $rows | Select-Object $known) {
    $hosts = @(Split-Value $row.AllowedHost)
    $found = @($listings.Instance | Where-Object {
            $row.Service -in $null, '', $_.Service -and $row.InstanceId -in $null, '', $_.InstanceId
        })
    if ($found.Count -ne 1) {
        $result = Get-RunbookResult $row.Name $hosts $row.Service $row.InstanceId
        $results.Add($result)
        $id = if ($found) { 'AmbiguousInstance' } else { 'InstanceNotConnected' }
        $read = $listings.Instance -join ', '
        Write-RowRefusal $result $id "The Service and InstanceId of '$($row.Name)' mean $($found.Count) instances of these: $read."
        continue
    }
    $sets = @(, $hosts)
    if ($found[0].Service -eq 'TencentMySql' -and $hosts) { $sets = $hosts }
    foreach ($set in $sets) {
        $account = $row | Select-Object *
        $account.Service = $found[0].Service
        $account.InstanceId = $found[0].InstanceId
        $account.AllowedHost = $set -join ';'
        $result = Get-RunbookResult $row.Name $set $account.Service $account.InstanceId
        $results.Add($result)
        [pscustomobject]@{ Row = $account; Instance = $found[0]; Key = Get-AccountKey $account; Result = $result }
    }
}

# What is missing is created, with the password that the vault has then.
$changes = foreach ($one in $wanted) {
    $one.Result.Secret = Get-SecretName $one.Row
    if ($there["$($one.Instance)"].ContainsKey($one.Key)) {
        $one.Result.Outcome = 'Unchanged'
        continue
    }
    try {
        $row = $one.Row
        # On TencentMySql privileges are granted below, when all accounts are there; DDM wants them with the account.
        if ($one.Instance.Service -eq 'TencentMySql') { $row = $row | Select-Object * -ExcludeProperty Database, Privilege }
        $password = Get-VaultPassword $one.Result.Secret $Vault
        if (!$password) {
            $password = New-DbPassword $one.Instance.Service
            $isAllowed = $row | Test-DbAccount -Instance $one.Instance -Password $password -Quiet
            if ($isAllowed -and !$WhatIfPreference) {
                Save-VaultPassword $one.Result.Secret $Vault $one.Row.Name $password
            }
        }
        $job = $row | New-DbAccount -Instance $one.Instance -Password $password -Timeout $Timeout -ErrorAction Stop
        $there["$($one.Instance)"][$one.Key] = $null
        $one.Result.Outcome = if ($job) { 'Created' } else { 'Skipped' }
        if ($job) { [pscustomobject]@{ Result = $one.Result; Job = $job } }
    } catch {
        Write-RowError $one.Result $_
    }
}
Wait-RunbookJob $changes $Timeout

# What is not held is granted.
$changes = foreach ($one in $wanted | Where-Object { $_.Row.Privilege -and $_.Result.Outcome -in 'Created', 'Unchanged' }) {
    try {
        # An account that this run has created holds what DDM was given with it, and nothing elsewhere.
        $account = $there["$($one.Instance)"][$one.Key]
        $isHeld = $one.Instance.Service -eq 'Ddm' -and $one.Result.Outcome -eq 'Created'
        if ($account) { $isHeld = Test-RowHeld $one.Row $account }
        if ($isHeld) { continue }
        $isGlobal = $one.Instance.Service -eq 'TencentMySql' -and !$one.Row.Database
        $job = $one.Row | Select-Object Name, AllowedHost, Database, Privilege |
            Grant-DbPrivilege -Instance $one.Instance -Global:$isGlobal -Timeout $Timeout -ErrorAction Stop
        if ($one.Result.Outcome -eq 'Unchanged') { $one.Result.Outcome = if ($job) { 'Granted' } else { 'Skipped' } }
        if ($job) { [pscustomobject]@{ Result = $one.Result; Job = $job } }
    } catch {
        Write-RowError $one.Result $_
    }
}
Wait-RunbookJob $changes $Timeout

Complete-Runbook $results $ReportPath
