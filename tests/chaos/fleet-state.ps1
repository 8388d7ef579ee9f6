#Requires -Version 7.4
<#
.SYNOPSIS
    Brings fifty instances to an access document, in a way that may be cut off at any moment and run again.
.DESCRIPTION
    With a plan's file that is there the plan is carried out, else the document. Exits with 0 when nothing differs any more.
#>
param ([string] $Simulators, [string] $Document, [string] $Plan)

Set-StrictMode -Version 3
$ErrorActionPreference = 'Stop'
Import-Module (Join-Path $PSScriptRoot '../../out/DbAccounts')
Get-Content $Simulators -Raw | ConvertFrom-Json | ForEach-Object {
    $secret = [pscredential]::new($_.Key, [Net.NetworkCredential]::new('', $_.Secret).SecurePassword)
    $null = $_ | Select-Object Service, InstanceId, Region, ProjectId, Endpoint | Connect-DbInstance -Credential $secret
}
if ($Plan -and (Test-Path $Plan)) {
    Invoke-DbAccountPlan $Plan -Wait -ErrorAction Continue | Out-Null
} else {
    Sync-DbAccount $Document -GeneratePassword -Wait -ErrorAction Continue -Confirm:$false | Out-Null
}
exit (Compare-DbAccount $Document -Quiet) ? 0 : 1
