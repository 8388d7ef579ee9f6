<#
.SYNOPSIS
    What the tests of the cmdlets share: a simulator of their own, and commands whose errors are looked at.
#>
Import-Module (Join-Path $PSScriptRoot '../../../out/DbAccounts/DbAccounts.psd1')

# Forgets what other tests have connected, and connects the instances of a new simulator; the last one is the default.
function Connect-Simulated ([string[]] $Service = '*', [hashtable] $Simulator = @{}) {
    Disconnect-Simulated
    $settings = @{ JobDuration = 0.05 }
    foreach ($name in $Simulator.Keys) { $settings[$name] = $Simulator[$name] }
    $new = Start-DbSimulator @settings
    foreach ($name in $Service) {
        $null = $new.Instance | Where-Object Service -Like $name | Connect-DbInstance
    }
    $new
}

function Disconnect-Simulated {
    Get-DbInstance | Disconnect-DbInstance | Out-Null
    Stop-DbSimulator
}

# Runs a command and says what it wrote and which errors it made, terminating or not.
function Watch-Command ([scriptblock] $WatchedCommand) {
    $ErrorActionPreference = 'Continue'
    $output = [Collections.Generic.List[object]]::new()
    $errors = [Collections.Generic.List[Management.Automation.ErrorRecord]]::new()
    try {
        & $WatchedCommand 2>&1 | ForEach-Object {
            if ($_ -is [Management.Automation.ErrorRecord]) { $errors.Add($_) } else { $output.Add($_) }
        }
    } catch {
        $errors.Add($_)
    }
    [pscustomobject]@{ Output = $output.ToArray(); Error = $errors.ToArray() }
}

# The id of an error without the command that made it.
function Get-ErrorId ([Management.Automation.ErrorRecord] $ErrorRecord) {
    ($ErrorRecord.FullyQualifiedErrorId -split ',')[0]
}

# What a command says at the prompt without writing it to a stream, as -WhatIf does.
function Get-HostText ([scriptblock] $WatchedCommand) {
    $path = Join-Path ([IO.Path]::GetTempPath()) "dbaccounts-$([guid]::NewGuid()).txt"
    try {
        $null = Start-Transcript -Path $path
        try { & $WatchedCommand | Out-Null } finally { $null = Stop-Transcript }
        # But for when it was.
        (Get-Content $path -Raw) -replace '(?m)^(Start|End) time: .*$'
    } finally {
        Remove-Item $path -ErrorAction Ignore
    }
}

function ConvertTo-Secret ([string] $Text) {
    [Net.NetworkCredential]::new('', $Text).SecurePassword
}

function ConvertFrom-Secret ([securestring] $Secret) {
    [Net.NetworkCredential]::new('', $Secret).Password
}

# Waiting takes no longer than the simulator's jobs do.
$PSDefaultParameterValues = @{ 'Wait-DbJob:PollingInterval' = 0.05 }
