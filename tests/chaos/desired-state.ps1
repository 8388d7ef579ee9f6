#Requires -Version 7.4
<#
.SYNOPSIS
    A runbook that wants accounts to exist on all five services, and to hold their privileges where the service knows some.
.DESCRIPTION
    It is written with the cmdlets alone and may be killed at any moment: whoever runs it again until it exits with 0 gets what is wanted.
    Invoke-KillRun.ps1 does so. Ids and keys are the simulator's examples.
#>
param ([Parameter(Mandatory)] [int] $Port, [int] $Accounts = 12)

Set-StrictMode -Version 3
$ErrorActionPreference = 'Stop'
Import-Module (Join-Path $PSScriptRoot '../../out/DbAccounts')

$keys = @{
    QingCloud = [pscredential]::new('QYACCESSKEYIDEXAMPLE', [Net.NetworkCredential]::new('', 'SECRETACCESSKEY').SecurePassword)
    Huawei = [pscredential]::new('QTWAOYTTINDUT2QVKYUC', [Net.NetworkCredential]::new('', 'MFyfvK41ba2giqM7Uio6PznpdUKGpownRZlmVmHc').SecurePassword)
    Tencent = [pscredential]::new('AKIDz8krbsJ5yKBZQpn74WFkmLPx3EXAMPLE', [Net.NetworkCredential]::new('', 'Gu5t9xGARNpq86cd98joQYCN3EXAMPLE').SecurePassword)
}
$common = @{ Endpoint = "http://127.0.0.1:$Port"; NoDefault = $true }
$instances = @(
    Connect-DbInstance MySqlPlus cl-ouhutv70 -Zone sh1a -Credential $keys.QingCloud @common
    Connect-DbInstance MySqlPlusAnalysis cl-ouhutv70 -Zone sh1a -Credential $keys.QingCloud @common
    Connect-DbInstance ChronusDB cl-yxgxofd3 -Zone pek3 -Credential $keys.QingCloud @common
    Connect-DbInstance Ddm 61a4ea66210545909d74a05c27a7179ein09 -Region cn-north-4 -ProjectId 619d3e78f61b4be68bc5aa0b59edcf7b -Credential $keys.Huawei @common
    Connect-DbInstance TencentMySql cdb-f35wr6wj -Region ap-guangzhou -Credential $keys.Tencent @common
)

$names = 1..$Accounts | ForEach-Object { "app_$_" }
$privileges = 'INSERT', 'SELECT'
$errors = @()
foreach ($db in $instances) {
    $hasPrivileges = $db.Service -in 'Ddm', 'TencentMySql'
    $here = Get-DbAccount -Instance $db | ForEach-Object Name
    foreach ($name in $names) {
        if ($name -notin $here) {
            # DDM wants an account to have some privilege from the beginning.
            $first = $db.Service -eq 'Ddm' ? @{ Database = 'shop'; Privilege = 'SELECT' } : @{}
            New-DbAccount $name -GeneratePassword -Instance $db -Wait @first -ErrorAction Continue -ErrorVariable +errors | Out-Host
        }
        if ($hasPrivileges) {
            $held = Get-DbPrivilege $name -Instance $db | Where-Object Database -EQ shop | ForEach-Object Privilege
            if ($privileges | Where-Object { $_ -notin $held }) {
                Grant-DbPrivilege $name -Database shop -Privilege $privileges -Instance $db -Wait -ErrorAction Continue -ErrorVariable +errors | Out-Host
            }
        }
    }
}

# What another run has begun may have ended meanwhile; the next run sees it.
if ($errors) { exit 1 }

$wrong = @(
    foreach ($db in $instances) {
        $here = @(Get-DbAccount app_* -Instance $db | ForEach-Object Name | Sort-Object)
        if (Compare-Object $here ($names | Sort-Object)) { "$db has $($here -join ', ')" }
        if ($db.Service -in 'Ddm', 'TencentMySql') {
            foreach ($name in $names) {
                $held = @(Get-DbPrivilege $name -Instance $db) -join '; '
                if ($held -ne "$($privileges -join ', ') ON shop.*") { "$name on $db holds $held" }
            }
        }
    }
)
$wrong | Out-Host
exit ($wrong ? 2 : 0)
