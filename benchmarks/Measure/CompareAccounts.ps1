#Requires -Version 7.4
<#
.SYNOPSIS
    Measures the comparison of accounts with an access document, and the list of the same accounts.
#>
param (
    [Parameter(Mandatory)]
    [uri] $Endpoint,

    [Parameter(Mandatory)]
    [int] $Count
)

$ErrorActionPreference = 'Stop'
Import-Module (Join-Path $PSScriptRoot '../Benchmark.psm1')
Import-Module (Get-ModulePath)
$null = Connect-Server Ddm $Endpoint

# Two documents: what is there, and the same with other privileges.
$accounts = foreach ($i in 1..$Count) {
    $databases = 0..4 | ForEach-Object { "db$(($i + $_) % 50)" }
    [pscustomobject]@{ Name = "app$i"; Database = $databases }
}
$null = $accounts | New-DbAccount -Privilege INSERT, SELECT -GeneratePassword
$folder = Join-Path ([IO.Path]::GetTempPath()) "dbaccounts-$PID"
$null = New-Item $folder -ItemType Directory
$same, $other = foreach ($words in 'SELECT, INSERT', 'SELECT, UPDATE') {
    $file = Join-Path $folder "$($words.Length)-$($words[-1]).json"
    $rows = $accounts | ForEach-Object { @{ name = $_.Name; grants = @($_.Database | ForEach-Object { "$words ON $_.*" }) } }
    @{ accounts = @($rows) } | ConvertTo-Json -Depth 5 | Set-Content $file
    $file
}

try {
    $first = Measure-Run { Compare-DbAccount $same }
    Invoke-WarmUp { Compare-DbAccount $same; Compare-DbAccount $other; Get-DbAccount -IncludePrivilege }
    $lists, $sames, $others = foreach ($run in { Get-DbAccount -IncludePrivilege }, { Compare-DbAccount $same }, { Compare-DbAccount $other }) {
        , @(1..5 | ForEach-Object { Measure-Run $run })
    }
    [ordered]@{
        Count = $Count
        FirstSeconds = $first.CpuSeconds
        ListSeconds = Get-Median $lists.CpuSeconds
        SameSeconds = Get-Median $sames.CpuSeconds
        OtherSeconds = Get-Median $others.CpuSeconds
        SameCount = $sames[0].Output.Count
        OtherCount = $others[0].Output.Count
    } | ConvertTo-Json -Compress
} finally {
    Remove-Item $folder -Recurse
}
