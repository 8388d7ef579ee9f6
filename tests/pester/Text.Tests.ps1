# What objects become as text: in CSV, HTML, JSON and Clixml, in a culture that writes times and numbers in its own way.
BeforeDiscovery {
    # All that cmdlets write, each with a sample that has something in every list.
    $samples = @(
        @{ Type = 'DbAccounts.Model.DbAccount'; Make = { Get-DbAccount texted* -Instance Ddm } }
        @{ Type = 'DbAccounts.Model.DbJob'; Make = { Get-DbJob -Instance TencentMySql } }
        @{ Type = 'DbAccounts.Model.DbPrivilege'; Make = { Get-DbPrivilege 'texted@10.%' -Instance TencentMySql } }
        @{ Type = 'DbAccounts.Model.DbAccess'; Make = { Get-DbAccess -Instance TencentMySql } }
        @{ Type = 'DbAccounts.Comparison.DbAccountDifference'; Make = { [pscustomobject]$document | Compare-DbAccount } }
        @{ Type = 'DbAccounts.Planning.DbAccountPlan'; Make = { [pscustomobject]$document | New-DbAccountPlan } }
        @{ Type = 'DbAccounts.Engines.DbInstance'; Make = { Get-DbInstance } }
        @{ Type = 'DbAccounts.Engines.DbServiceInfo'; Make = { Get-DbService } }
        @{ Type = 'DbAccounts.Engines.DbServiceOperation'; Make = { (Get-DbService).Operations } }
        @{ Type = 'DbAccounts.Rules.DbAccountRule'; Make = { Get-DbAccountRule } }
        @{ Type = 'DbAccounts.PowerShell.DbAccountTestResult'; Make = { '9 bad', 'good' | Test-DbAccount -Service TencentMySql -GeneratePassword } }
        @{ Type = 'DbAccounts.PowerShell.DbSimulatorView'; Make = { Get-DbSimulator } }
        @{ Type = 'DbAccounts.Profiles.DbProfile'; Make = { [DbAccounts.Profiles.DbProfile]@{ Name = 'p'; Service = 'Ddm'; Endpoint = 'https://ddm.example.com' } } }
    )
    # None of them has properties of ours: an answer of a service is what it is, and a password is a secret.
    $others = 'System.String', 'System.Management.Automation.PSObject', 'System.Security.SecureString', 'System.Boolean'
}

BeforeAll {
    . $PSScriptRoot/support/Simulated.ps1
    $simulator = Connect-Simulated
    $before = [cultureinfo]::CurrentCulture
    $password = ConvertTo-Secret 'Passw0rd_x12'
    New-DbAccount texted -Password $password -AllowedHost 10.% -Privilege SELECT, INSERT -Database shop -Instance TencentMySql -Wait | Out-Null
    New-DbAccount texted -Password $password -Privilege SELECT, INSERT -Instance Ddm | Out-Null
    New-DbAccount texted -Password $password -AllowedHost 10.%, 11.% -Database shop -Instance MySqlPlus -Wait | Out-Null
    $document = @{ instances = @(@{ service = 'TencentMySql'; id = 'cdb-f35wr6wj'; accounts = @(@{ name = 'texted'; allowedHost = '10.%'; description = 'new'; grants = @('SELECT ON shop.*') }) }) }
    [cultureinfo]::CurrentCulture = 'de-DE'
}

AfterAll {
    [cultureinfo]::CurrentCulture = $before
    Disconnect-Simulated
}

Describe 'The samples' {
    It 'are of all types that cmdlets write' -TestCases @{ Samples = $samples; Others = $others } {
        $written = (Get-Command -Module DbAccounts).OutputType.Name | Where-Object { $_ -notin $Others } | Sort-Object -Unique
        $written | Where-Object { $_ -notin $Samples.Type } | Should -BeNullOrEmpty
    }
}

Describe 'A <Type>' -ForEach $samples {
    BeforeAll { $all = @(& $Make | Select-Object -First 20) }

    It 'shows no name of a type in CSV and HTML' {
        $all.Count | Should -BeGreaterThan 0
        $all[0].GetType().FullName | Should -Be $Type
        # A credential has no text.
        $all = $all | Select-Object * -ExcludeProperty Credential
        ($all | ConvertTo-Csv -NoTypeInformation) -join "`n" | Should -Not -Match 'System\.|DbAccounts\.|\[\]'
        ($all | ConvertTo-Html) -join "`n" | Should -Not -Match 'System\.|DbAccounts\.|\[\]'
    }

    It 'has words for enumerations, lists for lists, and times that say UTC in JSON' {
        foreach ($one in $all) {
            $json = $one | Select-Object * -ExcludeProperty Credential | ConvertTo-Json -Depth 4
            $read = $json | ConvertFrom-Json
            foreach ($property in $one.PSObject.Properties | Where-Object Name -NE Credential) {
                $found = $read.($property.Name)
                $value = $property.Value
                if ($value -is [enum]) { $found | Should -Be "$value" }
                elseif ($value -is [datetime]) { $json | Should -Match "`"$($property.Name)`":\s+`"\d{4}-[^`"]+Z`"" }
                elseif ($null -ne $value -and $value.GetType().Name -eq 'DbList`1') {
                    $json | Should -Match "`"$($property.Name)`":\s+\["
                    @($found).Count | Should -Be $value.Count
                }
            }
        }
    }

    It 'writes times as UTC in every text' {
        foreach ($one in $all) {
            foreach ($property in $one.PSObject.Properties | Where-Object { $_.Value -is [datetime] }) {
                $property.Value.Kind | Should -Be Utc
                ($one | Select-Object $property.Name | ConvertTo-Csv)[1] | Should -Match '^"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z"$'
            }
        }
    }
}

Describe 'A list' {
    BeforeAll { $account = Get-DbAccount texted -Instance MySqlPlus }

    It 'is false where it is empty, as an array is' {
        [bool][DbAccounts.Model.DbList[string]]::new([string[]]@()) | Should -BeFalse
        [bool]$account.AllowedHost | Should -BeTrue
        @([pscustomobject]@{ Grant = [DbAccounts.Model.DbList[string]]::new([string[]]@()) } | Where-Object { -not $_.Grant }).Count | Should -Be 1
    }

    It 'is a list to the language' {
        $hosts = $account.AllowedHost
        $hosts.Count, $hosts.Length, $hosts[0], $hosts[-1] | Should -Be 2, 2, '10.%', '11.%'
        $hosts -contains '11.%' | Should -BeTrue
        '12.%' -in $hosts | Should -BeFalse
        $hosts -join '+' | Should -Be '10.%+11.%'
        @(foreach ($one in $hosts) { $one }) | Should -Be '10.%', '11.%'
        @($hosts | ForEach-Object { $_ }).Count | Should -Be 2
        @($hosts -like '1*').Count | Should -Be 2
        @($account | Where-Object AllowedHost -Contains '10.%').Count | Should -Be 1
        ([string[]]$hosts).Count | Should -Be 2
        $hosts + 'x' | Should -Be '10.%', '11.%', 'x'
    }

    It 'is one text where text is wanted, as services write it' {
        ($account | ConvertTo-Csv | ConvertFrom-Csv).AllowedHost | Should -Be '10.%;11.%'
        (Get-DbAccount texted -Instance Ddm | ConvertTo-Csv | ConvertFrom-Csv).Privilege | Should -Be 'INSERT, SELECT'
        [DbAccounts.Model.DbJob]$job = @{ Account = 'a, b@%', 'app@10.%;11.%' }
        ($job | ConvertTo-Csv | ConvertFrom-Csv).Account | Should -Be '"a, b@%", app@10.%;11.%'
    }

    It 'can be set from one value, several, and none' {
        $account = [DbAccounts.Model.DbAccount]::new()
        foreach ($value in @(, @('a')), @(, @('a', 'b')), @(, [string[]]@()) ) {
            $account.Database = $value[0]
            $account.Database.Count | Should -Be $value[0].Count
        }
        $account.Database = 'shop'
        $account.Database | Should -Be 'shop'
        $account.Database = $null
        $null -eq $account.Database | Should -BeTrue
    }
}

Describe 'A time' {
    It 'is a DateTime that can be compared, calculated with and written in any format' {
        $job = @(Get-DbJob -Instance TencentMySql)[0]
        $job.SubmittedAt | Should -BeOfType [datetime]
        $job.SubmittedAt -lt [datetime]::UtcNow | Should -BeTrue
        ([datetime]::UtcNow - $job.SubmittedAt).TotalMinutes | Should -BeLessThan 10
        '{0:yyyy-MM}' -f $job.SubmittedAt | Should -Be ([datetime]::UtcNow.ToString('yyyy-MM'))
        $job.SubmittedAt.ToString('yyyy') | Should -Be "$([datetime]::UtcNow.Year)"
        $job.SubmittedAt.AddDays(1) | Should -BeGreaterThan $job.SubmittedAt
    }

    It 'of Tencent Cloud, which is China''s, is UTC' -TestCases @{ Property = 'Created' }, @{ Property = 'Modified' }, @{ Property = 'PasswordChanged' } {
        $time = (Get-DbAccount 'texted@10.%' -Instance TencentMySql).$Property
        $time.Kind | Should -Be Utc
        ([datetime]::UtcNow - $time).TotalMinutes | Should -BeGreaterThan -1
        ([datetime]::UtcNow - $time).TotalMinutes | Should -BeLessThan 10
    }

    It 'is read as UTC from <Text> in <Culture>' -TestCases @(
        @{ Text = '2026-11-05T04:05:06Z'; Culture = 'en-US' }
        @{ Text = '2026-11-05T12:05:06+08:00'; Culture = 'de-DE' }
        @{ Text = '2026-11-05T04:05:06'; Culture = 'ar-SA' }
        @{ Text = '2026-11-05 04:05:06'; Culture = 'zh-CN' }
        @{ Text = '05.11.2026 04:05:06'; Culture = 'de-DE' }
        @{ Text = '11/5/2026 4:05:06 AM'; Culture = 'en-US' }
        @{ Text = '11/05/2026 04:05:06'; Culture = 'de-AT' }
    ) {
        $own = [cultureinfo]::CurrentCulture
        try {
            [cultureinfo]::CurrentCulture = $Culture
            $job = [DbAccounts.Model.DbJob][pscustomobject]@{ Id = 'j-1'; SubmittedAt = $Text }
            $expected = if ($Culture -eq 'de-AT') { [datetime]::new(2026, 5, 11, 4, 5, 6) } else { [datetime]::new(2026, 11, 5, 4, 5, 6) }
            $job.SubmittedAt | Should -Be $expected
            $job.SubmittedAt.Kind | Should -Be Utc
        } finally { [cultureinfo]::CurrentCulture = $own }
    }
}

Describe 'A file of <Format>' -ForEach @(
    @{ Format = 'CSV'; Through = { $input | ConvertTo-Csv | ConvertFrom-Csv } }
    @{ Format = 'JSON'; Through = { @($input) | ConvertTo-Json -Depth 4 | ConvertFrom-Json | ForEach-Object { $_ } } }
    @{ Format = 'Clixml'; Through = { [Management.Automation.PSSerializer]::Deserialize([Management.Automation.PSSerializer]::Serialize(@($input))) } }
    @{ Format = 'selected properties'; Through = { $input | Select-Object * } }
) {
    BeforeAll {
        function Get-Preview ([scriptblock] $PreviewedCommand) { (Get-HostText $PreviewedCommand) -split '\r?\n' -match '^What if' | Sort-Object }
    }

    It 'of accounts of <_> means the same accounts' -ForEach 'TencentMySql', 'MySqlPlus', 'Ddm' {
        $accounts = @(Get-DbAccount texted* -Instance $_)
        $read = $accounts | & $Through
        foreach ($command in { $input | Remove-DbAccount -WhatIf }, { $input | Get-DbAccount | Remove-DbAccount -WhatIf }) {
            $expected = Get-Preview { $accounts | & $command }
            $expected.Count | Should -BeGreaterThan 0
            Get-Preview { $read | & $command } | Should -Be $expected
        }
    }

    It 'of accounts goes to Set-DbAccount' {
        $accounts = @(Get-DbAccount texted* -Instance TencentMySql)
        $expected = Get-Preview { $accounts | Set-DbAccount -Description new -WhatIf }
        Get-Preview { $accounts | & $Through | Set-DbAccount -Description new -WhatIf } | Should -Be $expected
    }

    It 'of privileges goes to <_>' -ForEach 'Grant-DbPrivilege', 'Revoke-DbPrivilege', 'Set-DbPrivilege' {
        $command = $_
        $privileges = @(Get-DbPrivilege 'texted@10.%' -Instance TencentMySql)
        $read = @($privileges | & $Through)
        $expected = Get-Preview { $privileges | & $command -WhatIf }
        $expected.Count | Should -Be 1
        Get-Preview { $read | & $command -WhatIf } | Should -Be $expected
        if ($Format -ne 'selected properties') { Get-Preview { & $command -InputObject $read -WhatIf } | Should -Be $expected }
        @($read | Get-DbPrivilege) | ForEach-Object { "$_" } | Should -Be ($privileges | ForEach-Object { "$_" })
    }

    It 'of jobs goes to Wait-DbJob and Get-DbJob' {
        $jobs = @(Get-DbJob -Instance TencentMySql)
        $read = @($jobs | & $Through)
        ($read | Wait-DbJob).Id | Should -Be $jobs.Id
        ($read | Get-DbJob).Id | Should -Be $jobs.Id
        foreach ($job in $read | Wait-DbJob) { "$($job.State)", $job.SubmittedAt.Kind | Should -Be 'Succeeded', 'Utc' }
    }
}
