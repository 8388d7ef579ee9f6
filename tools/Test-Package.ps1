#Requires -Version 5.1
<#
.SYNOPSIS
    Installs a package into an empty module path and runs the demo from there, in a new process that finds no other DbAccounts.
.DESCRIPTION
    What an installation puts into the module path is the package's content without NuGet's own files. Also runs in Windows PowerShell.
.EXAMPLE
    ./tools/Test-Package.ps1 -Package ./out/package/DbAccounts.0.1.0.nupkg
#>
param (
    [Parameter(Mandatory = $true)]
    [string] $Package
)

$ErrorActionPreference = 'Stop'
Set-StrictMode -Version 3
Add-Type -AssemblyName System.IO.Compression.FileSystem

$place = Join-Path ([IO.Path]::GetTempPath()) "dbaccounts-$([guid]::NewGuid())"
$examples = Join-Path $PSScriptRoot '../examples'
$version = [IO.Path]::GetFileNameWithoutExtension($Package) -replace '^DbAccounts\.'
$installed = Join-Path $place "Modules/DbAccounts/$version"
try {
    # The demo stands alone too, so that it can't find the module that was built.
    $null = New-Item (Join-Path $place 'examples'), $installed -ItemType Directory -Force
    Copy-Item (Join-Path $examples 'demo.ps1'), (Join-Path $examples 'accounts.csv') (Join-Path $place 'examples')
    [IO.Compression.ZipFile]::ExtractToDirectory($Package, $installed)
    Get-ChildItem -LiteralPath $installed | Where-Object { $_.Name -in '_rels', 'package', '[Content_Types].xml', 'DbAccounts.nuspec' } |
        ForEach-Object { Remove-Item -LiteralPath $_.FullName -Recurse -Force }
    Copy-Item (Join-Path $installed 'examples/access') (Join-Path $place 'examples') -Recurse

    # What the new process does; it says itself which module the demo used.
    $script = Join-Path $place 'run.ps1'
    Set-Content $script @'
param ($Modules, $Demo, $Expected)
$ErrorActionPreference = 'Stop'
$env:PSModulePath = $Modules + [IO.Path]::PathSeparator + (Join-Path $PSHOME 'Modules')
& $Demo -Module DbAccounts
$files = [AppDomain]::CurrentDomain.GetAssemblies() | Where-Object { !$_.IsDynamic -and $_.GetName().Name -like 'DbAccounts*' } | ForEach-Object Location
$used = @($files; (Get-Module DbAccounts).Path | Where-Object { $_ }) | Split-Path | Select-Object -Unique
if ("$used" -ne (Resolve-Path $Expected).Path) { throw "The demo ran with $($used -join ', ') instead of $Expected." }
Write-Host "The demo ran with $used"
'@
    & (Join-Path $PSScriptRoot 'Invoke-FreshPowerShell.ps1') -File $script (Join-Path $place 'Modules') (Join-Path $place 'examples/demo.ps1') $installed | Out-Host
    if ($LASTEXITCODE) { throw 'The demo failed when it was run from the package.' }
} finally {
    Remove-Item $place -Recurse -Force
}
