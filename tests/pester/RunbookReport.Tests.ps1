#Requires -Modules @{ ModuleName = 'Pester'; ModuleVersion = '5.0' }

BeforeAll { . (Join-Path $PSScriptRoot 'support/Runbook.ps1') }

AfterAll { Disconnect-Simulated }

Describe 'The access report' {
    BeforeAll {
        Open-Stage @{ JobDuration = 0.05; Latency = 0.02 }
        $stage.Instance | Connect-DbInstance | Out-Null
        foreach ($service in 'MySqlPlus', 'ChronusDB') {
            'zoe', 'Adam', 'adam' | New-DbAccount -Instance (Get-DbInstance -Service $service) -GeneratePassword | Wait-DbJob | Out-Null
        }
        $ddm = Get-DbInstance -Service Ddm
        $held = @{ Database = 'orders', 'archive'; Privilege = 'SELECT', 'INSERT'; Description = '<b>Orders</b>, "all"' }
        $null = 1..40 | ForEach-Object { "order_$_" } | New-DbAccount -Instance $ddm -GeneratePassword @held
        $tencent = Get-DbInstance -Service TencentMySql
        $null = 1..6 | ForEach-Object { "shop_$_" } | New-DbAccount -Instance $tencent -GeneratePassword | Wait-DbJob
        $null = Grant-DbPrivilege shop_1 SELECT, INSERT -Database shop -Table orders -Instance $tencent -Wait
        $null = Grant-DbPrivilege shop_1 SELECT -Database shop -Instance $tencent -Wait
        $csv = Join-Path $stage.Folder access.csv
        $html = Join-Path $stage.Folder access.html
    }

    It 'is whole after it was killed in the middle and started again, and the same each time' {
        $before = Get-Content $stage.State -Raw
        $asked = (Get-DbSimulator).Requests
        $run = Start-Runbook Export-AccessReport.ps1 @{ Path = $csv; HtmlPath = $html }
        Stop-Runbook $run { (Get-DbSimulator).Requests -ge $asked + 9 }
        $csv | Should -Not -Exist
        $texts = @()
        foreach ($run in 1, 2) {
            $ended = Invoke-Runbook Export-AccessReport.ps1 @{ Path = $csv; HtmlPath = $html }
            $ended.ExitCode | Should -Be 0 -Because $ended.Text
            $texts += (Get-Content $csv -Raw) + (Get-Content $html -Raw)
        }
        $texts[1] | Should -BeExactly $texts[0]
        Get-Content $stage.State -Raw | Should -BeExactly $before
        Get-ChildItem $stage.Folder -Filter *.new | Should -BeNullOrEmpty
        Assert-Silence
    }

    It 'has every account with all that it holds, in one order' {
        $lines = @(Import-Csv $csv)
        foreach ($service in 'MySqlPlus', 'ChronusDB') {
            ($lines | Where-Object Service -EQ $service).Name | Should -BeExactly 'Adam', 'adam', 'zoe'
        }
        $orders = @($lines | Where-Object Service -EQ Ddm)
        $orders.Count | Should -Be 80
        $orders[0].Name, $orders[0].Database, $orders[0].Privilege | Should -Be 'order_1', 'archive', 'INSERT, SELECT'
        $shop = @($lines | Where-Object { $_.Service -eq 'TencentMySql' -and $_.Name -ne 'root' })
        $shop.Name | Select-Object -Unique | Should -Be (1..6 | ForEach-Object { "shop_$_" })
        @($shop | Where-Object Name -EQ shop_1 | ForEach-Object { "$($_.Level) $($_.Privilege) $($_.Database) $($_.Table)".Trim() }) |
            Should -Be 'Database SELECT shop', 'Table INSERT, SELECT shop orders'
        ($lines | Where-Object { $_.Name -eq 'root' }).Privilege | Should -Match 'SELECT'
    }

    It 'leaves empty what a service does not tell, and says so' {
        $lines = @(Import-Csv $csv)
        ($lines | Where-Object Service -EQ ChronusDB).Privilege | Should -Be '', '', ''
        ($lines | Where-Object Service -EQ ChronusDB).Note | Should -Match 'Not told: .*PasswordChanged.*Privilege'
        ($lines | Where-Object Service -EQ Ddm).Note | Should -Not -Match 'Privilege'
        ($lines | Where-Object Service -EQ MySqlPlusAnalysis).Note | Should -Be 'No accounts.'
    }

    It 'has a page that shows texts as texts' {
        $page = Get-Content $html -Raw
        $page | Should -Match '&lt;b&gt;Orders&lt;/b&gt;'
        $page | Should -Not -Match '<b>Orders'
        $page | Should -Match '<h2>ChronusDB cl-yxgxofd3</h2>'
    }

    It 'says which instance could not be read, has the others, and fails' {
        $gone = $stage.Instance | Where-Object Service -EQ TencentMySql |
            Select-Object Service, InstanceId, Region, ProjectId, Endpoint, Credential
        $gone.InstanceId = 'cdb-gone0000'
        $stage.Instance = @($stage.Instance) + $gone
        $ended = Invoke-Runbook Export-AccessReport.ps1 @{ Path = $csv }
        $ended.ExitCode | Should -Be 1
        $lines = @(Import-Csv $csv)
        ($lines | Where-Object InstanceId -EQ 'cdb-gone0000').Note | Should -Match '^Accounts not read: \w+\.$'
        @($lines | Where-Object Service -EQ Ddm).Count | Should -Be 80
    }
}
