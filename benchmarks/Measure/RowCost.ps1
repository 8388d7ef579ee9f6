#Requires -Version 7.4
<#
.SYNOPSIS
    Measures what a row of New-DbAccount costs, or of the hand-made cmdlet: the CPU of this process.
#>
param (
    [Parameter(Mandatory)]
    [uri] $Endpoint,

    # The assembly of the hand-made cmdlet, which is measured then; both processes connect alike.
    [string] $HandMade = '',

    [int] $Count = 3000
)

$ErrorActionPreference = 'Stop'
Import-Module (Join-Path $PSScriptRoot '../Benchmark.psm1')
Import-Module (Get-ModulePath)
$instance = Connect-Server MySqlPlus $Endpoint
$command = 'New-DbAccount'
if ($HandMade) {
    Import-Module $HandMade
    $command = 'New-HandMadeAccount'
    $own = Start-DbSimulator
    $key = ($own.Instance | Where-Object Service -EQ MySqlPlus).Credential.GetNetworkCredential()
    Stop-DbSimulator $own.Port
    [DbAccounts.Benchmarks.HandMadeCluster]::Current = [DbAccounts.Benchmarks.HandMadeCluster]::new(
        $instance.InstanceId, $instance.Region, $instance.Endpoint, $key.UserName, $key.Password)
}

Invoke-WarmUp { param ($prefix) Get-AccountRow $prefix 1000 | & $command }
$rows = @(Get-AccountRow 'row' $Count)
$run = Measure-Run { $rows | & $command }
$jobs = @($run.Output.Id | Select-Object -Unique).Count
if ($jobs -ne $Count) { throw "$Count rows gave $jobs jobs." }
[ordered]@{
    CpuMilliseconds = $run.CpuSeconds * 1000 / $Count
    Milliseconds = $run.Seconds * 1000 / $Count
    Kilobytes = $run.Allocated / 1024 / $Count
} | ConvertTo-Json -Compress
