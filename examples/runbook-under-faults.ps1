#Requires -Version 5.1
<#
.SYNOPSIS
    Tests a small runbook against a simulator that throttles, is busy, loses answers and fails jobs.
.DESCRIPTION
    The runbook wants every account of a list to exist with its privileges. Whoever writes such a script asks: what if an answer is
    lost half-way? Here it is run until nothing is left to do, with faults that are the same in each test because of -Seed, and then
    the accounts are compared with the list. Run it after './build.sh Build'; it ends with an error if the runbook is not good enough.
.EXAMPLE
    ./examples/runbook-under-faults.ps1 -Seed 42
#>
param ([int] $Seed = 3)

Set-StrictMode -Version 3
$ErrorActionPreference = 'Stop'
Import-Module (Join-Path $PSScriptRoot '../out/DbAccounts')

# The runbook: each run looks first at what is there, and so it can be run again after any failure.
function Invoke-Runbook ([object] $Instance, [hashtable[]] $Wanted) {
    $here = Get-DbAccount -Instance $Instance | ForEach-Object Name
    foreach ($row in $Wanted) {
        if ($row.Name -notin $here) {
            New-DbAccount $row.Name -GeneratePassword -Instance $Instance -Wait -Timeout 60 -ErrorAction Continue
        }
        $held = Get-DbPrivilege $row.Name -Instance $Instance -ErrorAction Continue |
            Where-Object Database -EQ $row.Database | ForEach-Object Privilege
        if ($row.Privilege | Where-Object { $_ -notin $held }) {
            Grant-DbPrivilege $row.Name -Database $row.Database -Privilege $row.Privilege -Instance $Instance -Wait -Timeout 60 -ErrorAction Continue
        }
    }
}

$wanted = 1..3 | ForEach-Object { @{ Name = "app$_"; Database = 'shop'; Privilege = 'SELECT', 'INSERT' } }
$faults = @{ Throttle = 0.1; Busy = 0.05; DropBefore = 0.03; DropAfter = 0.05; FailedJob = 0.05; ServerErrorHtml = 0.05; StaleRead = 0.05 }
$simulator = Start-DbSimulator -Fault $faults -Seed $Seed
$db = $simulator.Instance | Where-Object Service -EQ TencentMySql | Connect-DbInstance -NoDefault

foreach ($run in 1..10) {
    $errors = @(Invoke-Runbook $db $wanted 2>&1 | Where-Object { $_ -is [System.Management.Automation.ErrorRecord] })
    $kinds = $errors | ForEach-Object { ($_.FullyQualifiedErrorId -split ',')[0] } | Group-Object -NoElement | ForEach-Object { "$($_.Name) $($_.Count)" }
    Write-Host "Run ${run}: $(if ($errors) { $kinds -join ', ' } else { 'no errors' })"
    if (!$errors) { break }
}
if ($errors) { throw 'The runbook did not come to an end.' }

$found = foreach ($row in $wanted) { "$(Get-DbPrivilege $row.Name -Instance $db)" }
$expected = $wanted | ForEach-Object { 'INSERT, SELECT ON shop.*' }
if (Compare-Object @($found) @($expected)) { throw "The accounts hold: $($found -join '; ')" }
$count = @(Get-DbAccount app* -Instance $db).Count
if ($count -ne $wanted.Count) { throw "There are $count accounts." }
$met = (Get-DbSimulator | Where-Object Port -EQ $simulator.Port).Fault
Write-Host "All $($wanted.Count) accounts are as wanted, after these faults: $(($met.GetEnumerator() | Sort-Object Key | ForEach-Object { "$($_.Key) $($_.Value)" }) -join ', ')."
Stop-DbSimulator -Port $simulator.Port
