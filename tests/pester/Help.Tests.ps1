#Requires -Version 7.4
#Requires -Modules @{ ModuleName = 'Pester'; ModuleVersion = '5.0' }
# Markdown, MAML and code are held against each other, and every example is run.
#
# An example runs as it is written, in a folder of its own and against a simulator that has just been started. Three things differ from a
# prompt: jobs take 0.05 seconds and are looked at as often, Get-Credential answers with an example key, and profiles are kept in that
# folder. Connecting sends nothing, so
# examples that name a real service run too. The errors that an example is meant to show stand behind its command: # error: <id>, <id>.

BeforeDiscovery {
    . (Join-Path $PSScriptRoot 'support/HelpPage.ps1')
    $cmdlets = (Import-PowerShellDataFile (Join-Path $PSScriptRoot '../../DbAccounts.psd1')).CmdletsToExport.ForEach{ @{ Cmdlet = $_ } }
    $examples = foreach ($entry in $cmdlets) {
        foreach ($example in (Read-HelpPage $entry.Cmdlet).Example) { @{ Cmdlet = $entry.Cmdlet; Title = $example.Title; Code = $example.Code } }
    }
    $examples += foreach ($topic in Get-ChildItem (Join-Path $PSScriptRoot '../../docs/en-US') -Filter about_*.md) {
        $number = 0
        foreach ($match in [regex]::Matches((Get-Content $topic -Raw) -replace '\r', '(?s)```powershell\n(.*?)\n```')) {
            @{ Cmdlet = $topic.BaseName; Title = "Block $((++$number))"; Code = $match.Groups[1].Value }
        }
    }
    $topics = '', '_Tasks', '_Connections', '_Services', '_Jobs', '_Rules', '_Simulator', '_Runbooks', '_SqlServers', '_AccessAsCode' | ForEach-Object { @{ Topic = "about_DbAccounts$_" } }
    $hasPlatyPS = [bool](Get-Module -ListAvailable Microsoft.PowerShell.PlatyPS | Where-Object Version -GE ([version]'1.0'))
}

BeforeAll {
    . (Join-Path $PSScriptRoot 'support/Simulated.ps1')
    . (Join-Path $PSScriptRoot 'support/HelpPage.ps1')
    $root = (Resolve-Path (Join-Path $PSScriptRoot '../..')).Path
    $docs = Join-Path $root 'docs/en-US'
    $shipped = Join-Path $root 'out/DbAccounts/en-US'
    $committed = Join-Path $root 'src/DbAccounts.PowerShell/en-US'
    $exported = (Import-PowerShellDataFile (Join-Path $root 'DbAccounts.psd1')).CmdletsToExport
    [xml] $maml = Get-Content (Join-Path $shipped 'DbAccounts.PowerShell.dll-Help.xml') -Raw

    function Join-Word ([string] $Text) { ($Text -replace '\s+', ' ').Trim() }
    function Get-MamlCommand ([string] $Cmdlet) { $maml.helpItems.command | Where-Object { $_.details.name -eq $Cmdlet } }
    function Get-MamlText ([object] $Element) { Join-Word (@($Element.para) -join ' ') }
}

AfterAll { Disconnect-Simulated }

Describe 'The help' {
    It 'has a page for each cmdlet, and no other' {
        Compare-Object $exported (Get-ChildItem $docs -Filter *-*.md).BaseName | Should -BeNullOrEmpty
        Compare-Object $exported @($maml.helpItems.command.details.name) | Should -BeNullOrEmpty
    }

    It 'is shipped as it was committed' {
        Compare-Object (Get-ChildItem $committed).Name (Get-ChildItem $shipped).Name | Should -BeNullOrEmpty
        foreach ($file in Get-ChildItem $committed) {
            Get-Content (Join-Path $shipped $file.Name) -Raw | Should -BeExactly (Get-Content $file -Raw)
        }
    }

    It 'was made from the Markdown as it is now' -Skip:(!$hasPlatyPS) {
        $made = Join-Path $TestDrive 'made'
        & (Join-Path $root 'tools/Invoke-FreshPowerShell.ps1') -File (Join-Path $root 'tools/Export-Help.ps1') -OutputFolder $made | Out-Null
        Compare-Object (Get-ChildItem $made).Name (Get-ChildItem $committed).Name | Should -BeNullOrEmpty
        foreach ($file in Get-ChildItem $made) {
            $isSame = (Get-Content $file -Raw) -ceq (Get-Content (Join-Path $committed $file.Name) -Raw)
            $isSame | Should -BeTrue -Because "$($file.Name) would be made otherwise: run ./build.sh Docs"
        }
    }
}

Describe 'The page of <Cmdlet>' -ForEach $cmdlets {
    BeforeAll {
        $page = Read-HelpPage $Cmdlet
        $code = Get-Command $Cmdlet -Module DbAccounts
        $inMaml = Get-MamlCommand $Cmdlet
    }

    It 'has every part, and nothing to fill in' {
        $page.Text | Should -Not -Match '\{\{|TODO'
        $page.Metadata['document type'] | Should -Be 'cmdlet'
        $page.Metadata['external help file'] | Should -Be 'DbAccounts.PowerShell.dll-Help.xml'
        $page.Metadata['Module Name'] | Should -Be 'DbAccounts'
        $page.Metadata['PlatyPS schema version'] | Should -Be '2024-05-01'
        $page.Metadata['title'] | Should -Be $Cmdlet
        'SYNOPSIS', 'SYNTAX', 'ALIASES', 'DESCRIPTION', 'EXAMPLES', 'PARAMETERS', 'INPUTS', 'OUTPUTS', 'NOTES', 'RELATED LINKS' |
            Should -Be @($page.Section.Keys)
        foreach ($section in $page.Section.GetEnumerator()) { $section.Value.Trim() | Should -Not -BeNullOrEmpty -Because $section.Key }
    }

    It 'has the syntax of the code' {
        $syntaxes = [regex]::Matches($page.Section.SYNTAX, '(?s)```\n(.*?)\n```').ForEach{ Join-Word $_.Groups[1].Value }
        $syntaxes | Should -Be @((Get-Command $Cmdlet -Syntax) -split '\r?\n' -ne '').ForEach{ Join-Word $_ }
    }

    It 'has the parameters of the code, with their types, aliases, sets, positions and pipeline flags' {
        $page.Parameter.Keys | Sort-Object | Should -Be @((Get-CodeParameter $code).Keys | Sort-Object)
        foreach ($parameter in (Get-CodeParameter $code).GetEnumerator()) {
            $page.Parameter[$parameter.Key].Facts | Should -BeExactly $parameter.Value -Because "-$($parameter.Key)"
            $page.Parameter[$parameter.Key].Description | Should -Not -BeNullOrEmpty -Because "-$($parameter.Key)"
        }
    }

    It 'names the services that it is about' {
        $isAboutOneService = $Cmdlet -notmatch 'Simulator$|Instance$|Profile$'
        foreach ($service in (Get-DbService).Service) {
            if ($isAboutOneService) { $page.Section.DESCRIPTION + $page.Section.PARAMETERS | Should -Match "\b$service\b" }
        }
    }

    It 'says what comes out, with every property' {
        $types = @($code.OutputType.Type)
        $headings = [regex]::Matches($page.Section.OUTPUTS, '(?m)^### (.*)$').ForEach{ $_.Groups[1].Value }
        $headings | Should -Be ($types ? $types.FullName : 'None')
        foreach ($type in $types | Where-Object FullName -Like 'DbAccounts.*') {
            foreach ($property in $type.GetProperties().Name) { $page.Section.OUTPUTS | Should -MatchExactly "\b$property\b" }
        }
    }

    It 'says what comes in' {
        $headings = [regex]::Matches($page.Section.INPUTS, '(?m)^### (.*)$').ForEach{ $_.Groups[1].Value -replace '\[\[(.*)\]\]', '[$1]' }
        $taken = $code.Parameters.Values | Where-Object { $_.ParameterSets.Values | Where-Object { $_.ValueFromPipeline -or $_.ValueFromPipelineByPropertyName } }
        foreach ($type in $taken | ForEach-Object { $_.ParameterType.ToString() } | Select-Object -Unique) { $type | Should -BeIn $headings }
        if (!$taken) { $headings | Should -Be 'None' }
    }

    It 'leads to pages that are there' {
        foreach ($link in [regex]::Matches($page.Section.'RELATED LINKS', '\[(.+?)\]\((.+?)\)')) {
            Join-Path $docs $link.Groups[2].Value | Should -Exist
            $link.Groups[1].Value | Should -BeIn $exported
        }
    }

    It 'has three examples at least, all of them with the cmdlet, and one with a pipeline' {
        $page.Example.Count | Should -BeGreaterOrEqual 3
        $withPipeline = foreach ($example in $page.Example) {
            $ast = [Management.Automation.Language.Parser]::ParseInput($example.Code, [ref] $null, [ref] $null)
            $isCmdlet = { $args[0] -is [Management.Automation.Language.CommandAst] -and $args[0].GetCommandName() -eq $Cmdlet }
            $ast.Find($isCmdlet, $true) | Should -Not -BeNullOrEmpty -Because $example.Title
            $pipelines = $ast.FindAll({ $args[0] -is [Management.Automation.Language.PipelineAst] -and $args[0].PipelineElements.Count -gt 1 }, $true)
            $pipelines | Where-Object { $_.Find($isCmdlet, $true) }
        }
        $withPipeline | Should -Not -BeNullOrEmpty
    }

    It 'says in the MAML what it says in the Markdown' {
        Get-MamlText $inMaml.details.description | Should -BeExactly (Join-Word $page.Section.SYNOPSIS)
        Get-MamlText $inMaml.description | Should -BeExactly (Join-Word $page.Section.DESCRIPTION)
        $inMaml.parameters.parameter.name | Sort-Object | Should -Be @($page.Parameter.Keys | Sort-Object)
        foreach ($parameter in $inMaml.parameters.parameter) {
            $told = $page.Parameter[$parameter.name]
            Get-MamlText $parameter.description | Should -BeExactly (Join-Word $told.Description)
            $parameter.type.name | Should -BeExactly $told.Type
            $parameter.defaultValue | Should -BeExactly ($told.Default ? $told.Default : 'None')
            $parameter.aliases | Should -BeExactly ($told.Aliases ? $told.Aliases -join ', ' : 'none')
            $parameter.pipelineInput | Should -Be $told.PipelineInput
            $parameter.position | Should -Be $told.Position
            $parameter.required | Should -Be $told.IsRequired
            $parameter.globbing | Should -Be $told.SupportsWildcards
        }
        @($inMaml.examples.example.code) | Should -BeExactly $page.Example.Code
    }

    It 'is what Get-Help shows' {
        $help = Get-Help $Cmdlet -Full
        Join-Word $help.Synopsis | Should -BeExactly (Join-Word $page.Section.SYNOPSIS)
        Join-Word ($help.description.Text -join ' ') | Should -BeExactly (Join-Word $page.Section.DESCRIPTION)
        @($help.examples.example).Count | Should -Be $page.Example.Count
        @($help.returnValues.returnValue).Count | Should -BeGreaterThan 0
        foreach ($parameter in $page.Parameter.GetEnumerator()) {
            Join-Word ((Get-Help $Cmdlet -Parameter $parameter.Key).description.Text -join ' ') | Should -BeExactly (Join-Word $parameter.Value.Description)
        }
        # Nothing of the Markdown's form is left.
        $help | Out-String -Width 120 | Should -Not -Match '```|\]\(|\x80'
    }
}

Describe 'The topic <Topic>' -ForEach $topics {
    It 'is shown by Get-Help' {
        $text = Get-Help $Topic | Out-String
        $text | Should -Match "(?s)^\s*TOPIC\s+$Topic\s+SHORT DESCRIPTION\s+\S.*LONG DESCRIPTION"
        ($text -split '\r?\n').Where{ $_.Length -gt 79 -and $_ -notmatch '^ {8}' } | Should -BeNullOrEmpty
        # A list of topics shows one line of it.
        (Get-Help about_DbAccounts* | Where-Object Name -EQ $Topic).Synopsis.Trim() | Should -Match '\.$'
    }

    It 'names cmdlets and topics that there are' {
        $text = Get-Content (Join-Path $docs "$Topic.md") -Raw
        foreach ($name in [regex]::Matches($text, '\b[A-Z][a-z]+-Db[A-Za-z]+\b').Value | Select-Object -Unique) { $name | Should -BeIn $exported }
        foreach ($name in [regex]::Matches($text, '\babout_DbAccounts\w*').Value | Select-Object -Unique) { Join-Path $docs "$name.md" | Should -Exist }
    }
}

Describe 'The topic about_DbAccounts_Simulator' {
    It 'names every <_> and no other' -ForEach 'DbSimulatorBehavior', 'DbSimulatorFaultKind' {
        $type = "DbAccounts.Simulator.Settings.$_" -as [type]
        $heading = $_ -eq 'DbSimulatorBehavior' ? 'Behavior' : 'Faults'
        $names = $type.IsEnum ? [enum]::GetNames($type) : $type.GetProperties().Where{ $_.CanWrite }.Name
        $text = Get-Content (Join-Path $docs 'about_DbAccounts_Simulator.md') -Raw
        $section = [regex]::Match($text, "(?s)### $heading\n(.*?)\n##").Groups[1].Value
        $told = [regex]::Matches($section, '(?m)^- (\w+)').ForEach{ $_.Groups[1].Value }
        Compare-Object $names $told | Should -BeNullOrEmpty
        if (!$type.IsEnum) {
            $defaults = [activator]::CreateInstance($type)
            foreach ($name in $names) { $section | Should -Match "- $name \($($defaults.$name)\)" }
        }
    }
}

Describe 'An example' {
    BeforeAll {
        # Each in a runspace of its own, whose host shows nothing and asks nobody.
        function Invoke-Example ([string] $Text) {
            $shell = [powershell]::Create([Management.Automation.RunspaceMode]::NewRunspace)
            $ids = [Collections.Generic.List[string]]::new()
            try {
                $null = $shell.AddScript($prepare).AddStatement().AddScript($Text).Invoke()
            } catch {
                $ids.Add("$(Get-ErrorId $_): $_")
            }
            $shell.Streams.Error | ForEach-Object { $ids.Add((Get-ErrorId $_)) }
            $shell.Runspace.Dispose()
            $shell.Dispose()
            $ids
        }
        # Other runspaces find the module by its name, as they do where it is installed.
        $modulePath, $profilePath = $env:PSModulePath, $env:DBACCOUNTS_PROFILE_PATH
        $env:PSModulePath = (Join-Path $root 'out') + [IO.Path]::PathSeparator + $modulePath
        $prepare = @"
            Import-Module DbAccounts
            function Get-Credential { [pscredential]::new('EXAMPLEKEYID', (ConvertTo-SecureString 'example' -AsPlainText -Force)) }
            `$PSDefaultParameterValues = @{ 'Wait-DbJob:PollingInterval' = 0.05; 'Start-DbSimulator:JobDuration' = 0.05 }
            Stop-DbSimulator
            `$null = Start-DbSimulator
"@
    }

    AfterAll { $env:PSModulePath, $env:DBACCOUNTS_PROFILE_PATH = $modulePath, $profilePath }

    It 'of <Cmdlet> runs: <Title>' -ForEach $examples {
        $folder = (New-Item (Join-Path $TestDrive ([guid]::NewGuid())) -ItemType Directory).FullName
        $env:DBACCOUNTS_PROFILE_PATH = Join-Path $folder 'profiles.json'
        $expected = [regex]::Matches($Code, '(?m)# error: (.*)$').ForEach{ $_.Groups[1].Value.Trim() -split ',\s*' }
        @(Invoke-Example "Set-Location '$folder'`n$Code") | Should -Be @($expected)
    }
}
