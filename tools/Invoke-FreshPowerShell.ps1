<#
.SYNOPSIS
    Runs the PowerShell that runs this, in a new process and without profiles; the arguments are pwsh's own.
#>
$ErrorActionPreference = 'Stop'
$PSNativeCommandUseErrorActionPreference = $true

$powerShell = & (Join-Path $PSScriptRoot 'Get-PowerShellCommand.ps1')
$first = $powerShell.Argument
& $powerShell.File @first -NoProfile -NonInteractive @args
