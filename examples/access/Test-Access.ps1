#Requires -Version 5.1
#Requires -Modules DbAccounts

<#
.SYNOPSIS
    A check for a build: it fails if access is not what the document says.
.DESCRIPTION
    Compares an access document with the instances and shows what differs. It ends with an error if anything differs, if the document has
    mistakes, or if an instance can't be read. It changes nothing.

    The instances must be connected, or the document must name them by profiles.
.PARAMETER Path
    The access document.
.PARAMETER Prune
    Accounts that the document doesn't name are differences too.
.EXAMPLE
    ./Test-Access.ps1 access.json -Prune
.EXAMPLE
    pwsh -NoProfile -NonInteractive -File Test-Access.ps1 -Path access.json

    The command for a pipeline: the exit code is 1 if access has drifted.
#>
[CmdletBinding()]
param (
    [Parameter(Mandatory, Position = 0)] [string] $Path,
    [switch] $Prune
)

Set-StrictMode -Version 3
$ErrorActionPreference = 'Stop'

# Each problem is shown; the error at the end is one.
$differences = @(Compare-DbAccount $Path -Prune:$Prune -ErrorAction Continue -ErrorVariable problem)
$differences | Format-Table Account, Aspect, Current, Desired, Risk -AutoSize -Wrap | Out-String -Width 200 | Write-Host
if ($problem) { throw "$($problem.Count) problems keep $Path from being compared." }
if ($differences) { throw "Access has drifted from ${Path}: $($differences.Count) differences. Sync-DbAccount $Path -WhatIf shows what would end them." }
Write-Host "Access is what $Path says."
