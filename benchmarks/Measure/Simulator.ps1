#Requires -Version 7.4
<#
.SYNOPSIS
    Runs simulators, writes their addresses in one line, and ends with its input.
#>
param (
    [int] $Count = 1,
    [double] $Latency = 0,
    [int] $Accounts = 0
)

$ErrorActionPreference = 'Stop'
Import-Module (Join-Path $PSScriptRoot '../Benchmark.psm1')
Import-Module (Get-ModulePath)
$behavior = @{ TencentOtherAccounts = $Accounts; DdmOtherAccounts = $Accounts; DdmMostAccounts = $Accounts + 10000 }
@(1..$Count | ForEach-Object { (Start-DbSimulator -Latency $Latency -Behavior $behavior).Endpoint }) -join ' '
$null = [Console]::In.ReadToEnd()
