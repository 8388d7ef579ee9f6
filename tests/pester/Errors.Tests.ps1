# docs/errors.md is a contract: each of its errors is made to happen here, and has the category that it says, and an advice.
BeforeDiscovery {
    $table = foreach ($line in Get-Content "$PSScriptRoot/../../docs/errors.md") {
        if ($line -match '^\| `(\w+)` \| ([^|]+) \|') {
            @{ Id = $Matches[1]; Category = $Matches[2].Trim() -split ',\s*|\s+or\s+' }
        }
    }
    # These need a SQL server, or a module without its driver: MySql.Tests.ps1 makes them happen.
    $table = @($table | Where-Object Id -NotIn 'AccountProtected', 'ConnectionNotSecure', 'DriverNotFound')
    $null = $table
}

BeforeAll {
    . $PSScriptRoot/support/Simulated.ps1
    if (!('DbAccounts.PesterSupport.LoopbackServer' -as [type])) {
        Add-Type -Path "$PSScriptRoot/support/LoopbackServer.cs"
    }

    # A service that answers everything alike, where the simulator would not.
    function Connect-Answering ([string] $Service, [string] $Json) {
        $script:server = [DbAccounts.PesterSupport.LoopbackServer]::new('Answer', 0)
        $server.Json = $Json
        $key = [pscredential]::new('key', (ConvertTo-Secret 'secret'))
        $null = Connect-DbInstance $Service id -Region pek3 -ProjectId p -Credential $key -Endpoint $server.Endpoint
    }

    function Connect-Faulty ([string] $Service, [hashtable] $Fault) {
        $null = Connect-Simulated $Service @{ Fault = $Fault; Seed = 1 }
    }

    function Use-Variable ([string] $Name, [string] $Value, [scriptblock] $Command) {
        $before = [Environment]::GetEnvironmentVariable($Name)
        [Environment]::SetEnvironmentVariable($Name, $Value)
        try { & $Command } finally { [Environment]::SetEnvironmentVariable($Name, $before) }
    }

    # A connection whose key is a secret, and what Get-Secret says of it.
    function Use-Vault ([scriptblock] $Answer, [scriptblock] $Command) {
        $null = Connect-DbInstance ChronusDB cl-yxgxofd3 -Zone pek3 -SecretName key -Vault any
        ${function:global:Get-Secret} = $Answer
        try { & $Command } finally { Remove-Item Function:\Get-Secret }
    }

    $secret = ConvertTo-Secret 'Abcdef12_'
    $provoke = @{
        RuleViolation         = { $null = Connect-Simulated MySqlPlus; New-DbAccount root -Password $secret }
        InvalidInput          = { $null = Connect-Simulated MySqlPlus; New-DbAccount -Password $secret }
        NotSupportedByService = { $null = Connect-Simulated MySqlPlus; Get-DbPrivilege app }
        UnknownService        = { Get-DbService Oracle }
        InstanceNotConnected  = { Get-DbAccount -Instance cdb-nowhere }
        AmbiguousInstance     = { $null = Connect-Simulated MySqlPlus*; Get-DbAccount -Instance cl-ouhutv70 }
        InstanceMismatch      = { $null = Connect-Simulated TencentMySql, Ddm; Get-DbAccount root -Instance TencentMySql | Remove-DbAccount -Instance Ddm }
        ConnectionIncomplete  = { Connect-DbInstance TencentMySql -Region r }
        CredentialFileInvalid = {
            'no INI' | Set-Content TestDrive:/credentials
            Use-Variable -Name HUAWEICLOUD_SDK_CREDENTIALS_FILE -Value (Join-Path $TestDrive credentials) -Command { Connect-DbInstance Ddm i -Region r -ProjectId p }
        }
        SecretNotFound        = { Use-Vault { throw 'not here' } { Get-DbAccount } }
        SecretInvalid         = { Use-Vault { 42 } { Get-DbAccount } }
        ProfileNotFound       = { Use-Variable -Name DBACCOUNTS_PROFILE_PATH -Value (Join-Path $TestDrive none.json) -Command { Connect-DbInstance -Profile shop } }
        ProfileFileInvalid    = {
            'no JSON' | Set-Content TestDrive:/profiles.json
            Use-Variable -Name DBACCOUNTS_PROFILE_PATH -Value (Join-Path $TestDrive profiles.json) -Command { Set-DbProfile shop Ddm }
        }
        EndpointNotAllowed    = { Connect-DbInstance TencentMySql cdb-f35wr6wj -Region r -Credential ([pscredential]::new('k', $secret)) -Endpoint http://192.0.2.1 }
        InstanceNotFound      = {
            (Connect-Simulated).Instance | Where-Object Service -EQ TencentMySql | Select-Object * -ExcludeProperty InstanceId | Connect-DbInstance -InstanceId cdb-nowhere
            Get-DbAccount
        }
        AccountNotFound       = { $null = Connect-Simulated Ddm; Get-DbAccount nobody }
        AccountExists         = {
            $null = Connect-Simulated Ddm
            1..2 | ForEach-Object { New-DbAccount app -Password $secret -Privilege SELECT }
        }
        AccountNotShown       = { $null = Connect-Simulated ChronusDB @{ Behavior = @{ QingCloudOtherAccounts = 225 } }; Get-DbAccount nobody }
        AccountListPartial    = { $null = Connect-Simulated ChronusDB @{ Behavior = @{ QingCloudOtherAccounts = 225 } }; @{ accounts = , @{ name = 'nobody' } } | Compare-DbAccount }
        ListChanging          = {
            # Between two pages nearly every account is another one.
            $null = Connect-Simulated TencentMySql @{ Behavior = @{ TencentOtherAccounts = 120; OthersChangeAccounts = 600 } }
            Get-DbAccount
        }
        AccountListNotShown   = { Connect-Answering ChronusDB '{"ret_code":0,"cluster_set":[{"cluster_id":"id"}]}'; Get-DbAccount }
        WiderEffect           = {
            $null = Connect-Simulated Ddm
            $null = New-DbAccount app -Password $secret -Privilege SELECT -Database a
            Grant-DbPrivilege app INSERT -Database b
        }
        ChangeNotVerified     = {
            Connect-Answering Ddm '{"total":1,"users":[{"name":"app","base_authority":["SELECT"],"databases":[{"name":"a"}]}]}'
            Grant-DbPrivilege app INSERT -Database a -SkipRuleCheck
        }
        AuthenticationFailed  = {
            (Connect-Simulated).Instance | Where-Object Service -EQ Ddm | Select-Object * -ExcludeProperty Credential |
                Connect-DbInstance -Credential ([pscredential]::new('QTWAOYTTINDUT2QVKYUC', $secret))
            Get-DbAccount
        }
        ClockSkew             = { Connect-Faulty TencentMySql @{ ClockSkew = 1 }; Get-DbAccount }
        AccessDenied          = { Connect-Answering ChronusDB '{"ret_code":1400,"message":"no"}'; Get-DbAccount }
        RequestRefused        = { Connect-Answering ChronusDB '{"ret_code":1100,"message":"no"}'; Get-DbAccount }
        QuotaExceeded         = { Connect-Answering ChronusDB '{"ret_code":2400,"message":"no"}'; Get-DbAccount }
        Throttled             = { Connect-Answering TencentMySql '{"Response":{"Error":{"Code":"RequestLimitExceeded","Message":"no"}}}'; Remove-DbAccount app -Confirm:$false -Timeout 0.2 }
        InstanceBusy          = { Connect-Answering ChronusDB '{"ret_code":5300,"message":"no"}'; Remove-DbAccount app -Confirm:$false -Timeout 0.2 }
        ServiceFailed         = { Connect-Answering ChronusDB '{"ret_code":5000,"message":"no"}'; Get-DbAccount }
        ConnectionFailed      = { Connect-Answering ChronusDB '{}'; $server.Dispose(); Get-DbAccount }
        ConfirmationNotPossible = {
            # A host that can't ask.
            $null = Connect-Simulated ChronusDB
            $shell = [powershell]::Create().AddScript('param ($db, $module) Import-Module $module; Remove-DbAccount app -Instance $db').AddArgument((Get-DbInstance))
            $null = $shell.AddArgument((Get-Module DbAccounts).Path).Invoke()
            $shell.Streams.Error | ForEach-Object { Write-Error -ErrorRecord $_ }
            $shell.Dispose()
        }
        OutcomeUnknown        = { Connect-Answering TencentMySql '<html>502</html>'; Remove-DbAccount app -Confirm:$false -Timeout 1 }
        ProtocolError         = { Connect-Answering ChronusDB '<html>welcome</html>'; Get-DbAccount }
        JobNotFound           = { $null = Connect-Simulated ChronusDB; Get-DbJob j-nowhere }
        JobFailed             = { Connect-Faulty ChronusDB @{ FailedJob = 1 }; New-DbAccount app -Password $secret -Wait }
        JobTimeout            = { Connect-Faulty ChronusDB @{ SlowJob = 1 }; New-DbAccount app -Password $secret -Wait -Timeout 0.3 }
        SimulatorNotRunning   = { Stop-DbSimulator 1 }
        SimulatorNotStarted   = { Start-DbSimulator -Port (Connect-Simulated).Port }
        StateFileInvalid      = { 'no JSON' | Set-Content TestDrive:/state.json; Start-DbSimulator -Path TestDrive:/state.json }
        GrantUnreadable       = { 'GRANT SELECT shop.* TO app' | ConvertFrom-DbGrant }
        DocumentInvalid       = { $null = Connect-Simulated TencentMySql; @{ accounts = 'app' } | Compare-DbAccount }
        FileExists            = {
            $null = Connect-Simulated TencentMySql
            'mine' | Set-Content TestDrive:/access.json
            Export-DbAccount TestDrive:/access.json
        }
        PlanDrifted           = {
            $null = Connect-Simulated TencentMySql
            $null = New-DbAccount app -Password $secret -Wait
            $plan = @{ accounts = , @{ name = 'app'; grants = , 'SELECT ON shop.*' } } | New-DbAccountPlan
            $null = Grant-DbPrivilege app DELETE -Database shop -Wait
            Invoke-DbAccountPlan -Plan $plan
        }
        PlanExpired           = {
            $null = Connect-Simulated TencentMySql
            $plan = @{ accounts = , @{ name = 'app'; expires = [DateTimeOffset]::UtcNow.AddSeconds(0.7).ToString('o') } } | New-DbAccountPlan -GeneratePassword
            Start-Sleep 1
            Invoke-DbAccountPlan -Plan $plan
        }
        PruneLimitExceeded    = {
            $null = Connect-Simulated TencentMySql
            $null = New-DbAccount app -Password $secret -Wait
            @{ accounts = @() } | New-DbAccountPlan -Prune
        }
        PasswordNotNamed      = { $null = Connect-Simulated TencentMySql; @{ accounts = , @{ name = 'app' } } | New-DbAccountPlan }
        CopyLoses             = {
            $null = Connect-Simulated TencentMySql, Ddm
            $null = New-DbAccount app -AllowedHost 10.% -Password $secret -Instance TencentMySql -Wait
            Copy-DbAccount app@10.% Ddm -Instance TencentMySql -GeneratePassword
        }
        Unexpected            = {
            # There is no known way to it, so it is made where all error records are.
            $records = [DbAccounts.PowerShell.JobCredential].Assembly.GetType('DbAccounts.PowerShell.Errors.ErrorRecords')
            Write-Error -ErrorRecord ($records.GetMethod('From').Invoke($null, @([InvalidTimeZoneException]::new('odd'), $null, $null)))
        }
    }
}

Describe 'The error <Id>' -ForEach $table {
    AfterEach {
        Disconnect-Simulated
        if ($server) { $server.Dispose(); $script:server = $null }
    }

    It 'happens, with the category and the remedy that the document says' {
        $provoke.Keys | Should -Contain $Id
        $found = (Watch-Command $provoke[$Id]).Error | Where-Object { (Get-ErrorId $_) -eq $Id }
        @($found).Count | Should -Be 1
        $found.CategoryInfo.Category | Should -BeIn $Category
        $found.ErrorDetails.Message | Should -Not -BeNullOrEmpty
        $advice = $found.ErrorDetails.RecommendedAction
        $advice | Should -Not -BeExactly $found.ErrorDetails.Message
        # It says something to do, and no sentence says the opposite of the mistake.
        $advice | Should -Not -Match 'message names|judgement|comes from nowhere'
        $found.ErrorDetails.Message | Should -Not -Match '\b(Name|Password|Privilege|Database|AllowedHost|AccountType) (is|has|begins|ends|consists|mixes) '
        foreach ($text in $found.ErrorDetails.Message, $advice) {
            $text | Should -Match '^\S.{10,}[.?]$'
            $text | Should -Not -Match '\.\.|\bnull\b|  | [.,;:]|: \.'
        }
        # What it names can be called.
        foreach ($name in [regex]::Matches($advice, '\b[A-Z]\w+-Db\w+').Value) {
            Get-Command $name -Module DbAccounts -ErrorAction Ignore | Should -Not -BeNullOrEmpty -Because $name
        }
        $parameters = (Get-Command -Module DbAccounts).Parameters.Keys
        foreach ($name in [regex]::Matches($advice, '(?<=\s-)[A-Z]\w+').Value) { $parameters | Should -Contain $name }
    }
}
