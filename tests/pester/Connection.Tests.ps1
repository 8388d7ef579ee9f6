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
        "$problem" | Should -BeLike 'This session has no default instance. Connected are *cl-ouhutv70 (MySqlPlus)*(Ddm)*'
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

Describe 'The default' {
    BeforeEach {
        $simulator = Connect-Simulated @()
        $all = $simulator.Instance | Connect-DbInstance -NoDefault
    }

    It 'is chosen by <Form>' -ForEach @(
        @{ Form = 'the object'; Choose = { Select-DbInstance $all[3] } }
        @{ Form = 'the object from the pipeline'; Choose = { $all[3] | Select-DbInstance } }
        @{ Form = 'its id'; Choose = { Select-DbInstance $all[3].InstanceId.ToUpperInvariant() } }
        @{ Form = 'service/id'; Choose = { "ddm/$($all[3].InstanceId)" | Select-DbInstance } }
        @{ Form = 'the service'; Choose = { Select-DbInstance -Instance Ddm } }
        @{ Form = 'a saved object'; Choose = { $all[3] | ConvertTo-Json | Select-DbInstance } }
        @{ Form = 'a property'; Choose = { [pscustomobject]@{ InstanceId = $all[3].InstanceId } | Select-DbInstance } }
    ) {
        Get-ErrorId (Watch-Command { Get-DbAccount }).Error[0] | Should -Be 'InstanceNotConnected'
        $chosen = & $Choose
        [object]::ReferenceEquals($chosen, $all[3]) | Should -BeTrue
        (Get-DbInstance | Where-Object IsDefault).Service | Should -Be 'Ddm'
        (New-DbAccount chosen -GeneratePassword -Privilege SELECT).Service | Should -Be 'Ddm'
        (Select-DbInstance ChronusDB).IsDefault | Should -BeTrue
        $chosen.IsDefault | Should -BeFalse
        (New-DbAccount chosen -GeneratePassword).Service | Should -Be 'ChronusDB'
    }

    It 'stays what it was where the choice is <Case>' -ForEach @(
        @{ Case = 'missing'; Choose = { Select-DbInstance }; Id = 'InvalidInput'; Words = "*id*'service/id'*" }
        @{ Case = 'null'; Choose = { $null | Select-DbInstance }; Id = 'InvalidInput'; Words = 'Instance * is empty.' }
        @{ Case = 'blank'; Choose = { Select-DbInstance ' ' }; Id = 'InvalidInput'; Words = '-Instance was given without a value*' }
        @{ Case = 'a pattern'; Choose = { Select-DbInstance cl-* }; Id = 'InvalidInput'; Words = '*Get-DbInstance cl-`**' }
        @{ Case = 'several'; Choose = { $all | Select-DbInstance }; Id = 'InvalidInput'; Words = '*several*' }
        @{ Case = 'several at once'; Choose = { Select-DbInstance $all }; Id = 'InvalidInput'; Words = '*several*' }
        @{ Case = 'an id of two services'; Choose = { Select-DbInstance cl-ouhutv70 }; Id = 'AmbiguousInstance'; Words = '*MySqlPlus, MySqlPlusAnalysis*' }
        @{ Case = 'not connected'; Choose = { Select-DbInstance cdb-nowhere }; Id = 'InstanceNotConnected'; Words = '*cdb-nowhere*' }
        @{ Case = 'disconnected'; Choose = { $all[0] | Disconnect-DbInstance | Select-DbInstance }; Id = 'InstanceNotConnected'; Words = '*cl-ouhutv70*' }
        @{ Case = 'a number'; Choose = { Select-DbInstance 5 }; Id = 'InvalidInput'; Words = '*InstanceId*' }
    ) {
        $null = Select-DbInstance TencentMySql
        $result = Watch-Command $Choose
        $result.Output | Should -BeNullOrEmpty
        $result.Error | ForEach-Object { Get-ErrorId $_ } | Should -Be $Id
        "$($result.Error[0])" | Should -BeLike $Words
        (Get-DbInstance | Where-Object IsDefault).Service | Should -Be 'TencentMySql'
    }

    It 'is told in what is selected and exported' {
        $null = Select-DbInstance ChronusDB
        (Get-DbInstance | Select-Object Service, IsDefault | Where-Object IsDefault).Service | Should -Be 'ChronusDB'
        (Get-DbInstance | ConvertTo-Csv | ConvertFrom-Csv | Where-Object IsDefault -EQ 'True').Service | Should -Be 'ChronusDB'
        (Get-DbInstance | ConvertTo-Json | ConvertFrom-Json | Where-Object IsDefault).Service | Should -Be 'ChronusDB'
        $lines = (Get-DbInstance | Format-Table | Out-String -Width 120) -split '\r?\n' -match '^\* (?!Service)'
        $lines | Should -HaveCount 1
        $lines | Should -Match '^\* ChronusDB'
    }

    It 'is none after it was disconnected, whatever else is connected' {
        $null = Select-DbInstance ChronusDB
        $null = Disconnect-DbInstance
        Get-DbInstance | Where-Object IsDefault | Should -BeNullOrEmpty
        foreach ($command in { Get-DbAccount }, { Remove-DbAccount app -Confirm:$false }, { New-DbAccount app -GeneratePassword }, { Disconnect-DbInstance }) {
            $problem = (Watch-Command $command).Error[0]
            Get-ErrorId $problem | Should -Be 'InstanceNotConnected'
            "$problem" | Should -BeLike '*no default*(MySqlPlus)*(MySqlPlusAnalysis)*(Ddm)*(TencentMySql)*'
        }
    }
}

Describe 'Several instances' {
    BeforeAll {
        Disconnect-Simulated
        $simulator = Start-DbSimulator -JobDuration 0.05
        $all = @($simulator.Instance | Connect-DbInstance)
        $ddm, $tencent = $all[3, 4]
        $job = New-DbAccount spread -GeneratePassword -Instance $tencent -Wait
        $null = Grant-DbPrivilege spread SELECT -Database shop -Instance $tencent -Wait
        $null = New-DbAccount spread -GeneratePassword -Privilege INSERT -Database crm -Instance $ddm
        $null = New-DbAccount alone -GeneratePassword -Privilege INSERT -Database crm -Instance $ddm
    }

    It 'are read as <Form>' -ForEach @(
        @{ Form = 'a list'; Named = { $tencent, $ddm }; Expected = 'TencentMySql', 'Ddm' }
        @{ Form = 'ids and services'; Named = { 'Ddm', 'cdb-f35wr6wj' }; Expected = 'Ddm', 'TencentMySql' }
        @{ Form = 'JSON'; Named = { $ddm, $tencent | ConvertTo-Json }; Expected = 'Ddm', 'TencentMySql' }
        @{ Form = 'everything'; Named = { '*' }; Expected = 'Ddm', 'TencentMySql' }
        @{ Form = 'a pattern of ids'; Named = { 'CDB-*' }; Expected = 'TencentMySql' }
        @{ Form = 'a pattern of services'; Named = { 'Tencent*', 'dd?' }; Expected = 'TencentMySql', 'Ddm' }
        @{ Form = 'a pattern of both'; Named = { 'Tencent*/cdb-*' }; Expected = 'TencentMySql' }
        @{ Form = 'the same twice'; Named = { 'Ddm', $ddm, 'd*' }; Expected = 'Ddm' }
    ) {
        $instances = & $Named
        $result = Watch-Command { Get-DbAccount spread -Instance $instances }
        $result.Error | Should -BeNullOrEmpty
        $result.Output.Service | Should -Be $Expected
        (Get-DbPrivilege spread -Instance $instances -ErrorAction Ignore).Service | Should -Be $Expected
    }

    It 'that match have what one of them has; those that are named have it each' {
        $result = Watch-Command { Get-DbAccount alone, nobody -Instance D*, cdb-* }
        $result.Output.Name | Should -Be 'alone'
        @($result.Error).ForEach{ "$($_.TargetObject)" } | Should -Be 'nobody', 'nobody'
        $result.Error | ForEach-Object { Get-ErrorId $_ } | Select-Object -Unique | Should -Be 'AccountNotFound'
        $result = Watch-Command { Get-DbAccount alone -Instance $ddm, $tencent }
        $result.Output.Service | Should -Be 'Ddm'
        "$($result.Error)" | Should -BeLike '*alone*cdb-f35wr6wj*'
        $result = Watch-Command { Get-DbPrivilege alone -Instance D*, T* }
        $result.Output.Service | Should -Be 'Ddm'
        $result.Error | Should -BeNullOrEmpty
        $result = Watch-Command { Get-DbPrivilege nobody -Instance D*, T* }
        $result.Error | ForEach-Object { Get-ErrorId $_ } | Should -Be 'AccountNotFound', 'AccountNotFound'
    }

    It 'go on where one is no good' {
        $result = Watch-Command { Get-DbAccount spread -Instance cdb-nowhere, Ddm, cl-ouhutv70, xyz*, TencentMySql }
        $result.Output.Service | Should -Be 'Ddm', 'TencentMySql'
        $result.Error | ForEach-Object { Get-ErrorId $_ } | Should -Be 'InstanceNotConnected', 'AmbiguousInstance', 'InstanceNotConnected'
        "$($result.Error[2])" | Should -BeLike "*'xyz``*'*(Ddm)*"
    }

    It 'are asked for a job, and one of them has it' {
        (Get-DbJob $job.Id -Instance *).Service | Should -Be 'TencentMySql'
        (Get-DbJob -Instance Ddm, T*).Service | Select-Object -Unique | Should -Be 'TencentMySql'
        $result = Watch-Command { Get-DbJob 11111111-22222222-33333333-44444444 -Instance cdb-*, ChronusDB }
        $result.Output | Should -BeNullOrEmpty
        $result.Error | ForEach-Object { Get-ErrorId $_ } | Should -Be 'JobNotFound', 'JobNotFound'
    }

    It 'leave what was listed where it belongs' {
        $account = Get-DbAccount spread -Instance Ddm
        foreach ($named in '*', @('Ddm', 'TencentMySql'), 'D*') {
            $result = Watch-Command { $account | Get-DbPrivilege -Instance $named }
            $result.Output.Service | Should -Be 'Ddm'
            $result.Error | Should -BeNullOrEmpty
            ($account | ConvertTo-Json | Get-DbAccount -Instance $named).Service | Should -Be 'Ddm'
        }
        foreach ($named in 'T*', @('TencentMySql', 'ChronusDB')) {
            $result = Watch-Command { $account | Get-DbPrivilege -Instance $named }
            $result.Output | Should -BeNullOrEmpty
            $result.Error | ForEach-Object { Get-ErrorId $_ } | Should -Be 'InstanceMismatch'
        }
    }

    It 'are refused by <_>, and nothing is changed' -ForEach 'Remove-DbAccount', 'Set-DbAccount', 'Grant-DbPrivilege', 'New-DbAccount', 'Reset-DbAccountPassword' {
        $more = @{
            'Set-DbAccount' = @{ Description = 'x' }; 'Grant-DbPrivilege' = @{ Privilege = 'SELECT'; Database = 'other' }
            'New-DbAccount' = @{ GeneratePassword = $true }; 'Reset-DbAccountPassword' = @{ GeneratePassword = $true }
        }[$_]
        if (!$more) { $more = @{} }
        $before = Get-DbAccount -Instance $ddm, $tencent | ConvertTo-Json
        foreach ($named in '*', 'cdb-*', 'Tencent?ySql', @('Ddm', 'TencentMySql'), @($ddm, $tencent)) {
            $result = Watch-Command { & $_ spread -Instance $named @more -Confirm:$false }
            $result.Output | Should -BeNullOrEmpty
            $result.Error | ForEach-Object { Get-ErrorId $_ } | Should -Be 'InvalidInput'
        }
        Get-DbAccount -Instance $ddm, $tencent | ConvertTo-Json | Should -Be $before
    }

    It 'are listed by Get-DbInstance' {
        (Get-DbInstance cdb-*, Ddm).Service | Should -Be 'TencentMySql', 'Ddm'
        (Get-DbInstance MySqlPlus*/cl-*).Service | Should -Be 'MySqlPlus', 'MySqlPlusAnalysis'
        Get-DbInstance zzz* | Should -BeNullOrEmpty
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
            $problem.ErrorDetails.RecommendedAction | Should -BeLike '*object*-Instance*Select-DbInstance*'
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

Describe 'One id at two addresses' {
    BeforeAll {
        Disconnect-Simulated
        $one = Start-DbSimulator -JobDuration 0.05
        $two = Start-DbSimulator -JobDuration 0.05
        $first = @($one.Instance | Connect-DbInstance)
        $second = @($two.Instance | Connect-DbInstance)
        $a, $b = $first[4], $second[4]
        foreach ($db in $a, $b) {
            $null = New-DbAccount there -GeneratePassword -Instance $db -Wait
            $null = Grant-DbPrivilege there SELECT -Database shop -Instance $db -Wait
        }
        # Every form in which an object travels.
        $forms = [ordered]@{
            Live = { $_ }
            Clixml = { [Management.Automation.PSSerializer]::Deserialize([Management.Automation.PSSerializer]::Serialize($_)) }
            Json = { $_ | ConvertTo-Json -WarningAction SilentlyContinue }
            FromJson = { $_ | ConvertTo-Json -WarningAction SilentlyContinue | ConvertFrom-Json }
            Selected = { $_ | Select-Object Service, InstanceId, Endpoint, Name, AllowedHost }
            Csv = { $_ | Select-Object Service, InstanceId, Endpoint, Name, @{ n = 'AllowedHost'; e = { "$($_.AllowedHost)" } } | ConvertTo-Csv | ConvertFrom-Csv }
        }
    }

    BeforeEach { $null = Select-DbInstance $b }

    It 'is two connections' {
        Get-DbInstance | Should -HaveCount 10
        (Get-DbInstance cdb-f35wr6wj).Endpoint.Port | Should -Be $one.Port, $two.Port
        (Get-DbInstance cdb-f35wr6wj | Where-Object IsDefault).Endpoint.Port | Should -Be $two.Port
    }

    It 'is in accounts, privileges and jobs of <_>' -ForEach 'MySqlPlus', 'MySqlPlusAnalysis', 'ChronusDB', 'Ddm', 'TencentMySql' {
        $db = $first | Where-Object Service -EQ $_
        $privilege = if ($_ -eq 'Ddm') { @{ Privilege = 'SELECT'; Database = 'shop' } } else { @{} }
        $job = New-DbAccount placed -GeneratePassword -Instance $db @privilege
        $address = "http://127.0.0.1:$($one.Port)"
        $job.Endpoint | Should -Be $address
        ($job | Wait-DbJob).Endpoint | Should -Be $address
        $account = Get-DbAccount placed -Instance $db
        $account.Endpoint | Should -Be $address
        if ($_ -in 'Ddm', 'TencentMySql') {
            $null = Grant-DbPrivilege placed SELECT -Database shop -Instance $db -Wait
            (Get-DbPrivilege placed -Instance $db).Endpoint | Should -Be $address
        }
        foreach ($back in ($account | ConvertTo-Csv | ConvertFrom-Csv), ($account | ConvertTo-Json | ConvertFrom-Json), [Management.Automation.PSSerializer]::Deserialize([Management.Automation.PSSerializer]::Serialize($account))) {
            $back.Endpoint | Should -Be $address
        }
    }

    It 'takes an account back where it was listed, as <_>' -ForEach 'Live', 'Clixml', 'Json', 'FromJson', 'Selected', 'Csv' {
        $form = $forms[$_]
        $text = Get-DbAccount there -Instance $a | ForEach-Object $form
        ($text | Grant-DbPrivilege -Privilege INSERT -Database shop -ErrorAction Stop -Wait).Endpoint | Should -Be "http://127.0.0.1:$($one.Port)"
        "$(Get-DbPrivilege there -Instance $a)" | Should -Be 'INSERT, SELECT ON shop.*'
        "$(Get-DbPrivilege there -Instance $b)" | Should -Be 'SELECT ON shop.*'
        $null = $text | Revoke-DbPrivilege -Privilege INSERT -Database shop -ErrorAction Stop -Wait
        "$(Get-DbPrivilege there -Instance $a)" | Should -Be 'SELECT ON shop.*'
        ($text | Get-DbAccount).Endpoint | Should -Be "http://127.0.0.1:$($one.Port)"
        ($text | Get-DbPrivilege).Endpoint | Should -Be "http://127.0.0.1:$($one.Port)"
    }

    It 'refuses an account of the other, and changes nothing: <Command> of <Form>' -ForEach @(
        foreach ($form in 'Live', 'Clixml', 'Json', 'FromJson', 'Selected', 'Csv') {
            @{ Form = $form; Command = 'Remove-DbAccount'; More = @{ Confirm = $false } }
            @{ Form = $form; Command = 'Set-DbAccount'; More = @{ Description = 'other' } }
            @{ Form = $form; Command = 'Reset-DbAccountPassword'; More = @{ GeneratePassword = $true } }
            @{ Form = $form; Command = 'Grant-DbPrivilege'; More = @{ Privilege = 'DROP'; Database = 'shop' } }
            @{ Form = $form; Command = 'Set-DbPrivilege'; More = @{ Privilege = 'DROP'; Database = 'shop'; Confirm = $false } }
            @{ Form = $form; Command = 'Get-DbPrivilege'; More = @{} }
            @{ Form = $form; Command = 'Get-DbAccount'; More = @{} }
            @{ Form = $form; Command = 'New-DbAccount'; More = @{ GeneratePassword = $true } }
        }
    ) {
        $as = $forms[$Form]
        $text = Get-DbAccount there -Instance $a | ForEach-Object $as
        $before = Get-DbAccount there -Instance $b | ConvertTo-Json
        foreach ($named in $b, ($b | ConvertTo-Json), $second[3]) {
            $result = Watch-Command { $text | & $Command @More -Instance $named }
            $result.Output | Should -BeNullOrEmpty
            $result.Error | ForEach-Object { Get-ErrorId $_ } | Should -Be 'InstanceMismatch'
            "$($result.Error[0])" | Should -BeLike "*there*cdb-f35wr6wj*:$($one.Port)*:$($two.Port)*"
            $result.Error[0].ErrorDetails.RecommendedAction | Should -BeLike '*Select-Object*'
        }
        Get-DbAccount there -Instance $b | ConvertTo-Json | Should -Be $before
        "$(Get-DbPrivilege there -Instance $b)" | Should -Be 'SELECT ON shop.*'
    }

    It 'refuses privileges and jobs of the other' {
        $privilege = Get-DbPrivilege there -Instance $a
        $json = $privilege | ConvertTo-Json
        $job = New-DbAccount jobbed -GeneratePassword -Instance $a
        foreach ($command in { $privilege | Revoke-DbPrivilege -Instance $b }, { Revoke-DbPrivilege -InputObject $privilege -Instance $b }, { $json | Revoke-DbPrivilege -Instance $b },
            { $job | Wait-DbJob -Instance $b }, { $job | Get-DbJob -Instance $b }, { $a | Get-DbAccount -Instance $b }, { $job | Wait-DbJob -Instance $first[3] }) {
            $result = Watch-Command $command
            $result.Output | Should -BeNullOrEmpty
            $result.Error | ForEach-Object { Get-ErrorId $_ } | Should -Be 'InstanceMismatch'
        }
        "$(Get-DbPrivilege there -Instance $b)" | Should -Be 'SELECT ON shop.*'
        ($job | Wait-DbJob).State | Should -Be 'Succeeded'
        ($job.Id | Get-DbJob).Endpoint | Should -Be $job.Endpoint
    }

    It 'means the same name elsewhere by what is selected of it' {
        $null = Get-DbAccount there -Instance $a | Select-Object Name, AllowedHost | Set-DbAccount -Description meant -Instance $b -Wait
        (Get-DbAccount there -Instance $b).Description | Should -Be 'meant'
        $null = Get-DbPrivilege there -Instance $a | Select-Object Account, Level, Database, Table, Column, @{ n = 'Privilege'; e = { 'INSERT' } } | Grant-DbPrivilege -Instance $b -Wait
        "$(Get-DbPrivilege there -Instance $b)" | Should -Be 'INSERT, SELECT ON shop.*'
        $null = Revoke-DbPrivilege there INSERT -Database shop -Instance $b -Wait
        $null = Set-DbAccount there -Description '' -Instance $b -Wait
    }

    It 'is refused by the runbooks, whose rows have no address' {
        . "$PSScriptRoot/../../examples/runbooks/RunbookSupport.ps1"
        { Get-RunbookInstance } | Should -Throw "*several addresses*$($one.Port)*$($two.Port)*"
    }

    It 'is said by -WhatIf, where the id alone would not tell' {
        Get-HostText { Get-DbAccount there -Instance $a | Remove-DbAccount -WhatIf } | Should -BeLike "*there*cdb-f35wr6wj*http://127.0.0.1:$($one.Port)*"
        Get-HostText { Remove-DbAccount there -WhatIf } | Should -BeLike "*there*cdb-f35wr6wj*http://127.0.0.1:$($two.Port)*"
    }

    It 'of a row without an address is the default''s' {
        ([pscustomobject]@{ Name = 'there'; InstanceId = 'cdb-f35wr6wj' } | Get-DbAccount).Endpoint | Should -Be "http://127.0.0.1:$($two.Port)"
        ([pscustomobject]@{ Name = 'there'; InstanceId = 'cdb-f35wr6wj'; Endpoint = '' } | Get-DbAccount).Endpoint | Should -Be "http://127.0.0.1:$($two.Port)"
        $null = Select-DbInstance $second[0]
        Get-ErrorId (Watch-Command { [pscustomobject]@{ Name = 'there'; InstanceId = 'cdb-f35wr6wj' } | Remove-DbAccount -Confirm:$false }).Error[0] | Should -Be 'AmbiguousInstance'
    }

    It 'of a row is no address: <_>' -ForEach 'nowhere', '127.0.0.1:80', 'relative/path' {
        $row = [pscustomobject]@{ Name = 'there'; InstanceId = 'cdb-f35wr6wj'; Endpoint = $_ }
        foreach ($command in { $row | Remove-DbAccount -Confirm:$false }, { $row | Get-DbAccount }, { $row | New-DbAccount -GeneratePassword }) {
            $result = Watch-Command $command
            $result.Error | ForEach-Object { Get-ErrorId $_ } | Should -Be 'InvalidInput'
            "$($result.Error[0])" | Should -BeLike '*Endpoint must be an address*'
        }
    }

    It 'does not take the place of one that is gone' {
        $account = Get-DbAccount there -Instance $a
        $job = New-DbAccount gone -GeneratePassword -Instance $a -Wait
        $null = $a | Disconnect-DbInstance
        try {
            foreach ($command in { $account | Remove-DbAccount -Confirm:$false }, { $account | Select-Object * | Remove-DbAccount -Confirm:$false }, { $account | Get-DbPrivilege }, { $job | Wait-DbJob }, { Get-DbAccount -Instance ($a | ConvertTo-Json) }) {
                $result = Watch-Command $command
                $result.Output | Should -BeNullOrEmpty
                Get-ErrorId $result.Error[0] | Should -Be 'InstanceNotConnected'
                "$($result.Error[0])" | Should -BeLike "*cdb-f35wr6wj at http://127.0.0.1:$($one.Port) is not connected*http://127.0.0.1:$($two.Port)*another port*simulator*"
                $result.Error[0].ErrorDetails.RecommendedAction | Should -BeLike "Connect-DbInstance TencentMySql cdb-f35wr6wj*-Endpoint http://127.0.0.1:$($one.Port)*"
            }
            Get-DbAccount there | Should -HaveCount 1
        } finally { $a = $one.Instance[4] | Connect-DbInstance -NoDefault }
        # Connected again it is the same place.
        ($account | Get-DbPrivilege).Endpoint | Should -Be "http://127.0.0.1:$($one.Port)"
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
