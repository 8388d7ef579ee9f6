# The default views, as they look at a prompt of 100 columns, with ids as long as the services make them.
BeforeDiscovery {
    $jobs = @(
        @{ Case = 'QingCloud'; Job = @{ Id = 'j-8cm5xfzhg3z'; Service = 'MySqlPlusAnalysis'; InstanceId = 'cl-ouhutv70' } }
        @{ Case = 'Tencent Cloud'; Job = @{ Id = '11dcedc9-8219727e-9bbf5a06-e324ee0b'; Service = 'TencentMySql'; InstanceId = 'cdb-f35wr6wj' } }
        @{ Case = 'Huawei Cloud'; Job = @{ Id = $null; Service = 'Ddm'; InstanceId = '61a4ea66210545909d74a05c27a7179ein09' } }
    )
}

BeforeAll {
    . $PSScriptRoot/support/Support.ps1
    $simulated = Start-DbSimulator -JobDuration 0.1
    $connected = $simulated.Instance | Connect-DbInstance

    function Format-View ([object] $Value, [int] $Width = 100) {
        $text = ($Value | Out-String -Width $Width) -replace "$([char]27)\[[\d;]*m"
        $text.Split("`n") | ForEach-Object { $_.TrimEnd().Length | Should -BeLessOrEqual $Width }
        $text
    }
}

AfterAll {
    $connected | Disconnect-DbInstance | Out-Null
    Stop-DbSimulator $simulated.Port
}

Describe 'The view of a job of <Case>' -ForEach $jobs {
    BeforeAll {
        $ended = @{ SubmittedAt = '2026-11-22T04:00:00Z'; CompletedAt = '2026-11-22T04:00:12Z'; CheckedAt = '2026-11-22T04:00:12Z' }
        function New-Job ([hashtable] $Values) { [DbAccounts.Model.DbJob](@{} + $Job + @{ Operation = 'RevokePrivilege' } + $Values) }
        function Format-At ([object] $Value, [int] $Width) {
            $screen = [DbAccounts.PowerShell.ShownCell].GetProperty('TestScreen', [Reflection.BindingFlags]'NonPublic, Static')
            $screen.SetValue($null, [Nullable[int]]$Width)
            # Made anew, as an object keeps the view that it was first looked at with.
            try { Format-View ($Value | ConvertTo-Json | ConvertFrom-Json | ForEach-Object { [DbAccounts.Model.DbJob]$_ }) ($Width - 1) } finally { $screen.SetValue($null, $null) }
        }
        # What stands in one column, line after line.
        function Read-Column ([string] $Text, [string] $Label) {
            $lines = $Text -split "`r?`n" | Where-Object { $_ -and $_ -notmatch 'Instance:' }
            $begin = $lines[0].IndexOf($Label)
            $after = [regex]::new('\S+').Matches($lines[0], $begin + $Label.Length)
            $end = if ($after.Count) { $after[0].Index } else { 1000 }
            -join ($lines | Select-Object -Skip 2 | ForEach-Object { if ($_.Length -gt $begin) { $_.Substring($begin, [Math]::Min($end, $_.Length) - $begin).Trim() } })
        }
    }

    It 'shows account, what is done, state, duration and id, in this order, at <_> columns' -ForEach 80, 100, 120 {
        $text = Format-At (New-Job (@{ Account = @('report@10.0.%'); State = 'Succeeded' } + $ended)) $_
        $id = if (!$Job.Id) { 'immediate' } elseif ($_ -eq 80 -and $Job.Id.Length -gt 19) { $Job.Id.Substring(0, 8) + '…' } else { $Job.Id }
        $text | Should -Match "(?m)^report@10\.0\.%\s+revoke\s+Succeeded\s+12 s $([regex]::Escape($id))\s*$"
        $text | Should -BeLike "*$($Job.InstanceId) ($($Job.Service))*"
    }

    It 'cuts no account, and no id in a file, at <_> columns' -ForEach 80, 100, 120 {
        $long = 'abcdefghijklmnopqrstuvwxyz012345@abcdefghij.klmnopqrst.uvwxyz0123.example.com'
        $many = 1..5 | ForEach-Object { "report_account_$_@10.0.%" }
        foreach ($accounts in @($long), $many, (@($long) + $many)) {
            $text = Format-At (New-Job (@{ Account = $accounts; State = 'Succeeded' } + $ended)) $_
            (Read-Column $text Account) -replace ',\s*', ',' | Should -Match ([regex]::Escape($accounts[0]))
            $text | Should -Not -Match '%\S*…'
            if ($accounts.Count -eq 5) { (Read-Column $text Account) -replace ',\s*', ',' | Should -Be ($accounts -join ',') }
        }
        $text = Format-View (New-Job (@{ Account = @($long); State = 'Succeeded' } + $ended)) $_
        Read-Column $text Account | Should -Be $long
        Read-Column $text 'Id or reason' | Should -Be $(if ($Job.Id) { $Job.Id } else { 'immediate' })
    }

    It 'says of very many accounts how many more there are' {
        $accounts = 1..50 | ForEach-Object { "report_account_$_@10.0.%" }
        $text = Format-At (New-Job @{ Account = $accounts; State = 'Running' }) 100
        $text | Should -Match 'and \d+ more'
        ($text -split "`n").Count | Should -BeLessThan 15
        [int]([regex]::Match($text, 'and (\d+) more').Groups[1].Value) | Should -Be (50 - [regex]::Matches($text, '@').Count)
    }

    It 'says why it failed, breaking no word, at <_> columns' -ForEach 80, 100, 120 {
        $reason = 'The account is there already, and can''t be created again.'
        $text = Format-At (New-Job (@{ Account = @('report@10.0.%'); State = 'Failed'; ErrorCode = 'FAILED'; ErrorMessage = $reason } + $ended)) $_
        $words = $text -split '\s+'
        foreach ($word in $reason -split ' ') { $words | Should -Contain $word }
    }

    It 'is as wide when it is streamed, whatever the first row is' {
        $first = New-Job @{ Account = @('a'); State = 'Running' }
        $second = New-Job @{ Account = @('a_longer_name@10.0.0.%'); State = 'Running' }
        Format-At @($first, $second) 100 | Should -Match '(?m)^a_longer_name@10\.0\.0\.% +revoke'
    }

    It 'states no time that nobody saw: <Case>' -ForEach @(
        @{ Case = 'watched'; Times = @{ SubmittedAt = '2026-11-22T04:00:00Z'; CompletedAt = '2026-11-22T04:00:12Z'; CheckedAt = '2026-11-22T04:00:12Z' }; Took = '12 s' }
        @{ Case = 'a moment'; Times = @{ SubmittedAt = '2026-11-22T04:00:00Z'; CompletedAt = '2026-11-22T04:00:00.048Z' }; Took = '0.05 s' }
        @{ Case = 'minutes'; Times = @{ SubmittedAt = '2026-11-22T04:00:00Z'; CompletedAt = '2026-11-22T04:01:36Z' }; Took = '2 min' }
        @{ Case = 'not watched'; Times = @{ SubmittedAt = '2026-11-22T04:00:00Z'; CheckedAt = '2026-11-22T04:01:10Z' }; Took = '< 2 min' }
        @{ Case = 'nothing known'; Times = @{ CheckedAt = '2026-11-22T04:01:10Z' }; Took = '' }
    ) {
        [DbAccounts.PowerShell.ShownCell]::Took((New-Job (@{ Account = @('a'); State = 'Succeeded' } + $Times))) | Should -BeExactly $Took
    }
}

Describe 'The view of' {
    It 'connections shows service, id and region in full, at <_> columns' -ForEach 80, 100 {
        $text = Format-View $connected $_
        foreach ($db in $connected) {
            foreach ($value in $db.Service, $db.InstanceId, $db.Region) { $text | Should -BeLike "*$value*" }
        }
    }

    It 'accounts shows name, hosts and privileges in full' {
        $account = [DbAccounts.Model.DbAccount]@{
            Service = 'Ddm'; InstanceId = '61a4ea66210545909d74a05c27a7179ein09'; Name = 'order_report'; AllowedHost = '10.0.0.0/24', '192.168.1.7'
            Database = 'orders', 'archive'; Privilege = 'SELECT', 'INSERT', 'UPDATE', 'DELETE', 'CREATE', 'DROP', 'ALTER', 'INDEX'; Status = 'RUNNING'; Description = 'Monthly reports for everybody'
        }
        $text = Format-View $account
        $text | Should -Not -Match '…'
        foreach ($value in 'order_report', '10.0.0.0/24,', '192.168.1.7', 'archive', 'UPDATE', 'INDEX', 'RUNNING', 'Monthly') { $text | Should -BeLike "*$value*" }
    }

    It 'privileges shows all of them' {
        $privilege = [DbAccounts.Model.DbPrivilege]@{
            Service = 'TencentMySql'; InstanceId = 'cdb-f35wr6wj'; Account = 'report@10.0.%'; Level = 'Column'; Database = 'shop'; Table = 'orders'; Column = 'total'
            Privilege = 'SELECT', 'INSERT', 'UPDATE', 'REFERENCES'
        }
        $text = (Format-View $privilege) -replace '\s+', ' '
        $text | Should -Not -Match '…'
        foreach ($value in 'report@10.0.%', 'Column', 'SELECT', 'REFERENCES', 'shop.orders') { $text | Should -BeLike "*$value*" }
    }

    It 'services breaks no word, at <_> columns' -ForEach 80, 100 {
        $text = Format-View (Get-DbService) $_
        foreach ($word in 'instance', '(ClickHouse)', 'Middleware', 'Tencent Cloud', 'Database', 'Column') { $text | Should -BeLike "*$word*" }
    }

    It 'a service''s operations shows action and document in full' {
        $text = Format-View (Get-DbService TencentMySql).Operations
        $text | Should -Not -Match '…'
        $text = $text -replace '\s+', ' '
        foreach ($value in 'ModifyAccountMaxUserConnections', 'CreateAccounts TencentDB for MySQL API, CreateAccounts; at most 10 a second') { $text | Should -BeLike "*$value*" }
    }

    It 'rules cuts nothing' {
        Format-View (Get-DbAccountRule Ddm) | Should -Not -Match '…'
        Format-View (Get-DbAccountRule TencentMySql) | Should -Not -Match '…'
    }

    It 'all of MySQL''s privileges breaks no word, at <_> columns' -ForEach 80, 100 {
        $privilege = [DbAccounts.Model.DbPrivilege]@{
            Service = 'TencentMySql'; InstanceId = 'cdb-f35wr6wj'; Account = 'root@10.0.0.%'; Level = 'Global'
            Privilege = 'CREATE TEMPORARY TABLES', 'CREATE ROUTINE', 'CREATE USER', 'EXECUTE', 'INSERT', 'LOCK TABLES', 'REPLICATION CLIENT', 'SELECT'
        }
        $text = Format-View $privilege $_
        foreach ($name in $privilege.Privilege + 'ON *.*') { $text | Should -BeLike "*$name*" }
    }

    It 'a test result shows every reason' {
        $text = Format-View (Test-DbAccount '9 bad' -Service TencentMySql)
        $text | Should -Not -Match '…'
        $text -replace '\s+', ' ' | Should -BeLike '*False*Password*'
    }

    It 'a test result of one reason is a line, not letters' {
        $result = Test-DbAccount app -Service MySqlPlusAnalysis -Database shop -Password ([Net.NetworkCredential]::new('', 'Passw0rd_x12').SecurePassword)
        $result.Violation.Count | Should -Be 1
        ($result | Format-List | Out-String -Width 500) -replace '\s+', ' ' | Should -BeLike "*$($result.Violation[0].Message)*"
        ($result | Out-String -Width 500) -replace '\s+', ' ' | Should -Match 'Database'
    }

    It 'all that a service offers is ALL: <Service> <Level>' -ForEach @(
        @{ Service = 'Ddm'; Level = 'Database'; Database = 'shop'; Says = 'ALL ON shop.*' }
        @{ Service = 'TencentMySql'; Level = 'Global'; Database = $null; Says = 'ALL ON *.*' }
        @{ Service = 'TencentMySql'; Level = 'Table'; Database = 'shop'; Table = 'orders'; Says = 'ALL ON shop.orders' }
    ) {
        $all = @(Get-DbAccountRule $Service -Operation GrantPrivilege -Parameter Privilege | Where-Object Level -EQ $Level | ForEach-Object Values | Where-Object { $_ -ne 'ALL' })
        $privilege = [DbAccounts.Model.DbPrivilege]@{ Service = $Service; InstanceId = 'x'; Account = 'app'; Level = $Level; Privilege = $all }
        if ($Database) { $privilege.Database = $Database }
        if ($Table) { $privilege.Table = $Table }
        Format-View $privilege | Should -BeLike "*$Says*"
        $privilege.Privilege.Count | Should -Be $all.Count
        $privilege.Privilege = $all | Select-Object -Skip 1
        Format-View $privilege | Should -Not -BeLike '*ALL*'
    }

    It 'statements that were read names no instance' {
        $text = Format-View ('GRANT SELECT ON shop.* TO app' | ConvertFrom-DbGrant)
        $text | Should -Match '(?m)^Account\s+Level\s+Privilege'
        $text | Should -Not -Match 'Instance'
    }

    It 'differences says with a sign and in words what changes, and breaks no word, at <_> columns' -ForEach 80, 100 {
        $difference = @{ Service = 'TencentMySql'; InstanceId = 'cdb-1'; Account = 'shop_app@10.0.%' }
        $text = Format-View @(
            [DbAccounts.Comparison.DbAccountDifference]($difference + @{ Aspect = 'account'; Desired = 'present'; Change = 'Add' })
            [DbAccounts.Comparison.DbAccountDifference]($difference + @{ Aspect = 'maxUserConnections'; Current = '10'; Desired = '20'; Change = 'Change' })
            [DbAccounts.Comparison.DbAccountDifference]($difference + @{
                    Aspect = 'grant'; Current = 'ALTER, CREATE, DELETE, INSERT, SELECT, UPDATE ON shop.*'; Change = 'Remove'; Risk = 'RemovesAccess'
                })
        ) $_
        $text | Should -Match '(?m)^shop_app@10\.0\.%\s+None\s+\+ account\r?$'
        $text | Should -Match '~ maxUserConnections 10 -> 20'
        ($text -replace '\s+', ' ') | Should -BeLike '*RemovesAccess - grant ALTER, CREATE, DELETE, INSERT, SELECT, UPDATE ON shop.*'
    }

    It 'plans and their steps says each effect from the beginning of a line, and breaks no word, at <_> columns' -ForEach 80, 100 {
        $effect = 'Grant ALTER, CREATE, DELETE, INSERT, SELECT, UPDATE ON shop.* to shop_app@10.0.% on cdb-f35wr6wj (TencentMySql)'
        $plan = [DbAccounts.Planning.DbAccountPlan]@{
            Step = @(1, 2 | ForEach-Object { [DbAccounts.Planning.DbPlanStep]@{ Number = $_; Effect = $effect; Risk = 'AddsAccess' } })
        }
        foreach ($view in (Format-View $plan $_), (Format-View $plan.Step $_)) {
            [regex]::Matches($view, 'Grant ALTER, ').Count | Should -Be 2
            ($view -replace '\s+', ' ') | Should -BeLike "*$effect*$effect*"
        }
    }

    It 'a plan''s accounts says what each was' {
        $was = [DbAccounts.Planning.DbPlanAccount]@{
            Service = 'TencentMySql'; InstanceId = 'cdb-1'; Account = 'shop_app@10.0.%'; Exists = $true; Grant = 'INSERT, SELECT ON shop.*', 'SELECT ON crm.*'
        }
        $was.Setting['maxUserConnections'] = '20'
        $text = Format-View $was, ([DbAccounts.Planning.DbPlanAccount]@{ Service = 'TencentMySql'; InstanceId = 'cdb-1'; Account = 'new@%' }) 80
        ($text -replace '\s+', ' ') | Should -BeLike '*shop_app@10.0.% present; maxUserConnections 20; INSERT, SELECT ON shop.[*]; SELECT ON crm.[*] new@% absent*'
    }

    It 'a connection that was ended says so' {
        $text = Format-View (Connect-DbInstance ChronusDB cl-ended -Simulator -NoDefault | Disconnect-DbInstance)
        $text | Should -Match '(?m)^ChronusDB\s+cl-ended\s+disconnected'
    }

    It 'a simulator names its address and services' {
        $text = (Format-View $simulated) -replace '\s+', ' '
        $text | Should -Not -Match '…'
        foreach ($value in "$($simulated.Port)", $simulated.Endpoint.Authority, 'MySqlPlusAnalysis', 'TencentMySql') { $text | Should -BeLike "*$value*" }
    }
}

Describe 'The state of a job' {
    It 'is coloured when it is <State>' -Tag PowerShell7 -ForEach @(
        @{ State = 'Succeeded'; Color = $PSStyle.Foreground.Green }
        @{ State = 'Failed'; Color = $PSStyle.Foreground.Red }
        @{ State = 'Canceled'; Color = $PSStyle.Foreground.Red }
        @{ State = 'Unknown'; Color = $PSStyle.Foreground.Magenta }
    ) {
        $before = $PSStyle.OutputRendering
        try {
            $PSStyle.OutputRendering = 'Ansi'
            [DbAccounts.Model.DbJob]@{ Id = 'j-8cm5xfzhg3z'; State = $State } | Out-String | Should -BeLike "*$Color$State*".Replace('[', '`[')
            $PSStyle.OutputRendering = 'PlainText'
            [DbAccounts.Model.DbJob]@{ Id = 'j-8cm5xfzhg3z'; State = $State } | Out-String | Should -Not -Match ([char]27)
        } finally { $PSStyle.OutputRendering = $before }
    }
}

Describe 'The list of' {
    It 'an account leaves out what its service does not tell' {
        $text = [DbAccounts.Model.DbAccount]@{ Service = 'ChronusDB'; InstanceId = 'cl-yxgxofd3'; Name = 'metrics'; AllowedHost = '10.0.0.0/8', '::1' } | Format-List | Out-String
        $text | Should -Match 'AllowedHost.*10\.0\.0\.0/8, ::1'
        $text | Should -Not -Match 'PasswordExpires|MaxUserConnections|Description'
    }

    It 'a job says whose generated password it brings, and not the password' {
        $job = New-DbAccount view_list -GeneratePassword -Instance $connected[0] -Wait
        $text = $job | Format-List | Out-String
        $text | Should -Match "the generated password of 'view_list'"
        $text | Should -Match 'RequestId|Action.*add_user'
        $text | Should -Not -BeLike "*$($job.Credential.GetNetworkCredential().Password.Replace('[', '`[').Replace('*', '`*').Replace('?', '`?'))*"
        [DbAccounts.Model.DbJob]@{ Id = 'j-1' } | Format-List | Out-String | Should -Not -Match 'Credential'
    }

    It 'a service names its operations, their actions and limits' {
        $text = Get-DbService TencentMySql | Format-List | Out-String
        $text | Should -Match 'CreateAccount: CreateAccounts, at most \d+ a second'
    }

    It 'mixed objects reads well too' {
        $text = @($connected[4]; Get-DbAccountRule ChronusDB -Operation RemoveAccount; Get-DbService ChronusDB) | Out-String
        $text | Should -Not -Match 'DbServiceOperation \{'
    }
}

Describe 'An error at a prompt' {
    It 'names the account, every reason and what to do' {
        $row = [pscustomobject]@{ Name = '9 bad'; Password = 'short' }
        $problem = @($row | New-DbAccount -Instance $connected[4] 2>&1)
        # PowerShell itself does not break the line of a recommendation.
        $text = (Format-View $problem 500) -replace '\s+\|?\s*', ' '
        foreach ($value in '9 bad', 'Name', 'Password', 'Get-DbAccountRule') { $text | Should -BeLike "*$value*" }
        $text | Should -Not -BeLike '*short*'
    }
}

Describe 'The columns of accounts' {
    BeforeDiscovery {
        $accounts = @(
            @{ Service = 'TencentMySql'; Tells = @{ AllowedHost = '%'; Description = ''; MaxUserConnections = 0 }; Columns = 'Name AllowedHost Description' }
            @{ Service = 'Ddm'; Tells = @{ Database = @(); Privilege = 'SELECT'; Status = 'RUNNING' }; Columns = 'Name Database Privilege Status Description' }
            @{ Service = 'MySqlPlus'; Tells = @{ AllowedHost = '%'; Database = 'shop'; AccountType = 'Standard' }; Columns = 'Name AllowedHost Database AccountType' }
            @{ Service = 'MySqlPlus'; Tells = @{ AllowedHost = '%' }; Columns = 'Name AllowedHost' }
            @{ Service = 'ChronusDB'; Tells = @{ AllowedHost = '10.0.0.0/8' }; Columns = 'Name AllowedHost' }
            @{ Service = 'MySqlPlusAnalysis'; Tells = @{}; Columns = 'Name' }
        )
    }

    It 'of <Service> are those that it tells: <Columns>' -ForEach $accounts {
        $account = [DbAccounts.Model.DbAccount](@{ Service = $Service; InstanceId = 'x'; Name = 'app' } + $Tells)
        (Format-View $account) -split '\r?\n' -match '^Name' -replace '\s+', ' ' | Should -Be $Columns
    }

    It 'of several services have all that there is, in one table' {
        $secret = [Net.NetworkCredential]::new('', 'Passw0rd_x12').SecurePassword
        New-DbAccount mixed -Password $secret -Privilege SELECT -Description 'for orders' -Instance Ddm | Out-Null
        New-DbAccount mixed -Password $secret -AllowedHost 10.% -Description 'for shops' -Instance TencentMySql -Wait | Out-Null
        New-DbAccount mixed -Password $secret -AllowedHost 11.% -Database shop -Instance MySqlPlus -Wait | Out-Null
        foreach ($text in (Format-View (Get-DbAccount mixed -Instance *) 80), (Format-View ($connected | Get-DbAccount | Where-Object Name -EQ mixed) 80)) {
            foreach ($value in 'Description: for\s+orders', 'Privilege: SELECT', 'AllowedHost: 10\.%', 'Description: for\s+shops', 'AllowedHost: 11\.%; Database: shop; AccountType:\s+Standard') { $text | Should -Match $value }
            @($text -split '\r?\n' -match '^Name ').Count | Should -Be 3
            $text | Should -Not -Match 'PasswordLifetime'
        }
    }

    It 'are the grants where they were read, each object in a line, and no word is broken, at <_> columns' -ForEach 80, 100 {
        $account = [DbAccounts.Model.DbAccount]@{ Service = 'TencentMySql'; InstanceId = 'x'; Name = 'shop_app'; AllowedHost = '10.0.%'; Description = 'shop' }
        $account.Grant = [DbAccounts.Model.DbPrivilege[]]@('ALTER, CREATE, DELETE, DROP, INSERT, SELECT, UPDATE ON shop.*', 'SELECT ON crm.customers' |
                ForEach-Object { "GRANT $_ TO a" | ConvertFrom-DbGrant })
        $without = [DbAccounts.Model.DbAccount]@{ Service = 'TencentMySql'; InstanceId = 'x'; Name = 'idle'; AllowedHost = '%'; Grant = @() }
        $text = Format-View $account, $without $_
        $text | Should -Match '(?m)^shop_app@10\.0\.%\s+ALTER, CREATE, DELETE, DROP, '
        $text | Should -Match '(?m)^\s+SELECT ON crm\.customers\r?$'
        $text | Should -Match '(?m)^idle@%\s+nothing\r?$'
        ($text -replace '\s+', ' ') | Should -BeLike '*INSERT, SELECT, UPDATE ON shop.*'
    }

    It 'are chosen by the first account, and take any other' {
        $both = [DbAccounts.Model.DbAccount]@{ Service = 'ChronusDB'; InstanceId = 'x'; Name = 'first'; AllowedHost = '%' },
        [DbAccounts.Model.DbAccount]@{ Service = 'Ddm'; InstanceId = 'y'; Name = 'second'; Privilege = 'SELECT' }
        $text = Format-View $both
        @($text -split '\r?\n' -match '^Name ').Count | Should -Be 2
        $text | Should -Match '(?m)^second'
    }
}

Describe 'The view of a test' {
    It 'breaks no word of what is wrong, at <_> columns' -ForEach 80, 100, 120 {
        $screen = [DbAccounts.PowerShell.ShownCell].GetProperty('TestScreen', [Reflection.BindingFlags]'NonPublic, Static')
        $screen.SetValue($null, [Nullable[int]]$_)
        try {
            $result = Test-DbAccount '_b' -Service TencentMySql -Password (ConvertTo-SecureString x -AsPlainText -Force) -Privilege SELEKT -Database shop
            $text = $result | Out-String -Width ($_ - 1)
        } finally { $screen.SetValue($null, $null) }
        foreach ($word in $result.Violation.Message -split ' ') { $text | Should -Match "(?m)(^|\s)$([regex]::Escape($word))(\s|$)" }
    }
}

Describe 'A job that was looked at long ago' {
    It 'says so, and one that has ended does not' {
        $old = [DbAccounts.Model.DbJob]@{ Id = 'j-1'; State = 'Pending'; CheckedAt = [datetime]::UtcNow.AddHours(-3) }
        Format-View $old | Should -Match '3 h ago'
        $old.CheckedAt = [datetime]::UtcNow
        Format-View $old | Should -Not -Match 'ago'
        $old.State, $old.CheckedAt = 'Succeeded', [datetime]::UtcNow.AddHours(-3)
        Format-View $old | Should -Not -Match 'ago'
    }
}

Describe 'The view of connections' {
    It 'breaks no address, with <_>, at 80 columns' -ForEach 'ddm.cn-north-4.myhuaweicloud.com', 'cdb.tencentcloudapi.com' {
        $instance = if ($_ -like 'ddm*') {
            Connect-DbInstance Ddm 71a4ea66210545909d74a05c27a7179ein09 -Region cn-north-4 -ProjectId p -Credential ([pscredential]::new('k', [Net.NetworkCredential]::new('', 's').SecurePassword)) -NoDefault
        } else {
            Connect-DbInstance TencentMySql cdb-f35wr6wk -Region ap-guangzhou -Credential ([pscredential]::new('k', [Net.NetworkCredential]::new('', 's').SecurePassword)) -NoDefault
        }
        $text = Format-View $instance 80
        $instance | Disconnect-DbInstance | Out-Null
        @($text.Trim() -split '\r?\n').Count | Should -BeLessOrEqual 4
        ($text -replace '\s') | Should -BeLike "*$_*"
    }

    It 'marks the default, and no other' {
        @((Format-View $connected) -split '\r?\n' -match '^\* [^S]').Count | Should -Be 1
    }
}

Describe 'Characters that a terminal obeys' {
    BeforeAll {
        $odd = "a$([char]27)[31mred$([char]7)$([char]0x9B)31m$([char]0x202E)b"
        $model = @(
            [DbAccounts.Model.DbAccount]@{ Service = 'Ddm'; InstanceId = $odd; Name = $odd; AllowedHost = $odd; Database = $odd; Privilege = $odd; Status = $odd; Description = $odd }
            [DbAccounts.Model.DbAccount]@{ Service = 'TencentMySql'; InstanceId = $odd; Name = $odd; AllowedHost = $odd; Description = $odd }
            [DbAccounts.Model.DbAccount]@{ Service = 'MySqlPlus'; InstanceId = $odd; Name = $odd; AllowedHost = $odd; Database = $odd; AccountType = $odd }
            [DbAccounts.Model.DbAccount]@{ Service = 'ChronusDB'; InstanceId = $odd; Name = $odd; AllowedHost = $odd }
            [DbAccounts.Model.DbAccount]@{ Service = 'MySqlPlus'; InstanceId = $odd; Name = $odd; AllowedHost = $odd; Status = $odd; Description = $odd }
            [DbAccounts.Model.DbAccount]@{ Service = 'MySqlPlusAnalysis'; InstanceId = $odd; Name = $odd }
            [DbAccounts.Model.DbJob]@{ Id = $odd; Service = 'Ddm'; InstanceId = $odd; Region = $odd; Account = $odd; Action = $odd; Operation = $odd; ServiceState = $odd; ErrorCode = $odd; ErrorMessage = $odd; RequestId = $odd }
            [DbAccounts.Model.DbPrivilege]@{ Service = 'TencentMySql'; InstanceId = $odd; Account = $odd; Level = 'Column'; Database = $odd; Table = $odd; Column = $odd; Privilege = $odd }
            [DbAccounts.Profiles.DbProfile]@{ Name = $odd; Service = 'Ddm'; InstanceId = $odd; Region = $odd; SecretName = $odd; Vault = $odd }
        )
    }

    It 'are shown by their numbers in tables and lists, and stay what they are in the object' {
        foreach ($one in $model) {
            foreach ($text in ($one | Out-String -Width 300), ($one | Format-List | Out-String -Width 300)) {
                # A profile has no list of its own.
                if ($one -is [DbAccounts.Profiles.DbProfile] -and $text -match 'IamDomain') { continue }
                $text -replace "$([char]27)\[(32;1|0|1|3[0-9]|9[0-9])?m(?=\w|\s|$|:)" | Should -Not -Match "[\x00-\x08\x0B\x0C\x0E-\x1F\x7F-\x9F\u202E]" -Because $one.GetType().Name
                $text | Should -BeLike '*\u001B*\u202E*'
            }
        }
        $model[0].Name | Should -BeExactly $odd
    }

    It 'are harmless in errors' {
        $null = Connect-DbInstance $odd x -ErrorVariable failed -ErrorAction SilentlyContinue
        $failed[0].ErrorDetails.Message + $failed[0].Exception.Message | Should -Not -Match '[\x00-\x08\x1B\x9B\u202E]'
        $failed[0].Exception.Message | Should -BeLike '*\u001B*'
    }
}
