<#
.SYNOPSIS
    Runs test files that no other process has taken, until none is left, and writes the counts of each to a folder. Invoke-Suite.ps1
    starts it.
.PARAMETER File
    The test files, in the order in which they are taken.
.PARAMETER List
    A text file that names them.
.PARAMETER Folder
    Gets a mark for each file that was taken, so that it is taken once, and the counts of each that has ended.
.PARAMETER End
    A line that is written after all that belongs to a file.
#>
[Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSAvoidUsingWriteHost', '', Justification = 'The process that started this one reads its standard output.')]
param (
    [string[]] $File,
    [string] $List,
    [Parameter(Mandatory)]
    [string] $Folder,
    [string] $End
)

$ErrorActionPreference = 'Stop'
Import-Module (Join-Path $PSScriptRoot '../../../out/tools/Pester')
if ($List) { $File = Get-Content $List }

foreach ($path in $File) {
    $name = Split-Path $path -Leaf
    try {
        [IO.File]::Open((Join-Path $Folder "$name.taken"), 'CreateNew').Dispose()
    } catch [IO.IOException] {
        continue
    }

    $configuration = New-PesterConfiguration
    $configuration.Run.Path = $path
    $configuration.Run.PassThru = $true
    if ($PSVersionTable.PSEdition -eq 'Desktop') { $configuration.Filter.ExcludeTag = 'PowerShell7' }
    $configuration.Output.Verbosity = 'Normal'
    # Tests run as at a prompt, where an error of a record does not end a pipeline.
    $ErrorActionPreference = 'Continue'
    $run = Invoke-Pester -Configuration $configuration
    $ErrorActionPreference = 'Stop'

    # Code outside of a test can fail too: in a file, or before or after the tests of a block.
    $failed = $run.FailedCount
    if (!$failed -and $run.Result -ne 'Passed') {
        $failed = [Math]::Max(1, $run.FailedContainersCount + $run.FailedBlocksCount)
    }
    if (!$run.TotalCount) {
        Write-Warning "$name has no test."
        $failed = 1
    }
    @{ Passed = $run.PassedCount; Failed = $failed; Skipped = $run.SkippedCount } | ConvertTo-Json | Set-Content (Join-Path $Folder "$name.json")
    if ($End) { [Console]::WriteLine($End) }
}
