#Requires -Version 7.4

<#
.SYNOPSIS
    Tests a runbook against a simulator that throttles, is busy, loses answers and fails jobs.
.DESCRIPTION
    What does a runbook do if an answer is lost half-way? This script runs New-OnboardedAccount.ps1 until no row fails, with faults that are
    the same in each test because of -Seed. Then it compares the accounts with the list. A table in memory takes the place of the vault. It
    ends with an error if the runbook is not good enough. In the sources, run './build.sh Build' first.
.PARAMETER Seed
    Decides which faults happen: the same number causes the same faults for the same requests. Default: 3.
.EXAMPLE
    ./Test-UnderFault.ps1
.EXAMPLE
    1..5 | ForEach-Object { ./Test-UnderFault.ps1 -Seed $_ }
#>
[CmdletBinding()]
param ([int] $Seed = 3)

Set-StrictMode -Version 3
$ErrorActionPreference = 'Stop'
# Beside the module that brings it, or among its sources.
$module = '../../out/DbAccounts'
if (Test-Path (Join-Path $PSScriptRoot '../../DbAccounts.PowerShell.dll')) { $module = '../../DbAccounts.psd1' }
Import-Module (Join-Path $PSScriptRoot $module)

$kept = @{}
function Get-Secret {
    [CmdletBinding()]
    param ([string] $Name, [string] $Vault)
    Write-Verbose "$Vault is asked for $Name."
    $kept[$Name]
}

function Set-Secret {
    [CmdletBinding(SupportsShouldProcess)]
    param ([string] $Name, [string] $Vault, [pscredential] $Secret)
    if ($PSCmdlet.ShouldProcess("$Vault/$Name")) { $kept[$Name] = $Secret }
}

$faults = @{ Throttle = 0.1; Busy = 0.05; DropBefore = 0.03; DropAfter = 0.05; FailedJob = 0.05; ServerErrorHtml = 0.05; StaleRead = 0.05 }
$simulator = Start-DbSimulator -Fault $faults -Seed $Seed
$list = New-TemporaryFile
try {
    $db = $simulator.Instance | Where-Object Service -EQ TencentMySql | Connect-DbInstance -NoDefault
    $wanted = foreach ($i in 1..3) {
        [pscustomobject]@{ Service = 'TencentMySql'; Name = "app$i"; Database = 'shop'; Privilege = 'SELECT, INSERT' }
    }
    $wanted | Export-Csv $list

    foreach ($run in 1..10) {
        $isDone = $true
        $rows = [Collections.Generic.List[object]]::new()
        try {
            & (Join-Path $PSScriptRoot New-OnboardedAccount.ps1) $list -Vault Memory -Timeout 60 2>$null | ForEach-Object { $rows.Add($_) }
        } catch {
            $isDone = $false
        }
        Write-Host "Run ${run}: $(@($rows | ForEach-Object { "$($_.Name) $($_.Outcome) $($_.ErrorId)".Trim() }) -join ', ')"
        if ($isDone) { break }
    }
    if (!$isDone) { throw 'The runbook did not come to an end.' }

    $found = foreach ($row in $wanted) { "$(Get-DbPrivilege $row.Name -Instance $db)" }
    if ($found | Where-Object { $_ -ne 'INSERT, SELECT ON shop.*' }) { throw "The accounts hold: $($found -join '; ')" }
    $count = @(Get-DbAccount app* -Instance $db).Count
    if ($count -ne 3 -or $kept.Count -ne 3) { throw "There are $count accounts and $($kept.Count) passwords." }
    $met = (Get-DbSimulator | Where-Object Port -EQ $simulator.Port).Fault
    $met = ($met.GetEnumerator() | Sort-Object Key | ForEach-Object { "$($_.Key) $($_.Value)" }) -join ', '
    Write-Host "All $count accounts are as wanted, after these faults: $met."
} finally {
    Remove-Item $list
    Stop-DbSimulator -Port $simulator.Port
}
