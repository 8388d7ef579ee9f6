#Requires -Modules @{ ModuleName = 'Pester'; ModuleVersion = '5.0' }

BeforeAll {
    . (Join-Path $PSScriptRoot 'support/Simulated.ps1')
    $simulator = Connect-Simulated
    $null = $simulator.Instance | Where-Object Service -EQ TencentMySql | Connect-DbInstance

    function Get-Held ([string] $Account) { Get-DbPrivilege $Account | ForEach-Object ToString }
}

AfterAll { Disconnect-Simulated }

Describe 'Statements' {
    It 'are read line by line, over several lines, and as rows of SHOW GRANTS' {
        $rows = 'GRANT SELECT ON `shop`.* TO `app`@`%`', '', "GRANT`nINSERT ON crm.* TO app;" |
            ForEach-Object { [pscustomobject]@{ 'Grants for app@%' = $_ } }
        ($rows | ConvertFrom-DbGrant).ForEach('ToString') | Should -Be 'INSERT ON crm.*', 'SELECT ON shop.*'
        ('GRANT SELECT', 'ON shop.*', '', 'TO app' | ConvertFrom-DbGrant).ForEach('ToString') | Should -Be 'SELECT ON shop.*'
        (ConvertFrom-DbGrant "GRANT SELECT ON shop.* TO app").Account | Should -Be 'app@%'
    }

    It 'that can''t be read are an error each, with line and column, and the others are read' {
        $lines = 'GRANT SELECT ON a.* TO app;', 'GRANT SELECT b.* TO app;', 'GRANT SELECT ON c.* TO app;', "GRANT SELECT ON d.* TO app IDENTIFIED BY Canary_4711;", 'GRANT SELECT ON e.* TO app'
        $result = $lines | ConvertFrom-DbGrant -ErrorAction SilentlyContinue -ErrorVariable problems
        $result.Database | Should -Be 'a', 'c', 'e'
        $problems.FullyQualifiedErrorId | Should -BeLike 'GrantUnreadable,*'
        $problems[0].Exception.Message | Should -BeLike '*line 2, column 14*'
        $problems[1].Exception.Message | Should -BeLike '*line 4, column 42*'
        ($problems | Out-String) + ($problems | ConvertTo-Json -Depth 3 -WarningAction Ignore) | Should -Not -BeLike '*Canary_4711*'
    }

    It 'keep no password and no hash' {
        $text = "CREATE USER app IDENTIFIED BY 'Canary_4711'; GRANT SELECT ON a.* TO app IDENTIFIED BY PASSWORD '*Canary_4711' REQUIRE SSL"
        $result = $text | ConvertFrom-DbGrant
        $result.Database | Should -Be 'a'
        $result | ConvertTo-Json -Depth 5 | Should -Not -BeLike '*Canary*'
    }

    It 'are followed one after the other: <Script>' -ForEach @(
        @{ Script = 'GRANT ALL ON shop.t TO a; REVOKE DROP ON shop.t FROM a; GRANT DROP ON shop.t TO a'; Held = 'ALL ON shop.t' }
        @{ Script = 'GRANT SELECT ON shop.* TO a; DROP USER a; GRANT INSERT ON shop.* TO a'; Held = 'INSERT ON shop.*' }
        @{ Script = 'GRANT SELECT, SELECT (id) ON shop.t TO a; REVOKE SELECT ON shop.t FROM a; GRANT r TO a'; Held = 'ROLE r' }
    ) { ($Script | ConvertFrom-DbGrant).ForEach('ToString') | Should -Be $Held }

    It 'warn where a revoke takes nothing' {
        'REVOKE SELECT ON shop.* FROM app' | ConvertFrom-DbGrant -WarningVariable warned -WarningAction SilentlyContinue | Should -BeNullOrEmpty
        $warned | Should -BeLike "*'app@%'*"
    }
}

Describe 'Privileges as statements' {
    It 'are one for each object, sorted, whatever order they come in' {
        $privileges = 'GRANT SELECT ON z.t TO app; GRANT INSERT (b, a) ON z.t TO app WITH GRANT OPTION; GRANT SELECT ON `my-shop`.* TO app' | ConvertFrom-DbGrant
        [array]::Reverse($privileges)
        $privileges | ConvertTo-DbGrant | Should -Be 'GRANT SELECT ON `my-shop`.* TO `app`@`%`;',
            'GRANT INSERT (`a`, `b`), SELECT ON `z`.`t` TO `app`@`%` WITH GRANT OPTION;'
        $privileges | ConvertTo-DbGrant -Revoke | Should -HaveCount 3
    }

    It 'read as what they were, from CSV, JSON and Clixml too' {
        $text = 'GRANT SELECT ON `a`.* TO `x`@`%`; GRANT INSERT (c) ON a.b TO x; GRANT EXECUTE ON PROCEDURE a.p TO x; GRANT r TO x WITH ADMIN OPTION; GRANT SELECT ON `sh_p%`.* TO x WITH GRANT OPTION'
        $privileges = $text | ConvertFrom-DbGrant
        $statements = $privileges | ConvertTo-DbGrant
        $file = Join-Path $TestDrive 'p.xml'
        $privileges | Export-Clixml $file
        Import-Clixml $file | ConvertTo-DbGrant | Should -Be $statements
        $privileges | ConvertTo-Json | ConvertFrom-Json | ConvertTo-DbGrant | Should -Be $statements
        $privileges | Select-Object *, @{ Name = 'Privilege'; Expression = { $_.Privilege -join ', ' } } -ExcludeProperty Privilege |
            ConvertTo-Csv | ConvertFrom-Csv | ConvertTo-DbGrant | Should -Be $statements
        $statements | ConvertFrom-DbGrant | ConvertTo-DbGrant | Should -Be $statements
    }

    It 'refuse what is no privilege, and the others go on' {
        $good = 'GRANT SELECT ON shop.* TO app' | ConvertFrom-DbGrant
        $result = [pscustomobject]@{ Account = 'x' }, $good | ConvertTo-DbGrant -ErrorAction SilentlyContinue -ErrorVariable problems
        $result | Should -HaveCount 1
        $problems.FullyQualifiedErrorId | Should -BeLike 'InvalidInput,*'
    }

    It 'are of the object that a row without Level names: <Row.Privilege> <Row.Database> <Row.Table> <Row.Global>' -ForEach @(
        @{ Row = @{ Privilege = 'SELECT ON shop.*' }; Statement = 'GRANT SELECT ON `shop`.* TO `app`@`%`;' }
        @{ Row = @{ Privilege = 'SELECT ON shop.*', 'INSERT ON shop.orders' }; Statement = 'GRANT SELECT ON `shop`.* TO `app`@`%`;', 'GRANT INSERT ON `shop`.`orders` TO `app`@`%`;' }
        @{ Row = @{ Privilege = 'SELECT'; Database = 'shop' }; Statement = 'GRANT SELECT ON `shop`.* TO `app`@`%`;' }
        @{ Row = @{ Privilege = 'SELECT'; Database = 'shop'; Table = 'orders' }; Statement = 'GRANT SELECT ON `shop`.`orders` TO `app`@`%`;' }
        @{ Row = @{ Privilege = 'EXECUTE'; Database = 'shop'; Routine = 'PROCEDURE total' }; Statement = 'GRANT EXECUTE ON PROCEDURE `shop`.`total` TO `app`@`%`;' }
        @{ Row = @{ Privilege = 'SELECT'; Global = 'yes' }; Statement = 'GRANT SELECT ON *.* TO `app`@`%`;' }
        @{ Row = @{ Privilege = 'SELECT'; Level = 'Global' }; Statement = 'GRANT SELECT ON *.* TO `app`@`%`;' }
    ) {
        [pscustomobject](@{ Account = 'app@%' } + $Row) | ConvertTo-DbGrant | Should -Be $Statement
    }

    It 'are never of more than a row says: <Row.Privilege>, <Says>' -ForEach @(
        @{ Row = @{ Privilege = 'SELECT' }; Says = 'What the privileges of ''app@%'' are on is not said*' }
        @{ Row = @{ Privilege = 'SELECT'; Global = 'no' }; Says = 'What the privileges of ''app@%'' are on is not said*' }
        @{ Row = @{ Privilege = 'SELECT'; Database = '' }; Says = '*column Database is empty*' }
        @{ Row = @{ Privilege = 'SELECT'; Database = 'shop'; Table = '' }; Says = '*column Table is empty*' }
        @{ Row = @{ Privilege = 'SELECT'; Database = 'shop'; Table = 't'; Column = ' ' }; Says = '*column Column is empty*' }
        @{ Row = @{ Privilege = 'SELECT ON shop.*'; Database = 'shop' }; Says = '*a parameter or column names one, too*' }
        @{ Row = @{ Privilege = 'SELECT ON shop.*', 'INSERT' }; Says = '*''INSERT'' names no object*' }
        @{ Row = @{ Privilege = 'SELECT`; DROP' ; Database = 'shop' }; Says = '*must be the name of a privilege, not*' }
    ) {
        foreach ($form in [pscustomobject](@{ Account = 'app@%' } + $Row), (@{ Account = 'app@%' } + $Row)) {
            $made = $form | ConvertTo-DbGrant -ErrorAction SilentlyContinue -ErrorVariable problems
            $made | Should -BeNullOrEmpty
            @($problems).Count | Should -Be 1
            "$($problems[0])" | Should -BeLike $Says
        }
        { New-DbAccount grantless -GeneratePassword -Grant ([pscustomobject]$Row) -WhatIf -ErrorAction Stop } | Should -Throw
    }

    It 'say their level in a row, whether it names its account in Account or Name: <_>' -ForEach 'Account', 'Name' {
        $row = [pscustomobject]@{ $_ = 'leveled'; Level = 'Database'; Database = 'shop'; Table = ''; Column = ''; Privilege = 'SELECT' }
        $null = New-DbAccount leveled -GeneratePassword -Wait -ErrorAction Ignore
        ($row | Grant-DbPrivilege -Wait -ErrorAction Stop).State | Should -Be 'Succeeded'
        "$(Get-DbPrivilege leveled)" | Should -Be 'SELECT ON shop.*'
        $row.Level = 'Table'
        Get-ErrorId (Watch-Command { $row | Grant-DbPrivilege }).Error[0] | Should -Be 'InvalidInput'
        $null = $row | Select-Object * -ExcludeProperty Level | Select-Object *, @{ Name = 'Level'; Expression = { 'Database' } } | Revoke-DbPrivilege -Wait
        Get-DbPrivilege leveled | Should -BeNullOrEmpty
    }

    It 'are called as the dialect calls them, and what it lacks is a warning' {
        $monitor = 'GRANT REPLICATION CLIENT, DELETE HISTORY ON *.* TO u' | ConvertFrom-DbGrant -Dialect MariaDb
        $monitor | ConvertTo-DbGrant -Dialect MariaDb -WarningVariable no | Should -BeExactly 'GRANT BINLOG MONITOR, DELETE HISTORY ON *.* TO `u`;'
        $no | Should -BeNullOrEmpty
        $monitor | ConvertTo-DbGrant -Dialect MySql -WarningVariable lacks -WarningAction SilentlyContinue |
            Should -BeExactly 'GRANT DELETE HISTORY, REPLICATION CLIENT ON *.* TO `u`@`%`;'
        "$lacks" | Should -BeExactly "MySql has no DELETE HISTORY ON *.*; the statement for 'u' names it all the same."
    }
}

Describe 'Grants as text in -Privilege' {
    BeforeEach {
        $name = 'a' + [guid]::NewGuid().ToString('N').Substring(0, 12)
        $null = New-DbAccount $name -AllowedHost '%' -GeneratePassword -Wait
    }

    It 'are granted, revoked and replaced on their objects' {
        $null = Grant-DbPrivilege $name 'SELECT, INSERT ON shop.*; UPDATE (total, id) ON shop.orders', 'PROCESS ON *.*' -Wait
        Get-Held $name | Should -Be 'PROCESS ON *.*', 'INSERT, SELECT ON shop.*', 'UPDATE (id) ON shop.orders', 'UPDATE (total) ON shop.orders'
        $null = Revoke-DbPrivilege $name 'insert on shop.*' -Wait
        $null = Set-DbPrivilege $name 'SELECT ON crm.notes' -Wait -Confirm:$false
        Get-Held $name | Should -Be 'SELECT ON crm.notes'
    }

    It 'come with a new account, on the command line and in a row, and are tested without it' {
        $new = 'parser1', 'parser2'
        $null = New-DbAccount $new[0] -GeneratePassword -Privilege 'SELECT, INSERT ON shop.*', 'UPDATE (id) ON shop.orders' -Wait
        $null = [pscustomobject]@{ Name = $new[1]; AllowedHost = '%'; Privilege = 'UPDATE (id) ON shop.orders; INSERT, SELECT ON shop.*' } |
            New-DbAccount -GeneratePassword -Wait
        foreach ($one in $new) { Get-Held $one | Should -Be 'INSERT, SELECT ON shop.*', 'UPDATE (id) ON shop.orders' }
        Test-DbAccount x -Operation GrantPrivilege -Privilege 'SELECT ON shop.*', 'PROCESS ON *.*' -Quiet | Should -BeTrue
        (Test-DbAccount x -Operation GrantPrivilege -Privilege 'SELEKT ON shop.*').Violation | Should -BeLike "*'SELEKT'*did you mean SELECT*"
        $new | Remove-DbAccount -Confirm:$false -Wait | Out-Null
    }

    It 'are refused by New- and Test-DbAccount where they say it in halves: <Why>' -ForEach @(
        @{ Privilege = @('SELECT ON shop.*', 'INSERT'); More = @{}; Why = "*'INSERT' names no object*" }
        @{ Privilege = @('SELECT ON shop.*'); More = @{ Database = 'crm' }; Why = '*and a parameter or column names one, too*' }
        @{ Privilege = @('SELECT ON shop.*'); More = @{ Global = $true }; Why = '*and a parameter or column names one, too*' }
    ) {
        { New-DbAccount parser3 -GeneratePassword -Privilege $Privilege @More -ErrorAction Stop } | Should -Throw $Why
        { Test-DbAccount parser3 -Operation GrantPrivilege -Privilege $Privilege @More -ErrorAction Stop } | Should -Throw $Why
        Get-DbAccount parser3* | Should -BeNullOrEmpty
    }

    It 'come in a cell of a row too' {
        $null = "Account,Privilege`n$name,`"SELECT, INSERT ON shop.*; SELECT ON crm.*`"" | ConvertFrom-Csv | Grant-DbPrivilege -Wait
        Get-Held $name | Should -Be 'SELECT ON crm.*', 'INSERT, SELECT ON shop.*'
    }

    It 'are refused, and nothing is sent: <Privilege> <Why>' -ForEach @(
        @{ Privilege = @('SELECT ON shop.*', 'INSERT'); More = @{}; Why = "*'INSERT'*names no object*" }
        @{ Privilege = @('SELECT ON shop.*'); More = @{ Database = 'crm' }; Why = '*leave out Database*' }
        @{ Privilege = @('SELECT ON shop.*'); More = @{ Global = $true }; Why = '*leave out*' }
        @{ Privilege = @('SELECT ON shop'); More = @{}; Why = '*line 1, column 15*' }
        @{ Privilege = @('ROLE reader'); More = @{}; Why = '*Role*' }
        @{ Privilege = @('EXECUTE ON PROCEDURE a.b'); More = @{ SkipRuleCheck = $true }; Why = '*Routine*' }
    ) {
        $result = Watch-Command { Grant-DbPrivilege $name -Privilege $Privilege @More }
        $result.Error | Should -HaveCount 1
        "$($result.Error) $($result.Error[0].ErrorDetails.RecommendedAction)" | Should -BeLike $Why
        Get-DbPrivilege $name | Should -BeNullOrEmpty
    }

    It 'are taken by -InputObject as a statement' {
        $null = Grant-DbPrivilege -InputObject "GRANT SELECT ON shop.* TO $name" -Wait
        Get-Held $name | Should -Be 'SELECT ON shop.*'
        $null = Get-DbPrivilege $name | ConvertTo-DbGrant | ConvertFrom-DbGrant | Revoke-DbPrivilege -Wait
        Get-DbPrivilege $name | Should -BeNullOrEmpty
        $result = Watch-Command { "GRANT SELECT ON shop.* TO $name" | Grant-DbPrivilege }
        "$($result.Error)" | Should -BeLike 'This is a statement*'
        $result.Error[0].ErrorDetails.RecommendedAction | Should -BeLike '*ConvertFrom-DbGrant*'
        { Grant-DbPrivilege -InputObject "REVOKE SELECT ON shop.* FROM $name" -ErrorAction Stop } | Should -Throw '*written as GRANT, even to revoke it*'
    }
}
