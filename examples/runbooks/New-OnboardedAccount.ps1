#Requires -Version 5.1
#Requires -Modules DbAccounts

<#
.SYNOPSIS
    Nightly onboarding: makes sure that each account of a CSV file exists, has its privileges, and has its password in a vault.
.DESCRIPTION
    Compares the file with the instances. Missing accounts are created, and missing privileges are granted. Everything else is left as it
    is: nothing is ever taken away or reset. A password is in the vault before its account is created, and a run that finds it there uses
    it again, so no password is lost wherever a run ends. It may be started again at any time.

    Columns of the file: Service and InstanceId name one of the connected instances; one of the two columns is enough if it is unique.
    Name, AllowedHost, Database, Privilege, Global, AccountType, Description, PasswordLifetime, RequireSsl and MaxUserConnections are
    parameters of New-DbAccount; several values in one cell are separated by commas or semicolons. Any other column is an error.

    A row that says too little is refused, and the others go on: if there is a column AllowedHost, it needs a value (% means every host,
    on QingCloud's networks ::/0), on MySqlPlus also Database (* means all), and privileges on everything need true in the column Global.
    Rows of one account may differ in what they grant; if they differ in anything else, all of them are refused.

    It writes a row for each account: Name, AllowedHost, Service, InstanceId, Outcome (Created, Granted, Unchanged, Failed, or Skipped
    by -WhatIf), JobId, ErrorId, Secret (the name of the password in the vault). It ends with an error if a row has failed.
.PARAMETER Path
    The CSV file, in UTF-8.
.PARAMETER Vault
    The vault for the passwords, by its name in Microsoft.PowerShell.SecretManagement. It is passed to Get-Secret and Set-Secret; for
    another vault define functions of these names.
.PARAMETER ProfileName
    Saved profiles of the instances. Default: all instances that the session has connected.
.PARAMETER ReportPath
    A CSV file that gets the rows too. It is replaced at the end of the run.
.PARAMETER Timeout
    How many seconds a change is tried, and its job waited for. Default: 600.
.EXAMPLE
    ./New-OnboardedAccount.ps1 accounts.csv -Vault DbAccounts -ProfileName shop-prod, orders-prod -ReportPath onboarded.csv
.EXAMPLE
    ./New-OnboardedAccount.ps1 accounts.csv -Vault DbAccounts -WhatIf

    Shows which accounts would be created, and which existing ones would be granted something. No change is sent and nothing is saved.
.EXAMPLE
    pwsh -NoProfile -NonInteractive -File New-OnboardedAccount.ps1 -Path accounts.csv -Vault DbAccounts -ProfileName shop-prod

    The command for cron or the Windows Task Scheduler.
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
Assert-Given $PSBoundParameters

$ofGrant = @('Database', 'Privilege', 'Global')
$known = @('Service', 'InstanceId', 'Name', 'AllowedHost') + $ofGrant +
    @('AccountType', 'Description', 'PasswordLifetime', 'RequireSsl', 'MaxUserConnections')
$rows = @(Import-Csv -LiteralPath $Path -Encoding UTF8)
$columns = @($rows | Select-Object -First 1 | ForEach-Object { $_.PSObject.Properties.Name })
$unknown = @($columns | Where-Object { $_ -notin $known })
if ($unknown) { throw "'$Path' has columns that are not known: $($unknown -join ', '). Known are $($known -join ', ')." }

# Whether an account holds each privilege of its row on each database, or on everything where the row says so. A row that says neither,
# or both, is left to Grant-DbPrivilege, which refuses it.
function Test-RowHeld ([object] $Row, [object] $Account) {
    $privileges = Split-Privilege $Row
    $databases = @(Split-Value (Get-Cell $Row Database))
    $isGlobal = (Get-Cell $Row Global) -in 'true', 'yes', '1'
    # DDM lists one set of privileges for all schemas with the account itself.
    if ($null -ne $Account.Privilege) {
        return $databases -and !$isGlobal -and !($privileges | Where-Object { $_ -notin $Account.Privilege }) -and
            !($databases | Where-Object { $_ -cnotin $Account.Database })
    }
    if ([bool]$databases -eq $isGlobal) { return $false }
    $held = @(Get-DbPrivilege $Account -ErrorAction Stop | Where-Object { !$_.Table })
    if ($isGlobal) { $databases = @($null) }
    foreach ($database in $databases) {
        $there = @($held | Where-Object { $_.Database -ceq $database } | ForEach-Object { $_.Privilege })
        if ($privileges | Where-Object { $_ -notin $there }) { return $false }
    }
    $true
}

# Names of privileges have blanks in them.
function Split-Privilege ([object] $Row) {
    (Get-Cell $Row Privilege) -split '[,;]' | ForEach-Object { $_.Trim() } | Where-Object { $_ }
}

# Rows of one account may each name privileges. Where they differ in anything else, nobody knows which of them is right.
function Write-Contradiction ([object[]] $Same) {
    $canGrant = (Get-DbService $Same[0].Instance.Service).Operations.Operation -contains 'GrantPrivilege'
    $odd = foreach ($column in $known | Where-Object { !$canGrant -or $_ -notin $ofGrant }) {
        $texts = $Same | ForEach-Object { (Get-Cell $_.Row $column).ToLowerInvariant() } | Select-Object -Unique
        if (@($texts).Count -gt 1) { $column }
    }
    if (!$odd) { return }
    foreach ($one in $Same) {
        $text = "The rows of '$($one.Key)' on $($one.Instance) contradict each other in $($odd -join ', ')."
        Write-RowRefusal $one.Result 'InvalidInput' $text
    }
}

$results = [Collections.Generic.List[object]]::new()
$listings = @(Get-RunbookListing $ProfileName $results)
$there = @{}
$withoutHost = @{}
$isPartial = @{}
foreach ($listing in $listings) {
    $instance = "$($listing.Instance)"
    $there[$instance] = [Collections.Generic.Dictionary[string, object]]::new([StringComparer]::Ordinal)
    $withoutHost[$instance] = [Collections.Generic.HashSet[string]]::new([StringComparer]::Ordinal)
    $isPartial[$instance] = !$listing.IsWhole
    foreach ($account in $listing.Account) {
        # A list that doesn't show the hosts can't tell two accounts of one name apart.
        if (!$account.AllowedHost -and (Test-HostIdentity $account.Service)) {
            $null = $withoutHost[$instance].Add($account.Name)
        } else {
            $there[$instance][(Get-AccountKey $account)] = $account
        }
    }
}

# Which account on which instance each row means. Where several hosts are several accounts, the row is one for each.
$instances = @($listings | ForEach-Object { $_.Instance })
$wanted = @(foreach ($row in $rows) {
        $service, $id, $name = 'Service', 'InstanceId', 'Name' | ForEach-Object { Get-Cell $row $_ }
        $hosts = @(Split-Value (Get-Cell $row AllowedHost))
        $found = @($instances | Where-Object { $service -in '', $_.Service -and $id -in '', $_.InstanceId })
        if ($found.Count -ne 1) {
            $result = Get-RunbookResult $name $hosts $service $id
            $results.Add($result)
            $problem = if ($found) { 'AmbiguousInstance' } else { 'InstanceNotConnected' }
            $read = $instances -join ', '
            Write-RowRefusal $result $problem "The Service and InstanceId of '$name' mean $($found.Count) instances of these: $read."
            continue
        }
        $info = Get-DbService $found[0].Service
        $sets = @(, $hosts)
        if ($hosts -and $info.HostIsIdentity -and !$info.AccountHasHostList) { $sets = $hosts }
        foreach ($set in $sets) {
            # No more columns than the file has: one that is left out has a default, one that is empty says nothing.
            $account = $row | Select-Object ($columns + @('Service', 'InstanceId' | Where-Object { $_ -notin $columns }))
            $account.Service = $found[0].Service
            $account.InstanceId = $found[0].InstanceId
            if ($hosts) { $account.AllowedHost = $set -join ';' }
            $result = Get-RunbookResult $name $set $account.Service $account.InstanceId
            $results.Add($result)
            try {
                # The module says which rows can't be meant, also of accounts that are there already.
                $tested = $account | Test-DbAccount -Instance $found[0] -GeneratePassword -ErrorAction Stop
            } catch {
                Write-RowError $result $_
                continue
            }
            [pscustomobject]@{
                Row = $account; Instance = $found[0]; Key = Get-AccountKey $account; Result = $result; Violation = @($tested.Violation)
            }
        }
    })

$byAccount = [Collections.Generic.Dictionary[string, object]]::new([StringComparer]::Ordinal)
foreach ($one in $wanted) {
    $key = "$($one.Instance) $($one.Key)"
    if (!$byAccount.ContainsKey($key)) { $byAccount[$key] = [Collections.Generic.List[object]]::new() }
    $byAccount[$key].Add($one)
}
foreach ($same in $byAccount.Values | Where-Object Count -GT 1) { Write-Contradiction $same }

# What is missing is created, with the password that the vault has then.
$changes = foreach ($one in $wanted | Where-Object { !$_.Result.Outcome }) {
    $one.Result.Secret = Get-SecretName $one.Row
    $instance = "$($one.Instance)"
    if ($there[$instance].ContainsKey($one.Key)) {
        $one.Result.Outcome = 'Unchanged'
        continue
    }
    if ($withoutHost[$instance].Contains($one.Result.Name)) {
        $text = "$instance shows an account '$($one.Result.Name)' without its hosts: it may be '$($one.Key)'."
        Write-RowRefusal $one.Result 'AccountListNotShown' $text
        continue
    }
    if ($isPartial[$instance]) {
        Write-RowRefusal $one.Result 'ListNotWhole' "$instance does not show '$($one.Key)', but there may be more accounts."
        continue
    }
    if ($one.Violation) {
        $text = "$($one.Instance.Service) would not accept this for '$($one.Key)': $($one.Violation -join '; ')."
        Write-RowRefusal $one.Result 'RuleViolation' $text
        continue
    }
    try {
        $row = $one.Row
        # On TencentMySql privileges are granted below, when all accounts are there; DDM wants them with the account.
        if ($one.Instance.Service -eq 'TencentMySql') { $row = $row | Select-Object * -ExcludeProperty $ofGrant }
        $password = Get-VaultPassword $one.Result.Secret $Vault
        if (!$password) {
            $password = New-DbPassword $one.Instance.Service
            if (!$WhatIfPreference) { Save-VaultPassword $one.Result.Secret $Vault $one.Row.Name $password }
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
$changes = foreach ($one in $wanted | Where-Object { (Get-Cell $_.Row Privilege) -and $_.Result.Outcome -in 'Created', 'Unchanged' }) {
    try {
        # An account that this run has created holds what DDM was given with it, and nothing elsewhere.
        $account = $there["$($one.Instance)"][$one.Key]
        $isHeld = $one.Instance.Service -eq 'Ddm' -and $one.Result.Outcome -eq 'Created'
        if ($account) { $isHeld = Test-RowHeld $one.Row $account }
        if ($isHeld) { continue }
        $job = $one.Row | Select-Object @($columns | Where-Object { $_ -in @('Name', 'AllowedHost') + $ofGrant }) |
            Grant-DbPrivilege -Instance $one.Instance -Timeout $Timeout -ErrorAction Stop
        if ($one.Result.Outcome -eq 'Unchanged') { $one.Result.Outcome = if ($job) { 'Granted' } else { 'Skipped' } }
        if ($job) { [pscustomobject]@{ Result = $one.Result; Job = $job } }
    } catch {
        Write-RowError $one.Result $_
    }
}
Wait-RunbookJob $changes $Timeout

Complete-Runbook $results $ReportPath
