#Requires -Modules @{ ModuleName = 'Pester'; ModuleVersion = '5.0' }
# Rows and names that hardly mean what they say are refused with what was probably meant, and nothing is done.

BeforeAll {
    . (Join-Path $PSScriptRoot 'support/Identity.ps1')
    function Get-Row ([Collections.IDictionary] $Cells) {
        $row = [ordered]@{ Name = 'new'; AllowedHost = '10.%'; Database = 'shop'; Privilege = 'SELECT' }
        foreach ($name in $Cells.Keys) { if ($null -eq $Cells[$name]) { $row.Remove($name) } else { $row[$name] = $Cells[$name] } }
        [pscustomobject]$row
    }
}

AfterAll { Disconnect-Simulated }

Describe 'A row' {
    It 'is refused: <What>' -ForEach @(
        @{ What = 'a table as a database'; Cells = @{ Database = 'shop.orders' }; Words = "Database is 'shop.orders'"; Advice = "*'SELECT ON shop.orders' for two names*" }
        @{ What = 'a database in quotes'; Cells = @{ Database = '`shop`' }; Words = 'must be written without: shop'; Advice = '*' }
        @{ What = 'all of a database'; Cells = @{ Database = 'shop.*' }; Words = 'the name of a database alone, shop'; Advice = '*' }
        @{ What = 'another encoding in the name'; Cells = @{ Name = "m$([char]0xFFFD)ller" }; Words = 'another encoding'; Advice = '*Import-Csv -Encoding latin1*' }
        @{ What = 'another encoding in a text'; Cells = @{ Description = "Gr$([char]0xFFFD)n" }; Words = 'another encoding'; Advice = '*Import-Csv -Encoding latin1*' }
        @{ What = 'another encoding in a column'; Cells = @{ "Gr$([char]0xFFFD)n" = 'x' }; Words = 'another encoding'; Advice = '*Import-Csv -Encoding latin1*' }
        @{ What = 'UTF-16 in a column'; Cells = @{ "N`0o`0t`0e`0" = 'x' }; Words = 'another encoding'; Advice = '*Import-Csv -Encoding Unicode*' }
        @{ What = 'NULL as a database'; Cells = @{ Database = 'NULL' }; Words = 'Database is NULL'; Advice = '*empty the cell*' }
        @{ What = 'NULL as a name'; Cells = @{ Name = 'NULL' }; Words = 'Name is NULL'; Advice = '*empty the cell*' }
        @{ What = 'NULL as a host'; Cells = @{ AllowedHost = 'NULL' }; Words = 'AllowedHost is NULL'; Advice = '*empty the cell*' }
        @{ What = 'a word for every host'; Cells = @{ AllowedHost = 'any' }; Words = "did you mean '%'"; Advice = '*' }
        @{ What = 'a word for no host'; Cells = @{ AllowedHost = 'none' }; Words = "'none' can match nobody"; Advice = '*' }
        @{ What = 'no privilege'; Cells = @{ Privilege = '' }; Words = "Database is 'shop', and no Privilege"; Advice = 'Give a Privilege*' }
        @{ What = 'no object'; Cells = @{ Database = $null }; Words = 'SELECT needs an object'; Advice = 'Give -Database, or -Global*' }
        @{ What = 'a number that is none'; Cells = @{ MaxUserConnections = '1,000' }; Words = "MaxUserConnections is '1,000'"; Advice = '*' }
        @{ What = 'a switch that is none'; Cells = @{ Global = 'maybe' }; Words = "Global is 'maybe', and must be true or false"; Advice = '*' }
        @{ What = 'several wrong columns'; Cells = @{ AllowedHost = $null; Database = $null; AllowdHost = '%'; Databse = 'shop' }; Words = "'AllowdHost', 'Databse' are not read\. Did you mean AllowedHost, Database\?|'Databse', 'AllowdHost' are not read"; Advice = '*' }
        @{ What = 'a column of grants on tables'; Cells = @{ Tables = 'orders' }; Words = 'column Tables is not read here'; Advice = '*Grant-DbPrivilege*' }
        @{ What = 'a column beside the right one'; Cells = @{ User = 'other' }; Words = "'User' is not read"; Advice = '*-ExcludeProperty ''User''*' }
    ) {
        Restart-World
        $result = Invoke-Change { Get-Row $Cells | New-DbAccount -Password $secret }
        $result.Fact | Should -BeNullOrEmpty
        $result.Error | Should -HaveCount 1
        "$($result.Error[0].ErrorDetails)" | Should -Match $Words
        $result.Error[0].ErrorDetails.RecommendedAction | Should -BeLike $Advice
        # Who only asks is told the same.
        $test = Watch-Command { Get-Row $Cells | Test-DbAccount -Service TencentMySql -Password $secret }
        $test.Output.IsValid | Should -Not -Contain $true
    }

    It 'is taken as it is meant: <What>' -ForEach @(
        @{ What = 'a table in a grant'; Cells = @{ Database = $null; Privilege = 'SELECT ON shop.orders' }; Held = 'SELECT ON shop.orders' }
        @{ What = 'a database with a dot in a grant'; Cells = @{ Database = $null; Privilege = 'SELECT ON `shop.orders`.*' }; Held = 'SELECT ON `shop.orders`.*' }
        @{ What = 'lines in a cell'; Cells = @{ Database = "shop`ncrm"; Privilege = "SELECT`r`nINSERT" }; Held = 'INSERT, SELECT ON crm.*', 'INSERT, SELECT ON shop.*' }
        @{ What = 'bars'; Cells = @{ Database = 'shop|crm'; Privilege = 'SELECT|INSERT' }; Held = 'INSERT, SELECT ON crm.*', 'INSERT, SELECT ON shop.*' }
        @{ What = 'a whole number of a table'; Cells = @{ MaxUserConnections = '5.0' }; Held = 'SELECT ON shop.*' }
        @{ What = 'what is not read'; Cells = @{ Owner = "M$([char]0xFFFD)ller"; Ticket = 'NULL' }; Held = 'SELECT ON shop.*' }
    ) {
        Restart-World
        $result = Invoke-Change { Get-Row $Cells | New-DbAccount -Password $secret -Wait }
        $result.Error | Should -BeNullOrEmpty
        Get-DbPrivilege new@10.% | ForEach-Object ToString | Sort-Object | Should -Be $Held
    }

    It 'with a password of another encoding never shows it' {
        Restart-World
        $result = Invoke-Change { Get-Row @{ Password = "Gr$([char]0xFFFD)n_1234" } | New-DbAccount }
        $result.Fact | Should -BeNullOrEmpty
        "$($result.Error[0].ErrorDetails)" | Should -BeLike '*Password was read in another encoding*'
        "$($result.Error[0].TargetObject) $($result.Error[0].Exception)" | Should -Not -BeLike '*_1234*'
    }

    It 'that begins with the line for Excel says so: -Delimiter <Delimiter>' -ForEach @(@{ Delimiter = ',' }, @{ Delimiter = ';' }) {
        Restart-World
        $result = Invoke-Change { 'sep=;', 'Name;AllowedHost', 'new;%' | ConvertFrom-Csv -Delimiter $Delimiter -WarningAction Ignore | New-DbAccount -Password $secret }
        $result.Fact | Should -BeNullOrEmpty
        $result.Error[0].ErrorDetails.RecommendedAction | Should -BeLike '*Select-Object -Skip 1*'
    }

    It 'names a column of a secret: <Command> <Column>' -ForEach @(
        @{ Command = 'Set-DbProfile'; Column = 'Secret'; Meant = 'SecretName'; Row = @{ Name = 'kept'; Service = 'Ddm' } }
        @{ Command = 'Connect-DbInstance'; Column = 'SecretKey'; Meant = 'Credential'; Row = @{ Service = 'Ddm' } }
        @{ Command = 'Set-DbAccount'; Column = 'Desc'; Meant = 'Description'; Row = @{ Name = 'app' } }
    ) {
        $result = Watch-Command { [pscustomobject]($Row + @{ $Column = 'x' }) | & $Command }
        $result.Output | Should -BeNullOrEmpty
        "$($result.Error[0].ErrorDetails)" | Should -BeLike "*Did you mean $Meant*"
    }
}

Describe 'A name' {
    It 'is refused by every cmdlet that changes privileges: <Command> <More.Values>' -ForEach @(
        foreach ($command in 'Grant-DbPrivilege', 'Revoke-DbPrivilege', 'Set-DbPrivilege') {
            @{ Command = $command; More = @{ Database = 'shop.orders' } }
            @{ Command = $command; More = @{ Database = '`shop`' } }
            @{ Command = $command; More = @{ Database = 'shop'; Table = 'shop.orders' } }
            @{ Command = $command; More = @{ Database = 'shop'; Table = 'orders'; Column = 'orders.id' } }
        }
    ) {
        Restart-World
        $result = Invoke-Change { & $Command app SELECT @More -Confirm:$false }
        $result.Fact | Should -BeNullOrEmpty
        $result.Error | ForEach-Object { Get-ErrorId $_ } | Should -Be 'RuleViolation'
    }

    It 'of a database with a dot goes back as it was listed: <What>' -ForEach @(
        @{ What = 'objects'; Convert = { $_ } }
        @{ What = 'CSV'; Convert = { $_ | ConvertTo-Csv | ConvertFrom-Csv } }
        @{ What = 'JSON'; Convert = { $_ | ConvertTo-Json } }
    ) {
        Restart-World
        $null = Grant-DbPrivilege lone@10.0.0.1 'SELECT ON `shop.orders`.*' -Wait
        $result = Invoke-Change { Get-DbPrivilege lone@10.0.0.1 | ForEach-Object $Convert | Revoke-DbPrivilege -Confirm:$false -Wait }
        $result.Error | Should -BeNullOrEmpty
        $result.Who | Should -Be 'TencentMySql lone@10.0.0.1'
        Get-DbPrivilege lone@10.0.0.1 | Should -BeNullOrEmpty
    }

    It 'is no object, file or line of one: <What>' -ForEach @(
        @{ What = 'a process'; Call = { Get-Process -Id $PID | New-DbAccount -Password $secret }; Words = '*System.Diagnostics.Process was piped*' }
        @{ What = 'a file'; Call = { Get-Item $PSCommandPath | New-DbAccount -Password $secret }; Words = '*file was piped*' }
        @{ What = 'a file, to be removed'; Call = { Get-Item $PSCommandPath | Remove-DbAccount -Confirm:$false }; Words = '*file was piped*' }
        @{ What = 'a credential'; Call = { [pscredential]::new('new', $secret) | New-DbAccount }; Words = '*credential was piped*' }
        @{ What = 'an entry of a table'; Call = { @{ new = 1 }.GetEnumerator() | New-DbAccount -Password $secret }; Words = '*DictionaryEntry was piped*' }
        @{ What = 'the name of a file'; Call = { New-DbAccount accounts.csv -Password $secret }; Words = '*that of a file*' }
        @{ What = 'a line of a file'; Call = { 'new;10.%;shop' | New-DbAccount -Password $secret }; Words = '*a line of a file*' }
        @{ What = 'a table'; Call = { New-DbAccount @{ Name = 'new' } -Password $secret }; Words = '*left of an object*' }
    ) {
        Restart-World
        $result = Invoke-Change $Call
        $result.Fact | Should -BeNullOrEmpty
        "$($result.Error[0].ErrorDetails)" | Should -BeLike $Words
    }

    It 'of such an object is taken where it is chosen' {
        Restart-World
        (Invoke-Change { Get-Process -Id $PID | Select-Object @{ Name = 'Name'; Expression = { 'new1' } } | New-DbAccount -Password $secret }).Error | Should -BeNullOrEmpty
    }

    It 'that is mistyped brings no advice to skip the check' {
        Restart-World
        $result = Watch-Command { Grant-DbPrivilege app SELEKT -Database shop; New-DbAccount '_x' -Password $secret; New-DbAccount good1 -Password (ConvertTo-Secret a) }
        $result.Error.ErrorDetails.RecommendedAction | ForEach-Object { $_ -like '*-SkipRuleCheck*' } | Should -Be $false, $false, $true
    }

    It 'of several privileges without a separator is told apart' {
        Restart-World
        $result = Watch-Command { Grant-DbPrivilege app 'SELECT INSERT' -Database shop }
        "$($result.Error[0].ErrorDetails)" | Should -BeLike '*did you mean SELECT, INSERT?*'
        (Get-DbAccess app -Privilege select, 'insert, update' -Database shop -WarningAction Ignore).Privilege | Should -Contain 'INSERT'
    }
}

Describe 'A generated password' {
    It 'is on the job that sets it, not on a grant to several' {
        Restart-World
        $jobs = 'n1', 'n2', 'n3' | New-DbAccount -GeneratePassword -Privilege SELECT -Database shop -Wait
        $jobs | Where-Object Operation -EQ CreateAccount | ForEach-Object { "$($_.Account) $($_.Credential.UserName)" } | Sort-Object |
            Should -Be 'n1@% n1', 'n2@% n2', 'n3@% n3'
        $jobs | Where-Object Operation -EQ GrantPrivilege | Should -Not -BeNullOrEmpty
        $jobs | Where-Object { $_.Credential -and $_.Operation -ne 'CreateAccount' } | Should -BeNullOrEmpty
    }
}

Describe 'Test-DbAccount' {
    It 'says which row and which account, and finds those that are there twice' {
        $rows = 'ana', 'bob', 'ana' | ForEach-Object { [pscustomobject]@{ Name = $_; AllowedHost = '10.%;11.%' } }
        $test = $rows | Test-DbAccount -Service TencentMySql -Password $secret
        $test.Row | Should -Be 1, 1, 2, 2, 3, 3
        $test.Account | Should -Be 'ana@10.%', 'ana@11.%', 'bob@10.%', 'bob@11.%', 'ana@10.%', 'ana@11.%'
        $test.IsValid | Should -Be $true, $true, $true, $true, $false, $false
        "$($test[4].Violation)" | Should -Be "'ana@10.%' is in row 1 already"
        $test | Format-Table | Out-String | Should -Match '(?m)^\s+3\s+ana@10\.%\s'
        (Test-DbAccount ana -Service TencentMySql -Password $secret).Row | Should -BeNullOrEmpty
        'ana', 'ana' | Test-DbAccount -Service TencentMySql -Operation RemoveAccount -Quiet | Should -Be $true, $true
    }
}
