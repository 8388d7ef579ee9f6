#Requires -Modules @{ ModuleName = 'Pester'; ModuleVersion = '5.0' }

BeforeAll {
    . (Join-Path $PSScriptRoot 'support/Simulated.ps1')
    $simulator = Connect-Simulated
    function Use-Service ([string] $Service) {
        $null = $simulator.Instance | Where-Object Service -EQ $Service | Connect-DbInstance
    }
    function Get-Held ([string] $Account) { Get-DbPrivilege $Account | ForEach-Object ToString }
}

AfterAll { Disconnect-Simulated }

Describe 'Privileges on TencentMySql' {
    BeforeAll { Use-Service TencentMySql }
    BeforeEach {
        $name = "a$([guid]::NewGuid().ToString('n').Substring(0, 12))"
        $null = New-DbAccount $name -GeneratePassword | Wait-DbJob
    }

    It 'are held on four levels' {
        $null = Grant-DbPrivilege $name PROCESS -Global | Wait-DbJob
        $null = Grant-DbPrivilege $name SELECT, INSERT -Database shop | Wait-DbJob
        $null = Grant-DbPrivilege $name SELECT, INSERT -Database shop -Table orders | Wait-DbJob
        $null = Grant-DbPrivilege $name UPDATE -Database shop -Table orders -Column total, state | Wait-DbJob
        Get-Held $name | Should -Be 'PROCESS ON *.*', 'INSERT, SELECT ON shop.*', 'INSERT, SELECT ON shop.orders', 'UPDATE (state) ON shop.orders', 'UPDATE (total) ON shop.orders'
        $held = Get-DbPrivilege $name
        $held.Level | Should -Be 'Global', 'Database', 'Table', 'Column', 'Column'
        $held[4].Account | Should -Be "$name@%"
        $held[4].Database, $held[4].Table, $held[4].Column | Should -Be 'shop', 'orders', 'total'
    }

    It 'are added by a grant and taken away by a revoke, and the rest stays' {
        $null = Grant-DbPrivilege $name 'SELECT,insert' -Database 'shop;orders' | Wait-DbJob
        $null = Grant-DbPrivilege $name delete -Database shop | Wait-DbJob
        Get-Held $name | Should -Be 'INSERT, SELECT ON orders.*', 'DELETE, INSERT, SELECT ON shop.*'
        $null = Revoke-DbPrivilege $name Insert -Database shop, orders | Wait-DbJob
        $null = Revoke-DbPrivilege $name SELECT -Database orders -Wait
        Get-Held $name | Should -Be 'DELETE, SELECT ON shop.*'
    }

    It 'are replaced as a whole, on every level' {
        $null = Grant-DbPrivilege $name PROCESS -Global | Wait-DbJob
        $null = Grant-DbPrivilege $name SELECT -Database shop -Table orders | Wait-DbJob
        $job = Set-DbPrivilege $name 'show view' -Database shop -Confirm:$false | Wait-DbJob
        $job.Operation | Should -Be 'SetPrivilege'
        Get-Held $name | Should -Be 'SHOW VIEW ON shop.*'
        Get-ErrorId (Watch-Command { Set-DbPrivilege $name -Privilege @() -Confirm:$false }).Error[0] | Should -Be 'InvalidInput'
        Get-Held $name | Should -Be 'SHOW VIEW ON shop.*'
        $null = Get-DbPrivilege $name | Revoke-DbPrivilege -Confirm:$false | Wait-DbJob
        Get-Held $name | Should -BeNullOrEmpty
    }

    It 'that a replacement takes away are said before it' {
        $null = Grant-DbPrivilege $name SELECT, INSERT -Database shop | Wait-DbJob
        $text = Get-HostText { Set-DbPrivilege $name SELECT -Database shop -WhatIf }
        $text | Should -Match 'What if: .*takes away INSERT ON shop\.\*'
        $text | Should -Match ([regex]::Escape("$name@% on cdb-f35wr6wj"))
        Get-Held $name | Should -Be 'INSERT, SELECT ON shop.*'
    }

    It 'are said in words before a grant and a revoke' {
        Get-HostText { Grant-DbPrivilege $name SELECT -Database shop -WhatIf } | Should -Match 'Grant SELECT ON shop\.\*'
        Get-HostText { Revoke-DbPrivilege $name SELECT -Database shop -WhatIf } | Should -Match 'Revoke SELECT ON shop\.\*'
        Get-Held $name | Should -BeNullOrEmpty
    }

    It 'go back through Set-DbPrivilege unchanged, as one replacement' {
        $null = Grant-DbPrivilege $name PROCESS -Global | Wait-DbJob
        $null = Grant-DbPrivilege $name SELECT -Database shop, orders | Wait-DbJob
        $null = Grant-DbPrivilege $name UPDATE -Database shop -Table orders -Column total | Wait-DbJob
        $before = Get-Held $name
        $jobs = Get-DbPrivilege $name | Set-DbPrivilege -Confirm:$false | Wait-DbJob
        @($jobs).Count | Should -Be 1
        Get-Held $name | Should -Be $before
    }

    It 'that were listed name the account only, when the command line says what shall be' {
        $null = Grant-DbPrivilege $name SELECT, INSERT -Database shop, orders | Wait-DbJob
        $null = Get-DbPrivilege $name | Set-DbPrivilege -Privilege DELETE -Database shop -Confirm:$false | Wait-DbJob
        Get-Held $name | Should -Be 'DELETE ON shop.*'
    }

    It 'are copied from an object, by parameter, and by table' {
        $null = Grant-DbPrivilege $name SELECT -Database shop | Wait-DbJob
        $held = Get-DbPrivilege $name
        $null = Revoke-DbPrivilege -InputObject $held | Wait-DbJob
        Get-Held $name | Should -BeNullOrEmpty
        $null = $held | Grant-DbPrivilege | Wait-DbJob
        Get-Held $name | Should -Be 'SELECT ON shop.*'
        $null = Grant-DbPrivilege -InputObject @{ Account = $name; Level = 'Table'; Database = 'shop'; Table = 't'; Privilege = 'INSERT' } | Wait-DbJob
        Get-Held $name | Should -Be 'SELECT ON shop.*', 'INSERT ON shop.t'
    }

    It 'of a listed account are found by its host' {
        $null = New-DbAccount $name -AllowedHost 10.0.0.1 -GeneratePassword | Wait-DbJob
        $null = Get-DbAccount $name -AllowedHost 10.* | Grant-DbPrivilege -Database shop -Privilege SELECT | Wait-DbJob
        Get-Held "$name@10.0.0.1" | Should -Be 'SELECT ON shop.*'
        Get-Held "$name@%" | Should -BeNullOrEmpty
        Get-Held $name | Should -Be 'SELECT ON shop.*'
        (Get-DbAccount $name | Get-DbPrivilege).Account | Should -Be "$name@10.0.0.1"
    }

    It 'need to be on something' {
        foreach ($command in 'Grant-DbPrivilege', 'Revoke-DbPrivilege', 'Set-DbPrivilege') {
            $result = Watch-Command { & $command $name SELECT -Confirm:$false }
            $result.Output | Should -BeNullOrEmpty
            Get-ErrorId $result.Error[0] | Should -Be 'RuleViolation'
            "$($result.Error[0].ErrorDetails)" | Should -Match 'SELECT needs an object: neither Database nor Global is given'
        }
    }

    It 'are refused where <Reason>' -ForEach @(
        @{ Reason = 'a table has no database'; Values = @{ Privilege = 'SELECT'; Table = 't' }; Id = 'InvalidInput' }
        @{ Reason = 'a column has no table'; Values = @{ Privilege = 'SELECT'; Database = 'd'; Column = 'c' }; Id = 'InvalidInput' }
        @{ Reason = 'a column has neither'; Values = @{ Privilege = 'SELECT'; Column = 'c'; Global = $true }; Id = 'InvalidInput' }
        @{ Reason = 'they are global and on a table'; Values = @{ Privilege = 'SELECT'; Table = 't'; Global = $true }; Id = 'InvalidInput' }
        @{ Reason = 'they are global and on a database'; Values = @{ Privilege = 'SELECT'; Database = 'd'; Global = $true }; Id = 'InvalidInput' }
        @{ Reason = 'none is named'; Values = @{ Database = 'd' }; Id = 'InvalidInput' }
        @{ Reason = 'the level has no such privilege'; Values = @{ Privilege = 'DELETE'; Database = 'd'; Table = 't'; Column = 'c' }; Id = 'RuleViolation' }
        @{ Reason = 'no service knows it'; Values = @{ Privilege = 'SUPER'; Global = $true }; Id = 'RuleViolation' }
    ) {
        $result = Watch-Command { Grant-DbPrivilege $name @Values }
        $result.Output | Should -BeNullOrEmpty
        Get-ErrorId $result.Error[0] | Should -Be $Id
    }

    It 'are either global or on a database, in rows too, and the other rows go on' {
        $rows = @(
            [pscustomobject]@{ Account = $name; Privilege = 'PROCESS'; Global = 'true'; Database = '' }
            [pscustomobject]@{ Account = $name; Privilege = 'SELECT'; Global = 'true'; Database = 'shop' }
            @{ Account = $name; Privilege = 'INSERT'; Global = 'no'; Database = 'shop' }
        )
        foreach ($command in 'Grant-DbPrivilege', 'Revoke-DbPrivilege', 'Set-DbPrivilege') {
            $held = Get-Held $name
            $result = Watch-Command { $rows | & $command -Confirm:$false -Wait }
            # A replacement by what could be read would take the rest away.
            $result.Error.Count | Should -Be $(if ($command -eq 'Set-DbPrivilege') { 2 } else { 1 })
            Get-ErrorId $result.Error[0] | Should -Be 'InvalidInput'
            $result.Error[0].TargetObject.Privilege | Should -Be 'SELECT'
            "$($result.Error[0].ErrorDetails.Message) $($result.Error[0].ErrorDetails.RecommendedAction)" | Should -Match '-Global.*-Database.*one of them'
            $expected = switch ($command) {
                'Grant-DbPrivilege' { 'PROCESS ON *.*', 'INSERT ON shop.*' }
                'Set-DbPrivilege' { $held }
            }
            Get-Held $name | Should -Be $expected
        }
    }

    It 'in rows with a level are those of the account and host that the row names' {
        $null = New-DbAccount $name -AllowedHost 10.% -GeneratePassword -Wait
        $row = @{ Account = $name; AllowedHost = '10.%'; Level = 'Database'; Database = 'shop'; Table = ''; Column = ''; Privilege = 'SELECT' }
        foreach ($kind in $row, [pscustomobject]$row, ($row | ConvertTo-Json)) {
            $null = $kind | Grant-DbPrivilege -Wait
            Get-Held "$name@10.%" | Should -Be 'SELECT ON shop.*'
            Get-Held "$name@%" | Should -BeNullOrEmpty
            $null = $kind | Revoke-DbPrivilege -Wait
            Get-Held "$name@10.%" | Should -BeNullOrEmpty
        }
        $refused = @(
            @{ AllowedHost = '' }, @{ AllowedHost = $null }, @{ Hosts = '10.%' }, @{ IP = '10.%' }, @{ Level = 'Table' }, @{ Databases = 'shop' }
        )
        foreach ($change in $refused) {
            $odd = $row.Clone()
            if (!$change.ContainsKey('AllowedHost') -and !$change.ContainsKey('Level')) { $odd.Remove('AllowedHost') }
            foreach ($key in $change.Keys) { $odd[$key] = $change[$key] }
            $commands = { [pscustomobject]$odd | Grant-DbPrivilege }, { $odd | Set-DbPrivilege -Confirm:$false }, { Grant-DbPrivilege -InputObject $odd }
            foreach ($command in $commands) {
                $result = Watch-Command $command
                $result.Output | Should -BeNullOrEmpty -Because ($change | ConvertTo-Json -Compress)
                Get-ErrorId $result.Error[0] | Should -Be 'InvalidInput'
            }
        }
        Get-ErrorId (Watch-Command { Grant-DbPrivilege -InputObject $row }).Error[0] | Should -Be 'InvalidInput'
        Get-DbPrivilege "$name*" | Should -BeNullOrEmpty
    }

    It 'of an account that is not there are an error' {
        $result = Watch-Command { 'nobody', $name | Grant-DbPrivilege -Database shop -Privilege SELECT | Wait-DbJob }
        $result.Error.Count | Should -Be 1
        Get-ErrorId $result.Error[0] | Should -Be 'AccountNotFound'
        $result.Error[0].TargetObject | Should -Be 'nobody'
        $result.Output.Account | Should -Be "$name@%"
        Get-ErrorId (Watch-Command { Get-DbPrivilege nobody }).Error[0] | Should -Be 'AccountNotFound'
    }

    It 'of every account are read without a name' {
        (Get-DbPrivilege).Account | Should -Contain 'root@%'
    }
}

Describe 'Privileges on Ddm' {
    BeforeAll { Use-Service Ddm }
    BeforeEach {
        $name = "a$([guid]::NewGuid().ToString('n').Substring(0, 12))"
        $null = New-DbAccount $name -GeneratePassword -Privilege SELECT, INSERT -Database shop
    }

    It 'are read per schema' {
        $null = Grant-DbPrivilege $name SELECT, INSERT -Database Orders
        Get-Held $name | Should -Be 'INSERT, SELECT ON orders.*', 'INSERT, SELECT ON shop.*'
    }

    It 'are merged by a grant, and taken away by a revoke' {
        (Grant-DbPrivilege $name delete -Database shop).State | Should -Be 'Succeeded'
        Get-Held $name | Should -Be 'DELETE, INSERT, SELECT ON shop.*'
        $null = Revoke-DbPrivilege $name DELETE, INSERT
        Get-Held $name | Should -Be 'SELECT ON shop.*'
    }

    It 'are never widened silently' {
        $result = Watch-Command { Grant-DbPrivilege $name DELETE -Database orders }
        $result.Output | Should -BeNullOrEmpty
        $result.Error[0].FullyQualifiedErrorId | Should -BeLike 'WiderEffect,*'
        $result.Error[0].CategoryInfo.Category | Should -Be 'InvalidOperation'
        "$($result.Error[0].ErrorDetails)" | Should -Match 'DELETE ON shop'
        Get-Held $name | Should -Be 'INSERT, SELECT ON shop.*'
    }

    It 'are widened by -Force' {
        $null = Grant-DbPrivilege $name DELETE -Database orders -Force
        Get-Held $name | Should -Be 'DELETE, INSERT, SELECT ON orders.*', 'DELETE, INSERT, SELECT ON shop.*'
        (Watch-Command { Revoke-DbPrivilege $name DELETE -Database orders }).Error[0].FullyQualifiedErrorId | Should -BeLike 'WiderEffect,*'
        $null = Revoke-DbPrivilege $name DELETE -Database orders -Force
        Get-Held $name | Should -Be 'INSERT, SELECT ON orders.*', 'INSERT, SELECT ON shop.*'
    }

    It 'are replaced, and what goes is said before' {
        $text = Get-HostText { Set-DbPrivilege $name SELECT -Database shop -WhatIf }
        $text | Should -Match 'What if: .*takes away .*INSERT ON shop'
        $null = Set-DbPrivilege $name SELECT -Database orders -Confirm:$false
        Get-Held $name | Should -Be 'SELECT ON orders.*'
    }

    It 'go back through Set-DbPrivilege unchanged' {
        $null = Grant-DbPrivilege $name SELECT, INSERT -Database orders
        $jobs = Get-DbPrivilege $name | Set-DbPrivilege -Confirm:$false
        @($jobs).Count | Should -Be 1
        Get-Held $name | Should -Be 'INSERT, SELECT ON orders.*', 'INSERT, SELECT ON shop.*'
    }

    It 'are neither on tables nor global' {
        foreach ($values in @{ Database = 'shop'; Table = 't' }, @{ Global = $true }) {
            $result = Watch-Command { Grant-DbPrivilege $name SELECT @values }
            $result.Output | Should -BeNullOrEmpty
            Get-ErrorId $result.Error[0] | Should -Be 'RuleViolation'
        }
    }
}
