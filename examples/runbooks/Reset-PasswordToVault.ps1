#Requires -Version 5.1
#Requires -Modules DbAccounts

<#
.SYNOPSIS
    Password rotation: gives accounts a new password if theirs is too old, and saves it in a vault first.
.DESCRIPTION
    For each account that is due, a new password is saved in the vault as '<name>-pending', the account gets it, and then it is saved
    as '<name>' too, which is the one to use. So wherever a run ends, the vault has the password of the account: it is one of the two, and
    both are the same when the account is done. A run that finds a pending password that differs from the current one finishes that first,
    without generating another one. It may be started again at any time.

    An account is due if its password is older than -OlderThan, or if an earlier run has left a pending password. ChronusDB does not tell
    how old a password is, so there each run resets all; if it is started again half-way, some are reset twice. MySqlPlus and
    MySqlPlusAnalysis have no reset: each such row is Failed with NotSupportedByService, and the others go on. Name the profiles of other
    instances.

    It writes a row for each account: Name, AllowedHost, Service, InstanceId, Outcome (Reset, Unchanged, Failed, or Skipped by -WhatIf),
    JobId, ErrorId, Secret (the name of the password in the vault). It ends with an error if a row has failed.
.PARAMETER Name
    Names of accounts; wildcards are allowed. A name without wildcards that is on no instance is a row that has failed.
.PARAMETER Vault
    The vault for the passwords, by its name in Microsoft.PowerShell.SecretManagement. It is passed to Get-Secret and Set-Secret; for
    another vault define functions of these names.
.PARAMETER ProfileName
    Saved profiles of the instances. Default: all instances that the session has connected.
.PARAMETER OlderThan
    How many days old a password may be. 0 resets all, for example after an incident. Default: 1, so that a run that is started again
    resets nothing twice.
.PARAMETER Protect
    Names that are left alone, even if -Name matches them; wildcards are allowed, and case does not matter. Default: root, default,
    qc_*. An empty list is an error.
.PARAMETER ReportPath
    A CSV file that gets the rows too. It is replaced at the end of the run.
.PARAMETER Timeout
    How many seconds a change is tried, and its job waited for. Default: 600.
.EXAMPLE
    ./Reset-PasswordToVault.ps1 'shop_*', orders -Vault DbAccounts -ProfileName shop-prod -OlderThan 90
.EXAMPLE
    ./Reset-PasswordToVault.ps1 shop_app -Vault DbAccounts -OlderThan 0

    Replaces a leaked password at once, on the connected instances.
.EXAMPLE
    ./Reset-PasswordToVault.ps1 * -Vault DbAccounts -ProfileName shop-prod -OlderThan 90 -WhatIf

    Shows which accounts are due.
#>
[CmdletBinding(SupportsShouldProcess)]
[OutputType([pscustomobject])]
param (
    [Parameter(Mandatory, Position = 0)] [SupportsWildcards()] [string[]] $Name,
    [Parameter(Mandatory)] [string] $Vault,
    [Alias('Profile')] [string[]] $ProfileName,
    [ValidateRange(0, 36500)] [int] $OlderThan = 1,
    [string[]] $Protect = @('root', 'default', 'qc_*'),
    [string] $ReportPath,
    [ValidateRange(1, 86400)] [int] $Timeout = 600
)

Set-StrictMode -Version 3
$ErrorActionPreference = 'Stop'
. (Join-Path $PSScriptRoot 'RunbookSupport.ps1')
Assert-Given $PSBoundParameters

$names = @(Split-Value $Name)
$seen = [Collections.Generic.HashSet[string]]::new([StringComparer]::Ordinal)
$limit = (Get-Date).ToUniversalTime().AddDays(-$OlderThan)
$results = [Collections.Generic.List[object]]::new()

$changes = foreach ($listing in Get-RunbookListing $ProfileName $results) {
    $instance = $listing.Instance
    $canReset = (Get-DbService $instance.Service).Operations.Operation -contains 'ResetPassword'
    if (!$listing.IsWhole) {
        $result = Get-RunbookResult -Service $instance.Service -InstanceId $instance.InstanceId
        $results.Add($result)
        Write-RowRefusal $result 'ListNotWhole' "$instance shows as many accounts as it shows at most: others may be due too."
    }
    foreach ($account in $listing.Account) {
        $matching = @($names | Where-Object { Test-NameMatch $account.Name $_ })
        if (!$matching -or ($Protect | Where-Object { Test-PatternMatch $account.Name $_ })) { continue }
        $matching | ForEach-Object { $null = $seen.Add($_) }

        $result = Get-RunbookResult $account.Name $account.AllowedHost $account.Service $account.InstanceId
        $results.Add($result)
        $result.Secret = Get-SecretName $account
        try {
            $current = Get-VaultPassword $result.Secret $Vault
            $password = Get-VaultPassword "$($result.Secret)-pending" $Vault
            if (!$password -or (Test-SameSecret $password $current)) {
                # A day's difference hides that TencentMySql doesn't tell the time zone of its times.
                if ($OlderThan -and $account.PasswordChanged -and $account.PasswordChanged.ToUniversalTime() -gt $limit) {
                    $result.Outcome = 'Unchanged'
                    continue
                }
                $password = New-DbPassword $instance.Service
                if ($canReset -and !$WhatIfPreference) {
                    Save-VaultPassword "$($result.Secret)-pending" $Vault $account.Name $password
                }
            }
            $job = $account | Reset-DbAccountPassword -Instance $instance -Password $password -Timeout $Timeout -ErrorAction Stop
            $result.Outcome = if ($job) { 'Reset' } else { 'Skipped' }
            if ($job) { [pscustomobject]@{ Result = $result; Job = $job; Password = $password } }
        } catch {
            Write-RowError $result $_
        }
    }
}

Wait-RunbookJob $changes $Timeout {
    param ($Change)
    try {
        Save-VaultPassword $Change.Result.Secret $Vault $Change.Result.Name $Change.Password
    } catch {
        Write-RowError $Change.Result $_
    }
}

foreach ($name in $names | Where-Object { !$seen.Contains($_) -and ![WildcardPattern]::ContainsWildcardCharacters($_) }) {
    $result = Get-RunbookResult $name
    $results.Add($result)
    Write-RowRefusal $result 'AccountNotFound' "No instance has an account '$name' that may be reset."
}

Complete-Runbook $results $ReportPath
