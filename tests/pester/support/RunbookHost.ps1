<#
.SYNOPSIS
    What a scheduler's own script would do: connects, provides a vault, runs a runbook. All that it is told stands in a file, so that no
    key is a process argument. Support for the tests of the runbooks.
#>
$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'
# What the runbook and the cmdlets say in detail is looked through for secrets.
$VerbosePreference = 'Continue'
$handover = Get-Content $env:DBACCOUNTS_TEST_HANDOVER -Raw | ConvertFrom-Json -AsHashtable
$vaultFolder = $handover.Vault

# A vault that outlives its user: a file for each secret. 'Broken' fails as a vault does that is locked.
function Get-Secret {
    [CmdletBinding()]
    [OutputType([pscredential])]
    param ([string] $Name, [string] $Vault)
    if ($Vault -eq 'Broken') { Write-Error 'The vault is locked.' -ErrorId GetSecretException; return }
    $file = Join-Path $vaultFolder $Name
    if (!(Test-Path $file)) { Write-Error "The secret $Name was not found." -ErrorId GetSecretNotFound; return }
    $kept = Get-Content $file -Raw | ConvertFrom-Json
    [pscredential]::new($kept.UserName, [Net.NetworkCredential]::new('', $kept.Password).SecurePassword)
}

function Set-Secret {
    [CmdletBinding()]
    param ([string] $Name, [string] $Vault, [pscredential] $Secret)
    Write-Verbose "Saving $Name in the vault $Vault."
    $file = Join-Path $vaultFolder $Name
    @{ UserName = $Secret.UserName; Password = $Secret.GetNetworkCredential().Password } | ConvertTo-Json | Set-Content "$file.$PID.new"
    Move-Item "$file.$PID.new" $file -Force
}

$null = Start-Transcript $handover.Transcript
try {
    Import-Module $handover.Module -Verbose:$false
    foreach ($instance in $handover.Instance) {
        $credential = [pscredential]::new($instance.KeyId, [Net.NetworkCredential]::new('', $instance.Key).SecurePassword)
        $project = if ($instance.ProjectId) { @{ ProjectId = $instance.ProjectId } } else { @{} }
        $null = Connect-DbInstance $instance.Service $instance.InstanceId -Region $instance.Region @project `
            -Credential $credential -Endpoint $instance.Endpoint -NoDefault
    }
    $parameters = $handover.Parameter
    & $handover.Runbook @parameters
} finally {
    # Refresh tells the peak of this moment.
    $self = [Diagnostics.Process]::GetCurrentProcess()
    $self.PeakWorkingSet64 | Set-Content $handover.Memory
    $null = Stop-Transcript
}
