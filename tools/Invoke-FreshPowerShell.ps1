<#
.SYNOPSIS
    Runs the PowerShell that runs this, in a new process and without profiles; the arguments are pwsh's own.
#>
$ErrorActionPreference = 'Stop'
$PSNativeCommandUseErrorActionPreference = $true

# PowerShell installed as a .NET tool runs in a process of the name dotnet.
$process = (Get-Process -Id $PID).Path
$start = @(if ([IO.Path]::GetFileNameWithoutExtension($process) -eq 'dotnet') { Join-Path $PSHOME 'pwsh.dll' })
& $process @start -NoProfile -NonInteractive @args
