#Requires -Modules @{ ModuleName = 'Pester'; ModuleVersion = '5.0' }
# Whatever is blank or misspelt in a row, it never has an effect that the row written in full doesn't have.

BeforeAll {
    . (Join-Path $PSScriptRoot 'support/Simulated.ps1')
    . (Join-Path $PSScriptRoot 'support/Rows.ps1')
    $path = Join-Path $TestDrive 'state.json'
    $template = Join-Path $TestDrive 'template.json'
    $random = [Random]::new(20261127)
    function Get-One ([object[]] $Of) { $Of[$random.Next($Of.Count)] }
    function Restart-Simulator { Restart-Simulated $path $template TencentMySql }
    Restart-Simulator
    # Each of the accounts that are of one name holds the same on every level, so that whatever is wider shows.
    foreach ($name in 'app@%', 'app@10.%', 'app@11.%', 'other@%') {
        $name, $from = $name -split '@'
        $null = New-DbAccount $name -AllowedHost $from -GeneratePassword
        $held = @(
            @{ Level = 'Global' }, @{ Level = 'Database'; Database = 'shop' }, @{ Level = 'Database'; Database = 'crm' }
            @{ Level = 'Table'; Database = 'shop'; Table = 'orders' }, @{ Level = 'Table'; Database = 'shop'; Table = 'items' }
            @{ Level = 'Column'; Database = 'shop'; Table = 'orders'; Column = 'id' }
            @{ Level = 'Column'; Database = 'shop'; Table = 'orders'; Column = 'total' }
        ) | ForEach-Object { [pscustomobject](@{ Account = "$name@$from"; Privilege = 'SELECT', 'INSERT', 'UPDATE' } + $_) }
        $null = Grant-DbPrivilege -InputObject $held
    }
    $null = Get-SimulatedState $path
    Copy-Item $path $template
    Restart-Simulator

    # A row of one of the cmdlets, with every column that narrows it, and what it does at most.
    function New-RandomCase {
        $command = Get-One 'New-DbAccount', 'Grant-DbPrivilege', 'Revoke-DbPrivilege', 'Remove-DbAccount', 'Set-DbAccount'
        $row = @{ AllowedHost = Get-One '10.%', '11.%' }
        $name = if ($command -eq 'New-DbAccount') { 'fresh' } else { 'app' }
        $row[$(if ($command -eq 'New-DbAccount') { 'Name' } else { Get-One 'Account', 'Name' })] = $name
        $id = "TencentMySql $name@$($row.AllowedHost)"
        $effect = @("$id MaxUserConnections=0")
        switch ($command) {
            'New-DbAccount' {
                $row += @{ Database = Get-One 'shop', 'crm'; Privilege = Get-One 'SELECT', 'DELETE' }
                $row += @{ Password = 'A1_b2_c3_d4_e5'; Description = 'new' }
                $effect += $id, "$id Description=new", "$id $($row.Privilege) ON $($row.Database)"
            }
            'Set-DbAccount' {
                $row.Description = 'new'
                $effect += "$id Description=new"
            }
            'Remove-DbAccount' { $effect += (Get-SimulatedFact $path) -match "^$([regex]::Escape($id))( |$)" -notmatch 'PasswordHash' }
            default {
                $row += @{ Database = 'shop'; Privilege = Get-One 'SELECT', 'DELETE' }
                if (Get-One $true, $false) {
                    $row.Privilege = 'SELECT'
                    $row.Table = Get-One 'orders', 'items'
                    if ($row.Table -eq 'orders' -and (Get-One $true, $false)) { $row.Column = Get-One 'id', 'total' }
                }
                $on = ($row.Database, $row.Table, $row.Column | Where-Object { $_ }) -join '.'
                $effect += "$id $($row.Privilege) ON $on"
            }
        }
        @{ Command = $command; Row = $row; Effect = $effect }
    }

    # What a revoke takes that names a table it takes from the columns too, as MySQL does.
    function Add-ColumnFact ([hashtable] $Case, [string[]] $Before) {
        if ($Case.Command -ne 'Revoke-DbPrivilege') { return }
        $tables = @($Case.Effect | Where-Object { $_ -in $Before -and $_ -match ' ON [^.]+\.[^.]+$' })
        $Case.Effect = @($Case.Effect) + @(foreach ($table in $tables) { $Before | Where-Object { $_.StartsWith("$table.") } })
    }

    # Blanks or misspells some columns.
    function Edit-Row ([hashtable] $Row) {
        $edited = @{}
        $harmed = @(1..(Get-One 1, 1, 2) | ForEach-Object { Get-One @($Row.Keys | Sort-Object) })
        foreach ($name in $Row.Keys) {
            if ($name -notin $harmed) { $edited[$name] = $Row[$name]; continue }
            switch ($random.Next(8)) {
                0 { $edited[$name] = '' }
                1 { $edited[$name] = $null }
                2 { $edited[$name] = @() }
                3 { $edited[$name] = $Row[$name], '' }
                4 { $edited[$name + 's'] = $Row[$name] }
                5 { $edited[$name.Insert($random.Next(1, $name.Length), (Get-One ' ', '_', '-'))] = $Row[$name] }
                6 { $edited[$name.Remove($random.Next(1, $name.Length), 1)] = $Row[$name] }
                7 { $i = $random.Next(1, $name.Length); $edited[$name.Insert($i, [string]$name[$i])] = $Row[$name] }
            }
        }
        $edited
    }
}

AfterAll { Disconnect-Simulated }

Describe 'Random rows' {
    BeforeEach { Restart-Simulator }

    It 'do no more than the row that was meant, of <Count> rows of seed 20261127' -ForEach @{ Count = 400 } {
        $before = Get-SimulatedFact $path
        $done = 0
        for ($i = 0; $i -lt $Count; $i++) {
            $case = New-RandomCase
            Add-ColumnFact $case $before
            $row = Edit-Row $case.Row
            $text = $row | ConvertTo-Json -Compress
            $kind = Get-One 'PSCustomObject', 'Hashtable', 'JSON', 'Clixml', 'PSCustomObject'
            $more = if ($case.Command -eq 'Remove-DbAccount') { @{ Confirm = $false } } else { @{} }
            $result = Watch-Command { ConvertTo-RowKind $kind $row | & $case.Command @more }
            $now = Get-SimulatedFact $path
            $changed = @(Get-Difference $now $before) + @(Get-Difference $before $now) -notmatch 'PasswordHash'
            $changed | Where-Object { $_ -notin $case.Effect } | Should -BeNullOrEmpty -Because "$($case.Command) $kind $text"
            # Nothing is left undone without a word.
            if (!$changed -and $case.Command -ne 'Grant-DbPrivilege') {
                $result.Error.Count | Should -BeGreaterThan 0 -Because "$($case.Command) $kind $text"
            }
            if ($changed) { $done++; Restart-Simulator }
        }
        # Some blanks leave nothing open, or the test would say nothing.
        $done | Should -BeGreaterThan 5
    }

    It 'do what they say where they are whole' {
        foreach ($i in 1..25) {
            $before = Get-SimulatedFact $path
            $case = New-RandomCase
            Add-ColumnFact $case $before
            $more = if ($case.Command -eq 'Remove-DbAccount') { @{ Confirm = $false } } else { @{} }
            # What isn't held can't be taken away.
            if ($case.Command -eq 'Revoke-DbPrivilege') { $case.Effect = @($case.Effect | Where-Object { $_ -in $before }) }
            $null = Watch-Command { [pscustomobject]$case.Row | & $case.Command @more }
            $now = Get-SimulatedFact $path
            $changed = @(Get-Difference $now $before) + @(Get-Difference $before $now) -notmatch 'PasswordHash'
            $already = $case.Effect | Where-Object { $_ -in $before -and $_ -in $now }
            $changed + $already | Sort-Object -Unique | Should -Be @($case.Effect | Sort-Object -Unique)
            Restart-Simulator
        }
    }
}
