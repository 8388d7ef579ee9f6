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
    It 'shows id, service, operation, account and state in full in 100 columns' {
        $job = [DbAccounts.Model.DbJob]($Job + @{ Operation = 'RevokePrivilege'; Account = @('report@10.0.%'); State = 'Succeeded' })
        $text = Format-View $job
        $text | Should -Not -Match '…'
        foreach ($value in $Job.Id, $Job.Service, 'RevokePrivilege', 'report@10.0.%', 'Succeeded') { $text | Should -BeLike "*$value*" }
    }

    It 'cuts no id in 80 columns' {
        $job = [DbAccounts.Model.DbJob]($Job + @{ Operation = 'CreateAccount'; Account = @('app'); State = 'Running' })
        foreach ($value in $Job.Id, 'Running') { Format-View $job 80 | Should -BeLike "*$value*" }
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
        foreach ($value in 'order_report', '10.0.0.0/24,', '192.168.1.7', 'archive', 'UPDATE,', 'INDEX', 'RUNNING', 'Monthly') { $text | Should -BeLike "*$value*" }
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
        foreach ($value in 'ModifyAccountMaxUserConnections', 'TencentDB for MySQL API, CreateAccounts') { $text | Should -BeLike "*$value*" }
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
