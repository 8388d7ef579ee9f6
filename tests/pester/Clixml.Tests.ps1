BeforeDiscovery {
    $services = @(
        @{ Service = 'MySqlPlus'; Name = 'exported' }, @{ Service = 'MySqlPlusAnalysis'; Name = 'exported' }, @{ Service = 'ChronusDB'; Name = 'exported' }
        @{ Service = 'Ddm'; Name = 'exported' }, @{ Service = 'TencentMySql'; Name = 'exported' }
    )
}

BeforeAll {
    . $PSScriptRoot/support/Support.ps1
    # Waiting takes no longer than the simulator's jobs do.
    $PSDefaultParameterValues = @{ 'Wait-DbJob:PollingInterval' = 0.05 }
    $simulated = Start-DbSimulator -JobDuration 0.2
    foreach ($service in 'MySqlPlus', 'MySqlPlusAnalysis', 'ChronusDB', 'Ddm', 'TencentMySql') { $null = Connect-Simulated $simulated $service }
    $fresh = "$PSScriptRoot/../../tools/Invoke-FreshPowerShell.ps1"

    function New-Job ([string] $Service, [string] $Name) {
        $privilege = if ($Service -eq 'Ddm') { @{ Privilege = 'SELECT' } } else { @{} }
        New-DbAccount $Name -GeneratePassword -Instance (Get-DbInstance -Service $Service) @privilege
    }

    # What another process does with the file, its output as text.
    function Invoke-Elsewhere ([string] $Script) {
        $connect = "Import-Module '$modulePath'; " +
            '$key = [pscredential]::new("{0}", (ConvertTo-SecureString "{1}" -AsPlainText -Force)); ' -f @($simulated.Instance[0].Credential.UserName, $simulated.Instance[0].Credential.GetNetworkCredential().Password) +
            "`$null = Connect-DbInstance MySqlPlus $($simulated.Instance[0].InstanceId) -Region $($simulated.Instance[0].Region) -Endpoint $($simulated.Endpoint) -Credential `$key; "
        & $fresh -Command ($connect + $Script)
    }
}

AfterAll {
    Get-DbInstance | Disconnect-DbInstance | Out-Null
    Stop-DbSimulator $simulated.Port
}

Describe 'A job of <Service>' -ForEach $services {
    It 'comes back from a file as a job and can be waited for' {
        $job = New-Job $Service $Name
        $job | Export-Clixml TestDrive:/job.xml
        $back = Import-Clixml TestDrive:/job.xml
        $back | Should -BeOfType ([DbAccounts.Model.DbJob])
        foreach ($property in [DbAccounts.Model.DbJob].GetProperties().Name) {
            $back.$property | Should -Be $job.$property -Because $property
        }
        ($back | Wait-DbJob).State | Should -Be 'Succeeded'
    }

    It 'comes back from JSON and can be waited for' {
        $job = New-Job $Service "${Name}2"
        $json = $job | Select-Object * -ExcludeProperty Credential | ConvertTo-Json
        $ended = $json | ConvertFrom-Json | Wait-DbJob
        $ended.State | Should -Be 'Succeeded'
        $ended.Id | Should -Be $job.Id
        $ended.Account | Should -Be $job.Account
    }
}

Describe 'A generated password' {
    It 'is not in the exported file in any form, and not in JSON' {
        $job = New-Job MySqlPlus secretive
        $password = $job.Credential.GetNetworkCredential().Password
        $job | Export-Clixml TestDrive:/job.xml
        , @($job, @{ Nested = $job }) | Export-Clixml TestDrive:/nested.xml -Depth 6
        $text = -join @(Get-Content TestDrive:/job.xml, TestDrive:/nested.xml -Raw) + ($job | ConvertTo-Json -Depth 6 -WarningAction SilentlyContinue)
        $bytes = [Text.Encoding]::Unicode.GetBytes($password)
        $forms = @(
            $password
            [Convert]::ToBase64String([Text.Encoding]::UTF8.GetBytes($password)).TrimEnd('=').Substring(0, 14)
            [Convert]::ToBase64String($bytes).TrimEnd('=').Substring(0, 14)
            [Convert]::ToHexString($bytes)
            [Security.SecurityElement]::Escape($password)
        )
        foreach ($form in $forms) {
            $text.Contains($form, [StringComparison]::OrdinalIgnoreCase) | Should -BeFalse
        }
        -join @(Get-Content TestDrive:/job.xml, TestDrive:/nested.xml -Raw) | Should -Not -Match '<SS |Credential'
    }
}

Describe 'Another process' {
    BeforeAll {
        Get-DbInstance | Disconnect-DbInstance | Out-Null
        # Long enough for the other process to find the job under way.
        $simulated = Start-DbSimulator -JobDuration 1.5
        foreach ($service in 'MySqlPlus', 'ChronusDB') { $null = Connect-Simulated $simulated $service }
    }

    AfterAll {
        Get-DbInstance | Disconnect-DbInstance | Out-Null
        Stop-DbSimulator $simulated.Port
    }

    It 'waits for a job that was exported' {
        $job = New-Job MySqlPlus elsewhere
        $file = Join-Path $TestDrive job.xml
        $job | Export-Clixml $file
        $said = Invoke-Elsewhere "`$job = Import-Clixml '$file'; `$job.GetType().FullName; `$job | Wait-DbJob | ForEach-Object { `$_.Id; `"`$(`$_.State)`" }"
        $said | Should -Be 'DbAccounts.Model.DbJob', $job.Id, 'Succeeded'
    }

    It 'hands back typed jobs through Start-Job' {
        $received = Start-Job {
            param ($module, $file)
            Import-Module $module
            Import-Clixml $file
        } -ArgumentList $modulePath, (& { $file = Join-Path $TestDrive start.xml; New-Job ChronusDB started | Export-Clixml $file; $file }) |
            Receive-Job -Wait -AutoRemoveJob
        $received | Should -BeOfType ([DbAccounts.Model.DbJob])
        ($received | Wait-DbJob).State | Should -Be 'Succeeded'
    }
}

Describe 'Accounts and privileges' {
    BeforeAll { $null = Connect-Simulated $simulated TencentMySql }

    It 'come back typed, with the same values, and can be used' {
        $null = New-DbAccount typed -GeneratePassword -AllowedHost 10.0.0.1 -Description 'a & b' -Instance (Get-DbInstance -Service TencentMySql) | Wait-DbJob
        $null = Grant-DbPrivilege typed@10.0.0.1 -Privilege SELECT, INSERT -Database shop -Table orders -Instance (Get-DbInstance -Service TencentMySql) | Wait-DbJob
        $account = Get-DbAccount typed -Instance (Get-DbInstance -Service TencentMySql)
        $privilege = $account | Get-DbPrivilege | Where-Object Level -EQ Table
        $account, $privilege | Export-Clixml TestDrive:/both.xml
        $back = Import-Clixml TestDrive:/both.xml
        $back[0] | Should -BeOfType ([DbAccounts.Model.DbAccount])
        $back[1] | Should -BeOfType ([DbAccounts.Model.DbPrivilege])
        foreach ($property in [DbAccounts.Model.DbAccount].GetProperties().Name) { $back[0].$property | Should -Be $account.$property -Because $property }
        foreach ($property in [DbAccounts.Model.DbPrivilege].GetProperties().Name) { "$($back[1].$property)" | Should -Be "$($privilege.$property)" -Because $property }
        "$($back[1])" | Should -Be "$privilege"
        ($back[0] | Get-DbPrivilege | Where-Object Level -EQ Table).Table | Should -Be 'orders'
        ($back[1] | Revoke-DbPrivilege | Wait-DbJob).State | Should -Be 'Succeeded'
    }
}
