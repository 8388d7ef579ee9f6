#Requires -Version 7.4
<#
.SYNOPSIS
    Runs answerers, writes their addresses in one line, and ends with its input.
#>
param (
    [Parameter(Mandatory)]
    [string] $Assembly,

    [int] $Count = 1
)

$ErrorActionPreference = 'Stop'
Add-Type -Path $Assembly
@(1..$Count | ForEach-Object { [DbAccounts.Benchmarks.Answerer]::new().Endpoint }) -join ' '
$null = [Console]::In.ReadToEnd()
