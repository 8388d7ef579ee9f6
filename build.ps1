#Requires -Version 7.4
<#
.SYNOPSIS
    Builds, tests and shows the module.
.DESCRIPTION
    Build    the finished module in out/DbAccounts
    Demo     the main job on the simulator, for all five services
    Test     the xunit and the Pester tests; the last line is 'N passed, N failed, N skipped'
    Chaos    thousands of changes and access documents under faults, the use of a rate limit, a runbook and a fleet that are killed
             again and again, and thousands of grants and documents against a MariaDB
    Bench    one table of how fast the module is, and an error where a limit is broken; about five minutes
    Analyze  PSScriptAnalyzer over all scripts
    Docs     the help that ships, from the Markdown in docs/en-US
    Package  the folder and the nupkg to publish, in out/package; then runs the demo from them alone
    Clean    removes what the other tasks made
.PARAMETER Quick
    Bench alone: fewer rows and repetitions, for a look.
.EXAMPLE
    ./build.ps1 Test
#>
[CmdletBinding()]
param (
    [Parameter(ValueFromRemainingArguments)]
    [ValidateSet('Build', 'Demo', 'Test', 'Chaos', 'Bench', 'Analyze', 'Docs', 'Package', 'Clean')]
    [string[]] $Task = 'Build',

    [switch] $Quick
)

$ErrorActionPreference = 'Stop'
$PSNativeCommandUseErrorActionPreference = $true
Set-StrictMode -Version 3

$out = Join-Path $PSScriptRoot 'out'
$module = Join-Path $out 'DbAccounts'
$tools = Join-Path $out 'tools'
$testResults = Join-Path $out 'test-results'
# For what loads the module: its assemblies stay loaded until the process ends.
$freshPowerShell = Join-Path $PSScriptRoot 'tools/Invoke-FreshPowerShell.ps1'
$benchOptions = @{ Quick = $Quick }
$dotnetOptions = '-c', 'Release', '--nologo', '--tl:off', '-v:q'
$env:DOTNET_CLI_TELEMETRY_OPTOUT = $env:POWERSHELL_TELEMETRY_OPTOUT = '1'

# What is fetched into out/tools is found before what is installed.
if ($tools -notin $env:PSModulePath.Split([IO.Path]::PathSeparator)) {
    $env:PSModulePath = $tools + [IO.Path]::PathSeparator + $env:PSModulePath
}

# In a log there is nothing to colour; the processes that are started here learn it from NO_COLOR.
if ($env:NO_COLOR -or [Console]::IsOutputRedirected) {
    $env:NO_COLOR = '1'
    $PSStyle.OutputRendering = 'PlainText'
}

# Lays Pester out in out/tools, in the version that Directory.Packages.props names.
function Restore-Pester {
    try {
        dotnet build (Join-Path $PSScriptRoot 'tools/Tools.csproj') -t:Pester @dotnetOptions | Out-Host
    } catch [System.Management.Automation.NativeCommandExitException] {
        throw 'Pester could not be restored from NuGet, and without it the tests of the cmdlets do not run.'
    }
}

# Finds a tool's module, or gets it into out/tools where that is possible.
function Test-ToolModule ([string] $Name, [version] $Version) {
    $find = { Get-Module -ListAvailable $Name | Where-Object Version -GE $Version }
    if (!(& $find) -and (Get-Command Save-PSResource -ErrorAction Ignore)) {
        $null = New-Item $tools -ItemType Directory -Force
        Save-PSResource $Name -Version "[$Version, $($Version.Major + 1).0)" -Path $tools -TrustRepository -ErrorAction SilentlyContinue
    }
    [bool](& $find)
}

function Invoke-Build {
    dotnet build (Join-Path $PSScriptRoot 'src/DbAccounts.PowerShell') -t:Layout @dotnetOptions | Out-Host
    Write-Host 'Built out/DbAccounts.'
}

function Invoke-Demo {
    Invoke-Build
    & $freshPowerShell -File (Join-Path $PSScriptRoot 'examples/demo.ps1') | Out-Host
}

function Invoke-Test {
    Remove-Item $testResults -Recurse -Force -ErrorAction Ignore
    $null = New-Item $testResults -ItemType Directory
    # Processes of tests are too short for the compiler's second look at what they run.
    $env:DOTNET_TieredPGO = '0'
    Restore-Pester
    Invoke-Build
    # They wait most of the time, and so they run beside the others.
    $xunit = Start-Xunit
    $counts = @(Invoke-PesterSuite; Receive-Xunit $xunit)
    $sum = @{}
    foreach ($name in 'Passed', 'Failed', 'Skipped') {
        $sum[$name] = ($counts | ForEach-Object $name | Measure-Object -Sum).Sum
    }
    if (!(Get-Command mariadbd, /usr/sbin/mariadbd -ErrorAction Ignore)) {
        Write-Warning ('There is no mariadbd here: the tests of SQL servers against a real one were skipped. ' +
            'Install mariadb-server-core and mariadb-client-core to run them.')
    }
    Write-Host "$($sum.Passed) passed, $($sum.Failed) failed, $($sum.Skipped) skipped"
    if ($sum.Failed) { exit 1 }
}

function Start-Xunit {
    [Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSUseShouldProcessForStateChangingFunctions', '', Justification = 'It writes to out only.')]
    param ()
    $arguments = @('test', (Join-Path $PSScriptRoot 'DbAccounts.sln')) + $dotnetOptions +
        @('--logger', 'trx', '--logger', 'console;verbosity=minimal', '--results-directory', $testResults)
    Start-ThreadJob {
        $PSNativeCommandUseErrorActionPreference = $false
        dotnet @using:arguments 2>&1 | ForEach-Object { "$_" }
        $LASTEXITCODE -eq 0
    }
}

# Shows what a run has written, and counts its tests.
function Receive-Xunit ([object] $Run) {
    $said = @($Run | Receive-Job -Wait -AutoRemoveJob -ErrorAction Continue)
    $ended = $said -and $said[-1] -eq $true
    $said | Where-Object { $_ -is [string] } | Out-Host
    $counts = @(foreach ($file in Get-ChildItem $testResults -Filter *.trx -ErrorAction Ignore) {
            $c = ([xml](Get-Content $file -Raw)).TestRun.ResultSummary.Counters
            @{ Passed = [int]$c.passed; Failed = [int]$c.executed - [int]$c.passed; Skipped = [int]$c.total - [int]$c.executed }
        })
    # A run that did not get as far as a failed test, or to any, has failed all the same.
    if (!($counts | Where-Object { $_.Failed }) -and !($ended -and $counts)) {
        $counts += @{ Passed = 0; Failed = 1; Skipped = 0 }
    }
    $counts
}

function Invoke-PesterSuite {
    $result = Join-Path $testResults 'pester.json'
    try {
        & $freshPowerShell -File (Join-Path $PSScriptRoot 'tests/pester/Invoke-Suite.ps1') -Result $result | Out-Host
        Get-Content $result -Raw | ConvertFrom-Json
    } catch {
        Write-Warning "The Pester tests of the cmdlets did not run to their end: $_"
        @{ Passed = 0; Failed = 1; Skipped = 0 }
    }
}

# The first of the six that fails ends it: its exit code is an error.
function Invoke-Chaos {
    [Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSUseSingularNouns', '', Justification = 'Chaos is a singular.')]
    param ()
    Invoke-Build
    $chaos = '--project', (Join-Path $PSScriptRoot 'tests/DbAccounts.Chaos'), '-c', 'Release', '--'
    dotnet run @chaos run | Out-Host
    dotnet run @chaos documents | Out-Host
    dotnet run @chaos rate | Out-Host
    & $freshPowerShell -File (Join-Path $PSScriptRoot 'tests/chaos/Invoke-KillRun.ps1') | Out-Host
    & $freshPowerShell -File (Join-Path $PSScriptRoot 'tests/chaos/Invoke-FleetKillRun.ps1') | Out-Host
    $env:DBACCOUNTS_LAW_STATEMENTS = 10000
    $env:DBACCOUNTS_LAW_SEEDS = '1,2,3'
    $env:DBACCOUNTS_DOCUMENT_ROUNDS = 60
    try {
        dotnet test (Join-Path $PSScriptRoot 'tests/DbAccounts.Tests') -c Release --logger 'console;verbosity=detailed' --filter 'FullyQualifiedName~GrantLawTests|FullyQualifiedName~MariaDbDocumentTests' |
            Out-Host
    } finally {
        Remove-Item Env:/DBACCOUNTS_LAW_STATEMENTS, Env:/DBACCOUNTS_LAW_SEEDS, Env:/DBACCOUNTS_DOCUMENT_ROUNDS
    }
}

function Invoke-Bench {
    Invoke-Build
    & (Join-Path $PSScriptRoot 'benchmarks/Invoke-Benchmark.ps1') @benchOptions
}

function Invoke-Analyze {
    if (!(Test-ToolModule PSScriptAnalyzer 1.21)) {
        throw 'PSScriptAnalyzer was not found and could not be fetched: install it with Install-PSResource PSScriptAnalyzer.'
    }
    # The manifest is judged where the files are that it names.
    Invoke-Build
    $manifest = Join-Path $PSScriptRoot 'DbAccounts.psd1'
    $scripts = @(Get-ChildItem $PSScriptRoot -Recurse -Include *.ps1, *.psm1, *.psd1 |
            Where-Object { $_.FullName.Substring($PSScriptRoot.Length) -notmatch '[\\/](bin|obj|out)[\\/]' -and $_.FullName -ne $manifest }
        Get-Item (Join-Path $module 'DbAccounts.psd1'))
    $tests = Join-Path $PSScriptRoot 'tests/pester'
    $findings = foreach ($script in $scripts) {
        $folder = $script.FullName.StartsWith($tests) ? $tests : $PSScriptRoot
        $script | Invoke-ScriptAnalyzer -Settings (Join-Path $folder 'PSScriptAnalyzerSettings.psd1')
    }
    $findings | Format-Table Severity, RuleName, ScriptName, Line, Message -Wrap | Out-Host
    if ($findings) { throw "PSScriptAnalyzer has $(@($findings).Count) findings." }
    Write-Host "PSScriptAnalyzer has no findings in $($scripts.Count) files."
}

# The result is committed, so that a build needs no more than the SDK.
function Invoke-Docs {
    [Diagnostics.CodeAnalysis.SuppressMessage('PSUseSingularNouns', '', Justification = 'It is the name of the task.')]
    param ()
    if (!(Test-ToolModule Microsoft.PowerShell.PlatyPS 1.0)) {
        throw 'Microsoft.PowerShell.PlatyPS was not found and could not be fetched: install it with Install-PSResource Microsoft.PowerShell.PlatyPS.'
    }
    $help = Join-Path $PSScriptRoot 'src/DbAccounts.PowerShell/en-US'
    Remove-Item $help -Recurse -Force -ErrorAction Ignore
    & $freshPowerShell -File (Join-Path $PSScriptRoot 'tools/Export-Help.ps1') -OutputFolder $help | Out-Host
    Write-Host "Made $(@(Get-ChildItem $help).Count) help files in src/DbAccounts.PowerShell/en-US."
}

function Invoke-Package {
    Invoke-Build
    $package = Join-Path $out 'package'
    & (Join-Path $PSScriptRoot 'tools/New-Package.ps1') -Module $module -Output $package
    & (Join-Path $PSScriptRoot 'tools/Test-Package.ps1') -Package (Get-ChildItem $package -Filter *.nupkg)
    Write-Host "Made $((Get-ChildItem $package -Filter *.nupkg).Name) and DbAccounts/ in out/package, and the demo runs from it."
}

function Invoke-Clean {
    Remove-Item $out -Recurse -Force -ErrorAction Ignore
    dotnet clean (Join-Path $PSScriptRoot 'DbAccounts.sln') @dotnetOptions | Out-Host
}

foreach ($name in $Task) {
    & "Invoke-$name"
}
