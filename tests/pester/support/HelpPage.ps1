#Requires -Version 7.4
<#
.SYNOPSIS
    Reads a page of docs/en-US, and from the code what such a page has to say.
#>

# One line that says all facts of a parameter, of a page or of the code.
function Join-ParameterFact ([string] $Type, [string[]] $Alias, [bool] $Wildcard, [bool] $IsHidden, [string[]] $Set) {
    "$Type; aliases: $($Alias -join ', '); wildcards: $Wildcard; hidden: $IsHidden; $(($Set | Sort-Object) -join '; ')"
}

function Read-HelpPage ([string] $Cmdlet) {
    $text = (Get-Content (Join-Path $PSScriptRoot "../../../docs/en-US/$Cmdlet.md") -Raw) -replace '\r'
    $null = $text -match '(?s)\A---\n(.*?)\n---\n'
    $metadata = @{}
    foreach ($line in $Matches[1] -split '\n') {
        $name, $value = $line -split ':\s*', 2
        $metadata[$name] = $value
    }
    $sections = [ordered]@{}
    foreach ($part in ($text -split '(?m)^(?=## [A-Z ]+$)' | Select-Object -Skip 1)) {
        $title, $body = $part -split '\n', 2
        $sections[$title.Substring(3)] = $body
    }
    $parameters = @{}
    foreach ($match in [regex]::Matches($sections.PARAMETERS, '(?s)### -(\w+)\n\n(.*?)\n\n```yaml\n(.*?)\n```')) {
        $parameters[$match.Groups[1].Value] = Read-ParameterBlock $match.Groups[2].Value $match.Groups[3].Value
    }
    $examples = foreach ($match in [regex]::Matches($sections.EXAMPLES, '(?s)### (Example \d+: [^\n]+)\n(.*?)(?=\n### |\z)')) {
        $null = $match.Groups[2].Value -match '(?s)```powershell\n(.*?)\n```'
        @{ Title = $match.Groups[1].Value; Code = $Matches[1] }
    }
    @{ Text = $text; Metadata = $metadata; Section = $sections; Parameter = $parameters; Example = @($examples) }
}

function Read-ParameterBlock ([string] $Description, [string] $Yaml) {
    $get = { param($name) $Yaml -match "(?m)^$name`: (.*)$" ? $Matches[1].Trim("'").Replace("''", "'") : '' }
    $aliases = $Yaml -match '(?m)^Aliases:\n((?:- .*\n?)+)' ? $Matches[1].Trim() -replace '(?m)^- ' -split '\n' : @()
    $sets = foreach ($match in [regex]::Matches($Yaml, '- Name: (.*)\n  Position: (.*)\n  IsRequired: (.*)\n  ValueFromPipeline: (.*)\n  ValueFromPipelineByPropertyName: (.*)\n')) {
        @{ Name = $match.Groups[1].Value; Position = $match.Groups[2].Value; IsRequired = $match.Groups[3].Value -eq 'true'; ByValue = $match.Groups[4].Value -eq 'true'; ByName = $match.Groups[5].Value -eq 'true' }
    }
    $byValue, $byName = ($true -in $sets.ByValue), ($true -in $sets.ByName)
    $facts = @{
        Type = & $get Type
        Alias = $aliases
        Wildcard = (& $get SupportsWildcards) -eq 'true'
        IsHidden = (& $get DontShow) -eq 'true'
        Set = @($sets | ForEach-Object { "$($_.Name) at $($_.Position), required: $($_.IsRequired), by value: $($_.ByValue), by name: $($_.ByName)" })
    }
    @{
        Description = $Description
        Facts = Join-ParameterFact @facts
        Type = $facts.Type
        Default = & $get DefaultValue
        Aliases = $aliases
        SupportsWildcards = "$($facts.Wildcard)"
        IsRequired = "$($true -in $sets.IsRequired)"
        Position = @($sets)[0].Position
        PipelineInput = $byValue -and $byName ? 'true (ByValue, ByPropertyName)' : $byValue ? 'true (ByValue)' : $byName ? 'true (ByPropertyName)' : 'false'
    }
}

# The parameters of a cmdlet by name, each with its facts; those that all cmdlets have are left out.
function Get-CodeParameter ([Management.Automation.CommandInfo] $Command) {
    $found = @{}
    foreach ($parameter in $Command.Parameters.Values | Where-Object Name -NotIn ([Management.Automation.Cmdlet]::CommonParameters)) {
        $attributes = @($parameter.Attributes | Where-Object { $_ -is [Management.Automation.ParameterAttribute] })
        $sets = foreach ($set in $parameter.ParameterSets.GetEnumerator()) {
            $name = $set.Key -eq '__AllParameterSets' ? '(All)' : $set.Key
            $position = $set.Value.Position -eq [int]::MinValue ? 'Named' : $set.Value.Position
            "$name at $position, required: $($set.Value.IsMandatory), by value: $($set.Value.ValueFromPipeline), by name: $($set.Value.ValueFromPipelineByPropertyName)"
        }
        $facts = @{
            Type = $parameter.ParameterType.ToString()
            Alias = @($parameter.Aliases)
            Wildcard = [bool]($parameter.Attributes | Where-Object { $_ -is [Management.Automation.SupportsWildcardsAttribute] })
            IsHidden = $true -in $attributes.DontShow
            Set = @($sets)
        }
        $found[$parameter.Name] = Join-ParameterFact @facts
    }
    $found
}
