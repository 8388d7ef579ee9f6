#Requires -Modules @{ ModuleName = 'Pester'; ModuleVersion = '5.0' }

# Where Connect-DbInstance takes a credential from. The vaults are stand-ins, the services the simulator's.
BeforeAll {
    . (Join-Path $PSScriptRoot 'support/Simulated.ps1')
    $modulePath = (Get-Module DbAccounts).Path
    $variables = 'HOME', 'USERPROFILE', 'TENCENTCLOUD_SECRET_ID', 'TENCENTCLOUD_SECRET_KEY', 'TENCENTCLOUD_TOKEN', 'TENCENTCLOUD_REGION', 'TENCENTCLOUD_CREDENTIALS_FILE',
        'TCCLI_PROFILE', 'QINGCLOUD_ACCESS_KEY', 'QINGCLOUD_SECRET_KEY', 'QINGCLOUD_ZONE', 'QINGCLOUD_ENDPOINT', 'HUAWEICLOUD_SDK_AK', 'HUAWEICLOUD_SDK_SK',
        'HUAWEICLOUD_SDK_PROJECT_ID', 'OS_AUTH_TOKEN', 'OS_PROJECT_ID', 'OS_REGION_NAME', 'OS_USERNAME', 'OS_PASSWORD', 'OS_DOMAIN_NAME'
    $before = @{}
    foreach ($name in $variables) { $before[$name] = [Environment]::GetEnvironmentVariable($name) }

    # A user without any credentials, and without a vault.
    function Reset-Surrounding {
        foreach ($name in $variables) { [Environment]::SetEnvironmentVariable($name, $null) }
        $env:HOME = $env:USERPROFILE = (New-Item -ItemType Directory (Join-Path $TestDrive ([guid]::NewGuid()))).FullName
        Remove-Item Function:\Get-Secret, Function:\Get-AutomationPSCredential -ErrorAction Ignore
        $script:asked = [Collections.Generic.List[string]]::new()
        $script:vault = @{}
    }

    # SecretManagement, as far as the module uses it.
    function Install-Vault {
        $list, $secrets = $asked, $vault
        ${function:global:Get-Secret} = {
            [CmdletBinding()] param([string] $Name, [string] $Vault)
            $list.Add("$Vault/$Name@$([Environment]::CurrentManagedThreadId)")
            if (!$secrets.ContainsKey($Name)) { throw "The secret $Name was not found." }
            $secrets[$Name]
        }.GetNewClosure()
    }

    function Get-Simulated ([string] $Service) { $simulator.Instance | Where-Object Service -EQ $Service }

    # Connects to the simulator with everything but a credential.
    function Connect-Bare ([string] $Service, [hashtable] $More = @{}) {
        $from = Get-Simulated $Service
        if ($from.ProjectId) { $More = $More + @{ ProjectId = $from.ProjectId } }
        Connect-DbInstance $Service $from.InstanceId -Region $from.Region -Endpoint $from.Endpoint @More
    }
}

AfterAll {
    foreach ($name in $variables) { [Environment]::SetEnvironmentVariable($name, $before[$name]) }
    Remove-Item Function:\Get-Secret, Function:\Get-AutomationPSCredential -ErrorAction Ignore
    Disconnect-Simulated
}

Describe 'A credential' {
    BeforeEach {
        Reset-Surrounding
        $simulator = Connect-Simulated @()
        $key = (Get-Simulated TencentMySql).Credential
        $secret = $key.GetNetworkCredential().Password
    }

    It 'of variables is found, and Verbose says where without its content' {
        $env:TENCENTCLOUD_SECRET_ID = $key.UserName
        $env:TENCENTCLOUD_SECRET_KEY = $secret
        $env:TENCENTCLOUD_REGION = 'ap-guangzhou'
        $said = Connect-DbInstance TencentMySql cdb-f35wr6wj -Endpoint $simulator.Endpoint -Verbose 4>&1
        $said[0].Message | Should -BeLike '*comes from the environment variables TENCENTCLOUD_SECRET_ID and TENCENTCLOUD_SECRET_KEY*ap-guangzhou*'
        $said | Out-String -Width 500 | Should -Not -Match $secret
        (Get-DbInstance).CredentialSource | Should -Match 'TENCENTCLOUD_SECRET_ID'
        (Get-DbInstance).Region | Should -Be 'ap-guangzhou'
        (Get-DbAccount root).Name | Should -Be 'root'
    }

    It 'of a file is found when there are no variables' {
        $null = New-Item -ItemType Directory "$env:HOME/.qingcloud"
        $qingCloud = (Get-Simulated ChronusDB).Credential
        "qy_access_key_id: '$($qingCloud.UserName)'`nqy_secret_access_key: '$($qingCloud.GetNetworkCredential().Password)'`nzone: pek3" | Set-Content "$env:HOME/.qingcloud/config.yaml"
        $null = Connect-DbInstance ChronusDB cl-yxgxofd3 -Endpoint $simulator.Endpoint -Verify -ErrorAction Stop
        (Get-DbInstance).CredentialSource | Should -BeLike '*config.yaml'
        (Get-DbInstance).Region | Should -Be 'pek3'
        (Connect-DbInstance ChronusDB cl-yxgxofd3 -Zone sh1a -Endpoint $simulator.Endpoint).Region | Should -Be 'sh1a'
    }

    It 'that is nowhere is an error that says where was looked and what to give' {
        $result = Watch-Command { Connect-DbInstance TencentMySql cdb-f35wr6wj -Region r }
        Get-ErrorId $result.Error[0] | Should -Be 'ConnectionIncomplete'
        $result.Error[0].Exception.Message | Should -Match 'TENCENTCLOUD_SECRET_ID.*\.tencentcloud.credentials.*\.tccli'
        $result.Error[0].ErrorDetails.RecommendedAction | Should -Match '-Credential.*-SecretName.*about_DbAccounts_Connections'
        Get-DbInstance | Should -BeNullOrEmpty
    }

    It 'in a broken file is an error that names the file, and nothing else needs it' {
        $null = New-Item -ItemType Directory "$env:HOME/.tencentcloud"
        "[default]`nCanary-Secret" | Set-Content "$env:HOME/.tencentcloud/credentials"
        $result = Watch-Command { Connect-DbInstance TencentMySql cdb-f35wr6wj -Region r }
        Get-ErrorId $result.Error[0] | Should -Be 'CredentialFileInvalid'
        $result.Error[0] | Format-List * -Force | Out-String -Width 500 | Should -Not -Match 'Canary'
        Connect-DbInstance TencentMySql cdb-f35wr6wj -Region r -Credential $key | Should -Not -BeNullOrEmpty
        Connect-DbInstance TencentMySql -Simulator | Should -Not -BeNullOrEmpty
    }

    It 'that is given wins over variables' {
        $env:TENCENTCLOUD_SECRET_ID = $env:TENCENTCLOUD_SECRET_KEY = 'wrong'
        $null = Connect-Bare TencentMySql @{ Credential = $key; Verify = $true; ErrorAction = 'Stop' }
        (Get-DbInstance).KeyId | Should -Be $key.UserName
        (Get-DbInstance).CredentialSource | Should -Be 'the parameters of the connection'
    }

    It 'that is refused is named by its source' {
        $env:TENCENTCLOUD_SECRET_ID = $key.UserName
        $env:TENCENTCLOUD_SECRET_KEY = 'Canary-Wrong'
        $result = Watch-Command { Connect-Bare TencentMySql @{ Verify = $true } }
        Get-ErrorId $result.Error[0] | Should -Be 'AuthenticationFailed'
        $result.Error[0].ErrorDetails.RecommendedAction | Should -Match 'The credential came from the environment variables TENCENTCLOUD_SECRET_ID'
        $result.Error[0] | Format-List * -Force | Out-String -Width 500 | Should -Not -Match 'Canary'
        $result.Output | Should -BeNullOrEmpty
        Get-DbInstance | Should -BeNullOrEmpty
    }
}

Describe '-Verify' {
    BeforeEach { Reset-Surrounding; $simulator = Connect-Simulated @() }

    It 'accepts what <_> accepts, with one request' -ForEach 'MySqlPlus', 'MySqlPlusAnalysis', 'ChronusDB', 'Ddm', 'TencentMySql' {
        $from = Get-Simulated $_
        $null = $from | Connect-DbInstance
        (Get-DbSimulator).Requests | Should -Be 0
        ($from | Connect-DbInstance -Verify).Service | Should -Be $_
        (Get-DbSimulator).Requests | Should -Be 1
    }

    It 'does not connect an instance that <_> does not have' -ForEach 'MySqlPlus', 'ChronusDB', 'Ddm', 'TencentMySql' {
        $result = Watch-Command { Get-Simulated $_ | Select-Object * -ExcludeProperty InstanceId | Connect-DbInstance -InstanceId nowhere-1 -Verify }
        Get-ErrorId $result.Error[0] | Should -Be 'InstanceNotFound'
        Get-DbInstance | Should -BeNullOrEmpty
    }
}

Describe '-SecretName' {
    BeforeEach {
        Reset-Surrounding
        $simulator = Connect-Simulated @()
        $key = (Get-Simulated TencentMySql).Credential
        Install-Vault
    }

    It 'is read on the pipeline''s thread when it is first needed, and once' {
        $vault['shop-key'] = $key
        $db = Connect-Bare TencentMySql @{ SecretName = 'shop-key'; Vault = 'ops' }
        $db.SecretName, $db.Vault, $db.KeyId | Should -Be 'shop-key', 'ops', $null
        $asked | Should -BeNullOrEmpty
        # Who looks at a change is told what is there, and that is asked of the service.
        New-DbAccount planned -GeneratePassword -WhatIf
        $asked | Should -Be "ops/shop-key@$([Environment]::CurrentManagedThreadId)"
        $null = New-DbAccount one -GeneratePassword -Wait -ErrorAction Stop
        $said = Get-DbAccount -Verbose 4>&1
        $asked | Should -Be "ops/shop-key@$([Environment]::CurrentManagedThreadId)"
        $said | Out-String | Should -Not -Match 'shop-key'
        $db.KeyId | Should -Be $key.UserName
        [Management.Automation.PSSerializer]::Serialize($db) | Should -Not -Match $key.GetNetworkCredential().Password
    }

    It 'may be a <Form>' -ForEach @(
        @{ Form = 'hashtable of texts'; Make = { @{ SecretId = $args[0].UserName; SecretKey = $args[0].GetNetworkCredential().Password } } }
        @{ Form = 'hashtable of secure strings'; Make = { @{ KeyId = $args[0].UserName; 'secret_key' = $args[0].Password } } }
        @{ Form = 'hashtable as the vendor names it'; Make = { @{ AK = $args[0].UserName; SK = $args[0].Password } } }
    ) {
        $vault['k'] = & $Make $key
        Connect-Bare TencentMySql @{ SecretName = 'k'; Verify = $true; ErrorAction = 'Stop' } | Should -Not -BeNullOrEmpty
    }

    It 'may be a token on Ddm, as a text and as a secure string' {
        $vault['text'] = 'MIIExampleTokenOfTheSimulator'
        $vault['secure'] = ConvertTo-Secret 'MIIExampleTokenOfTheSimulator'
        foreach ($name in 'text', 'secure') {
            Connect-Bare Ddm @{ SecretName = $name; Verify = $true; ErrorAction = 'Stop' } | Should -Not -BeNullOrEmpty
        }
    }

    It 'is refused as a <Form>, without its content' -ForEach @(
        @{ Form = 'text'; Value = 'Canary-Secret' }
        @{ Form = 'number'; Value = 4711 }
        @{ Form = 'byte array'; Value = , [byte[]](1, 2) }
        @{ Form = 'table without a key'; Value = @{ Canary = 'Canary' } }
    ) {
        $vault['k'] = $Value
        $result = Watch-Command { Connect-Bare TencentMySql @{ SecretName = 'k'; Verify = $true } }
        Get-ErrorId $result.Error[0] | Should -Be 'SecretInvalid'
        $result.Error[0] | Format-List * -Force | Out-String -Width 500 | Should -Not -Match 'Canary|4711'
    }

    It 'that does not exist is an error of the command that needs it, and the pipeline goes on' {
        $null = Connect-Bare TencentMySql @{ SecretName = 'nowhere' }
        $result = Watch-Command { 'a', 'b' | Get-DbAccount }
        $result.Error.Count | Should -Be 2
        Get-ErrorId $result.Error[0] | Should -Be 'SecretNotFound'
        $result.Error[0].Exception.Message | Should -Match 'nowhere.*Get-Secret'
    }

    It 'without a command for secrets says what is missing' {
        Remove-Item Function:\Get-Secret
        if (Get-Command Get-Secret -ErrorAction Ignore) { Set-ItResult -Skipped -Because 'SecretManagement is installed here'; return }
        $null = Connect-Bare TencentMySql @{ SecretName = 'k' }
        $result = Watch-Command { Get-DbAccount }
        Get-ErrorId $result.Error[0] | Should -Be 'SecretNotFound'
        $result.Error[0].ErrorDetails.RecommendedAction | Should -Match 'SecretManagement'
    }

    It 'is an asset in Azure Automation, unless a vault is named' {
        $vault['k'] = 'no credential'
        $list = $asked
        ${function:global:Get-AutomationPSCredential} = { [CmdletBinding()] param([string] $Name) $list.Add("asset $Name"); $key }.GetNewClosure()
        $null = Connect-Bare TencentMySql @{ SecretName = 'k'; Verify = $true; ErrorAction = 'Stop' }
        $asked | Should -Be 'asset k'
        $vault['k'] = $key
        $null = Connect-Bare TencentMySql @{ SecretName = 'k'; Vault = 'v'; Verify = $true; ErrorAction = 'Stop' }
        $asked[1] | Should -BeLike 'v/k@*'
    }

    It 'works when the instance is handed to ForEach-Object -Parallel' {
        $instance = Connect-Bare TencentMySql @{ SecretName = 'k' }
        $states = 1..6 | ForEach-Object -Parallel {
            Import-Module $using:modulePath
            function Get-Secret { if ("$args" -match 'Name:? k\b') { $using:key } }
            (New-DbAccount "parallel$_" -GeneratePassword -Wait -Instance $using:instance).State
        } -ThrottleLimit 3
        $states | Should -HaveCount 6
        $states | Select-Object -Unique | Should -Be 'Succeeded'
    }

    It 'goes with no other credential' {
        Get-ErrorId (Watch-Command { Connect-Bare TencentMySql @{ SecretName = 'k'; Credential = $key } }).Error[0] | Should -Be 'InvalidInput'
        Get-ErrorId (Watch-Command { Connect-Bare TencentMySql @{ Vault = 'v'; Credential = $key } }).Error[0] | Should -Be 'InvalidInput'
    }

    It 'shows its content in no stream' {
        $canary = $key.GetNetworkCredential().Password
        $vault['k'] = @{ KeyId = $key.UserName; SecretKey = $canary }
        $all = & {
            $VerbosePreference = $DebugPreference = $InformationPreference = 'Continue'
            $db = Connect-Bare TencentMySql @{ SecretName = 'k'; Verify = $true }
            $db; $db | Format-List * -Force; Get-DbAccount
            Remove-DbAccount nobody -Confirm:$false
        } *>&1
        ($all | Out-String -Width 500) + ($global:Error | ForEach-Object { $_ | Format-List * -Force | Out-String -Width 500 }) | Should -Not -Match ([regex]::Escape($canary))
    }
}

Describe '-IamDomain' {
    BeforeEach { Reset-Surrounding; $simulator = Connect-Simulated @() }

    It 'makes a token of an IAM user''s password' {
        $user = [pscredential]::new('simulator', (ConvertTo-Secret 'Example-Password-1'))
        $db = Connect-Bare Ddm @{ Credential = $user; IamDomain = 'simulator'; Verify = $true; ErrorAction = 'Stop' }
        $db.IamDomain, $db.KeyId | Should -Be 'simulator', $null
        (New-DbAccount iam -GeneratePassword -Privilege SELECT -ErrorAction Stop).State | Should -Be 'Succeeded'
        $said = Connect-Bare Ddm @{ Credential = [pscredential]::new('simulator', (ConvertTo-Secret 'Canary-Wrong')); IamDomain = 'simulator'; Verify = $true; Verbose = $true } *>&1
        Get-ErrorId ($said | Where-Object { $_ -is [Management.Automation.ErrorRecord] }) | Should -Be 'AuthenticationFailed'
        $said | Format-List * -Force | Out-String -Width 500 | Should -Not -Match 'Canary'
    }

    It 'is of variables, too, and belongs to Ddm' {
        $env:OS_USERNAME, $env:OS_PASSWORD, $env:OS_DOMAIN_NAME = 'simulator', 'Example-Password-1', 'simulator'
        (Connect-Bare Ddm @{ Verify = $true; ErrorAction = 'Stop' }).IamDomain | Should -Be 'simulator'
        $key = (Get-Simulated TencentMySql).Credential
        Get-ErrorId (Watch-Command { Connect-Bare TencentMySql @{ Credential = $key; IamDomain = 'acme' } }).Error[0] | Should -Be 'InvalidInput'
    }
}
