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
        $cmdlets.Count | Should -Be 35
        $imported.ExportedCommands.Keys | Sort-Object | Should -Be ($cmdlets | Sort-Object)
    }

    It 'carries no assembly but its own, outside of the folders desktop and sql' {
        (Get-ChildItem $module -Recurse -Filter *.dll | Where-Object { (Split-Path $_.DirectoryName -Leaf) -notin 'desktop', 'sql' }).Name | Sort-Object |
            Should -Be 'DbAccounts.dll', 'DbAccounts.PowerShell.dll', 'DbAccounts.Simulator.dll'
    }

    # What a driver needs has a load context of its own, and so a folder of its own.
    It 'carries in the folder sql the driver and what it needs' {
        $driver = 'DbAccounts.Sql.dll', 'Microsoft.Extensions.DependencyInjection.Abstractions.dll',
            'Microsoft.Extensions.Logging.Abstractions.dll', 'MySqlConnector.dll'
        (Get-ChildItem (Join-Path $module 'sql/*.dll')).Name | Sort-Object | Should -Be $driver
        # .NET Framework lacks one more.
        (Get-ChildItem (Join-Path $module 'sql/desktop/*.dll')).Name | Sort-Object | Should -Be ($driver + 'System.Diagnostics.DiagnosticSource.dll')
    }

    It 'gives its assemblies the version of the manifest' {
        $version = (Import-PowerShellDataFile (Join-Path $module 'DbAccounts.psd1')).ModuleVersion
        foreach ($file in Get-ChildItem $module -Recurse -Filter DbAccounts*.dll) {
            [Reflection.AssemblyName]::GetAssemblyName($file.FullName).Version | Should -Be ([version]"$version.0")
        }
    }
}

Describe 'The workflow' {
    BeforeAll {
        $workflow = Get-Content (Join-Path $root '.github/workflows/ci.yml') -Raw
        $tasks = (Get-Command (Join-Path $root 'build.ps1')).Parameters['Task'].Attributes.ValidValues
    }

    It 'runs scripts that exist' {
        $scripts = [regex]::Matches($workflow, '(?<![\w/])(?:\./)?([\w./-]+\.ps1)').ForEach{ $_.Groups[1].Value } | Select-Object -Unique
        $scripts.Count | Should -BeGreaterOrEqual 3
        $scripts | ForEach-Object { Join-Path $root $_ } | Should -Exist
    }

    It 'runs tasks that build.ps1 has' {
        $lines = [regex]::Matches($workflow, 'build\.ps1 (.+)').ForEach{ $_.Groups[1].Value.Trim() }
        $lines.Count | Should -BeGreaterOrEqual 3
        -split ($lines -join ' ') | Should -BeIn $tasks
    }

    It 'pins what it takes from others to a commit' {
        foreach ($line in [regex]::Matches($workflow, 'uses: .+').Value) { $line | Should -Match '^uses: actions/[\w-]+@[0-9a-f]{40} # v' }
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
