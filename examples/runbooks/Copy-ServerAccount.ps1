#Requires -Version 5.1
#Requires -Modules DbAccounts

<#
.SYNOPSIS
    Migration: creates the accounts of a MySQL or MariaDB server on another instance, such as one of TencentDB, with their privileges.
.DESCRIPTION
    Reads the accounts of a server and their privileges. An account that is missing on the other instance is created with a new password,
    which is saved in a vault, and gets its privileges; an account that is there already gets the privileges that it lacks. So it may be
    started again at any time. Passwords can't be copied. A warning names privileges that can't be copied because the other service doesn't
    have their level, such as routines, roles and PROXY.

    It writes a row for each account: Name, AllowedHost, Service, InstanceId, Outcome (Created, Granted, Unchanged, Failed, or Skipped by
    -WhatIf), JobId, ErrorId, Secret (the name of the password in the vault). It ends with an error if a row has failed.
.PARAMETER From
    The saved profile, or the id of the connected instance, to read from.
.PARAMETER To
    The saved profile, or the id of the connected instance, to create the accounts on.
.PARAMETER Vault
    The vault for the passwords, by its name in Microsoft.PowerShell.SecretManagement.
.PARAMETER Name
    The names of the accounts; wildcards are allowed. Default: all.
.PARAMETER Protect
    Names that are not copied; wildcards are allowed. Default: root and the accounts that servers need themselves.
.PARAMETER Timeout
    How many seconds a change is tried, and its job waited for. Default: 600.
.EXAMPLE
    ./Copy-ServerAccount.ps1 -From old-server -To shop-prod -Vault Accounts -Name shop_* -WhatIf
.EXAMPLE
    ./Copy-ServerAccount.ps1 -From old-server -To shop-prod -Vault Accounts | Where-Object Outcome -EQ Failed
#>
[CmdletBinding(SupportsShouldProcess)]
[OutputType([pscustomobject])]
param (
    [Parameter(Mandatory)] [string] $From,
    [Parameter(Mandatory)] [string] $To,
    [Parameter(Mandatory)] [string] $Vault,
    [string[]] $Name = '*',
    [string[]] $Protect = @('root', 'mysql', 'mysql.*', 'mariadb.*', 'debian-sys-maint'),
    [ValidateRange(1, 86400)] [int] $Timeout = 600
)

Set-StrictMode -Version 3
$ErrorActionPreference = 'Stop'
. (Join-Path $PSScriptRoot 'RunbookSupport.ps1')
Assert-Given $PSBoundParameters

# A connected instance by its id, or else a saved profile.
function Get-Side ([string] $Text) {
    $connected = @(Get-DbInstance | Where-Object InstanceId -EQ $Text)
    if ($connected) { $connected[0] } else { Connect-DbInstance -Profile $Text -NoDefault }
}

$source = Get-Side $From
$target = Get-Side $To
$info = Get-DbService $target.Service
$levels = @($info.PrivilegeLevels)
$results = [Collections.Generic.List[object]]::new()
$there = @(Get-DbAccount -Instance $target | ForEach-Object { Get-AccountKey $_ })

foreach ($account in Get-DbAccount -Instance $source) {
    if (!($Name | Where-Object { Test-PatternMatch $account.Name $_ }) -or ($Protect | Where-Object { Test-PatternMatch $account.Name $_ })) { continue }
    $row = [pscustomobject]@{ Name = $account.Name; AllowedHost = $account.AllowedHost -join ';'; Service = $target.Service; InstanceId = $target.InstanceId }
    $result = Get-RunbookResult $account.Name $account.AllowedHost $target.Service $target.InstanceId
    $results.Add($result)
    $result.Outcome = 'Skipped'
    if (!$PSCmdlet.ShouldProcess("$account on $target", 'Create the account, and grant what it holds')) { continue }
    try {
        if ((Get-AccountKey $row) -notin $there) {
            $result.Secret = Get-SecretName $row
            # In the vault first: an account that is killed before it was saved would have a password that nobody has.
            $password = Get-VaultPassword $result.Secret $Vault
            if (!$password) {
                $password = New-DbPassword $target.Service
                Save-VaultPassword $result.Secret $Vault $account.Name $password
            }
            $job = $row | Select-Object Name, AllowedHost |
                New-DbAccount -Instance $target -MaxUserConnections $account.MaxUserConnections -Password $password -Wait -Timeout $Timeout
            $result.JobId = $job.Id
            $result.Outcome = 'Created'
            $has = @()
        } else {
            $result.Outcome = 'Unchanged'
            $has = @($row | Select-Object Name, AllowedHost | Get-DbPrivilege -Instance $target | ForEach-Object { "$_" })
        }
        foreach ($held in Get-DbPrivilege $account -Instance $source) {
            if ($held.Level -notin $levels) {
                Write-Warning "'$account' holds $held, which $($target.Service) has no level for: it is not carried."
                continue
            }
            if ("$held" -cin $has) { continue }
            $null = $held | Select-Object Account, Level, Database, Table, Column, Privilege |
                Grant-DbPrivilege -Instance $target -Wait -Timeout $Timeout
            if ($result.Outcome -eq 'Unchanged') { $result.Outcome = 'Granted' }
        }
    } catch {
        Write-RowError $result $_
    }
}

Complete-Runbook $results
