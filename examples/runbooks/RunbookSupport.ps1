#Requires -Version 5.1

<#
.SYNOPSIS
    Functions that the runbooks share. The runbooks dot-source this file, so that -WhatIf, -Confirm and -Verbose apply to it.
#>

# Several values in one text, as in the cell of a CSV file. 'pwsh -File' hands lists over like that too.
function Split-Value ([string[]] $Value) {
    $Value | ForEach-Object { "$_" -split '[,;|\s]+' } | Where-Object { $_ }
}

# What is given says something. A variable that was never set would mean the default: all connected instances, or nothing protected.
function Assert-Given ([Collections.IDictionary] $Bound) {
    foreach ($name in $Bound.Keys) {
        $texts = @($Bound[$name] | ForEach-Object { "$_".Trim() })
        if ($texts.Count -eq 0 -or $texts -contains '') { throw "-$name was given without a value: give one, or leave it out." }
    }
}

# A cell's text; empty where the file has no such column too.
function Get-Cell ([object] $Row, [string] $Column) {
    $property = $Row.PSObject.Properties[$Column]
    if ($property) { "$($property.Value)".Trim() } else { '' }
}

# The instances of saved profiles, or without any those that the session has connected.
function Get-RunbookInstance ([string[]] $ProfileName) {
    $instances = if ($ProfileName) {
        Split-Value $ProfileName | ForEach-Object { Connect-DbInstance -Profile $_ -NoDefault }
    } else {
        Get-DbInstance
    }
    if (!$instances) { throw 'No instance is connected: name profiles with -ProfileName, or connect before with Connect-DbInstance.' }
    # Rows and secrets tell instances by service and id alone.
    foreach ($instance in $instances) {
        $same = @($instances | Where-Object { $_.Service -eq $instance.Service -and $_.InstanceId -eq $instance.InstanceId })
        $addresses = @($same.Endpoint | Select-Object -Unique)
        if ($addresses.Count -gt 1) { throw "$instance is connected at several addresses: $($addresses -join ', '). Disconnect all but one." }
        # One that is connected with several keys is one instance, by the default key where that is among them.
        $first = @($same | Where-Object IsDefault) + $same | Select-Object -First 1
        if ([object]::ReferenceEquals($instance, $first)) { $instance }
    }
}

# The accounts of each instance. One that can't be read is a row that has failed, and the others go on.
function Get-RunbookListing ([string[]] $ProfileName, [Collections.Generic.List[object]] $Result) {
    foreach ($instance in Get-RunbookInstance $ProfileName) {
        Write-Verbose "Reading the accounts of $instance."
        try {
            $accounts = @(Get-DbAccount -Instance $instance -ErrorAction Stop -WarningVariable warning)
            # QingCloud's display tabs end after 225 rows, which the warning says.
            [pscustomobject]@{ Instance = $instance; Account = $accounts; IsWhole = !$warning }
        } catch {
            $row = Get-RunbookResult -Service $instance.Service -InstanceId $instance.InstanceId
            $Result.Add($row)
            Write-RowError $row $_
        }
    }
}

# Names are compared exactly, as the databases do; a wildcard is a convenience of the shell, and is not.
function Test-NameMatch ([string] $Name, [string] $Pattern) {
    if ([WildcardPattern]::ContainsWildcardCharacters($Pattern)) { Test-PatternMatch $Name $Pattern } else { $Name -ceq $Pattern }
}

# Whatever the machine's language: the operator -like takes 'INFO' for another word than 'info' on a Turkish one.
function Test-PatternMatch ([string] $Name, [string] $Pattern) {
    [Management.Automation.WildcardPattern]::new($Pattern, 'IgnoreCase, CultureInvariant').IsMatch($Name)
}

# What identifies an account, or a row that means one: the name, and the hosts where two accounts may share a name. Hosts have no case.
# A row without the column means every host; one with an empty cell has been refused before. A list may not show them.
function Get-AccountKey ([object] $Account) {
    if (!(Test-HostIdentity $Account.Service)) { return $Account.Name }
    $hosts = if ($Account.PSObject.Properties['AllowedHost']) { @(Split-Value $Account.AllowedHost) } else { @('%') }
    if (!$hosts) { $hosts = @('?') }
    "$($Account.Name)@$((Get-OrdinalOrder $hosts.ToLowerInvariant()) -join ';')"
}

function Test-HostIdentity ([string] $Service) {
    (Get-DbService $Service).HostIsIdentity
}

# The same order whatever the machine's language.
function Get-OrdinalOrder ([string[]] $Text) {
    [array]::Sort($Text, [StringComparer]::Ordinal)
    $Text
}

# One row of the outcome. Outcome is what came of it, in one word; Failed is the only bad one. More than four properties print as
# a list, at once: a table is held back by PowerShell, and would be lost when the runbook ends with an error.
function Get-RunbookResult ([string] $Name, [string[]] $AllowedHost, [string] $Service, [string] $InstanceId) {
    [pscustomobject]@{
        Name = $Name
        AllowedHost = $AllowedHost -join ';'
        Service = $Service
        InstanceId = $InstanceId
        Outcome = ''
        JobId = ''
        ErrorId = ''
        Secret = ''
    }
}

# Notes what went wrong with a row and says it in the error stream; the other rows go on.
function Write-RowError ([object] $Result, [Management.Automation.ErrorRecord] $ErrorRecord) {
    $Result.Outcome = 'Failed'
    $Result.ErrorId = ($ErrorRecord.FullyQualifiedErrorId -split ',')[0]
    Write-Error -ErrorRecord $ErrorRecord -ErrorAction Continue
}

# The same for what the runbook itself finds wrong.
function Write-RowRefusal ([object] $Result, [string] $ErrorId, [string] $Message) {
    $Result.Outcome = 'Failed'
    $Result.ErrorId = $ErrorId
    Write-Error -Message $Message -ErrorId $ErrorId -Category InvalidArgument -TargetObject $Result -ErrorAction Continue
}

# Waits for the jobs of all changes (Result, Job) at once; what is to follow a success follows as soon as each has ended.
function Wait-RunbookJob ([object[]] $Change, [int] $Timeout, [scriptblock] $Then = {}) {
    $open = @{}
    $jobs = foreach ($one in $Change) {
        $one.Result.JobId = $one.Job.Id
        # DDM's changes have ended when they are answered, and have no id.
        if ($one.Job.State -eq 'Succeeded') { & $Then $one; continue }
        $open[$one.Job.Id] = $one
        $one.Job
    }
    $jobs | Wait-DbJob -Timeout $Timeout -ErrorAction SilentlyContinue -ErrorVariable problem |
        Where-Object State -EQ Succeeded | ForEach-Object { & $Then $open[$_.Id] }
    foreach ($record in $problem) { Write-RowError $open[$record.TargetObject.Id].Result $record }
}

# The name of an account's password in the vault. Some vaults know letters, digits and hyphens alone, and no case, so it
# is the hash at the end that tells two accounts apart for sure.
function Get-SecretName ([object] $Account) {
    $text = "$($Account.Service)/$($Account.InstanceId)/$(Get-AccountKey $Account)"
    $sha = [Security.Cryptography.SHA256]::Create()
    $hash = -join ($sha.ComputeHash([Text.Encoding]::UTF8.GetBytes($text))[0..4] | ForEach-Object { $_.ToString('x2') })
    $sha.Dispose()
    $readable = $text -replace '[^A-Za-z0-9]+', '-'
    "$($readable.Substring(0, [Math]::Min($readable.Length, 90)))-$hash"
}

# A password out of the vault as SecureString, or nothing where there is none. A vault that fails is not an empty one.
function Get-VaultPassword ([string] $Name, [string] $Vault) {
    try {
        $secret = Get-Secret -Name $Name -Vault $Vault -ErrorAction Stop
        if ($secret -is [pscredential]) { $secret.Password } else { $secret }
    } catch {
        if ($_.FullyQualifiedErrorId -notlike 'GetSecretNotFound*') { throw }
    }
}

function Save-VaultPassword ([string] $Name, [string] $Vault, [string] $Account, [securestring] $Password) {
    Set-Secret -Name $Name -Vault $Vault -Secret ([pscredential]::new($Account, $Password)) -ErrorAction Stop
}

function Test-SameSecret ([securestring] $One, [securestring] $Other) {
    $Other -and [Net.NetworkCredential]::new('', $One).Password -ceq [Net.NetworkCredential]::new('', $Other).Password
}

# Whoever reads the file finds the old one or the new one, not half of one. The mark at the beginning is for Excel.
function Save-RunbookFile ([string] $Path, [string[]] $Line) {
    if ($WhatIfPreference) { return }
    $file = $ExecutionContext.SessionState.Path.GetUnresolvedProviderPathFromPSPath($Path)
    [IO.File]::WriteAllLines("$file.new", $Line, [Text.UTF8Encoding]::new($true))
    Move-Item -LiteralPath "$file.new" -Destination $file -Force
}

# Writes the rows, to the file too where one is named, and fails when a row has failed: the exit code is then 1, and
# a host such as Azure Automation shows the job as failed.
function Complete-Runbook ([object[]] $Result, [string] $ReportPath) {
    $Result
    if ($ReportPath) { Save-RunbookFile $ReportPath ($Result | ConvertTo-Csv -NoTypeInformation) }
    $failed = @($Result | Where-Object Outcome -EQ 'Failed')
    if ($failed) {
        throw "$($failed.Count) of $($Result.Count) rows failed; the others are done. Run it again when the errors' causes are gone."
    }
}
