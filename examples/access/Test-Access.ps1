#Requires -Version 5.1
#Requires -Modules DbAccounts

<#
.SYNOPSIS
    A check for a build: it turns red when access is not what the document says.
.DESCRIPTION
    Compares an access document with what is there, shows what differs, and ends with an error when anything does, when the document has
    problems, or when an instance can't be read. Nothing is changed.

    The instances have to be connected, or be named in the document by profiles.
.PARAMETER Path
    The access document.
.PARAMETER Prune
    Accounts that the document doesn't name are differences too.
.EXAMPLE
    ./Test-Access.ps1 access.json -Prune
.EXAMPLE
    pwsh -NoProfile -NonInteractive -File Test-Access.ps1 -Path access.json

    The line for a pipeline: the exit code is 1 where access has drifted.
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
