#Requires -Modules @{ ModuleName = 'Pester'; ModuleVersion = '5.0' }

BeforeAll {
    . (Join-Path $PSScriptRoot 'support/Simulated.ps1')
    $simulator = Connect-Simulated
    function Use-Service ([string] $Service) {
        $null = $simulator.Instance | Where-Object Service -EQ $Service | Connect-DbInstance
    }
}

AfterAll { Disconnect-Simulated }

Describe 'Get-DbAccount' {
    BeforeAll {
        Use-Service TencentMySql
        $null = New-DbAccount shop_app -AllowedHost 10.0.0.1, 10.0.0.2, % -GeneratePassword | Wait-DbJob
        $null = 'shop_report', 'other' | New-DbAccount -GeneratePassword | Wait-DbJob
    }

    It 'lists all accounts without a name' {
        (Get-DbAccount).Name | Sort-Object -Unique | Should -Be 'other', 'root', 'shop_app', 'shop_report'
    }

    It 'finds <Name>' -ForEach @(
        @{ Name = 'shop_*'; Count = 4 }
        @{ Name = 'SHOP_R*'; Count = 1 }
        @{ Name = '*app', 'other'; Count = 4 }
        @{ Name = 'shop_app'; Count = 3 }
        @{ Name = 'shop_app@10.0.0.1'; Count = 1 }
        @{ Name = 'shop_*@10.0.0.2'; Count = 1 }
        @{ Name = 'sho[pq]_rep?rt'; Count = 1 }
        @{ Name = 'shop_app', 'shop_*'; Count = 4 }
        @{ Name = 'none*'; Count = 0 }
    ) {
        @(Get-DbAccount $Name -ErrorAction Stop).Count | Should -Be $Count
        @($Name | Get-DbAccount -ErrorAction Stop | Sort-Object { "$_" } -Unique).Count | Should -Be $Count
    }

    It 'finds by host' {
        (Get-DbAccount -AllowedHost 10.0.0.1).Name | Should -Be 'shop_app'
        (Get-DbAccount shop_app -AllowedHost 10.*).AllowedHost | Should -Be '10.0.0.1', '10.0.0.2'
        Get-DbAccount -AllowedHost 10.9.* | Should -BeNullOrEmpty
    }

    It 'says of each exact name that it is not there' {
        $result = Watch-Command { Get-DbAccount nobody, shop_report, shop_app@10.9.9.9, SHOP_REPORT }
        $result.Output.Name | Should -Be 'shop_report'
        $result.Error.TargetObject | Should -Be 'nobody', 'shop_app@10.9.9.9', 'SHOP_REPORT'
        foreach ($problem in $result.Error) {
            $problem.FullyQualifiedErrorId | Should -BeLike 'AccountNotFound,*'
            $problem.CategoryInfo.Category | Should -Be 'ObjectNotFound'
        }
    }

    It 'takes names from a row' {
        ([pscustomobject]@{ Name = 'shop_report' } | Get-DbAccount).Name | Should -Be 'shop_report'
        ('shop_report' | Get-DbAccount).Name | Should -Be 'shop_report'
    }

    It 'shows the time and the texts that the service tells' {
        $account = Get-DbAccount shop_report
        $account.Created | Should -BeOfType datetime
        $account.MaxUserConnections | Should -Be 0
        $account.Status | Should -BeNullOrEmpty
        "$account" | Should -Be 'shop_report@%'
    }
}

Describe '130 accounts on TencentMySql' {
    BeforeAll {
        Use-Service TencentMySql
        Get-DbAccount | Where-Object Name -NE root | Remove-DbAccount -Confirm:$false | Wait-DbJob | Out-Null
        $null = New-DbAccount many -AllowedHost (1..129 | ForEach-Object { "10.0.0.$_" }) -GeneratePassword | Wait-DbJob
    }

    It 'come in pages, each account once' {
        $verbose = Get-DbAccount -Verbose 4>&1 | Where-Object { $_ -is [Management.Automation.VerboseRecord] -and "$_" -match 'DescribeAccounts' }
        @($verbose).Count | Should -Be 2
        $all = Get-DbAccount
        $all.Count | Should -Be 130
        ($all | ForEach-Object ToString | Sort-Object -Unique).Count | Should -Be 130
    }

    It 'are all read before the first is handed on' {
        $seen = [Collections.Generic.List[string]]::new()
        Get-DbAccount -Verbose 4>&1 | ForEach-Object { $seen.Add($(if ($_ -is [Management.Automation.VerboseRecord]) { 'request' } else { 'account' })) }
        $seen.LastIndexOf('request') | Should -BeLessThan $seen.IndexOf('account')
    }

    It 'are removed by one pipeline' {
        (Get-DbAccount many -AllowedHost 10.0.0.1? | Remove-DbAccount -Confirm:$false | Wait-DbJob).Account.Count | Should -Be 10
        @(Get-DbAccount).Count | Should -Be 120
    }

    It 'are removed all, though that shifts the pages and another runspace creates and removes others' {
        $stop = [Threading.ManualResetEventSlim]::new()
        $other = [powershell]::Create().AddScript({
            param ($Module, $Instance, $Stop)
            Import-Module $Module
            $null = $Instance | Connect-DbInstance
            for ($i = 0; -not $Stop.IsSet; $i++) {
                $null = New-DbAccount "else_$i" -GeneratePassword -Wait
                $null = Remove-DbAccount "else_$i" -Confirm:$false -Wait
            }
            $i
        }).AddArgument((Get-Module DbAccounts).Path).AddArgument(($simulator.Instance | Where-Object Service -EQ TencentMySql)).AddArgument($stop)
        $running = $other.BeginInvoke()
        try {
            $jobs = @(Get-DbAccount many | Remove-DbAccount -Confirm:$false | Wait-DbJob)
            $jobs.State | Select-Object -Unique | Should -Be 'Succeeded'
            $jobs.Account.Count | Should -Be 119
        } finally {
            $stop.Set()
            $others = $other.EndInvoke($running)
        }
        $others[0] | Should -BeGreaterOrEqual 1
        (Get-DbAccount).Name | Should -Be 'root'
    }
}

Describe 'A list that changes between its pages' {
    BeforeAll {
        $null = Connect-Simulated TencentMySql @{ Behavior = @{ TencentOtherAccounts = 250; OthersChangeAccounts = 3; TencentListIsUnordered = $true }; Seed = 1 }
    }

    It 'has every account once' {
        $all = Get-DbAccount
        $all.Count | Should -BeGreaterOrEqual 251
        ($all | ForEach-Object ToString | Sort-Object -Unique).Count | Should -Be $all.Count
        # Somebody else removes few of those that were there.
        @($all.Name -match '^other_\d+$').Count | Should -BeGreaterThan 240
    }

    It 'is read by Get-DbPrivilege too' {
        @(Get-DbPrivilege other_2? -ErrorAction Stop).Count | Should -Be 0
    }
}

Describe 'A list that a display tab cuts' {
    BeforeAll {
        $null = Connect-Simulated ChronusDB @{ Behavior = @{ QingCloudOtherAccounts = 225 } }
        $null = New-DbAccount beyond -GeneratePassword -Wait
    }

    It 'says that there may be more, and of no account that it is not there' {
        $result = Watch-Command { Get-DbAccount other_1, beyond, nobody -WarningAction SilentlyContinue -WarningVariable script:warned }
        $result.Output.Name | Should -Be 'other_1'
        $result.Error.TargetObject | Should -Be 'beyond', 'nobody'
        $result.Error | ForEach-Object { Get-ErrorId $_ } | Should -Be 'AccountNotShown', 'AccountNotShown'
        $warned | Should -BeLike '*there may be more*'
    }

    It 'does not keep an account that it does not show from being removed' {
        (Remove-DbAccount beyond -Confirm:$false -Wait).State | Should -Be Succeeded
    }
}

Describe '100 accounts on Ddm' {
    BeforeAll {
        $simulator = Connect-Simulated
        Use-Service Ddm
        $null = 1..100 | ForEach-Object { "many_$_" } | New-DbAccount -GeneratePassword -Privilege SELECT
    }

    It 'are listed once each' {
        $all = Get-DbAccount
        $all.Count | Should -Be 100
        ($all.Name | Sort-Object -Unique).Count | Should -Be 100
    }

    It 'are the most that an instance has' {
        $result = Watch-Command { New-DbAccount onemore -GeneratePassword -Privilege SELECT }
        $result.Error.Count | Should -Be 1
        $result.Error[0].Exception.ServiceCode | Should -Not -BeNullOrEmpty
    }
}
