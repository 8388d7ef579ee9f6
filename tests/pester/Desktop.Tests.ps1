#Requires -Version 7.4
#Requires -Modules @{ ModuleName = 'Pester'; ModuleVersion = '5.0' }
# What can be known here about Windows PowerShell 5.1, which runs on Windows only. What its assemblies need is looked up in tests/DbAccounts.Desktop.Tests.

BeforeDiscovery {
    $root = Join-Path $PSScriptRoot '../..'
    $hasAnalyzer = [bool](Get-Module -ListAvailable PSScriptAnalyzer)

    function Get-CodeBlock ([IO.FileInfo] $Page) {
        [regex]::Matches((Get-Content $Page -Raw), '(?ms)^```powershell\r?\n(.*?)^```').ForEach{ $_.Groups[1].Value }
    }

    # What users of 5.1 run or copy, and the tests that run there. A script that is made for 7 says so in its first lines.
    $scripts = @(
        Get-ChildItem (Join-Path $root 'examples'), (Join-Path $root 'tests/pester'), (Join-Path $root 'tools') -Recurse -Include *.ps1, *.psm1 |
            Where-Object { !(Select-String '^#Requires -Version 7' $_ -Quiet) } |
            ForEach-Object { @{ Source = $_.Name; Code = @(Get-Content $_ -Raw) } }
        Get-ChildItem (Join-Path $root 'README.md'), (Join-Path $root 'docs/en-US/*.md') |
            ForEach-Object { @{ Source = $_.Name; Code = @(Get-CodeBlock $_) } } | Where-Object { $_.Code }
        Get-ChildItem (Join-Path $root 'out/DbAccounts/*.ps1xml') |
            ForEach-Object { @{ Source = $_.Name; Code = @(([xml](Get-Content $_ -Raw)).SelectNodes('//ScriptBlock').InnerText) } } | Where-Object { $_.Code }
    )
    $examples = Get-ChildItem (Join-Path $root 'examples') -Recurse -Filter *.ps1 | ForEach-Object { @{ Path = $_.FullName; Name = $_.Name } }
}

BeforeAll {
    . $PSScriptRoot/support/Support.ps1
    $manifest = Import-PowerShellDataFile "$modulePath/DbAccounts.psd1"
    $assembly = (Get-Command Wait-DbJob).ImplementingType.Assembly

    # Methods that only the module itself can call.
    $internal = [Reflection.BindingFlags]'Static, NonPublic'

    function Find-DesktopFile ([string] $Wanted, [object] $Asking) {
        $assembly.GetType('DbAccounts.PowerShell.Import.DesktopAssemblies').GetMethod('Find', $internal).Invoke($null, @($modulePath, $Wanted, $Asking))
    }

    function Test-PowerShellVersion ([version] $Version) {
        $assembly.GetType('DbAccounts.PowerShell.Import.ModuleImport').GetMethod('RequireVersion', $internal).Invoke($null, @($Version))
    }
}

Describe 'The manifest' {
    It 'names both editions and what the lower one needs' {
        $manifest.PowerShellVersion | Should -Be '5.1'
        $manifest.CompatiblePSEditions | Should -Be 'Desktop', 'Core'
        $manifest.DotNetFrameworkVersion | Should -Be '4.7.2'
        $manifest.PrivateData.PSData.Tags | Should -Contain 'PSEdition_Desktop'
        $manifest.PrivateData.PSData.Tags | Should -Contain 'PSEdition_Core'
    }

    It 'is data, with keys that 5.1 knows' {
        { [scriptblock]::Create((Get-Content "$modulePath/DbAccounts.psd1" -Raw)).CheckRestrictedLanguage([string[]]@(), [string[]]@(), $false) } | Should -Not -Throw
        $known = -split 'RootModule ModuleVersion GUID Author CompanyName Copyright Description PowerShellVersion CompatiblePSEditions
            DotNetFrameworkVersion RequiredAssemblies FormatsToProcess TypesToProcess CmdletsToExport FunctionsToExport AliasesToExport
            VariablesToExport PrivateData'
        $manifest.Keys | Should -BeIn $known
    }

    It 'names only files that are there, none of them in the folder desktop' {
        $files = @($manifest.RootModule) + $manifest.RequiredAssemblies + $manifest.FormatsToProcess + $manifest.TypesToProcess
        $files | ForEach-Object { Join-Path $modulePath $_ } | Should -Exist
        $files -match 'desktop' | Should -BeNullOrEmpty
    }
}

Describe 'The folder desktop' {
    It 'carries what 5.1 lacks, with its licence' {
        $names = (Get-ChildItem "$modulePath/desktop").Name
        $names | Should -Contain 'System.Text.Json.dll'
        $names | Should -Contain 'THIRD-PARTY-NOTICES.TXT'
        Get-Content "$modulePath/desktop/LICENSE.TXT" -Raw | Should -Match 'MIT License[\s\S]*\.NET Foundation'
    }

    It 'is found by name alone, whatever the version: <_>' -ForEach 'System.Text.Json', 'System.Runtime.CompilerServices.Unsafe' {
        $name = "$_, Version=99.0.0.0, Culture=neutral, PublicKeyToken=b03f5f7f11d50a3a"
        $file = Join-Path $modulePath "desktop/$_.dll"
        Find-DesktopFile $name $assembly | Should -Be $file
        Find-DesktopFile $name | Should -Be $file
    }

    It 'serves the module only, and has only what it has' {
        Find-DesktopFile 'System.Text.Json, Version=8.0.0.0' ([psobject].Assembly) | Should -BeNullOrEmpty
        Find-DesktopFile 'Newtonsoft.Json, Version=13.0.0.0' $assembly | Should -BeNullOrEmpty
        Find-DesktopFile 'DbAccounts.resources, Version=0.1.0.0, Culture=de' $assembly | Should -BeNullOrEmpty
    }
}

Describe 'The import' {
    It 'refuses PowerShell <_>, and says what is needed' -ForEach '6.2.7.0', '7.2.24.500', '7.3.12.500' {
        { Test-PowerShellVersion $_ } | Should -Throw "*DbAccounts needs PowerShell 7.4 or later, or Windows PowerShell 5.1; this is $(([version]$_).ToString(2)).*"
    }

    It 'takes PowerShell <_>' -ForEach '7.4.0.500', '7.6.5.500', '8.0.0.0' {
        { Test-PowerShellVersion $_ } | Should -Not -Throw
    }
}

Describe 'Scripts' {
    It '<Source> has only what 5.1 understands' -ForEach $scripts -Skip:(!$hasAnalyzer) {
        # Only what stands in the profile of 5.1 is a command there; those of this module and of Pester are looked at elsewhere.
        $settings = @{ IncludeRules = @('PSUseCompatibleSyntax'); Rules = @{ PSUseCompatibleSyntax = @{ Enable = $true; TargetVersions = @('5.1') } } }
        foreach ($text in $Code) {
            Invoke-ScriptAnalyzer -ScriptDefinition $text -Settings $settings | ForEach-Object { "$($_.Line): $($_.Message)" } | Should -BeNullOrEmpty
            $text | Should -Not -Match '`(e\b|u\{)' -Because '5.1 knows neither escape'
        }
    }

    It '<Name> runs in 5.1, or says that it does not' -ForEach $examples {
        $Path | Should -FileContentMatch '^#Requires -Version (5\.1|7\.4)'
    }

    It 'in views use $PSStyle in PowerShell 7 only' {
        $blocks = ([xml](Get-Content "$modulePath/DbAccounts.Format.ps1xml" -Raw)).SelectNodes('//ScriptBlock').InnerText
        $blocks | Where-Object { $_ -match '\$PSStyle' -and $_ -notmatch '\$PSVersionTable\.PSVersion\.Major' } | Should -BeNullOrEmpty
    }
}

Describe 'The ps1xml files' {
    It 'have the elements of the format files of 5.1, in their order' {
        $order = @{
            Configuration = 'ViewDefinitions'; ViewDefinitions = 'View'
            View = 'Name ViewSelectedBy GroupBy TableControl ListControl'; ViewSelectedBy = 'TypeName'; GroupBy = 'PropertyName ScriptBlock Label'
            TableControl = 'AutoSize HideTableHeaders TableHeaders TableRowEntries'; TableHeaders = 'TableColumnHeader'
            TableColumnHeader = 'Label Width Alignment'; TableRowEntries = 'TableRowEntry'; TableRowEntry = 'Wrap EntrySelectedBy TableColumnItems'
            EntrySelectedBy = 'TypeName SelectionSetName SelectionCondition'; TableColumnItems = 'TableColumnItem'
            TableColumnItem = 'Alignment PropertyName ScriptBlock FormatString'
            ListControl = 'ListEntries'; ListEntries = 'ListEntry'; ListEntry = 'EntrySelectedBy ListItems'; ListItems = 'ListItem'
            ListItem = 'ItemSelectionCondition Label PropertyName ScriptBlock FormatString'; ItemSelectionCondition = 'PropertyName ScriptBlock'
        }
        foreach ($node in ([xml](Get-Content "$modulePath/DbAccounts.Format.ps1xml" -Raw)).SelectNodes('//*[*]')) {
            $allowed = -split $order[$node.LocalName]
            $places = @($node.SelectNodes('*') | ForEach-Object { $_.LocalName | Should -BeIn $allowed -Because "it stands in $($node.LocalName)"; [array]::IndexOf($allowed, $_.LocalName) })
            $places | Should -Be @($places | Sort-Object) -Because "of the order in $($node.OuterXml)"
        }
    }

    It 'have the elements of the types files of 5.1' {
        $known = -split 'Types Type Name Members MemberSet NoteProperty Value TypeConverter TypeAdapter TypeName CodeProperty GetCodeReference MethodName PropertySet
            ReferencedProperties ScriptProperty GetScriptBlock AliasProperty ReferencedMemberName ScriptMethod Script CodeMethod CodeReference'
        ([xml](Get-Content "$modulePath/DbAccounts.Types.ps1xml" -Raw)).SelectNodes('//*').LocalName | Select-Object -Unique | Should -BeIn $known
    }
}
