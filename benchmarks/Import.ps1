#Requires -Version 7.4
<#
.SYNOPSIS
    How long the import of out/DbAccounts takes, as a ratio to an empty binary module, and what it loads.
.DESCRIPTION
    Each import happens in a fresh process, the two modules in turn. The import must load no assembly that is neither PowerShell's own nor
    the module's.
#>
$module = Get-ModulePath
$out = Split-Path (Split-Path $module)

# An empty module: one cmdlet that does nothing, and a manifest.
function Get-EmptyModule {
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
    $nothing = @{ FunctionsToExport = @(); AliasesToExport = @(); VariablesToExport = @() }
    New-ModuleManifest $manifest -RootModule Empty.dll -CmdletsToExport Get-Nothing @nothing
    $manifest
}

function Measure-Import ([string] $Manifest) {
    $milliseconds = '$w.Elapsed.TotalMilliseconds.ToString([cultureinfo]::InvariantCulture)'
    [double](Invoke-Fresh -Command "`$w = [Diagnostics.Stopwatch]::StartNew(); Import-Module '$Manifest'; $milliseconds")
}

$empty = Get-EmptyModule
$null = Measure-Import $empty; $null = Measure-Import $module
$times = foreach ($run in 1..(Select-Size -Whole 15 -Few 5)) {
    [pscustomobject]@{ Empty = Measure-Import $empty; DbAccounts = Measure-Import $module }
}
$emptyTime = Get-Median $times.Empty
$moduleTime = Get-Median $times.DbAccounts
Get-Verdict 'Import' (Format-Number '{0:0} ms' $moduleTime) (Format-Number 'an empty binary module: {0:0} ms' $emptyTime) `
    ($moduleTime / $emptyTime) -Most 1.5

$locations = '[AppDomain]::CurrentDomain.GetAssemblies().Where({ !$_.IsDynamic -and $_.Location }).Location'
$loaded = Invoke-Fresh -Command "Import-Module '$module'; $locations"
$own = $PSHOME, [System.Runtime.InteropServices.RuntimeEnvironment]::GetRuntimeDirectory(), (Split-Path $module)
$foreign = @($loaded | Where-Object { $file = $_; !($own | Where-Object { $file.StartsWith($_, 'OrdinalIgnoreCase') }) })
Get-Verdict '  assemblies from elsewhere' ($foreign ? ($foreign -join ', ') : 'none') 'PowerShell''s and the module''s' `
    $foreign.Count -Most 0
