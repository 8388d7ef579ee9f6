<#
.SYNOPSIS
    Returns how to start the PowerShell that runs this: its file, and the arguments that come before PowerShell's own.
#>
$file = (Get-Process -Id $PID).Path
# PowerShell installed as a .NET tool runs in a process of the name dotnet.
$isTool = [IO.Path]::GetFileNameWithoutExtension($file) -eq 'dotnet'
@{ File = $file; Argument = @(if ($isTool) { Join-Path $PSHOME 'pwsh.dll' }) }
