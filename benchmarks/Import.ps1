#Requires -Version 7.4
<#
.SYNOPSIS
    Measures how long the import of out/DbAccounts takes, as a ratio to an empty binary module.
.DESCRIPTION
    Each import happens in a fresh process, the two modules in turn, and the medians are compared: the ratio says more than
    milliseconds do, as it hardly depends on the machine. It also checks that the import loads no assembly that is neither
    PowerShell's own nor the module's. Ends with an error when that is so, or when the ratio is above the limit.
.EXAMPLE
    ./build.ps1 Bench
#>
param (
    [ValidateRange(1, 1000)]
    [int] $Count = 15,

    [double] $Limit = 3
)

$ErrorActionPreference = 'Stop'
Set-StrictMode -Version 3

$out = Join-Path (Split-Path $PSScriptRoot) 'out'
$module = Join-Path $out 'DbAccounts/DbAccounts.psd1'

# An empty module: one cmdlet that does nothing, and a manifest.
function New-EmptyModule {
    [Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSUseShouldProcessForStateChangingFunctions', '', Justification = 'It writes to out only.')]
    param ()
    $folder = Join-Path $out 'bench/Empty'
    Remove-Item $folder -Recurse -Force -ErrorAction Ignore
    $null = New-Item $folder -ItemType Directory
    Add-Type -OutputAssembly (Join-Path $folder 'Empty.dll') -TypeDefinition @'
using System.Management.Automation;

[Cmdlet("Get", "Nothing")]
public sealed class GetNothingCommand : PSCmdlet
{
}
'@
    $manifest = Join-Path $folder 'Empty.psd1'
    New-ModuleManifest $manifest -RootModule Empty.dll -CmdletsToExport Get-Nothing -FunctionsToExport @() -AliasesToExport @() -VariablesToExport @()
    $manifest
}

# Runs a line in a fresh process and returns what it writes.
function Invoke-Fresh ([string] $Line) {
    & (Join-Path $PSScriptRoot '../tools/Invoke-FreshPowerShell.ps1') -Command "`$ErrorActionPreference = 'Stop'; $Line"
}

function Measure-Import ([string] $Manifest) {
    [double](Invoke-Fresh "`$w = [Diagnostics.Stopwatch]::StartNew(); Import-Module '$Manifest'; `$w.Elapsed.TotalMilliseconds.ToString([cultureinfo]::InvariantCulture)")
}

function Get-Median ([double[]] $Value) {
    $sorted = @($Value | Sort-Object)
    $middle = [Math]::Floor($sorted.Count / 2)
    ($sorted[$middle] + $sorted[-$middle - 1]) / 2
}

$empty = New-EmptyModule
$null = Measure-Import $empty; $null = Measure-Import $module
$times = foreach ($run in 1..$Count) {
    [pscustomobject]@{ Empty = Measure-Import $empty; DbAccounts = Measure-Import $module }
}
$emptyTime = Get-Median $times.Empty
$moduleTime = Get-Median $times.DbAccounts
$ratio = $moduleTime / $emptyTime

$loaded = Invoke-Fresh "Import-Module '$module'; [AppDomain]::CurrentDomain.GetAssemblies().Where({ !`$_.IsDynamic -and `$_.Location }).Location"
$own = $PSHOME, [System.Runtime.InteropServices.RuntimeEnvironment]::GetRuntimeDirectory(), (Split-Path $module)
$foreign = @($loaded | Where-Object { $file = $_; !($own | Where-Object { $file.StartsWith($_, 'OrdinalIgnoreCase') }) })

[string]::Format([cultureinfo]::InvariantCulture, 'Import, median of {0}: DbAccounts {1:0} ms, an empty module {2:0} ms, ratio {3:0.00} (limit {4:0.0})', $Count, $moduleTime, $emptyTime, $ratio, $Limit)
"Assemblies loaded from elsewhere: $($foreign ? ($foreign -join ', ') : 'none')"
if ($foreign) { throw 'The import loads assemblies that are neither PowerShell''s nor the module''s.' }
if ($ratio -gt $Limit) { throw "The import takes more than $Limit times as long as that of an empty module." }
