#Requires -Version 7.4
<#
.SYNOPSIS
    Kills the PowerShell that brings fifty instances of all services to an access document, and runs it again until it is done.
.DESCRIPTION
    First with Sync-DbAccount, then, after the document was changed, with a plan that one session has made and others carry out. In the end nothing
    differs, nothing is to be done, and each account is there once. 'build.ps1 Chaos' runs this after building.
#>
param ([int] $Kills = 6, [int] $Seed = 1)

Set-StrictMode -Version 3
$ErrorActionPreference = 'Stop'
Import-Module (Join-Path $PSScriptRoot '../../out/DbAccounts')

$powerShell = & (Join-Path $PSScriptRoot '../../tools/Get-PowerShellCommand.ps1')
$random = [Random]::new($Seed)
$folder = Join-Path ([IO.Path]::GetTempPath()) "dbaccounts-fleet-$PID"
$null = New-Item $folder -ItemType Directory
$files = @{ Simulators = "$folder/simulators.json"; Document = "$folder/access.json"; Plan = "$folder/plan.json" }

# The account of each service, in two versions of the document.
function Write-Document ([string] $Privilege, [string] $Network) {
    $grants = 'shop', 'crm' | ForEach-Object { "$Privilege ON $_.*" }
    $accounts = @{
        MySqlPlus = 1..3 | ForEach-Object { @{ name = "m$_"; allowedHost = "$Network.%" } }
        MySqlPlusAnalysis = 1..3 | ForEach-Object { @{ name = "k$_" } }
        ChronusDB = 1..3 | ForEach-Object { @{ name = "c$_" } }
        Ddm = 1..3 | ForEach-Object { @{ name = "d$_"; grants = $grants; description = $Network } }
        TencentMySql = 1..3 | ForEach-Object { @{ name = "t$_"; allowedHost = @('10.%', '11.%'); grants = $grants; description = $Network } }
    }
    $instances = Get-DbInstance | ForEach-Object {
        [ordered]@{ service = $_.Service; id = $_.InstanceId; endpoint = "$($_.Endpoint)"; accounts = $accounts[$_.Service] }
    }
    @{ instances = @($instances) } | ConvertTo-Json -Depth 6 | Set-Content $files.Document
}

# Runs it until it is done, and kills it on the way.
function Invoke-UntilDone ([string] $What, [int] $MostKills) {
    $killed = $runs = 0
    do {
        $runs++
        $info = [Diagnostics.ProcessStartInfo]::new($powerShell.File)
        $info.RedirectStandardOutput = $info.RedirectStandardError = $true
        $given = $files.GetEnumerator() | ForEach-Object { "-$($_.Key)"; $_.Value }
        foreach ($argument in $powerShell.Argument + '-NoProfile', '-NonInteractive', '-File', (Join-Path $PSScriptRoot 'fleet-state.ps1') + $given) {
            $info.ArgumentList.Add($argument)
        }
        $child = [Diagnostics.Process]::Start($info)
        $output = $child.StandardOutput.ReadToEndAsync(), $child.StandardError.ReadToEndAsync()
        $limit = $killed -lt $MostKills ? 1800 + $random.Next(2500) : 180000
        if ($child.WaitForExit($limit)) {
            $code = $child.ExitCode
        } else {
            $child.Kill()
            $child.WaitForExit()
            $killed++
            $code = 'killed'
        }
    } until ($code -eq 0 -or $runs -ge 3 * $MostKills)
    if ($code -ne 0) { throw "$What was not done after $runs runs: $code`n$($output.Result -join "`n")" }
    if (!(Compare-DbAccount $files.Document -Quiet)) { throw "$What has left differences." }
    $left = (New-DbAccountPlan $files.Document -GeneratePassword).Step
    if ($left.Count -gt 0) { throw "$What would be done twice: $left" }
    Write-Host "$What was killed $killed times in $runs runs, and fifty instances are as the document says."
}

try {
    $simulators = 1..10 | ForEach-Object { Start-DbSimulator -JobDuration 0.5 }
    $null = $simulators.Instance | Connect-DbInstance
    $simulators.Instance | ForEach-Object {
        $key = $_.Credential.GetNetworkCredential()
        [ordered]@{
            Service = $_.Service; InstanceId = $_.InstanceId; Region = $_.Region; ProjectId = $_.ProjectId; Endpoint = "$($_.Endpoint)"
            Key = $key.UserName; Secret = $key.Password
        }
    } | ConvertTo-Json | Set-Content $files.Simulators
    Write-Document SELECT 10
    Invoke-UntilDone Sync-DbAccount $Kills
    Write-Document 'INSERT, SELECT, UPDATE' 11
    # The hosts of MySQL Plus are new accounts: they get passwords.
    $null = New-DbAccountPlan $files.Document -GeneratePassword -OutFile $files.Plan
    Invoke-UntilDone Invoke-DbAccountPlan $Kills
    $doubled = Get-DbAccount -Instance * | Group-Object Service, Endpoint, Name, { "$($_.AllowedHost)" } | Where-Object Count -GT 1
    if ($doubled) { throw "Accounts are there more than once: $($doubled.Name -join ', ')" }
} finally {
    Get-DbSimulator | Stop-DbSimulator
    Remove-Item $folder -Recurse
}
