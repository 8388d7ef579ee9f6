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
        $connected | Should -BeOfType DbAccounts.Engines.DbInstance
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
        $problem = (Watch-Command { Get-DbAccount }).Error[0]
        Get-ErrorId $problem | Should -Be 'InstanceNotConnected'
        "$problem" | Should -BeLike 'This session has no default instance. These are connected: *cl-ouhutv70 (MySqlPlus)*(Ddm)*'
        $problem.ErrorDetails.RecommendedAction | Should -BeLike '*Select-DbInstance*-Instance*'
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

Describe 'Two keys of one instance' {
    BeforeAll {
        if (!('DbAccounts.PesterSupport.LoopbackServer' -as [type])) { Add-Type -Path "$PSScriptRoot/support/LoopbackServer.cs" }
        function Connect-Key ([string] $Key, [string] $Secret = 'secret', [hashtable] $More = @{}) {
            $credential = [pscredential]::new($Key, (ConvertTo-Secret $Secret))
            Connect-DbInstance TencentMySql cdb-1 -Region ap-guangzhou -Endpoint $server.Endpoint -Credential $credential @More
        }

        # Which keys a command signs with.
        function Get-UsedKey ([scriptblock] $Command) {
            $before = @{}
            foreach ($key in 'READER', 'WRITER') { $before[$key] = $server.Count("Credential=$key/") }
            $null = & $Command
            foreach ($key in 'READER', 'WRITER') { if ($server.Count("Credential=$key/") -gt $before[$key]) { $key } }
        }
    }

    BeforeEach {
        Disconnect-Simulated
        $server = [DbAccounts.PesterSupport.LoopbackServer]::new('Answer', 0)
        $server.Json = '{"Response":{"TotalCount":1,"Items":[{"User":"app","Host":"%"}],"AsyncRequestId":"a-1","RequestId":"r-1"}}'
    }

    AfterEach {
        Disconnect-Simulated
        $server.Dispose()
    }

    It 'are two connections, each with its own key, and -NoDefault leaves the default its own' {
        $writer = Connect-Key WRITER
        $reader = Connect-Key READER -More @{ NoDefault = $true }
        (Get-DbInstance).KeyId | Should -Be 'WRITER', 'READER'
        (Get-DbInstance | Where-Object IsDefault).KeyId | Should -Be 'WRITER'
        Get-UsedKey { Get-DbAccount } | Should -Be 'WRITER'
        Get-UsedKey { Get-DbAccount -Instance $reader } | Should -Be 'READER'
        Get-UsedKey { Get-DbAccount -Instance $writer } | Should -Be 'WRITER'
        # What is the same instance by its id is the default.
        Get-UsedKey { Get-DbAccount -Instance cdb-1 } | Should -Be 'WRITER'
        Get-UsedKey { $reader | Get-DbAccount } | Should -Be 'READER'
        Get-UsedKey { Get-DbInstance | Get-DbAccount } | Should -Be 'READER', 'WRITER'
        # All instances are this one.
        Get-UsedKey { Get-DbAccount -Instance * } | Should -Be 'WRITER'
        Get-UsedKey { Get-DbAccount -Instance $reader, $writer } | Should -Be 'READER', 'WRITER'
    }

    It 'are shown with the key' {
        $null = Connect-Key WRITER
        $null = Connect-Key READER
        $text = Get-DbInstance | Format-Table | Out-String -Width 120
        $text | Should -Match 'WRITER'
        $text | Should -Match 'READER'
        $null = Get-DbInstance | Where-Object KeyId -EQ READER | Disconnect-DbInstance
        Get-DbInstance | Format-Table | Out-String -Width 120 | Should -Not -Match 'WRITER'
        (Get-DbInstance).KeyId | Should -Be 'WRITER'
    }

    It 'are told apart by the object where neither is the default' {
        $writer = Connect-Key WRITER -More @{ NoDefault = $true }
        $reader = Connect-Key READER -More @{ NoDefault = $true }
        foreach ($command in { Get-DbAccount -Instance cdb-1 }, { Get-DbAccount -Instance TencentMySql }, { [pscustomobject]@{ Name = 'app'; InstanceId = 'cdb-1' } | Remove-DbAccount -Confirm:$false }, { Select-DbInstance cdb-1 }, { Disconnect-DbInstance cdb-1 }) {
            $problem = (Watch-Command $command).Error[0]
            Get-ErrorId $problem | Should -Be 'AmbiguousInstance'
            "$problem" | Should -BeLike '*WRITER*READER*'
            # What makes one the default can't be told to do so first.
            $expected = if ("$command" -match 'Select-|Disconnect-') { '*Get-DbInstance*KeyId*' } else { '*object*-Instance*Select-DbInstance*' }
            $problem.ErrorDetails.RecommendedAction | Should -BeLike $expected
        }
        Get-DbInstance | Should -HaveCount 2
        # An account came through one of them.
        $account = Get-DbAccount app -Instance $reader
        Get-UsedKey { $account | Remove-DbAccount -Confirm:$false } | Should -Be 'READER'
        # Of one that was saved nobody knows, until one is the default; a saved instance has its key.
        $saved = $account | ConvertTo-Json
        Get-ErrorId (Watch-Command { $saved | Remove-DbAccount -Confirm:$false }).Error[0] | Should -Be 'AmbiguousInstance'
        Get-UsedKey { Get-DbAccount -Instance ($reader | ConvertTo-Json) } | Should -Be 'READER'
        $null = Select-DbInstance $writer
        Get-UsedKey { $saved | Remove-DbAccount -Confirm:$false } | Should -Be 'WRITER'
        Get-UsedKey { $account | Remove-DbAccount -Confirm:$false } | Should -Be 'WRITER'
        Get-UsedKey { $account | Remove-DbAccount -Confirm:$false -Instance $reader } | Should -Be 'READER'
    }

    It 'are one connection where they are the same: the newer takes the place of the older' {
        $older = Connect-Key WRITER
        $reader = Connect-Key READER -More @{ NoDefault = $true }
        $newer = Connect-Key WRITER -More @{ NoDefault = $true }
        (Get-DbInstance).KeyId | Should -Be 'WRITER', 'READER'
        [object]::ReferenceEquals((Get-DbInstance)[0], $newer) | Should -BeTrue
        (Get-DbInstance | Where-Object IsDefault).KeyId | Should -Be 'WRITER'
        $null = Connect-Key READER
        (Get-DbInstance).KeyId | Should -Be 'WRITER', 'READER'
        (Get-DbInstance | Where-Object IsDefault).KeyId | Should -Be 'READER'
        # What was replaced still names it.
        [object]::ReferenceEquals((Select-DbInstance $older), $newer) | Should -BeTrue
    }

    It 'are one instance to the runbooks, by the default key where there is one' {
        . "$PSScriptRoot/../../examples/runbooks/RunbookSupport.ps1"
        $null = Connect-Key READER -More @{ NoDefault = $true }
        $null = Connect-Key WRITER -More @{ NoDefault = $true }
        (Get-RunbookInstance).KeyId | Should -Be 'READER'
        $null = Get-DbInstance | Where-Object KeyId -EQ WRITER | Select-DbInstance
        (Get-RunbookInstance).KeyId | Should -Be 'WRITER'
    }

    It 'with another secret half don''t touch the default by -NoDefault' {
        $default = Connect-Key WRITER
        $mistyped = Connect-Key WRITER mistyped -More @{ NoDefault = $true }
        [object]::ReferenceEquals((Get-DbInstance | Where-Object IsDefault), $default) | Should -BeTrue
        Get-DbInstance | Should -HaveCount 2
        $null = $mistyped | Disconnect-DbInstance
        [object]::ReferenceEquals((Get-DbInstance), $default) | Should -BeTrue
        # Without it the new one is the default, and no other is left.
        $corrected = Connect-Key WRITER corrected
        [object]::ReferenceEquals((Get-DbInstance), $corrected) | Should -BeTrue
    }
}
