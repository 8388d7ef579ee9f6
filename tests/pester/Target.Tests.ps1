#Requires -Modules @{ ModuleName = 'Pester'; ModuleVersion = '5.0' }
# What a change reaches is said, with the documented rules and without: only -Global, or true in a column Global, means everything.

BeforeDiscovery {
    $calls = foreach ($service in 'TencentMySql', 'Ddm') {
        foreach ($command in 'New-DbAccount', 'Grant-DbPrivilege', 'Revoke-DbPrivilege', 'Set-DbPrivilege') {
            foreach ($what in @(
                    @{ What = 'no object'; On = @{} }
                    @{ What = "the database '*'"; On = @{ Database = '*' } }
                    @{ What = "'*' among databases"; On = @{ Database = 'shop', '*' } }
                    @{ What = "'*' in a text of several"; On = @{ Database = 'shop;*' } }
                    @{ What = "the table '*'"; On = @{ Database = 'shop'; Table = '*' } }
                    @{ What = 'a table alone'; On = @{ Table = 'orders' } }
                    @{ What = 'global and a database'; On = @{ Global = $true; Database = 'shop' } }
                    @{ What = 'a table'; On = @{ Database = 'shop'; Table = 'orders' } }
                    @{ What = 'everything'; On = @{ Global = $true } }
                )) {
                # These are well said there; on Ddm no object means all schemas that the account has.
                if ("$service $command $($what.What)" -match 'MySql .*everything|MySql [^N].* a table$|Ddm .*no object') { continue }
                @{ Service = $service; Command = $command } + $what
            }
        }
    }
}

BeforeAll {
    . (Join-Path $PSScriptRoot 'support/Identity.ps1')
}

AfterAll { Disconnect-Simulated }

Describe 'A change of privileges on <What>' -ForEach $calls {
    It 'is refused, without the check of rules too: <Service> <Command>' {
        Restart-World $Service
        $new = $Command -eq 'New-DbAccount'
        $who = @{ $(if ($new) { 'Name' } else { 'Account' }) = if ($new) { 'fresh' } else { 'app' }; Privilege = 'SELECT' }
        $hasTable = $On.ContainsKey('Table')
        foreach ($skip in $false, $true) {
            $more = @{ Confirm = $false; SkipRuleCheck = $skip }
            if ($new) { $more.GeneratePassword = $true }
            $row = $who + $On
            $result = Invoke-Change {
                # New-DbAccount has no parameter for tables, but a row may have the column.
                if (!($new -and $hasTable)) { & $Command @row @more }
                $row, [pscustomobject]$row, ($row | ConvertTo-Json) | & $Command @more
            }
            $result.Fact | Should -BeNullOrEmpty -Because "-SkipRuleCheck:$skip"
            $result.Output | Should -BeNullOrEmpty
            # All rows of an account are one replacement, once they can be read.
            $errors = if ($new -and $hasTable) { 3 } elseif ($Command -eq 'Set-DbPrivilege') { 2, 4 } else { 4 }
            $result.Error.Count | Should -BeIn $errors
            $result.Error | ForEach-Object { Get-ErrorId $_ } | Select-Object -Unique | Should -BeIn 'InvalidInput', 'RuleViolation'
        }
    }
}

Describe 'Everything' {
    It 'is what -Global and a column Global say: <Command>' -ForEach 'New-DbAccount', 'Grant-DbPrivilege' {
        $command = $_
        foreach ($skip in $false, $true) {
            foreach ($how in 'line', 'row') {
                Restart-World
                $more = @{ SkipRuleCheck = $skip }
                if ($command -eq 'New-DbAccount') { $more.GeneratePassword = $true }
                $name = if ($command -eq 'New-DbAccount') { 'fresh' } else { 'other' }
                $result = Invoke-Change {
                    if ($how -eq 'line') { & $command $name -Privilege PROCESS -Global @more }
                    else { [pscustomobject]@{ Name = $name; Privilege = 'PROCESS'; Global = 'true'; Database = '' } | & $command @more }
                }
                $result.Error | Should -BeNullOrEmpty
                $result.Fact -match ' ON ' | Should -Be "TencentMySql $name@% PROCESS ON *"
            }
        }
    }

    It "is '*' on MySqlPlus, where the documents say so" {
        Restart-World MySqlPlus
        $result = Invoke-Change { New-DbAccount fresh -GeneratePassword -Database '*' -AllowedHost 10.% }
        $result.Fact | Should -Contain 'MySqlPlus fresh@10.% Databases=*'
    }
}
