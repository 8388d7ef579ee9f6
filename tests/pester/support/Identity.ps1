<#
.SYNOPSIS
    Accounts of one name on several hosts, with privileges on every level, and what a command changes of them.
#>
. (Join-Path $PSScriptRoot 'Simulated.ps1')
. (Join-Path $PSScriptRoot 'Rows.ps1')
$path = Join-Path $TestDrive 'state.json'
$template = Join-Path $TestDrive 'template.json'

# The accounts as they were at first; a service's instance is the default.
function Restart-World ([string] $Service = 'TencentMySql') {
    Restart-Simulated $path $template
    $null = Select-DbInstance $Service
}

# Runs a command; says what it wrote, its errors, and which facts of which accounts are others afterwards.
function Invoke-Change ([scriptblock] $Change) {
    $before = Get-SimulatedFact $path
    $result = Watch-Command $Change
    $now = Get-SimulatedFact $path
    $facts = @(Get-Difference $now $before) + @(Get-Difference $before $now)
    $who = @($facts -replace '^(\S+ \S+).*', '$1' | Sort-Object -Unique)
    $result | Add-Member Fact $facts -PassThru | Add-Member Who $who -PassThru
}

Restart-World
$secret = ConvertTo-Secret 'A1_b2_c3_d4_e5'
$null = 'app', 'other' | New-DbAccount -Password $secret
$null = New-DbAccount app -AllowedHost 10.%, 11.%, LocalHost -Password $secret
$null = New-DbAccount lone -AllowedHost 10.0.0.1, 10.0.0.2 -Password $secret
$null = 'app', 'app@10.%', 'app@11.%', 'other' | Grant-DbPrivilege -Privilege SELECT, INSERT -Database shop, crm
$null = 'app', 'app@10.%' | Grant-DbPrivilege -Privilege UPDATE -Database shop -Table orders
$null = 'app', 'app@10.%' | Grant-DbPrivilege -Privilege INSERT -Database shop -Table items -Column id
$null = 'app', 'app@10.%' | Grant-DbPrivilege -Privilege SELECT -Global
$null = 'bob', 'app' | New-DbAccount -Password $secret -Privilege SELECT, INSERT -Database shop, crm -Description old -Instance Ddm
$null = 'app', 'other' | New-DbAccount -Password $secret -AllowedHost 10.0.0.0/8 -Instance ChronusDB
$null = 'app', 'info' | New-DbAccount -Password $secret -AllowedHost '10.%;11.%' -Database shop -Instance MySqlPlus
$null = Get-SimulatedState $path
Copy-Item $path $template
Restart-World
