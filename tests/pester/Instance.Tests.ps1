#Requires -Modules @{ ModuleName = 'Pester'; ModuleVersion = '5.0' }

BeforeAll { . (Join-Path $PSScriptRoot 'support/Simulated.ps1') }

AfterAll { Disconnect-Simulated }

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
        @{ Case = 'null'; Choose = { $null | Select-DbInstance }; Id = 'InvalidInput'; Words = 'Instance * is empty. *' }
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
        $result.Error[0].ErrorDetails | ForEach-Object { "$($_.Message) $($_.RecommendedAction)" } | Should -BeLike $Words
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
        @($result.Error).ForEach{ "$($_.TargetObject)" } | Should -Be 'nobody'
        $result.Error | ForEach-Object { Get-ErrorId $_ } | Select-Object -Unique | Should -Be 'AccountNotFound'
        "$($result.Error)" | Should -BeLike '*(Ddm) and cdb-f35wr6wj (TencentMySql)*'
        $result = Watch-Command { Get-DbAccount alone -Instance $ddm, $tencent }
        $result.Output.Service | Should -Be 'Ddm'
        "$($result.Error)" | Should -BeLike '*alone*cdb-f35wr6wj*'
        $result = Watch-Command { Get-DbPrivilege alone -Instance D*, T* }
        $result.Output.Service | Should -Be 'Ddm'
        $result.Error | Should -BeNullOrEmpty
        $result = Watch-Command { Get-DbPrivilege nobody -Instance D*, T* }
        $result.Error | ForEach-Object { Get-ErrorId $_ } | Should -Be 'AccountNotFound'
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
