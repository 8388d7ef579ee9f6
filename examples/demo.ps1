#Requires -Version 5.1
<#
.SYNOPSIS
    The main job on each of the five services, played by the built-in simulator, as it looks at a prompt.
.DESCRIPTION
    Run it with './build.sh Demo' or './build.ps1 Demo'. It ends with an error as soon as something happens that should not.
.PARAMETER Module
    The module: the one that was built, or DbAccounts for one that is installed.
#>
param ([string] $Module = '../out/DbAccounts')

Set-StrictMode -Version 3
$ErrorActionPreference = 'Stop'
Set-Location $PSScriptRoot

# Runs a command as at a prompt: its text, then what it writes. Errors are shown too; only the one that is expected may come.
function Show ([scriptblock] $Command, [string] $ExpectedError) {
    $text = $Command.ToString().Trim()
    Write-Host "`nPS> $text" -ForegroundColor Cyan
    $ErrorActionPreference = 'Continue'
    $ids = New-Object System.Collections.Generic.List[string]
    & ([scriptblock]::Create($text)) 2>&1 | ForEach-Object {
        if ($_ -is [System.Management.Automation.ErrorRecord]) { $ids.Add(($_.FullyQualifiedErrorId -split ',')[0]) }
        $_
    } | Out-Host
    $came = ($ids | Select-Object -Unique) -join ', '
    if ($came -ne $ExpectedError) {
        throw "Expected was the error '$ExpectedError', and it was '$came'."
    }
}

function Title ([string] $Text) {
    Write-Host "`n`n# $Text" -ForegroundColor White
}

Title 'Services'
Show ([scriptblock]::Create("Import-Module $Module"))
Show { Get-DbService }

Title 'MySqlPlus: accounts are made from rows; a bad row is refused with its reasons, the others go on'
Show { Connect-DbInstance MySqlPlus -Simulator }
Show { Import-Csv accounts.csv | Where-Object Service -EQ MySqlPlus | New-DbAccount -GeneratePassword } RuleViolation
Show { Get-DbJob | Wait-DbJob }
Show { Get-DbAccount }
Show { Reset-DbAccountPassword shop_admin -GeneratePassword } NotSupportedByService
Show { Get-DbAccount shop_* | Remove-DbAccount -Confirm:$false | Wait-DbJob }
Show { Get-DbAccount }

Title 'MySqlPlusAnalysis: the ClickHouse side of the same cluster'
Show { Connect-DbInstance MySqlPlusAnalysis -Simulator }
Show { Import-Csv accounts.csv | Where-Object Service -EQ MySqlPlusAnalysis | New-DbAccount -GeneratePassword | Wait-DbJob } RuleViolation
Show { Get-DbAccount }
Show { Set-DbAccount analyst -AllowedHost 10.1.0.0/16 } NotSupportedByService
Show { 'analyst', 'dashboard' | Remove-DbAccount -Confirm:$false | Wait-DbJob }
Show { Get-DbAccount }

Title 'ChronusDB: networks and passwords can be changed'
Show { Connect-DbInstance ChronusDB -Simulator }
Show { Import-Csv accounts.csv | Where-Object Service -EQ ChronusDB | New-DbAccount -GeneratePassword | Wait-DbJob } RuleViolation
Show { Set-DbAccount metrics_reader -AllowedHost 10.1.0.0/16 -Password (New-DbPassword ChronusDB) -Wait }
Show { Reset-DbAccountPassword metrics_writer -GeneratePassword -Wait }
Show { Get-DbAccount }
Show { Grant-DbPrivilege metrics_reader SELECT -Database metrics } NotSupportedByService
Show { Get-DbAccount metrics_* | Remove-DbAccount -Confirm:$false | Wait-DbJob }
Show { Get-DbAccount }

Title 'Ddm: changes are immediate; one set of privileges holds for all schemas of an account'
Show { Connect-DbInstance Ddm -Simulator }
Show { Import-Csv accounts.csv | Where-Object Service -EQ Ddm | New-DbAccount -GeneratePassword } RuleViolation
Show { Set-DbAccount order_report -Description 'Weekly reports' -PasswordLifetime 90 }
Show { Reset-DbAccountPassword order_report -GeneratePassword }
Show { Grant-DbPrivilege order_app DELETE -Database orders }
Show { Grant-DbPrivilege order_report INSERT -Database archive } WiderEffect
Show { Revoke-DbPrivilege order_app UPDATE, DELETE -Database orders }
Show { Get-DbAccount order_* | Get-DbPrivilege }
Show { Set-DbPrivilege order_app SELECT -Database orders, archive -Confirm:$false }
Show { Get-DbPrivilege order_app }
Show { Get-DbAccount }
Show { Get-DbAccount order_* | Remove-DbAccount -Confirm:$false }
Show { Get-DbAccount }

Title 'TencentMySql: accounts are pairs of name and host; privileges are held at four levels'
Show { Connect-DbInstance TencentMySql -Simulator }
Show { Import-Csv accounts.csv | Where-Object Service -EQ TencentMySql | New-DbAccount -GeneratePassword | Wait-DbJob } RuleViolation
Show { Set-DbAccount shop_report -Description 'Weekly reports' -MaxUserConnections 20 -Wait }
Show { Reset-DbAccountPassword shop_report -GeneratePassword -Wait }
Show { Get-DbAccount shop_* | Grant-DbPrivilege -Database shop -Table orders -Privilege UPDATE, DELETE | Wait-DbJob }
Show { Revoke-DbPrivilege shop_app@10.0.% INSERT -Database shop -Wait }
Show { Get-DbAccount shop_* | Get-DbPrivilege }
Show { Get-DbAccess -Database shop -Privilege UPDATE }
Show { Remove-DbAccount shop_report -WhatIf }
Show { Set-DbPrivilege shop_report SELECT -Database shop -Confirm:$false -Wait }
Show { Get-DbPrivilege shop_report }
Show { Get-DbAccount }
Show { Get-DbAccount shop_* | Remove-DbAccount -Confirm:$false | Wait-DbJob }
Show { Get-DbAccount }

Title 'Access as code: a document says who shall exist with what, on all instances'
Show { Get-Content access/access.json -TotalCount 8 }
Show { Compare-DbAccount access/access.json -Account shop_app, order_app }
Show { (Get-Content access/access.json -Raw) -replace '"defaults".*' | New-DbAccountPlan -GeneratePassword }
Show { (Get-Content access/access.json -Raw) -replace '"defaults".*' | New-DbAccountPlan -GeneratePassword | Invoke-DbAccountPlan -Wait }
Show { Compare-DbAccount access/access.json -Quiet }
Show { Set-DbPrivilege shop_report SELECT -Database hr -Confirm:$false -Wait }
Show { Sync-DbAccount access/access.json -WhatIf }
Show { Copy-DbAccount shop_app@10.0.1.% -Destination Ddm -IncludePrivilege -GeneratePassword } CopyLoses
Show { Get-DbInstance TencentMySql | Get-DbAccount shop_* | Remove-DbAccount -Confirm:$false | Wait-DbJob }
Show { Remove-DbAccount order_app -Instance Ddm -Confirm:$false }
Show { Remove-DbAccount metrics -Instance ChronusDB -Confirm:$false -Wait }

Title 'MySql: a server of MariaDB that this machine starts for a moment'
$mariaDb = Join-Path $PSScriptRoot '../tools/MariaDb.ps1'
$mariaDbWhyNone = 'the script tools/MariaDb.ps1 of the repository is not here'
if ((Test-Path $mariaDb) -and $PSVersionTable.PSVersion.Major -ge 7) { . $mariaDb }
if ($mariaDbWhyNone) {
    Write-Host "`nThis part is left out: $mariaDbWhyNone." -ForegroundColor Yellow
} else {
    $server = Start-MariaDb
    try {
        $root = $server.Credential
        Show { Connect-DbInstance MySql $server.Socket -Verify }
        Show { New-DbAccount shop_app -AllowedHost 10.0.% -GeneratePassword -RequireSsl -Privilege SELECT, INSERT -Database shop }
        Show { Set-DbAccount shop_app@10.0.% -MaxUserConnections 20 -PasswordLifetime 90 }
        Show { Grant-DbPrivilege shop_app@10.0.% -Privilege 'EXECUTE ON shop.*; PROCESS ON *.*' -Verbose }
        Show { Get-DbPrivilege shop_app@10.0.% }
        Show { Set-DbPrivilege shop_app@10.0.% SELECT -Database shop -Confirm:$false -Verbose }
        Show { Set-DbAccount shop_app@10.0.% -Locked $true }
        Show { Remove-DbAccount root@localhost -Confirm:$false } AccountProtected
        Show { Invoke-DbServiceRequest 'SELECT User, Host FROM mysql.user' }
        Show { Remove-DbAccount shop_app@10.0.% -Confirm:$false }
    } finally {
        Get-DbInstance MySql | Disconnect-DbInstance | Out-Null
        Stop-MariaDb $server
    }
}

if (Get-DbInstance | Get-DbAccount | Where-Object Name -In (Import-Csv accounts.csv).Name) {
    throw 'Accounts are still there that should have been removed.'
}
Write-Host "`nAll services did what they should."
