#Requires -Version 7.4
<#
.SYNOPSIS
    What the benchmarks share: fresh processes, servers in processes of their own, medians, and lines of the table.
#>
param (
    # Fewer rows and repetitions: for a look, not for a claim.
    [bool] $Quick = $false
)

Set-StrictMode -Version 3

$out = Join-Path (Split-Path $PSScriptRoot) 'out'
$tools = Join-Path (Split-Path $PSScriptRoot) 'tools'
$isQuick = $Quick

# The manifest that is measured.
function Get-ModulePath {
    Join-Path $out 'DbAccounts/DbAccounts.psd1'
}

# One number for a whole run, and a smaller one for a quick one.
function Select-Size ([int] $Whole, [int] $Few) {
    $isQuick ? $Few : $Whole
}

# Compiles the sources of a folder, as optimized as the module is, and returns the assembly.
function Get-CompiledFolder ([string] $Name) {
    $folder = Join-Path $out 'bench'
    $null = New-Item $folder -ItemType Directory -Force
    $assembly = Join-Path $folder "$Name.dll"
    $sources = (Get-ChildItem (Join-Path $PSScriptRoot $Name) -Filter *.cs).FullName
    $isOld = !(Test-Path $assembly) -or (Get-Item $sources).Where({ $_.LastWriteTimeUtc -gt (Get-Item $assembly).LastWriteTimeUtc })
    if ($isOld) {
        # Add-Type replaces none.
        Remove-Item $assembly -ErrorAction Ignore
        $line = "Add-Type -Path '$($sources -join "', '")' -OutputAssembly '$assembly' -CompilerOptions '-optimize+', '-nullable:enable'"
        $null = Invoke-Fresh -Command "`$ErrorActionPreference = 'Stop'; $line"
    }
    $assembly
}

# Runs a line or a script in a fresh process and returns what it writes; the arguments are pwsh's own.
function Invoke-Fresh {
    & (Join-Path $tools 'Invoke-FreshPowerShell.ps1') @args
}

# Runs a script of the folder Measure in a fresh process; what it writes is JSON.
function Invoke-Measure ([string] $Name, [hashtable] $Parameter) {
    $given = foreach ($one in $Parameter.GetEnumerator()) { "-$($one.Key)"; "$($one.Value)" }
    Invoke-Fresh -File (Join-Path $PSScriptRoot "Measure/$Name.ps1") @given | Select-Object -Last 1 | ConvertFrom-Json
}

# Starts servers in a process of their own, so that their work is nobody else's, and returns that and their addresses.
function Open-Server (
    [ValidateSet('Simulator', 'Answerer')] [string] $Kind = 'Simulator', [int] $Count = 1, [double] $Latency, [int] $Accounts
) {
    $powerShell = & (Join-Path $tools 'Get-PowerShellCommand.ps1')
    $start = [Diagnostics.ProcessStartInfo]::new($powerShell.File)
    $file = Join-Path $PSScriptRoot "Measure/$Kind.ps1"
    $given = '-Count', "$Count"
    if ($Kind -eq 'Simulator') {
        $given += '-Latency', $Latency.ToString([cultureinfo]::InvariantCulture), '-Accounts', "$Accounts"
    } else {
        $given += '-Assembly', (Get-CompiledFolder Answerer)
    }
    foreach ($argument in @($powerShell.Argument) + '-NoProfile', '-NonInteractive', '-File', $file + $given) {
        $start.ArgumentList.Add($argument)
    }
    $start.RedirectStandardInput = $start.RedirectStandardOutput = $true
    $process = [Diagnostics.Process]::Start($start)
    $line = $process.StandardOutput.ReadLine()
    if (!$line) { throw "The $Kind did not start." }
    [pscustomobject]@{ Process = $process; Endpoint = -split $line }
}

# Ends what Open-Server has started: it ends with its input.
function Close-Server ($Server) {
    $Server.Process.StandardInput.Close()
    if (!$Server.Process.WaitForExit(5000)) { $Server.Process.Kill() }
    $Server.Process.Dispose()
}

# What it takes to connect a simulator's instance: a simulator of this process tells it of all.
function Get-KnownInstance ([string] $Service) {
    $own = Start-DbSimulator
    $own.Instance | Where-Object Service -EQ $Service
    Stop-DbSimulator $own.Port
}

# Connects an instance of simulators in another process.
function Connect-Server ([string] $Service, [uri[]] $Endpoint) {
    $known = Get-KnownInstance $Service
    foreach ($one in $Endpoint) {
        $known | Connect-DbInstance -Endpoint $one
    }
}

# Connects the hand-made cmdlet, which must be loaded, to the same instance.
function Connect-HandMade ($Instance) {
    $key = (Get-KnownInstance MySqlPlus).Credential.GetNetworkCredential()
    [DbAccounts.Benchmarks.HandMadeCluster]::Current = [DbAccounts.Benchmarks.HandMadeCluster]::new(
        $Instance.InstanceId, $Instance.Region, $Instance.Endpoint, $key.UserName, $key.Password)
}

# Rows of new accounts, one after the other.
function Get-AccountRow ([string] $Prefix, [int] $Count) {
    for ($i = 1; $i -le $Count; $i++) {
        [pscustomobject]@{ Name = "$Prefix$i"; Password = 'Aa1@aaaaaa'; AllowedHost = '10.0.%'; Database = 'shop' }
    }
}

# Sends rows until their code is compiled for good: the runtime does that in several steps, each in a pause.
function Invoke-WarmUp ([scriptblock] $Rows, [int] $Times = 3) {
    for ($i = 1; $i -le $Times; $i++) {
        $null = & $Rows "warm${i}_"
        Start-Sleep -Milliseconds 400
    }
}

# Runs something and returns its seconds, CPU and what it wrote.
function Measure-Run ([scriptblock] $Run) {
    [GC]::Collect()
    $process = [Diagnostics.Process]::GetCurrentProcess()
    $cpu = $process.TotalProcessorTime
    $allocated = [GC]::GetTotalAllocatedBytes()
    $watch = [Diagnostics.Stopwatch]::StartNew()
    $output = @(& $Run)
    $seconds = $watch.Elapsed.TotalSeconds
    $allocated = [GC]::GetTotalAllocatedBytes() - $allocated
    $process.Refresh()
    [pscustomobject]@{
        Seconds = $seconds
        CpuSeconds = ($process.TotalProcessorTime - $cpu).TotalSeconds
        Allocated = $allocated
        Output = $output
    }
}

function Get-Median ([double[]] $Value) {
    $sorted = @($Value | Sort-Object)
    $middle = [Math]::Floor($sorted.Count / 2)
    ($sorted[$middle] + $sorted[-$middle - 1]) / 2
}

# A line of the table. A limit is the most that the result may be, or the least; without one the result is only shown. It is a ratio,
# or it has a unit.
function Get-Verdict (
    [string] $Benchmark, [string] $Measured, [string] $Against, [double] $Result, [double] $Most, [double] $Least, [string] $Unit = ''
) {
    $hasMost = $PSBoundParameters.ContainsKey('Most')
    $hasLimit = $hasMost -or $PSBoundParameters.ContainsKey('Least')
    $holds = $hasMost ? ($Result -le $Most) : ($Result -ge $Least)
    [pscustomobject]@{
        Benchmark = $Benchmark
        Measured = $Measured
        Against = $Against
        Result = (Format-Number '{0:0.00} {1}' $Result, $Unit).Trim()
        Limit = $hasLimit ? (Format-Number '{0} {1} {2}' ($hasMost ? '<=' : '>='), ($hasMost ? $Most : $Least), $Unit).Trim() : ''
        Holds = $hasLimit ? ($holds ? 'yes' : 'NO') : ''
    }
}

# A number as text, the same in every culture.
function Format-Number ([string] $Format, [object[]] $Value) {
    [string]::Format([cultureinfo]::InvariantCulture, $Format, $Value)
}

Export-ModuleMember -Function *
