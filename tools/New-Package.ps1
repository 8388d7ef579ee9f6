#Requires -Version 7.4
<#
.SYNOPSIS
    Makes of the finished module what is published: a folder <Output>/DbAccounts/<version>, and <Output>/DbAccounts.<version>.nupkg.
.DESCRIPTION
    The version, the description and the tags stand in the manifest, the release notes in the changelog's section of that version; they
    are written into the packaged manifest and the package. The same sources make the same bytes. Needs the .NET SDK and no network.

    Publish the package with: Publish-PSResource -NupkgPath <file> -Repository <name> -ApiKey <key>
#>
[Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSUseShouldProcessForStateChangingFunctions', '', Justification = 'It writes to the output folder only.')]
param (
    [Parameter(Mandatory)]
    [string] $Module,

    [Parameter(Mandatory)]
    [string] $Output
)

$ErrorActionPreference = 'Stop'
$PSNativeCommandUseErrorActionPreference = $true
Set-StrictMode -Version 3

$root = Split-Path $PSScriptRoot
$manifest = Import-PowerShellDataFile (Join-Path $Module 'DbAccounts.psd1')
$version = $manifest.ModuleVersion

# The text of a version's section, without its heading.
function Get-ReleaseNote ([string] $Version) {
    $text = (Get-Content (Join-Path $root 'CHANGELOG.md') -Raw).ReplaceLineEndings("`n")
    if ($text -notmatch "(?ms)^## $([regex]::Escape($Version))\b[^`n]*`n(?<notes>.*?)(?=^## |\z)" -or !$Matches.notes.Trim()) {
        throw "CHANGELOG.md says nothing about version $Version."
    }
    $Matches.notes.Trim()
}

# What NuGet reads; a gallery finds modules and their commands by their tags.
function New-Nuspec ([string] $Note) {
    $tags = @($manifest.PrivateData.PSData.Tags) + 'PSModule' + 'PSIncludes_Cmdlet' +
        @($manifest.CmdletsToExport | ForEach-Object { "PSCmdlet_$_", "PSCommand_$_" })
    $xml = [xml]::new()
    $space = 'http://schemas.microsoft.com/packaging/2013/05/nuspec.xsd'
    $metadata = $xml.AppendChild($xml.CreateElement('package', $space)).AppendChild($xml.CreateElement('metadata', $space))
    $values = [ordered]@{
        id = 'DbAccounts'
        version = $version
        authors = $manifest.Author
        copyright = $manifest.Copyright
        description = $manifest.Description
        releaseNotes = $Note
        license = 'LICENSE'
        icon = 'icon.png'
        readme = 'README.md'
        requireLicenseAcceptance = 'false'
        tags = $tags -join ' '
    }
    foreach ($name in $values.Keys) {
        $metadata.AppendChild($xml.CreateElement($name, $space)).InnerText = $values[$name]
    }
    $metadata.SelectSingleNode('*[local-name() = "license"]').SetAttribute('type', 'file')
    $xml.OuterXml
}

Remove-Item $Output -Recurse -Force -ErrorAction Ignore
$folder = Join-Path $Output "DbAccounts/$version"
$null = New-Item $folder -ItemType Directory
Copy-Item (Join-Path $Module '*') $folder -Recurse
Copy-Item (Join-Path $root 'README.md'), (Join-Path $root 'CHANGELOG.md'), (Join-Path $root 'assets/icon.png') $folder

$note = Get-ReleaseNote $version
$packaged = Join-Path $folder 'DbAccounts.psd1'
$line = "ReleaseNotes = 'CHANGELOG.md'"
$text = Get-Content $packaged -Raw
if (!$text.Contains($line)) { throw "The manifest has no line $line that the release notes could be written to." }
$text = $text.Replace($line, "ReleaseNotes = '$($note.Replace("'", "''"))'")
[IO.File]::WriteAllText($packaged, $text)
$null = Test-ModuleManifest $packaged

$nuspec = Join-Path $folder 'DbAccounts.nuspec'
$package = Join-Path $Output "DbAccounts.$version.nupkg"
[IO.File]::WriteAllText($nuspec, (New-Nuspec $note))
# NuGet hints at what holds for libraries, and a module is none.
$said = dotnet pack $nuspec --output $Output 2>&1
if (!(Test-Path $package)) { throw "The package was not made: $($said -join "`n")" }
Remove-Item $nuspec

# The times of files say nothing about a package, and differ wherever it is made.
$zip = [IO.Compression.ZipFile]::Open($package, 'Update')
try {
    foreach ($entry in $zip.Entries) { $entry.LastWriteTime = [DateTimeOffset]::new(1980, 1, 1, 0, 0, 0, [timespan]::Zero) }
} finally {
    $zip.Dispose()
}
