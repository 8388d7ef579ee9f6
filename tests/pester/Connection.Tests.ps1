#Requires -Modules @{ ModuleName = 'Pester'; ModuleVersion = '5.0' }

BeforeAll {
    . (Join-Path $PSScriptRoot 'support/Simulated.ps1')
    $modulePath = (Get-Module DbAccounts).Path
}

AfterAll { Disconnect-Simulated }

Describe 'Connections' {
    BeforeEach { $simulator = Connect-Simulated @() }

    It 'are made of the simulator''s instances' {
        $connected = $simulator.Instance | Connect-DbInstance
        $connected.Service | Should -Be 'MySqlPlus', 'MySqlPlusAnalysis', 'ChronusDB', 'Ddm', 'TencentMySql'
        $connected | Should -BeOfType DbAccounts.Model.DbInstance
        $connected.Endpoint.Port | Select-Object -Unique | Should -Be $simulator.Port
        (Get-DbInstance).Service | Should -Be $connected.Service
        (Get-DbInstance -Service ddm).Service | Should -Be 'Ddm'
        (Get-DbInstance cl-*).Count | Should -Be 3
        Get-ErrorId (Watch-Command { Get-DbInstance cl-00000000 }).Error[0] | Should -Be 'InstanceNotConnected'
    }

    It 'are used by default, the last first, but for -NoDefault' {
        $null = Connect-DbInstance ChronusDB -Simulator
        (New-DbAccount one -GeneratePassword -Wait).Service | Should -Be 'ChronusDB'
        $null = Connect-DbInstance MySqlPlus -Simulator
        (New-DbAccount two -GeneratePassword -Wait).Service | Should -Be 'MySqlPlus'
        $tencent = Connect-DbInstance TencentMySql -Simulator -NoDefault
        (New-DbAccount three -GeneratePassword -Wait).Service | Should -Be 'MySqlPlus'
        (New-DbAccount four -GeneratePassword -Wait -Instance $tencent).Service | Should -Be 'TencentMySql'
        (New-DbAccount five -GeneratePassword -Wait -Instance $tencent.InstanceId).Service | Should -Be 'TencentMySql'
        (New-DbAccount six -GeneratePassword -Wait -InstanceId TencentMySql/cdb-f35wr6wj).Service | Should -Be 'TencentMySql'
    }

    It 'are forgotten one by one' {
        $null = $simulator.Instance | Connect-DbInstance
        (Disconnect-DbInstance).Service | Should -Be 'TencentMySql'
        Get-ErrorId (Watch-Command { Get-DbAccount }).Error[0] | Should -Be 'InstanceNotConnected'
        (Disconnect-DbInstance cl-ouhutv70 -Service MySqlPlusAnalysis).Service | Should -Be 'MySqlPlusAnalysis'
        (Get-DbInstance | Disconnect-DbInstance).Service | Should -Be 'MySqlPlus', 'ChronusDB', 'Ddm'
        Get-DbInstance | Should -BeNullOrEmpty
        Get-ErrorId (Watch-Command { Disconnect-DbInstance cl-ouhutv70 }).Error[0] | Should -Be 'InstanceNotConnected'
    }

    It 'take a zone as a region' {
        $from = $simulator.Instance | Where-Object Service -EQ MySqlPlus
        $instance = Connect-DbInstance MySqlPlus cl-ouhutv70 -Zone $from.Region -Credential $from.Credential -Endpoint $from.Endpoint
        $instance.Region | Should -Be $from.Region
        Get-DbAccount | Should -BeNullOrEmpty
    }

    It 'show the public half of the key only' {
        $instance = $simulator.Instance[0] | Connect-DbInstance
        $instance.KeyId | Should -Be $simulator.Instance[0].Credential.UserName
        $secret = $simulator.Instance[0].Credential.GetNetworkCredential().Password
        $instance | Format-List * -Force | Out-String | Should -Not -Match $secret
        [Management.Automation.PSSerializer]::Serialize($instance) | Should -Not -Match $secret
    }

    It 'that went through a file mean the instance that they were' {
        $null = $simulator.Instance | Connect-DbInstance
        $saved = [Management.Automation.PSSerializer]::Deserialize([Management.Automation.PSSerializer]::Serialize((Get-DbInstance -Service MySqlPlusAnalysis)))
        (New-DbAccount saved -GeneratePassword -Wait -Instance $saved).Service | Should -Be 'MySqlPlusAnalysis'
        ([pscustomobject]@{ Name = 'saved2'; Instance = $saved } | New-DbAccount -GeneratePassword -Wait).Service | Should -Be 'MySqlPlusAnalysis'
        $result = Watch-Command { [pscustomobject]@{ Name = 'saved3'; Instance = [datetime]::Now } | New-DbAccount -GeneratePassword -Wait }
        $result.Output | Should -BeNullOrEmpty
        $result.Error.Count | Should -Be 1
    }

    It 'of rows are found by their service' {
        $null = $simulator.Instance | Connect-DbInstance
        $rows = [pscustomobject]@{ Service = 'ChronusDB'; Name = 'served1' }, @{ Service = 'MySqlPlusAnalysis'; Name = 'served2' }, [pscustomobject]@{ Service = ''; Name = 'served3' }
        ($rows | New-DbAccount -GeneratePassword -Wait).Service | Should -Be 'ChronusDB', 'MySqlPlusAnalysis', 'TencentMySql'
        $null = Disconnect-DbInstance -InstanceId cl-yxgxofd3
        $result = Watch-Command { $rows[0] | New-DbAccount -GeneratePassword }
        Get-ErrorId $result.Error[0] | Should -Be 'InstanceNotConnected'
        $result.Error[0].ErrorDetails.RecommendedAction | Should -Match 'Connect-DbInstance ChronusDB'
    }

    It 'belong to their runspace, and instances may be handed on' {
        $instance = Connect-DbInstance ChronusDB -Simulator
        $ps = [powershell]::Create()
        try {
            $ps.AddScript('param($module, $instance) Import-Module $module; @(Get-DbInstance).Count; (New-DbAccount handed -GeneratePassword -Wait -Instance $instance).State; @(Get-DbInstance).Count').AddArgument($modulePath).AddArgument($instance).Invoke() |
                Should -Be 0, 'Succeeded', 0
        } finally { $ps.Dispose() }
        Get-DbAccount handed | Should -Not -BeNullOrEmpty
    }

    It 'are shared by ForEach-Object -Parallel' -Tag PowerShell7 {
        $instance = Connect-DbInstance ChronusDB -Simulator
        $states = 1..12 | ForEach-Object -Parallel {
            Import-Module $using:modulePath
            (New-DbAccount "parallel$_" -GeneratePassword -Wait -Instance $using:instance).State
        } -ThrottleLimit 4
        $states | Should -HaveCount 12
        $states | Select-Object -Unique | Should -Be 'Succeeded'
        @(Get-DbAccount parallel*).Count | Should -Be 12
    }
}

Describe 'Simulators' {
    BeforeEach { Disconnect-Simulated }

    It 'run side by side, each with accounts of its own' {
        $one = Start-DbSimulator -JobDuration 0.05
        $two = Start-DbSimulator -JobDuration 00:00:00.05
        (Get-DbSimulator).Port | Should -Be $one.Port, $two.Port
        $first = $one.Instance | Where-Object Service -EQ Ddm | Connect-DbInstance
        $second = $two.Instance | Where-Object Service -EQ Ddm | Connect-DbInstance
        $null = New-DbAccount onlyone -GeneratePassword -Privilege SELECT -Instance $first
        (Get-DbAccount -Instance $first).Name | Should -Be 'onlyone'
        Get-DbAccount -Instance $second | Should -BeNullOrEmpty
        $two | Stop-DbSimulator
        (Get-DbSimulator).Port | Should -Be $one.Port
        Stop-DbSimulator $one.Port
        Get-DbSimulator | Should -BeNullOrEmpty
        Get-ErrorId (Watch-Command { Get-DbAccount -Instance $first }).Error[0] | Should -Be 'ConnectionFailed'
        Get-ErrorId (Watch-Command { Stop-DbSimulator $one.Port }).Error[0] | Should -Be 'SimulatorNotRunning'
    }

    It 'are started by Connect-DbInstance -Simulator when none runs, and once' {
        $null = 'Ddm', 'ChronusDB' | ForEach-Object { Connect-DbInstance $_ -Simulator }
        @(Get-DbSimulator).Count | Should -Be 1
    }

    It 'keep their state in a file' {
        $path = Join-Path $TestDrive 'kept.json'
        $simulator = Start-DbSimulator -JobDuration 0.05 -Path $path
        $null = $simulator.Instance | Connect-DbInstance
        $null = New-DbAccount kept -GeneratePassword -Privilege SELECT -Database shop -Wait
        Stop-DbSimulator $simulator.Port
        $again = Start-DbSimulator -JobDuration 0.05 -Path $path
        $null = $again.Instance | Connect-DbInstance
        Get-DbPrivilege kept | ForEach-Object ToString | Should -Be 'SELECT ON shop.*'
    }

    It 'find their file in the current location' {
        Push-Location $TestDrive
        try { Start-DbSimulator -Path here.json | Stop-DbSimulator } finally { Pop-Location }
        Join-Path $TestDrive here.json | Should -Exist
    }

    It 'do what a switch says where the documents leave it open' {
        $null = Connect-Simulated ChronusDB @{ Behavior = @{ ChronusAddOverwrites = $true } }
        $null = New-DbAccount over -GeneratePassword -Wait
        $null = New-DbAccount over -GeneratePassword -AllowedHost 10.0.0.1 -Wait -ErrorAction Stop
        (Get-DbAccount over).AllowedHost | Should -Be '10.0.0.1'
    }

    It 'page by page numbers too' {
        $null = Connect-Simulated Ddm @{ Behavior = @{ DdmOffsetIsPage = $true } }
        $null = 1..5 | ForEach-Object { "paged$_" } | New-DbAccount -GeneratePassword -Privilege SELECT
        @(Get-DbAccount).Count | Should -Be 5
    }

    It 'do not start on a port that is taken' {
        $one = Start-DbSimulator
        $result = Watch-Command { Start-DbSimulator $one.Port }
        $result.Output | Should -BeNullOrEmpty
        $result.Error[0].FullyQualifiedErrorId | Should -BeLike 'SimulatorNotStarted,*'
        $result.Error[0].CategoryInfo.Category | Should -Not -Be 'NotSpecified'
    }
}
