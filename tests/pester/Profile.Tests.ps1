#Requires -Modules @{ ModuleName = 'Pester'; ModuleVersion = '5.0' }

# Connections under a name.
BeforeAll {
    . (Join-Path $PSScriptRoot 'support/Simulated.ps1')
    $modulePath = (Get-Module DbAccounts).Path
    $before = $env:DBACCOUNTS_PROFILE_PATH

    function New-ProfilePath { Join-Path $TestDrive "$([guid]::NewGuid())/profiles.json" }
}

AfterAll {
    $env:DBACCOUNTS_PROFILE_PATH = $before
    Disconnect-Simulated
}

Describe 'Profiles' {
    BeforeEach { $env:DBACCOUNTS_PROFILE_PATH = New-ProfilePath }

    It 'are made, changed, listed and removed' {
        Set-DbProfile shop TencentMySql cdb-f35wr6wj -Region ap-guangzhou -SecretName shop-key | Should -BeNullOrEmpty
        $made = Set-DbProfile Stats ChronusDB cl-yxgxofd3 -Zone pek3 -PassThru
        $made | Should -BeOfType DbAccounts.Profiles.DbProfile
        $made.Name, $made.Service, $made.InstanceId, $made.Region, $made.SecretName | Should -Be 'Stats', 'ChronusDB', 'cl-yxgxofd3', 'pek3', $null
        Set-DbProfile STATS -SecretName stats-key -Vault ops
        (Get-DbProfile).Name | Should -Be 'shop', 'STATS'
        $changed = Get-DbProfile st*
        $changed.InstanceId, $changed.SecretName, $changed.Vault | Should -Be 'cl-yxgxofd3', 'stats-key', 'ops'
        Get-ErrorId (Watch-Command { Set-DbProfile stats -SecretName '' -Vault $null }).Error[0] | Should -Be 'InvalidInput'
        (Get-DbProfile stats).SecretName | Should -Be 'stats-key'
        Set-DbProfile stats -Clear SecretName, Vault
        "$((Get-DbProfile stats).SecretName)$((Get-DbProfile stats).Vault)" | Should -BeNullOrEmpty
        (Get-DbProfile stats).Region | Should -Be 'pek3'
        'shop' | Remove-DbProfile
        (Get-DbProfile).Name | Should -Be 'stats'
        Get-DbProfile | Remove-DbProfile
        Get-DbProfile | Should -BeNullOrEmpty
    }

    It 'are not touched by -WhatIf' {
        Set-DbProfile shop TencentMySql cdb-f35wr6wj -WhatIf
        $env:DBACCOUNTS_PROFILE_PATH | Should -Not -Exist
        Set-DbProfile shop TencentMySql cdb-f35wr6wj
        Remove-DbProfile shop -WhatIf
        (Get-DbProfile).Name | Should -Be 'shop'
    }

    It 'are made of rows, a blank cell of which is not given' {
        @'
Name,Service,InstanceId,Region,SecretName
a,MySqlPlus,cl-ouhutv70,sh1a,qing
b,TencentMySql,cdb-f35wr6wj,ap-guangzhou,
c,Oracle,x,y,
'@ | ConvertFrom-Csv | Set-DbProfile -ErrorAction SilentlyContinue -ErrorVariable problem
        Get-ErrorId $problem[0] | Should -Be 'UnknownService'
        (Get-DbProfile).Name | Should -Be 'a', 'b'
        [pscustomobject]@{ Name = 'a'; SecretName = '' } | Set-DbProfile
        (Get-DbProfile a).SecretName | Should -Be 'qing'
    }

    It 'are made of a connected instance, without its secret' {
        $key = [pscredential]::new('AKIDEXAMPLE', (ConvertTo-Secret 'Canary-Key'))
        Connect-DbInstance TencentMySql cdb-f35wr6wj -Region ap-guangzhou -Credential $key | Set-DbProfile shop
        Connect-DbInstance ChronusDB cl-yxgxofd3 -Zone pek3 -SecretName k -Vault v -Endpoint https://private.example | Set-DbProfile stats
        (Get-DbProfile stats).SecretName, (Get-DbProfile stats).Vault, (Get-DbProfile stats).Endpoint.Host | Should -Be 'k', 'v', 'private.example'
        (Get-DbProfile shop).Endpoint | Should -BeNullOrEmpty
        Get-Content $env:DBACCOUNTS_PROFILE_PATH -Raw | Should -Not -Match 'Canary|AKID'
    }

    It 'take no secret' {
        (Get-Command Set-DbProfile).Parameters.Keys -match 'Credential|Token|Password' | Should -BeNullOrEmpty
    }

    It 'that do not exist are an error each, and the others go on' {
        Set-DbProfile shop TencentMySql cdb-f35wr6wj
        $result = Watch-Command { Get-DbProfile nope, shop }
        Get-ErrorId $result.Error[0] | Should -Be 'ProfileNotFound'
        $result.Output.Name | Should -Be 'shop'
        Get-ErrorId (Watch-Command { 'nope' | Remove-DbProfile }).Error[0] | Should -Be 'ProfileNotFound'
        Get-ErrorId (Watch-Command { Connect-DbInstance -Profile nope }).Error[0] | Should -Be 'ProfileNotFound'
    }

    It 'in a file that holds something else are an error, and the file stays' {
        $null = New-Item -ItemType Directory (Split-Path $env:DBACCOUNTS_PROFILE_PATH)
        'mine' | Set-Content $env:DBACCOUNTS_PROFILE_PATH
        foreach ($command in { Get-DbProfile }, { Set-DbProfile a Ddm }, { Remove-DbProfile a }, { Connect-DbInstance -Profile a }) {
            Get-ErrorId (Watch-Command $command).Error[0] | Should -Be 'ProfileFileInvalid'
        }
        Get-Content $env:DBACCOUNTS_PROFILE_PATH | Should -Be 'mine'
    }

    It 'are safe with several processes at once' {
        $fresh = "$PSScriptRoot/../../tools/Invoke-FreshPowerShell.ps1"
        1..8 | ForEach-Object -Parallel {
            $file = $using:env:DBACCOUNTS_PROFILE_PATH
            $number = $_
            $null = & $using:fresh -Command "`$env:DBACCOUNTS_PROFILE_PATH = '$file'; Import-Module '$using:modulePath'; 1..5 | ForEach-Object { Set-DbProfile ""p$number-`$_"" Ddm }"
        } -ThrottleLimit 3
        @(Get-DbProfile).Count | Should -Be 40
    }

    It 'complete their names' {
        Set-DbProfile shop TencentMySql cdb-f35wr6wj
        Set-DbProfile 'my shop' ChronusDB cl-yxgxofd3
        foreach ($line in 'Connect-DbInstance -Profile ', 'Get-DbProfile ', 'Remove-DbProfile ', 'Set-DbProfile ') {
            $found = (TabExpansion2 $line $line.Length).CompletionMatches
            $found.CompletionText | Should -Be "'my shop'", 'shop'
            $found[1].ToolTip | Should -Be 'shop: cdb-f35wr6wj (TencentMySql)'
        }
        'broken' | Set-Content $env:DBACCOUNTS_PROFILE_PATH
        { TabExpansion2 'Get-DbProfile s' 15 } | Should -Not -Throw
    }

    It 'fit 80 columns with Ddm''s long ids' {
        Set-DbProfile accounting-prod Ddm 61a4ea66210545909d74a05c27a7179ein09 -Region cn-north-4 -SecretName huawei-key -Vault ops
        $lines = Get-DbProfile | Format-Table | Out-String -Width 80 -Stream
        ($lines | Measure-Object Length -Maximum).Maximum | Should -BeLessOrEqual 80
        -join $lines -replace '\s' | Should -Match 'secrethuawei-keyinops'
    }
}

Describe 'Connect-DbInstance -Profile' {
    BeforeEach {
        $env:DBACCOUNTS_PROFILE_PATH = New-ProfilePath
        $simulator = Connect-Simulated @()
        $tencent = $simulator.Instance | Where-Object Service -EQ TencentMySql
        Set-DbProfile shop TencentMySql cdb-f35wr6wj -Region ap-guangzhou -SecretName shop-key -Vault ops -Endpoint $simulator.Endpoint
        $key = $tencent.Credential
        ${function:global:Get-Secret} = {
            [CmdletBinding()] param([string] $Name, [string] $Vault)
            if ("$Vault/$Name" -ne 'ops/shop-key') { throw "asked for $Vault/$Name" }
            $key
        }.GetNewClosure()
    }
    AfterEach { Remove-Item Function:\Get-Secret -ErrorAction Ignore }

    It 'connects what is stored, with the secret that it names' {
        $db = Connect-DbInstance -Profile SHOP -Verify -ErrorAction Stop
        $db.Service, $db.InstanceId, $db.Region, $db.SecretName, $db.KeyId | Should -Be 'TencentMySql', 'cdb-f35wr6wj', 'ap-guangzhou', 'shop-key', $tencent.Credential.UserName
        (Get-DbAccount root).Name | Should -Be 'root'
    }

    It 'lets what is given win' {
        $db = Connect-DbInstance -Profile shop cdb-other -Region ap-tokyo -Credential $tencent.Credential
        $db.InstanceId, $db.Region, $db.SecretName, $db.Vault | Should -Be 'cdb-other', 'ap-tokyo', $null, $null
        $db.KeyId | Should -Be $tencent.Credential.UserName
        $db = Connect-DbInstance -Profile shop -SecretName another
        $db.SecretName, $db.Vault | Should -Be 'another', $null
        (Connect-DbInstance -Profile shop -Vault second).CredentialSource | Should -Be "the secret 'shop-key' of the vault 'second'"
    }

    It 'takes profiles from the pipeline, and the simulator in their place' {
        Set-DbProfile stats ChronusDB cl-yxgxofd3 -Zone pek3 -SecretName k
        (Get-DbProfile | Connect-DbInstance).InstanceId | Should -Be 'cdb-f35wr6wj', 'cl-yxgxofd3'
        $db = Connect-DbInstance -Profile stats -Simulator
        $db.Service, $db.SecretName | Should -Be 'ChronusDB', $null
        Get-DbAccount -Instance $db -ErrorAction Stop | Should -BeNullOrEmpty
    }
}
