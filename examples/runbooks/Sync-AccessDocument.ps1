#Requires -Version 5.1
#Requires -Modules DbAccounts

<#
.SYNOPSIS
    Makes access match an access document, on all of its instances.
.DESCRIPTION
    Compares an access document with the instances and ends the differences in accounts, settings and grants. What has expired is removed.
    If nothing differs, nothing is sent, so it may run every night and be started again at any time. An instance that can't be reached is an
    error, and the others go on; the run ends with an error.

    Passwords of new accounts come from the secrets that the document names. Nothing is asked. Accounts that the document doesn't name are
    removed only with -Prune, and at most -PruneLimit of each instance.

    It writes a row for each change: Name, AllowedHost, Service, InstanceId, Outcome (Changed, Failed), JobId, ErrorId.
.PARAMETER Path
    The access document, .json or .psd1.
.PARAMETER Prune
    Remove accounts that the document doesn't name.
.PARAMETER PruneLimit
    How many accounts -Prune may remove from an instance: a number, or a share of its accounts. Default: 10%.
.PARAMETER ProfileName
    Saved profiles of the instances. Default: the instances that the session has connected, and the profiles that the document names.
.PARAMETER ReportPath
    A CSV file that gets the rows too. It is replaced at the end of the run.
.EXAMPLE
    ./Sync-AccessDocument.ps1 access.json -ProfileName shop-prod, orders-prod -WhatIf
.EXAMPLE
    pwsh -NoProfile -NonInteractive -File Sync-AccessDocument.ps1 -Path access.json -ProfileName shop-prod,orders-prod

    The command for cron or the Windows Task Scheduler.
#>
[CmdletBinding(SupportsShouldProcess)]
[OutputType([pscustomobject])]
param (
    [Parameter(Mandatory, Position = 0)] [string] $Path,
    [switch] $Prune,
    [string] $PruneLimit = '10%',
    [Alias('Profile')] [string[]] $ProfileName,
    [string] $ReportPath
)

Set-StrictMode -Version 3
$ErrorActionPreference = 'Stop'
. (Join-Path $PSScriptRoot 'RunbookSupport.ps1')
Assert-Given $PSBoundParameters

if ($ProfileName) { $null = Get-RunbookInstance $ProfileName }
$results = [Collections.Generic.List[object]]::new()
$sync = @{ Path = $Path; Wait = $true; ErrorAction = 'Continue'; ErrorVariable = 'problem' }
if ($Prune) { $sync.Prune = $true; $sync.PruneLimit = $PruneLimit }
if (!$PSBoundParameters.ContainsKey('Confirm')) { $sync.Confirm = $false }
Sync-DbAccount @sync | ForEach-Object {
    foreach ($account in $_.Account) {
        $result = Get-RunbookResult -Name $account -Service $_.Service -InstanceId $_.InstanceId
        $result.Outcome = if ($_.State -eq 'Succeeded') { 'Changed' } else { 'Failed' }
        $result.JobId = $_.Id
        $result.ErrorId = $_.ErrorCode
        $results.Add($result)
    }
}

# What failed without a job: an instance, a problem of the document, an account that has drifted.
foreach ($record in $problem | Where-Object { $_.TargetObject -isnot [DbAccounts.Model.DbJob] }) {
    $result = Get-RunbookResult -Name "$($record.TargetObject)"
    $result.Outcome = 'Failed'
    $result.ErrorId = ($record.FullyQualifiedErrorId -split ',')[0]
    $results.Add($result)
}

Complete-Runbook $results $ReportPath
