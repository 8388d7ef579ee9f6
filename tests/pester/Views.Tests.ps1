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
        $text = ($Value | Out-String -Width $Width) -replace "`e\[[\d;]*m"
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

    It 'services and rules cuts nothing' {
        Format-View (Get-DbService) | Should -Not -Match '…'
        Format-View (Get-DbAccountRule Ddm) | Should -Not -Match '…'
        Format-View (Get-DbAccountRule TencentMySql) | Should -Not -Match '…'
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
