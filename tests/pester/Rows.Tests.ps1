#Requires -Modules @{ ModuleName = 'Pester'; ModuleVersion = '5.0' }
# What a row leaves open never makes its effect wider, what can't be read concerns its row alone, and secrets stay in their rows.

BeforeDiscovery {
    . (Join-Path $PSScriptRoot 'support/Simulated.ps1')
    . (Join-Path $PSScriptRoot 'support/Rows.ps1')
    # What a blank cell is, by service, cmdlet and column: an error, or the same as no column at all.
    $identity = 'Remove-DbAccount', 'Reset-DbAccountPassword', 'Set-DbAccount', 'Grant-DbPrivilege', 'Revoke-DbPrivilege', 'Set-DbPrivilege'
    $privileges = 'Grant-DbPrivilege', 'Revoke-DbPrivilege', 'Set-DbPrivilege'
    $blank = foreach ($line in @(
            , ('TencentMySql', 'New-DbAccount', 'Refused', ('Name', 'AllowedHost', 'Database'))
            , ('TencentMySql', 'New-DbAccount', 'Left out', ('Description', 'MaxUserConnections', 'Global', 'Table', 'Privilege'))
            , ('TencentMySql', 'New-DbAccount', 'Left out', ('Instance', 'InstanceId', 'Service'))
            foreach ($command in $identity + 'Get-DbAccount' + 'Get-DbPrivilege') {
                , ('TencentMySql', $command, 'Refused', ('AllowedHost', 'Account'))
                , ('TencentMySql', $command, 'Left out', ('Service', 'Instance', 'InstanceId', 'Comment'))
            }
            foreach ($command in $privileges) {
                , ('TencentMySql', $command, 'Refused', ('Privilege', 'Database', 'Table', 'Column'))
                , ('TencentMySql', $command, 'Left out', @('Global'))
                , ('Ddm', $command, 'Refused', ('Privilege', 'Database'))
                , ('Ddm', $command, 'Left out', ('Table', 'Column', 'AllowedHost', 'Global'))
            }
            , ('TencentMySql', 'Set-DbAccount', 'Left out', ('MaxUserConnections', 'Database', 'Password'))
            , ('MySqlPlus', 'New-DbAccount', 'Refused', ('AllowedHost', 'Database'))
            , ('MySqlPlus', 'New-DbAccount', 'Left out', ('AccountType', 'RequireSsl'))
            , ('MySqlPlus', 'Remove-DbAccount', 'Refused', @('AllowedHost'))
            , ('ChronusDB', 'New-DbAccount', 'Refused', @('AllowedHost'))
            , ('ChronusDB', 'Remove-DbAccount', 'Left out', @('AllowedHost'))
            , ('ChronusDB', 'Reset-DbAccountPassword', 'Left out', @('AllowedHost'))
            , ('MySqlPlusAnalysis', 'New-DbAccount', 'Refused', @('AllowedHost'))
            , ('MySqlPlusAnalysis', 'New-DbAccount', 'Left out', ('Database', 'AccountType'))
            , ('Ddm', 'New-DbAccount', 'Left out', ('AllowedHost', 'Database', 'PasswordLifetime', 'Description'))
            , ('Ddm', 'Set-DbAccount', 'Left out', ('Database', 'Privilege', 'PasswordLifetime', 'AllowedHost'))
        )) {
        foreach ($column in $line[3]) { @{ Service = $line[0]; Command = $line[1]; Column = $column; Expected = $line[2] } }
    }
}

BeforeAll {
    . (Join-Path $PSScriptRoot 'support/Simulated.ps1')
    . (Join-Path $PSScriptRoot 'support/Rows.ps1')
    if (!('DbAccounts.PesterSupport.ThrowingRow' -as [type])) {
        Add-Type -TypeDefinition @'
namespace DbAccounts.PesterSupport
{
    public class PlainRow { public string Name { get; set; } public string Privilege { get; set; } public string Database { get; set; } }
    public class ThrowingRow : PlainRow { public string AllowedHost { get { throw new System.Exception("no host today"); } } }
    public class OtherRow : PlainRow { public string Extra { get { throw new System.Exception("no extra today"); } } }
}
'@
    }
    $path = Join-Path $TestDrive 'state.json'
    $password = 'A1_b2_c3_d4_e5'
    # Accounts of one name with different hosts, and privileges on every level.
    function Initialize-World {
        Remove-Item $path -ErrorAction Ignore
        $script:simulator = Connect-Simulated -Simulator @{ Path = $path; JobDuration = 0 }
        foreach ($name in 'app', 'app@10.%', 'app@11.%', 'other') {
            $at = @{ Name = ($name -split '@')[0]; AllowedHost = @($name -split '@', 2)[1] + $(if ($name -notlike '*@*') { '%' }) }
            $null = New-DbAccount @at -Password (ConvertTo-Secret $password)
            $null = Grant-DbPrivilege $name SELECT, INSERT, UPDATE -Global
            $null = Grant-DbPrivilege $name SELECT, INSERT, UPDATE -Database shop, crm
            $null = Grant-DbPrivilege $name SELECT, INSERT, UPDATE -Database shop -Table orders, items
            $null = Grant-DbPrivilege $name SELECT, INSERT, UPDATE -Database shop -Table orders -Column id, total
        }
        $null = New-DbAccount app -Password (ConvertTo-Secret $password) -Privilege SELECT -Database shop, crm -Instance Ddm
        $null = New-DbAccount app -Password (ConvertTo-Secret $password) -AllowedHost 10.0.0.0/8 -Instance ChronusDB | Wait-DbJob
        $null = New-DbAccount app -Password (ConvertTo-Secret $password) -AllowedHost 10.% -Database shop -Instance MySqlPlus
        $null = Get-SimulatedState $path
    }
    Initialize-World
    # Everything that a row of a cmdlet can say on a service.
    function Get-FullRow ([string] $Service, [string] $Command) {
        $instance = $simulator.Instance | Where-Object Service -EQ $Service
        $row = @{ Instance = "$Service/$($instance.InstanceId)" }
        $row[$(if ($Command -like '*-DbAccount' -and $Command -match '^(New|Test|Get)') { 'Name' } else { 'Account' })] =
            if ($Command -like 'New*') { 'fresh' } else { 'app' }
        if ($Service -in 'TencentMySql', 'MySqlPlus') { $row.AllowedHost = '10.%' }
        if ($Service -eq 'ChronusDB') { $row.AllowedHost = '10.0.0.0/8' }
        if ($Command -match '^New|^Reset') { $row.Password = $password }
        if ($Command -match '^(Grant|Revoke|Set)-DbPrivilege$' -or ($Command -like 'New*' -and $Service -in 'TencentMySql', 'Ddm')) {
            $row.Privilege = 'SELECT'
        }
        if ($row.Privilege -or ($Command -like 'New*' -and $Service -eq 'MySqlPlus')) { $row.Database = 'shop' }
        if ($Service -eq 'TencentMySql' -and $Command -match 'Privilege$') { $row.Table = 'orders'; $row.Column = 'id' }
        if ($Command -match '^Set-DbAccount') { $row.Description = 'new' }
        $row
    }
    # What rows would do, and the errors that they make, in words.
    function Get-Effect ([string] $Command, [object[]] $Rows, [string] $Service) {
        $more = if ((Get-Command $Command).Parameters.ContainsKey('WhatIf')) { @{ WhatIf = $true } } else { @{} }
        # The default instance is that of the service, so that a blank instance is no other one.
        $null = Select-DbInstance $Service
        $errors = @()
        if (!$more.WhatIf) {
            $lines = @($Rows | & $Command -ErrorAction SilentlyContinue -ErrorVariable errors | ForEach-Object ToString)
        } else {
            $script:seen = @()
            $said = Get-HostText { $Rows | & $Command @more -ErrorAction SilentlyContinue -ErrorVariable +script:seen }
            $errors = $script:seen
            $lines = @($said -split '\r?\n' -match '^What if')
        }
        # Forms of one row are piped together: which of them it was, and that the first was the same account, is no matter here.
        [pscustomobject]@{
            Text = @($lines -replace '; this will fail: an earlier row .*$')
            Error = @($errors | ForEach-Object { "$(Get-ErrorId $_): $("$_" -replace '^Row \d+(, of [^:]*)?: ')" })
        }
    }
}

AfterAll { Disconnect-Simulated }

Describe 'A blank cell' {
    It '<Service> <Command> <Column>: <Expected>' -ForEach $blank {
        $without = Get-FullRow $Service $Command
        if ($Column -in 'Service', 'InstanceId') { $without.Remove('Instance') }
        $below = switch ($Column) { 'Database' { 'Table', 'Column' } 'Table' { 'Column' } }
        @($Column) + $below | ForEach-Object { $without.Remove($_) }
        # Every kind of nothing, and every kind of row.
        $rows = foreach ($case in @(
                @{ Kind = 'PSCustomObject'; Value = '' }, @{ Kind = 'Hashtable'; Value = " `t" }
                @{ Kind = 'PSCustomObject'; Value = [dbnull]::Value }
                @{ Kind = 'JSON'; Value = $null }, @{ Kind = 'Hashtable'; Value = @() }, @{ Kind = 'JSON'; Value = @('', $null) }
                @{ Kind = 'DataRow'; Value = $null }, @{ Kind = 'CSV'; Value = $null }
            )) {
            $row = $without.Clone()
            $row[$Column] = $case.Value
            ConvertTo-RowKind $case.Kind $row
        }
        $before = Get-SimulatedState $path
        $effect = Get-Effect $Command -Rows $rows -Service $Service
        Get-SimulatedState $path | Should -Be $before
        if ($Expected -eq 'Refused') {
            $effect.Text | Should -BeNullOrEmpty
            $effect.Error.Count | Should -Be $rows.Count
            $effect.Error | Should -Match '^(InvalidInput|RuleViolation)'
        } else {
            $same = Get-Effect $Command -Rows $without -Service $Service
            $effect.Text | Select-Object -Unique | Should -Be $same.Text
            $effect.Error | Select-Object -Unique | Should -Be $same.Error
            # All rows of an account are one replacement.
            $times = if ($Command -eq 'Set-DbPrivilege') { 1 } else { $rows.Count }
            $effect.Text.Count + $effect.Error.Count | Should -Be ($times * ($same.Text.Count + $same.Error.Count))
        }
    }
}

Describe 'A list with something empty in it' {
    It 'is refused in every kind of row: <Command> <Column>' -ForEach @(
        foreach ($command in 'New-DbAccount', 'Grant-DbPrivilege', 'Revoke-DbPrivilege', 'Set-DbPrivilege') {
            foreach ($column in 'AllowedHost', 'Database', 'Privilege') { @{ Command = $command; Column = $column } }
        }
        foreach ($column in 'Table', 'Column') { @{ Command = 'Revoke-DbPrivilege'; Column = $column } }
        foreach ($command in 'Remove-DbAccount', 'Reset-DbAccountPassword', 'Set-DbAccount') {
            @{ Command = $command; Column = 'AllowedHost' }
        }
    ) {
        $full = Get-FullRow TencentMySql $Command
        $rows = foreach ($list in @($full[$Column], ''), @($null, $full[$Column]), @($full[$Column], [dbnull]::Value)) {
            $row = $full.Clone()
            $row[$Column] = $list
            [pscustomobject]$row
            $row
            if ($list[1] -isnot [dbnull]) { $row | ConvertTo-Json }
        }
        $effect = Get-Effect $Command -Rows $rows -Service TencentMySql
        $effect.Text | Should -BeNullOrEmpty
        $effect.Error.Count | Should -Be $rows.Count
        $effect.Error | Should -Match '^InvalidInput.*empty'
    }
}

Describe 'A property that throws when it is read' {
    BeforeAll {
        # As it may be made in PowerShell and elsewhere.
        function Get-Throwing ([string] $Kind, [string] $Name, [string] $Account) {
            $row = if ($Kind -eq 'ScriptProperty') {
                $made = [pscustomobject]@{ Name = $Account; Privilege = 'SELECT'; Database = 'shop' }
                $made | Add-Member ScriptProperty $Name { throw 'no value today' } -Force
                $made
            } else {
                $type = "DbAccounts.PesterSupport.$(if ($Name -eq 'Extra') { 'OtherRow' } else { 'ThrowingRow' })"
                $made = [activator]::CreateInstance($type -as [type])
                $made.Name = $Account; $made.Privilege = 'SELECT'; $made.Database = 'shop'
                $made
            }
            $row
        }
    }

    AfterEach { Get-DbAccount t? | Remove-DbAccount -Confirm:$false | Out-Null }

    It 'is one error of five rows, and changes no object: <Command>, <Name> as <Kind>' -ForEach @(
        foreach ($command in 'New-DbAccount', 'Remove-DbAccount', 'Reset-DbAccountPassword', 'Grant-DbPrivilege', 'Revoke-DbPrivilege',
            'Set-DbPrivilege') {
            foreach ($name in 'AllowedHost', 'Extra', 'Name') { @{ Command = $command; Kind = 'ScriptProperty'; Name = $name } }
        }
        foreach ($command in 'New-DbAccount', 'Remove-DbAccount', 'Get-DbAccount', 'Get-DbPrivilege', 'Test-DbAccount') {
            foreach ($name in 'AllowedHost', 'Extra') { @{ Command = $command; Kind = 'class'; Name = $name } }
        }
    ) {
        $fresh = $Command -match '^(New|Test)'
        $names = 1..5 | ForEach-Object { "t$_" }
        if (!$fresh) { $null = $names | New-DbAccount -Password (ConvertTo-Secret $password) -Instance TencentMySql }
        $null = Select-DbInstance TencentMySql
        $bad = Get-Throwing $Kind -Name $Name -Account t3
        $members = $bad.psobject.Members | ForEach-Object { "$($_.MemberType) $($_.Name)" }
        $rows = foreach ($one in $names) {
            if ($one -eq 't3') { $bad } else { [pscustomobject]@{ Name = $one; Privilege = 'SELECT'; Database = 'shop' } }
        }
        $more = @{}
        if ((Get-Command $Command).Parameters.ContainsKey('Confirm')) { $more.Confirm = $false }
        if ((Get-Command $Command).Parameters.ContainsKey('GeneratePassword')) { $more.GeneratePassword = $true }
        $result = Watch-Command { $rows | & $Command @more }
        $isRead = $Name -ne 'Extra'
        $result.Error.Count | Should -Be ([int]$isRead)
        if ($isRead) {
            Get-ErrorId $result.Error[0] | Should -Be 'InvalidInput'
            "$($result.Error[0])" | Should -Match "$Name can't be read: .*today"
        }
        # The job of a grant is of all accounts whose creation had ended by then: which these are is a matter of time, and is not looked at here.
        $done = $result.Output | Where-Object { $Command -ne 'New-DbAccount' -or $_.Operation -ne 'GrantPrivilege' } |
            ForEach-Object { if ($_.Account) { $_.Account } else { $_.Name } }
        $done = @($done) -replace '@.*' | Select-Object -Unique
        if ($Command -notin 'Get-DbPrivilege') { $done | Should -Be @($names | Where-Object { !$isRead -or $_ -ne 't3' }) }
        $bad.psobject.Members | ForEach-Object { "$($_.MemberType) $($_.Name)" } | Should -Be $members
    }
}

Describe 'What a row says' {
    BeforeAll {
        # A row that counts how often a column is read that no cmdlet has a parameter for.
        function Get-CountedRow ([string] $Command, [Collections.Generic.List[string]] $Reads, [hashtable] $Also = @{}) {
            $row = [pscustomobject]((Get-FullRow TencentMySql $Command) + $Also)
            $row | Add-Member ScriptProperty Extra { $Reads.Add('Extra'); 'x' }.GetNewClosure()
            $row
        }
    }

    It 'is read once for each row, <Kind>: <Command>' -ForEach @(
        foreach ($command in 'New-DbAccount', 'Test-DbAccount', 'Get-DbAccount', 'Get-DbPrivilege', 'Remove-DbAccount', 'Set-DbAccount',
            'Reset-DbAccountPassword', 'Grant-DbPrivilege', 'Revoke-DbPrivilege', 'Set-DbPrivilege') {
            @{ Command = $command; Kind = 'good'; Also = @{} }
            @{ Command = $command; Kind = 'refused'; Also = @{ Instances = 'x' } }
        }
    ) {
        $reads = [Collections.Generic.List[string]]::new()
        $rows = 1..3 | ForEach-Object { Get-CountedRow $Command -Reads $reads -Also $Also }
        $effect = Get-Effect $Command -Rows $rows -Service TencentMySql
        $effect.Error.Count | Should -Be $(if ($Kind -eq 'refused') { 3 } else { 0 })
        $reads.Count | Should -Be 3
    }

    It 'is what it says when it comes: the same object, changed in between' {
        $row = [pscustomobject]@{ Name = 'r0'; AllowedHost = '10.%'; Password = $password; Instance = 'TencentMySql' }
        $seen = Get-HostText { 1..3 | ForEach-Object { $row.Name = "r$_"; $row } | New-DbAccount -WhatIf }
        [regex]::Matches($seen, 'Create (r\d)@').ForEach{ $_.Groups[1].Value } | Should -Be 'r1', 'r2', 'r3'
        $row.psobject.Properties.Remove('AllowedHost')
        Get-HostText { $row | New-DbAccount -WhatIf } | Should -Match 'Create r3@%'
    }

    It 'is judged by the columns that it has itself, whatever the rows before it have' {
        $null = Select-DbInstance TencentMySql
        $good = [pscustomobject]@{ Name = 'g'; Password = $password }
        $rows = @(
            $good
            [pscustomobject]@{ Name = 'b1'; Pasword = $password }
            $good
            [pscustomobject]@{ Name = 'b2'; Password = $password; Table = 'orders' }
            [pscustomobject]@{ Name = 'g'; Password = $password; Table = '' }
            [pscustomobject]@{ Name = 'b3'; Password = $password; Table = 'orders' }
            [pscustomobject]@{ Password = $password; Name = 'g' }
            [pscustomobject]@{ 'name ' = 'g'; PASSWORD = $password }
            @{ Name = 'g'; Password = $password }
            [pscustomobject]@{ Name = 'b4'; Password = $password; AllowedHost = '' }
            $good
        )
        $result = Watch-Command { $rows | Test-DbAccount -Service TencentMySql }
        $result.Output.Count | Should -Be ($rows.Count - 4)
        $result.Output.Name | Select-Object -Unique | Should -Be 'g'
        $result.Error.TargetObject.Name | Should -Be 'b1', 'b2', 'b3', 'b4'
        $result.Error.ForEach{ "$_" } | Should -Match 'Pasword|Table|AllowedHost'
    }

    It 'is judged by what the command line says this time' {
        $rows = [pscustomobject]@{ Name = 'g'; Pasword = 'x' }
        foreach ($time in 1..2) {
            (Watch-Command { $rows | Test-DbAccount -Service TencentMySql -Quiet }).Error | Should -Match "Pasword.*Password" -Because $time
            $given = Watch-Command { $rows | Test-DbAccount -Service TencentMySql -Quiet -Password (ConvertTo-Secret $password) }
            $given.Output | Should -BeTrue -Because $time
            $given.Error | Should -BeNullOrEmpty -Because $time
        }
    }

    It 'is judged by what each cmdlet reads: New-DbAccount knows no tables, Grant-DbPrivilege does' {
        $null = Select-DbInstance TencentMySql
        $row = [pscustomobject]@{
            Name = 'app'; AllowedHost = '10.%'; Password = $password; Privilege = 'SELECT'; Database = 'shop'; Table = 'orders'
        }
        foreach ($time in 1..2) {
            "$((Watch-Command { $row | New-DbAccount -WhatIf }).Error)" | Should -Match 'Table' -Because $time
            (Watch-Command { $row | Grant-DbPrivilege -WhatIf }).Error | Should -BeNullOrEmpty -Because $time
        }
    }

    It 'is judged also where each of <Count> rows has other columns' -ForEach (255, 256, 257, 600 | ForEach-Object { @{ Count = $_ } }) {
        $rows = 1..$Count | ForEach-Object {
            $last = if ($_ % 50) { "Other $_" } else { 'Data base' }
            [pscustomobject]@{ Name = "r$_"; Password = $password; "Note of $_" = 'x'; $last = 'shop' }
        }
        $result = Watch-Command { $rows | Test-DbAccount -Service TencentMySql }
        $bad = @(1..$Count | Where-Object { !($_ % 50) })
        $result.Error.TargetObject.Name | Should -Be $bad.ForEach{ "r$_" }
        $result.Output.Name | Should -Be @(1..$Count | Where-Object { $_ % 50 } | ForEach-Object { "r$_" })
    }
}

Describe 'A secret of a row' {
    It 'is in no error about it: <Kind>' -ForEach (Get-RowKind | ForEach-Object { @{ Kind = $_ } }) {
        $names = 'Password', 'Pasword', 'Passwords', 'pwd', 'Kennwort', 'Secret', 'ApiToken', 'secret_key', 'Passwd', 'Credential',
        'Credentails', 'ApiKey', 'Private_Key', 'AccessKey', 'Key', 'Tokne'
        $rows = foreach ($name in $names) {
            $row = [ordered]@{ Name = "a`tb"; Account = "a`tb"; AllowedHost = ''; Hosts = 'x'; Services = 'x'; Endpoints = 'x' }
            $row[$name] = 'Canary_77'
            , (ConvertTo-RowKind $Kind $row)
        }
        foreach ($command in 'New-DbAccount', 'Set-DbAccount', 'Reset-DbAccountPassword', 'Remove-DbAccount', 'Grant-DbPrivilege',
            'Get-DbAccount', 'Get-DbPrivilege', 'Test-DbAccount', 'Connect-DbInstance', 'Set-DbProfile', 'Remove-DbProfile',
            'Get-DbProfile', 'Get-DbJob', 'Wait-DbJob') {
            $found = (Watch-Command { $rows | & $command }).Error
            $found.Count | Should -Be $names.Count -Because $command
            $text = $found | ForEach-Object { [Management.Automation.PSSerializer]::Serialize($_.TargetObject, 3); "$_ $($_.Exception)" }
            $text | Should -Not -Match 'Canary' -Because $command
        }
    }
}

Describe 'What goes wrong with a row after it was bound' {
    BeforeAll {
        Initialize-World
        $null = Select-DbInstance TencentMySql
        function Get-RowError ([scriptblock] $Call) { @((Watch-Command $Call).Error | ForEach-Object { "$(Get-ErrorId $_) $(("$_" -split ':')[0])" }) }
    }

    It 'has its number: <What>' -ForEach @(
        @{ What = 'rules, and an account that is there'; Says = 'RuleViolation Row 2', 'RuleViolation Row 4', 'AccountExists Row 3'
            Call = { 'Name,AllowedHost', 'numbered,%', '_x,%', 'app,10.%', 'y,10.0.*' | ConvertFrom-Csv | New-DbAccount -GeneratePassword -Wait } }
        @{ What = 'an account that is not there'; Says = 'AccountNotFound Row 2'
            Call = { 'Account', 'app@10.%', 'nobody' | ConvertFrom-Csv | Set-DbAccount -Description x } }
        @{ What = 'gathered rows'; Says = 'AccountNotFound Row 2'
            Call = { 'Account,Privilege,Database', 'app@10.%,SELECT,shop', 'nobody,SELECT,shop' | ConvertFrom-Csv | Set-DbPrivilege -Confirm:$false } }
        @{ What = 'reading'; Says = 'AccountNotFound Row 1'; Call = { 'Account', 'nobody', 'app@10.%' | ConvertFrom-Csv | Get-DbPrivilege } }
        @{ What = 'JSON'; Says = 'AccountNotFound Row 2'; Call = { '[{"Account":"app@10.%"},{"Account":"nobody"}]' | Reset-DbAccountPassword -GeneratePassword -Confirm:$false } }
        @{ What = 'one that can''t be read'; Says = 'InvalidInput Row 2'; Call = { 'Account,Privilege', 'app@10.%,SELECT ON shop.*', ',SELECT ON shop.*' | ConvertFrom-Csv | Grant-DbPrivilege } }
    ) {
        Get-RowError $Call | Should -Be $Says
    }

    It 'has none where no row came: <_>' -ForEach { Remove-DbAccount nobody -Confirm:$false }, { 'nobody' | Get-DbPrivilege }, { Get-DbInstance TencentMySql | Get-DbPrivilege nobody } {
        Get-RowError $_ | Should -BeLike 'AccountNotFound There is no account*'
    }
}
