#Requires -Modules @{ ModuleName = 'Pester'; ModuleVersion = '5.0' }

BeforeAll {
    $script:root = Join-Path $PSScriptRoot '../..'
    $script:module = Join-Path $script:root 'out/DbAccounts'
}

Describe 'The finished module' {
    It 'has a valid manifest' {
        $manifest = Test-ModuleManifest (Join-Path $module 'DbAccounts.psd1') -ErrorAction Stop
        $manifest.Version | Should -Be '0.1.0'
    }

    It 'exports every cmdlet that it has, and nothing else' {
        $imported = Import-Module $module -PassThru -Force
        $assembly = [AppDomain]::CurrentDomain.GetAssemblies() | Where-Object { $_.GetName().Name -eq 'DbAccounts.PowerShell' }
        $cmdlets = $assembly.GetTypes() |
            ForEach-Object { [Reflection.CustomAttributeExtensions]::GetCustomAttribute($_, [Management.Automation.CmdletAttribute]) } |
            Where-Object { $_ } |
            ForEach-Object { "$($_.VerbName)-$($_.NounName)" }
        $cmdlets.Count | Should -Be 25
        $imported.ExportedCommands.Keys | Sort-Object | Should -Be ($cmdlets | Sort-Object)
    }

    It 'carries no assembly but its own' {
        (Get-ChildItem $module -Recurse -Filter *.dll).Name | Sort-Object |
            Should -Be 'DbAccounts.dll', 'DbAccounts.PowerShell.dll', 'DbAccounts.Simulator.dll'
    }

    It 'gives its assemblies the version of the manifest' {
        $version = (Import-PowerShellDataFile (Join-Path $module 'DbAccounts.psd1')).ModuleVersion
        foreach ($file in Get-ChildItem $module -Filter *.dll) {
            [Reflection.AssemblyName]::GetAssemblyName($file.FullName).Version | Should -Be ([version]"$version.0")
        }
    }
}

Describe 'The documentation' {
    It 'lists every error id, and no other' {
        $ids = (Select-String 'public const string (\w+)' (Join-Path $root 'src/DbAccounts/Errors/DbErrorId.cs')).Matches |
            ForEach-Object { $_.Groups[1].Value }
        $listed = (Select-String '^\| `(\w+)`' (Join-Path $root 'docs/errors.md')).Matches | ForEach-Object { $_.Groups[1].Value }
        $listed | Sort-Object | Should -Be ($ids | Sort-Object)
    }
}
