BeforeDiscovery {
    . $PSScriptRoot/../../tools/MariaDb.ps1
    $skip = [bool]$mariaDbWhyNone
}

BeforeAll {
    . $PSScriptRoot/support/Simulated.ps1
    . $PSScriptRoot/../../tools/MariaDb.ps1
    $fresh = "$PSScriptRoot/../../tools/Invoke-FreshPowerShell.ps1"
    $module = (Resolve-Path "$PSScriptRoot/../../out/DbAccounts").Path
    $canary = 'Canary-7bird-sings'
    function ConvertTo-Secret ([string] $Text) { ConvertTo-SecureString $Text -AsPlainText -Force }
    Disconnect-Simulated
    if (!$mariaDbWhyNone) {
        $server = Start-MariaDb
        $null = Connect-DbInstance MySql $server.Socket -Verify
        foreach ($statement in 'CREATE DATABASE shop', 'CREATE DATABASE crm', 'CREATE TABLE shop.orders (id INT, total INT)') {
            $null = Invoke-DbServiceRequest $statement
        }
    }
}

AfterAll {
    Get-DbInstance | Disconnect-DbInstance | Out-Null
    if (!$mariaDbWhyNone) { Stop-MariaDb $server }
}

Describe 'Without a server' {
    It 'MySql has rules, passwords and tests' {
        (Get-DbAccountRule MySql -Operation CreateAccount).Parameter | Should -Contain 'Password'
        (New-DbPassword MySql).Length | Should -Be 20
        Test-DbAccount app -Service MySql -Password (ConvertTo-Secret x) -Quiet | Should -BeTrue
        Test-DbAccount ('n' * 129) -Service MySql -Password (ConvertTo-Secret x) -Quiet | Should -BeFalse
        Test-DbAccount app -Service MySql -Password (ConvertTo-Secret x) -Privilege SELEKT -Database shop -Quiet | Should -BeFalse
    }

    It 'connecting sends nothing, and loads no driver' {
        $found = & $fresh -Command @"
Import-Module '$module'
`$before = @([AppDomain]::CurrentDomain.GetAssemblies()).Count
`$null = Connect-DbInstance MySql db.example.com -Credential ([pscredential]::new('a', (ConvertTo-SecureString x -AsPlainText -Force)))
[AppDomain]::CurrentDomain.GetAssemblies() | Where-Object { `$_.GetName().Name -in 'DbAccounts.Sql', 'MySqlConnector' } | ForEach-Object FullName
"@
        $found | Should -BeNullOrEmpty
    }

    It 'a module without its driver says so' {
        $copy = Join-Path $TestDrive 'DbAccounts'
        Copy-Item $module $copy -Recurse
        Remove-Item (Join-Path $copy 'sql') -Recurse
        $found = & $fresh -Command @"
Import-Module '$copy'
`$null = Connect-DbInstance MySql localhost -Credential ([pscredential]::new('a', (ConvertTo-SecureString x -AsPlainText -Force)))
Get-DbAccount -ErrorAction SilentlyContinue -ErrorVariable problem
`$problem[0].FullyQualifiedErrorId; "`$(`$problem[0].CategoryInfo.Category)"; `$problem[0].ErrorDetails.RecommendedAction
"@
        $found[0] | Should -BeLike 'DriverNotFound,*'
        $found[1] | Should -Be 'ResourceUnavailable'
        $found[2] | Should -Match 'Install the module again'
    }

    It 'cloud services load not one assembly of it' {
        $found = & $fresh -Command @"
Import-Module '$module'
foreach (`$service in (Get-DbService | Where-Object Service -NE MySql).Service) { `$null = Connect-DbInstance `$service -Simulator -NoDefault }
`$null = Get-DbAccount -Instance Ddm
[AppDomain]::CurrentDomain.GetAssemblies() | Where-Object Location -Like '$module/sql/*' | ForEach-Object FullName
"@
        $found | Should -BeNullOrEmpty
    }
}

Describe 'Every cmdlet on a server of MariaDB' -Skip:$skip {
    It 'the driver stands in a load context of its own' {
        $driver = [AppDomain]::CurrentDomain.GetAssemblies() | Where-Object { $_.GetName().Name -eq 'MySqlConnector' }
        [Runtime.Loader.AssemblyLoadContext]::GetLoadContext($driver).Name | Should -Be 'DbAccounts.Sql'
        $driver.Location | Should -BeLike "$module*"
    }

    It 'creates, lists, changes, moves, resets and removes' {
        $job = New-DbAccount app -Password (ConvertTo-Secret $canary) -AllowedHost 10.% -RequireSsl -MaxUserConnections 3 -PasswordLifetime 30
        "$($job.State) $($job.Action) $($job.Account)" | Should -Be 'Succeeded CREATE USER app@10.%'
        $found = Get-DbAccount app
        "$($found.AllowedHost) $($found.RequireSsl) $($found.Locked) $($found.MaxUserConnections) $($found.PasswordLifetime)" |
            Should -Be '10.% True False 3 30'
        $null = Set-DbAccount app@10.% -RequireSsl $false -Locked $true -PasswordLifetime 0
        $found = Get-DbAccount app
        "$($found.RequireSsl) $($found.Locked) $($found.MaxUserConnections) $($found.PasswordLifetime)" | Should -Be 'False True 3 0'
        (Set-DbAccount app@10.% -AllowedHost 11.%).Account | Should -Be 'app@11.%'
        (Reset-DbAccountPassword app@11.% -GeneratePassword).Credential.UserName | Should -Be 'app'
        Get-DbAccount app | Remove-DbAccount -Confirm:$false | ForEach-Object State | Should -Be 'Succeeded'
        Get-DbAccount app -ErrorAction Ignore | Should -BeNullOrEmpty
    }

    It 'takes rows, each with its own host and settings' {
        $rows = @'
Name,AllowedHost,Password,Locked,Database,Privilege
row1,10.%;11.%,Canary-7bird-sings,true,shop,"SELECT,INSERT"
row2,%,Canary-7bird-sings,,crm,SELECT
'@ | ConvertFrom-Csv
        ($rows | New-DbAccount).Account | Should -Be 'row1@10.%', 'row1@10.%', 'row1@11.%', 'row1@11.%', 'row2@%', 'row2@%'
        (Get-DbAccount row* | ForEach-Object { "$_ $($_.Locked)" }) | Should -Be 'row1@10.% True', 'row1@11.% True', 'row2@% False'
        (Get-DbPrivilege row* | ForEach-Object { "$($_.Account): $_" }) |
            Should -Be 'row1@10.%: INSERT, SELECT ON shop.*', 'row1@11.%: INSERT, SELECT ON shop.*', 'row2@%: SELECT ON crm.*'
        Get-DbAccount row* | Remove-DbAccount -Confirm:$false | Should -HaveCount 3
    }

    It 'grants, revokes, replaces, and puts back what it has read' {
        $null = New-DbAccount held -Password (ConvertTo-Secret $canary)
        $null = Grant-DbPrivilege held SELECT, INSERT -Database shop
        $null = Grant-DbPrivilege held UPDATE -Database shop -Table orders -Column id, total
        $null = Revoke-DbPrivilege held INSERT -Database shop
        $read = Get-DbPrivilege held
        $read | ForEach-Object ToString | Should -Be 'SELECT ON shop.*', 'UPDATE (id) ON shop.orders', 'UPDATE (total) ON shop.orders'
        $null = Set-DbPrivilege held ALL -Database crm -Confirm:$false
        Get-DbPrivilege held | ForEach-Object ToString | Should -Be 'ALL ON crm.*'
        $null = $read | Set-DbPrivilege -Confirm:$false
        Get-DbPrivilege held | ForEach-Object ToString | Should -Be ($read | ForEach-Object ToString)
        $null = Remove-DbAccount held -Confirm:$false
    }

    It 'says what -WhatIf would send, without the password' {
        $text = & { New-DbAccount what -Password (ConvertTo-Secret $canary) -Privilege SELECT -Database shop -WhatIf } *>&1 | Out-String
        $verbose = New-DbAccount what -Password (ConvertTo-Secret $canary) -Verbose *>&1 | Out-String
        $verbose | Should -Match 'IDENTIFIED BY PASSWORD ''\*\*\*'''
        $text + $verbose | Should -Not -Match $canary
        Get-Content $server.Log -Raw | Should -Not -Match $canary
        $null = Remove-DbAccount what -Confirm:$false
    }

    It 'refuses to lose root and the connected account without -Force' {
        (Watch-Command { Remove-DbAccount root@localhost -Confirm:$false }).Error[0].FullyQualifiedErrorId | Should -BeLike 'AccountProtected,*'
        (Watch-Command { Set-DbAccount root@localhost -Locked $true }).Error[0].FullyQualifiedErrorId | Should -BeLike 'AccountProtected,*'
        (Watch-Command { Set-DbPrivilege root@localhost SELECT -Global -Confirm:$false }).Error[0].FullyQualifiedErrorId |
            Should -BeLike 'AccountProtected,*'
        $null = New-DbAccount root -Password (ConvertTo-Secret $canary) -AllowedHost 10.0.0.1
        (Remove-DbAccount root@10.0.0.1 -Force -Confirm:$false).State | Should -Be 'Succeeded'
    }

    It 'sends one statement and gives its rows as objects' {
        (Invoke-DbServiceRequest 'SELECT @a AS a UNION SELECT 2' @{ a = 1 }).a | Should -Be 1, 2
        Invoke-DbServiceRequest 'CREATE DATABASE never' -WhatIf | Should -BeNullOrEmpty
        (Invoke-DbServiceRequest "SHOW DATABASES LIKE 'never'") | Should -BeNullOrEmpty
        (Watch-Command { Invoke-DbServiceRequest 'SELECT 1; SELECT 2' }).Error[0].FullyQualifiedErrorId | Should -BeLike 'InvalidInput,*'
        $text = & { Invoke-DbServiceRequest "CREATE USER x IDENTIFIED BY '$canary'" -WhatIf } *>&1 | Out-String
        $text | Should -Not -Match $canary
    }

    It 'travels as text and comes back to the same server' {
        $null = New-DbAccount csv -Password (ConvertTo-Secret $canary) -AllowedHost 10.%
        $rows = Get-DbAccount csv | ConvertTo-Csv | ConvertFrom-Csv
        ($rows | Remove-DbAccount -Confirm:$false).Account | Should -Be 'csv@10.%'
    }

    It 'names a socket in each way' {
        foreach ($name in $server.Socket, "MySql/$($server.Socket)", 'MySql', 'MySql/*') { (Get-DbAccount root -Instance $name).Name | Should -Be 'root' }
    }

    It 'the runbook brings accounts to TencentMySql, once' {
        $secrets = @{}
        ${function:global:Get-Secret} = {
            param ([string] $Name, [string] $Vault)
            if ($secrets.ContainsKey("$Vault $Name")) { return $secrets["$Vault $Name"] }
            throw [Management.Automation.ErrorRecord]::new([Exception]::new('none'), 'GetSecretNotFound', 'ObjectNotFound', $Name)
        }.GetNewClosure()
        ${function:global:Set-Secret} = {
            param ([string] $Name, [string] $Vault, [object] $Secret)
            $secrets["$Vault $Name"] = $Secret
        }.GetNewClosure()
        $tencent = Connect-DbInstance TencentMySql -Simulator -NoDefault
        try {
            $null = New-DbAccount old1, old2 -Password (ConvertTo-Secret $canary) -AllowedHost 10.% -MaxUserConnections 7
            $null = Grant-DbPrivilege old1@10.% SELECT, INSERT -Database shop
            $null = Grant-DbPrivilege old1@10.% UPDATE -Database shop -Table orders -Column id
            $null = Grant-DbPrivilege old2@10.% -Privilege 'PROXY ON root@localhost; PROCESS ON *.*'
            $runbook = "$PSScriptRoot/../../examples/runbooks/Copy-ServerAccount.ps1"
            $copy = @{ From = $server.Socket; To = $tencent.InstanceId; Vault = 'v'; Name = 'old*'; WarningVariable = 'warning'; WarningAction = 'SilentlyContinue' }
            (& $runbook @copy).Outcome | Should -Be 'Created', 'Created'
            "$warning" | Should -BeLike "*PROXY ON root@localhost, which TencentMySql has no level for*"
            Get-DbPrivilege old* -Instance $tencent | ForEach-Object { "$($_.Account): $_" } | Should -Be @(
                'old1@10.%: INSERT, SELECT ON shop.*', 'old1@10.%: UPDATE (id) ON shop.orders', 'old2@10.%: PROCESS ON *.*')
            (Get-DbAccount old1 -Instance $tencent).MaxUserConnections | Should -Be 7
            $secrets.Count | Should -Be 2
            $null = Revoke-DbPrivilege old1@10.% INSERT -Database shop -Instance $tencent -Wait
            (& $runbook @copy).Outcome | Should -Be 'Granted', 'Unchanged'
        } finally {
            Disconnect-DbInstance $tencent | Out-Null
            Remove-Item Function:Get-Secret, Function:Set-Secret
        }
    }

    It 'what is exported can be made again, and values that the server can''t hold are not sent' {
        $file = Join-Path $TestDrive 'again.json'
        foreach ($statement in "CREATE USER again@'%' IDENTIFIED BY 'x'", "GRANT SELECT ON ``shop_a``.* TO again@'%'", "GRANT INSERT ON ``a*b``.* TO again@'%'",
            "GRANT INSERT ON ``*``.* TO again@'%'", "CREATE USER ever@'%' IDENTIFIED BY 'x' PASSWORD EXPIRE NEVER") { $null = Invoke-DbServiceRequest $statement }
        Export-DbAccount $file -Account again, ever
        $before = [IO.File]::ReadAllText($file)
        $before | Should -Not -Match 'description'
        $before | Should -Match 'PATTERN shop_a'
        $before | Should -Not -Match '(?s)"passwordLifetime".*"passwordLifetime"|"defaults".*"passwordLifetime".*"instances"'
        $before | Should -Match '"passwordLifetime": 0'
        $null = Invoke-DbServiceRequest "DROP USER again@'%', ever@'%'"
        $result = Watch-Command { Sync-DbAccount $file -GeneratePassword -Confirm:$false }
        $result.Error | Should -BeNullOrEmpty
        Compare-DbAccount $file -Quiet | Should -BeTrue
        Export-DbAccount $file -Account again, ever -Force
        [IO.File]::ReadAllText($file) | Should -Be $before
        (Watch-Command { @{ accounts = @(@{ name = 'again'; description = '' }) } | Sync-DbAccount -Confirm:$false }).Error | Should -BeNullOrEmpty
        (Watch-Command { @{ accounts = @(@{ name = 'again2'; description = ''; locked = $false }) } | Sync-DbAccount -GeneratePassword -Confirm:$false }).Error | Should -BeNullOrEmpty
        # Nobody knows what the server's own lifetime is tomorrow.
        $never = @{ accounts = @(@{ name = 'again'; passwordLifetime = 0 }) } | Compare-DbAccount
        "$($never.Aspect) [$($never.Current)] [$($never.Desired)]" | Should -Be 'passwordLifetime [] [0]'
        Get-ErrorId (Watch-Command { Grant-DbPrivilege again -Database '*' -Privilege SELECT }).Error[0] | Should -Be RuleViolation
        Remove-DbAccount again, again2, ever -Confirm:$false | Out-Null
    }

    It 'a setting that the server can''t hold is said of its account, before anything is sent' {
        $document = @{ accounts = @(@{ name = 'told'; description = 'x' }, @{ name = 'told2' }) }
        foreach ($run in { $document | Sync-DbAccount -GeneratePassword -WhatIf }, { $document | Sync-DbAccount -GeneratePassword -Confirm:$false }) {
            $result = Watch-Command $run
            Get-ErrorId $result.Error[0] | Should -Be DocumentInvalid
            "$($result.Error)" | Should -Match "accounts\[0\].*description"
        }
        Get-DbAccount told* | Should -BeNullOrEmpty
        $tencent = Connect-DbInstance TencentMySql -Simulator -NoDefault
        try {
            $sql = Get-DbInstance | Where-Object IsDefault
            New-DbAccount told -Description x -GeneratePassword -Instance $tencent -Wait | Out-Null
            New-DbAccount told3 -GeneratePassword -Instance $tencent -Wait | Out-Null
            $result = Watch-Command { Copy-DbAccount told -Instance $tencent -Destination $sql -GeneratePassword }
            Get-ErrorId $result.Error[0] | Should -Be CopyLoses
            "$($result.Error)" | Should -Match "description, which is 'x'"
            (Copy-DbAccount told -Instance $tencent -Destination $sql -GeneratePassword -Force -WarningAction Ignore).Operation | Should -Be CreateAccount
            (Watch-Command { Copy-DbAccount told3 -Instance $tencent -Destination $sql -GeneratePassword }).Error | Should -BeNullOrEmpty
            Compare-DbAccount -ReferenceInstance $tencent -Instance $sql -Account told, told3 -Quiet -WarningAction Ignore | Should -BeTrue
        } finally {
            Disconnect-DbInstance $tencent | Out-Null
            Remove-DbAccount told, told2, told3 -Confirm:$false -ErrorAction Ignore | Out-Null
        }
    }

    It 'a grant that hides the one of a pattern is a warning when it is made, as with -WhatIf' {
        $null = New-DbAccount hider -GeneratePassword -Grant 'SELECT, INSERT ON shop\_%.*'
        foreach ($look in @{ WhatIf = $true }, @{}) {
            $null = Grant-DbPrivilege hider SELECT -Database shop_e @look -WarningVariable warned -WarningAction SilentlyContinue
            @($warned).Count | Should -Be 1
            "$warned" | Should -BeLike "'hider@%' has INSERT on ``shop_e``.* by its grant on *a grant on *replaces that there*"
        }
        $null = Grant-DbPrivilege hider SELECT -Database crm -WarningVariable none
        $none | Should -BeNullOrEmpty
        Remove-DbAccount hider -Confirm:$false | Out-Null
    }

    It 'a revoke shows what it takes of what was named' {
        $null = New-DbAccount taken -GeneratePassword -Privilege INSERT -Database shop
        Revoke-DbPrivilege taken INSERT, SELECT -Database shop -WhatIf -WarningVariable said -WarningAction SilentlyContinue
        "$said" | Should -BeLike "*does not hold SELECT ON shop.*"
        $shown = & $fresh -Command "Import-Module '$module'; `$null = Connect-DbInstance MySql '$($server.Socket)'; Revoke-DbPrivilege taken INSERT, SELECT -Database shop -WhatIf" 3>&1
        "$shown" | Should -BeLike '*What if: Revoke INSERT ON shop.* from taken@% on *'
        Remove-DbAccount taken -Confirm:$false | Out-Null
    }

    It 'ALL on a table is its columns too' {
        $null = New-DbAccount columns -GeneratePassword
        $of = { param ($grants) @{ accounts = @(@{ name = 'columns'; grants = $grants }) } }
        & $of 'SELECT (id) ON shop.orders' | Sync-DbAccount -Confirm:$false | Out-Null
        $all = & $of @('ALL ON shop.orders', 'SELECT (id) ON shop.orders')
        $plan = $all | New-DbAccountPlan
        $plan.Step.Effect | Should -Match '^Grant ALL ON shop\.orders to columns@%'
        ($all | Sync-DbAccount -Confirm:$false).Operation | Should -Be GrantPrivilege
        $all | Compare-DbAccount -Quiet | Should -BeTrue
        $all | Sync-DbAccount -Confirm:$false | Should -BeNullOrEmpty
        (Watch-Command { $plan | Invoke-DbAccountPlan -Strict }).Error | Should -BeNullOrEmpty
        Remove-DbAccount columns -Confirm:$false | Out-Null
    }

    It 'tells a root that somebody has added, and accounts without a name' {
        $file = Join-Path $TestDrive 'known.json'
        Export-DbAccount $file
        Compare-DbAccount $file -Prune -Quiet | Should -BeTrue
        $null = Invoke-DbServiceRequest "CREATE USER root@'10.%' IDENTIFIED BY 'x'"
        $null = Invoke-DbServiceRequest "CREATE USER ''@'10.%' IDENTIFIED BY 'x'"
        try {
            $found = Compare-DbAccount $file -Prune -WarningAction Ignore
            $found.Account | Should -Be 'root@10.%', "''@10.%"
            $found.Risk | Should -Be None, None
            $found[1].Note | Should -Match 'no plan touches it, as it has no name'
            Compare-DbAccount $file -Prune -Quiet -WarningAction Ignore | Should -BeExactly $false
            Sync-DbAccount $file -Prune -PruneLimit 0 -Confirm:$false -WarningAction Ignore | Should -BeNullOrEmpty
            Export-DbAccount -WarningVariable warning -WarningAction SilentlyContinue | Out-Null
            "$warning" | Should -Match "''@10\.%"
        } finally {
            $null = Invoke-DbServiceRequest "DROP USER root@'10.%', ''@'10.%'"
        }
    }

    It 'what the connected account may not see is an error' {
        $file = Join-Path $TestDrive 'seen.json'
        Export-DbAccount $file
        $null = Invoke-DbServiceRequest "CREATE USER poor@'%' IDENTIFIED BY 'x'"
        $root = Get-DbInstance | Where-Object IsDefault
        $poor = Connect-DbInstance MySql $root.InstanceId -Credential ([pscredential]::new('poor', (ConvertTo-Secret x))) -NoDefault
        try {
            $result = Watch-Command { Compare-DbAccount $file -Instance $poor -Quiet -WarningAction Ignore }
            $result.Error | ForEach-Object { Get-ErrorId $_ } | Should -Be AccountListPartial
            $result.Output | Should -BeExactly $false
            $result = Watch-Command { @{ accounts = @(@{ name = 'poor'; maxUserConnections = 5; grants = @() }) } | Compare-DbAccount -Instance $poor -WarningAction Ignore }
            "$($result.Error)" | Should -Match "maxUserConnections of 'poor@%'"
            $result.Output | Should -BeNullOrEmpty
            @{ accounts = @(@{ name = 'poor'; grants = @() }) } | Compare-DbAccount -Instance $poor -Quiet -WarningAction Ignore | Should -BeExactly $true
            Get-ErrorId (Watch-Command { Export-DbAccount -Instance $poor -WarningAction Ignore }).Error[0] | Should -Be AccountListPartial
            Export-DbAccount -Instance $poor -AllowPartial -WarningAction Ignore | Should -Match '"poor"'
        } finally {
            Disconnect-DbInstance $poor | Out-Null
            $null = Invoke-DbServiceRequest "DROP USER poor@'%'"
        }
    }

    It 'errors have stable ids' {
        $port = $server.Port
        $wrong = [pscredential]::new('root', (ConvertTo-Secret "$canary-wrong"))
        $result = Watch-Command { Connect-DbInstance MySql "127.0.0.1:$port" -Credential $wrong -Verify -NoDefault }
        $result.Error[0].FullyQualifiedErrorId | Should -BeLike 'AuthenticationFailed,*'
        "$($result.Error)" | Should -Not -Match $canary
        (Watch-Command { Connect-DbInstance MySql "127.0.0.1:$port" -Credential $wrong -SslMode Required -Verify -NoDefault }).Error[0].
            FullyQualifiedErrorId | Should -BeLike 'ConnectionNotSecure,*'
        (Watch-Command { Connect-DbInstance MySql localhost:1 -Credential $wrong -Verify -NoDefault }).Error[0].FullyQualifiedErrorId |
            Should -BeLike 'ConnectionFailed,*'
    }

    It 'keeps TLS in a profile' {
        $env:DBACCOUNTS_PROFILE_PATH = Join-Path $TestDrive 'profiles.json'
        try {
            $null = Set-DbProfile sql MySql db.example.com:3307 -SslMode VerifyFull -SslCa /ca.pem
            $instance = Connect-DbInstance -Profile sql -Credential ([pscredential]::new('a', (ConvertTo-Secret x))) -NoDefault
            "$($instance.InstanceId) $($instance.SslMode) $($instance.SslCa)" | Should -Be 'db.example.com:3307 VerifyFull /ca.pem'
            Disconnect-DbInstance $instance
        } finally {
            $env:DBACCOUNTS_PROFILE_PATH = $null
        }
    }
}
