#Requires -Version 7.4
#Requires -Modules @{ ModuleName = 'Microsoft.PowerShell.PlatyPS'; ModuleVersion = '1.0.0' }
<#
.SYNOPSIS
    Makes the help that ships, MAML and about topics, from the Markdown in docs/en-US.
.DESCRIPTION
    Microsoft.PowerShell.PlatyPS reads the Markdown and writes the MAML. What it leaves as Markdown is then brought into the form that
    Get-Help shows well: examples have their code apart from the text, paragraphs are one line each, and defaults are told.
#>
param (
    [Parameter(Mandatory)]
    [string] $OutputFolder
)

$ErrorActionPreference = 'Stop'
Set-StrictMode -Version 3
$docs = Join-Path $PSScriptRoot '../docs/en-US'
$namespaces = @{
    maml = 'http://schemas.microsoft.com/maml/2004/10'
    command = 'http://schemas.microsoft.com/maml/dev/command/2004/10'
    dev = 'http://schemas.microsoft.com/maml/dev/2004/10'
}

# Where a line begins an item of a list: a dash, or a number.
$item = '\n(?=(?:-|\d+\.) )'

# Paragraphs of Markdown, without the line breaks that are only there for its readers; the items of a list stay apart.
function Split-Paragraph ([string] $Text) {
    foreach ($block in $Text -replace '\r' -split '\n\s*\n') {
        $lines = foreach ($line in $block.Trim() -split $item) { $line -replace '\s*\n\s*', ' ' }
        if ($block.Trim()) { $lines -join "`n" }
    }
}

function Write-Paragraph ([Xml.XmlElement] $Element, [string] $Text) {
    $Element.RemoveAll()
    foreach ($paragraph in Split-Paragraph $Text) {
        $Element.AppendChild($Element.OwnerDocument.CreateElement('maml', 'para', $namespaces.maml)).InnerText = $paragraph
    }
}

function Get-ParagraphText ([Xml.XmlElement] $Element) {
    # PlatyPS puts paragraphs of a control character between those of an example.
    @($Element.ChildNodes | ForEach-Object InnerText | Where-Object { $_ -ne "`u{80}" }) -join "`n`n"
}

function Select-Element ([Xml.XmlNode] $Node, [string] $XPath) {
    Select-Xml -Xml $Node -XPath $XPath -Namespace $namespaces | ForEach-Object Node
}

function Format-Example ([Xml.XmlElement] $Example) {
    $introduction = Select-Element $Example 'maml:introduction'
    $before, $code, $after = (Get-ParagraphText $introduction) -split '(?s)```powershell\n(.*?)\n```' , 2
    if ($after -match '```') { throw "An example has one block of code: $($Example.title)." }
    (Select-Element $Example 'dev:code').InnerText = $code
    Write-Paragraph $introduction $before
    $remarks = Select-Element $Example 'dev:remarks'
    Write-Paragraph $remarks $after
    # Get-Help puts nothing between an example and the next.
    $null = $remarks.AppendChild($Example.OwnerDocument.CreateElement('maml', 'para', $namespaces.maml))
}

function Format-Command ([Xml.XmlElement] $Command, [object] $Help) {
    Select-Element $Command 'command:examples/command:example' | ForEach-Object { Format-Example $_ }
    $texts = 'maml:description', 'command:parameters/command:parameter/maml:description', './/command:inputType/maml:description',
        './/command:returnValue/maml:description', './/maml:alert'
    Select-Element $Command ($texts -join '|') | ForEach-Object { Write-Paragraph $_ (Get-ParagraphText $_) }
    foreach ($link in Select-Element $Command './/maml:navigationLink') {
        # Links of the Markdown lead to files that are not shipped; the names lead Get-Help.
        (Select-Element $link 'maml:uri').InnerText = ''
        if ((Select-Element $link 'maml:linkText').InnerText -eq 'Online Version') { $null = $link.ParentNode.RemoveChild($link) }
    }
    foreach ($parameter in Select-Element $Command 'command:parameters/command:parameter') {
        $name = (Select-Element $parameter 'maml:name').InnerText
        # The type as the syntax writes it; the whole name stays in dev:type.
        $short = Select-Element $Command "command:syntax//command:parameter[maml:name='$name']/command:parameterValue" | Select-Object -First 1
        Select-Element $parameter 'command:parameterValue' | ForEach-Object { $_.InnerText = $short.InnerText }
        $default = ($Help.Parameters | Where-Object Name -EQ $name).DefaultValue
        $parameter.AppendChild($Command.OwnerDocument.CreateElement('dev', 'defaultValue', $namespaces.dev)).InnerText = $default ? $default : 'None'
    }
}

# Breaks a text into lines of at most 79 characters.
function Format-Line ([string] $Text, [string] $Indent, [string] $Next = $Indent) {
    $line = $Indent
    $isEmpty = $true
    foreach ($word in $Text -split '\s+' -ne '') {
        if (!$isEmpty -and $line.Length + 1 + $word.Length -gt 79) {
            $line
            $line = $Next
            $isEmpty = $true
        }
        $line += ($isEmpty ? '' : ' ') + $word
        $isEmpty = $false
    }
    $line
}

# A table as columns of text: the last cell of a row goes on below itself.
function Format-TextTable ([string] $Markdown) {
    $rows = @($Markdown -split '\n' -notmatch '^\|[-:| ]+\|$' | ForEach-Object { , @($_.Trim('|') -split '\|' | ForEach-Object { $_.Trim() }) })
    $widths = foreach ($column in 0..($rows[0].Count - 1)) { ($rows | ForEach-Object { $_[$column].Length } | Measure-Object -Maximum).Maximum }
    foreach ($row in $rows) {
        $start = '    '
        for ($i = 0; $i -lt $row.Count - 1; $i++) { $start += $row[$i].PadRight($widths[$i] + 2) }
        # Blanks of the columns before are no words.
        $lines = @(Format-Line $row[-1] -Indent (' ' * $start.Length))
        $lines[0] = $start + $lines[0].Substring($start.Length)
        $lines.TrimEnd()
    }
}

# An about topic as plain text. A list of topics shows the fifth line, so nothing stands between a heading and its text.
function ConvertTo-Topic ([string] $Markdown, [string] $Name) {
    'TOPIC'
    "    $Name"
    $isHeading = $false
    foreach ($block in [regex]::Matches($Markdown -replace '\r' -replace "\A# $Name\n", '(?s)```.*?\n```|\S(?:.(?!\n\n))*.').Value) {
        if (!$isHeading) { '' }
        $isHeading = $block -match '^## (.*)$'
        if ($isHeading) {
            $Matches[1]
        } elseif ($block -match '^### (.*)$') {
            "  $($Matches[1])"
        } elseif ($block -match '(?s)^```\w*\n(.*)\n```$') {
            $Matches[1] -split '\n' | ForEach-Object { $_ ? "        $_" : '' }
        } elseif ($block -match '^\|') {
            Format-TextTable $block
        } else {
            foreach ($line in $block -split $item) {
                Format-Line $line -Indent '    ' -Next (' ' * (4 + ($line -match '^(-|\d+\.) ' ? $Matches[0].Length : 0)))
            }
        }
    }
}

$null = New-Item $OutputFolder -ItemType Directory -Force
$OutputFolder = (Resolve-Path $OutputFolder).Path
$work = Join-Path ([IO.Path]::GetTempPath()) "dbaccounts-help-$PID-$([guid]::NewGuid())"
try {
    $help = @(Get-ChildItem $docs -Filter *-*.md | Sort-Object Name -Culture '' | ForEach-Object { Import-MarkdownCommandHelp $_.FullName })
    $exported = $help | Export-MamlCommandHelp -OutputFolder $work -Force
    [xml] $maml = Get-Content $exported.FullName -Raw
    foreach ($command in Select-Element $maml '//command:command') {
        $name = (Select-Element $command 'command:details/command:name').InnerText
        Format-Command $command ($help | Where-Object Title -EQ $name)
    }
    $settings = [Xml.XmlWriterSettings]@{ Indent = $true; NewLineChars = "`n"; Encoding = [Text.UTF8Encoding]::new($false) }
    $writer = [Xml.XmlWriter]::Create((Join-Path $OutputFolder $exported.Name), $settings)
    try { $maml.Save($writer) } finally { $writer.Dispose() }
    foreach ($topic in Get-ChildItem $docs -Filter about_*.md) {
        $text = @(ConvertTo-Topic (Get-Content $topic -Raw) $topic.BaseName) -join "`n"
        Set-Content (Join-Path $OutputFolder "$($topic.BaseName).help.txt") $text
    }
} finally {
    Remove-Item $work -Recurse -Force -ErrorAction Ignore
}
