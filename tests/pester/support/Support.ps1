# What several test files share; each takes it in with: BeforeAll { . $PSScriptRoot/support/Support.ps1 }
$modulePath = (Resolve-Path "$PSScriptRoot/../../../out/DbAccounts").Path
Import-Module $modulePath
if (!('DbAccounts.PesterSupport.LoopbackServer' -as [type])) {
    Add-Type -Path "$PSScriptRoot/LoopbackServer.cs"
}

# A server between the module and a simulator (Forward), or one that fails: Silent, Stalled, Dropped.
function Open-Loopback ([string] $Mode = 'Forward', [int] $Port) {
    [DbAccounts.PesterSupport.LoopbackServer]::new($Mode, $Port)
}

# Connects the simulator's instance of a service, through another endpoint where one is given.
function Connect-Simulated ([object] $Simulator, [string] $Service, [uri] $Endpoint) {
    $more = if ($Endpoint) { @{ Endpoint = $Endpoint } } else { @{} }
    $Simulator.Instance | Where-Object Service -EQ $Service | Connect-DbInstance @more
}

# Waits until a condition holds, at most some seconds, and says whether it does.
function Wait-Until ([scriptblock] $Condition, [double] $Second = 5) {
    $watch = [Diagnostics.Stopwatch]::StartNew()
    while (!(& $Condition)) {
        if ($watch.Elapsed.TotalSeconds -gt $Second) { return $false }
        Start-Sleep -Milliseconds 20
    }
    $true
}

# The part of FullyQualifiedErrorId that is the module's.
function Get-ErrorId {
    process { ($_.FullyQualifiedErrorId -split ',')[0] }
}
