#Requires -Modules @{ ModuleName = 'Pester'; ModuleVersion = '5.0' }

BeforeAll {
    . (Join-Path $PSScriptRoot 'support/Simulated.ps1')
    $simulator = Connect-Simulated
    $instances = @{}
    foreach ($one in $simulator.Instance) { $instances["$($one.Service)"] = $one | Connect-DbInstance }
    $t = @{ Instance = $instances.TencentMySql }
    $d = @{ Instance = $instances.Ddm }
    $null = New-DbAccount app -GeneratePassword -Description old @t -Wait
    $null = Grant-DbPrivilege app 'SELECT, INSERT ON shop.*', 'SELECT ON crm.*' @t -Wait
    $null = New-DbAccount buyer -Privilege SELECT -Database shop -GeneratePassword @d
    $null = New-DbAccount plus -AllowedHost 10.0.0.1, 10.0.0.2 -GeneratePassword -Instance $instances.MySqlPlus -Wait
    $null = New-DbAccount cube -GeneratePassword -Instance $instances.ChronusDB -Wait
    $profilesBefore = $env:DBACCOUNTS_PROFILE_PATH
    $env:DBACCOUNTS_PROFILE_PATH = Join-Path $TestDrive profiles.json
    Set-DbProfile kept TencentMySql cdb-1
    # All that could have been changed.
    function Get-State { "$(Get-DbAccount -Instance * -ErrorAction Ignore | ConvertTo-Json) $(Get-DbPrivilege -Instance TencentMySql, Ddm) $(Get-Content $env:DBACCOUNTS_PROFILE_PATH -Raw)" }
    # The instances, as the lines of the table mean them.
    $places = @{ '(T)' = $instances.TencentMySql; '(D)' = $instances.Ddm; '(P)' = $instances.MySqlPlus; '(C)' = $instances.ChronusDB }
    function Expand-Place ([string] $Text) {
        foreach ($place in $places.Keys) { $Text = $Text.Replace($place, "$($places[$place].InstanceId) ($($places[$place].Service))") }
        $Text
    }
}

AfterAll {
    $env:DBACCOUNTS_PROFILE_PATH = $profilesBefore
    Disconnect-Simulated
}

Describe '-WhatIf' {
    It 'of <Name> says what happens to whom' -ForEach @(
        @{ Name = 'New-DbAccount'; Call = { New-DbAccount shop_app -GeneratePassword -AllowedHost '10.%', '11.%' -Privilege SELECT, INSERT -Database shop -Description 'it is' -MaxUserConnections 5 @t -WhatIf }
            Says = "Create shop_app@10.% on (T) with Description 'it is'; MaxUserConnections 5; grant INSERT, SELECT ON shop.*", "Create shop_app@11.% on (T) with Description 'it is'; MaxUserConnections 5; grant INSERT, SELECT ON shop.*" }
        @{ Name = 'New-DbAccount of rows'; Call = { 'a', 'b' | New-DbAccount -GeneratePassword @t -WhatIf }; Says = "Create a@% on (T)", "Create b@% on (T)" }
        @{ Name = 'New-DbAccount on everything'; Call = { New-DbAccount dba -GeneratePassword -Privilege SELECT, PROCESS -Global @t -WhatIf }; Says = "Create dba@% on (T); grant PROCESS, SELECT ON *.*" }
        @{ Name = 'New-DbAccount on Ddm'; Call = { New-DbAccount seller -GeneratePassword -Privilege SELECT -Database shop, crm -PasswordLifetime 90 @d -WhatIf }; Says = "Create seller on (D) with PasswordLifetime 90; grant SELECT ON crm.*; SELECT ON shop.*" }
        @{ Name = 'New-DbAccount on MySqlPlus'; Call = { New-DbAccount web -GeneratePassword -AllowedHost 10.0.0.1, 10.0.0.2 -Database shop -AccountType Superuser -Instance $instances.MySqlPlus -WhatIf }; Says = "Create web@10.0.0.1;10.0.0.2 on (P) with Database shop; AccountType Superuser" }
        @{ Name = 'Set-DbAccount'; Call = { Set-DbAccount app -Description 'new one' -MaxUserConnections 7 @t -WhatIf }; Says = "Set Description of app@% on (T) to 'new one', MaxUserConnections to 7" }
        @{ Name = 'Set-DbAccount -Clear'; Call = { Set-DbAccount app -Clear Description @t -WhatIf }; Says = "Set Description of app@% on (T) to ''" }
        @{ Name = 'Set-DbAccount of the host'; Call = { Set-DbAccount app -AllowedHost '10.%' @t -WhatIf }; Says = "Set AllowedHost of app@% on (T) to '10.%'; from then on it is app@10.%" }
        @{ Name = 'Set-DbAccount on Ddm'; Call = { Set-DbAccount buyer -Database crm, shop -Clear Description @d -WhatIf }; Says = "Set Description of buyer on (D) to '', Database to crm, shop" }
        @{ Name = 'Set-DbAccount of a password'; Call = { Set-DbAccount cube -AllowedHost 10.0.0.0/8 -Password (ConvertTo-SecureString 'Canary@123' -AsPlainText -Force) -Instance $instances.ChronusDB -WhatIf }; Says = "Set AllowedHost of cube on (C) to '10.0.0.0/8', Password to ***" }
        @{ Name = 'Remove-DbAccount'; Call = { Get-DbAccount app @t | Remove-DbAccount -WhatIf }; Says = "Remove app@% from (T), which can't be undone" }
        @{ Name = 'Remove-DbAccount on MySqlPlus'; Call = { Get-DbAccount plus -Instance $instances.MySqlPlus | Remove-DbAccount -WhatIf }; Says = "Remove plus@10.0.0.1;10.0.0.2 from (P), which can't be undone" }
        @{ Name = 'Reset-DbAccountPassword'; Call = { Reset-DbAccountPassword app -GeneratePassword @t -WhatIf }; Says = "Reset the password of app@% on (T)" }
        @{ Name = 'Grant-DbPrivilege'; Call = { Grant-DbPrivilege app 'SELECT ON crm.*', 'UPDATE (total) ON shop.orders' @t -WhatIf }; Says = "Grant SELECT ON crm.*; UPDATE (total) ON shop.orders to app@% on (T)" }
        @{ Name = 'Grant-DbPrivilege of what is held'; Call = { Grant-DbPrivilege app SELECT -Database shop @t -WhatIf }; Says = "Grant SELECT ON shop.* to app@% on (T); the account holds that already, so nothing changes" }
        @{ Name = 'Revoke-DbPrivilege of what is not held'; Call = { Revoke-DbPrivilege app DELETE -Database shop @t -WhatIf -WarningAction Ignore }; Says = "Revoke DELETE ON shop.* from app@% on (T); nothing has to be changed, so nothing is sent" }
        @{ Name = 'Grant-DbPrivilege to nobody'; Call = { Grant-DbPrivilege nobody SELECT -Database shop @t -WhatIf }; Says = "Grant SELECT ON shop.* to nobody@% on (T); this will fail: there is no account 'nobody@%' on (T)" }
        @{ Name = 'Grant-DbPrivilege to nobody on Ddm'; Call = { Grant-DbPrivilege buyr SELECT -Database shop @d -WhatIf }; Says = "Grant SELECT ON shop.* to buyr on (D); this will fail: there is no account 'buyr' on (D); did you mean 'buyer'?" }
        @{ Name = 'Revoke-DbPrivilege from nobody'; Call = { Revoke-DbPrivilege ap SELECT -Database shop @t -WhatIf -WarningAction Ignore }; Says = "Revoke SELECT ON shop.* from ap@% on (T); this will fail: there is no account 'ap@%' on (T); did you mean 'app@%'?" }
        @{ Name = 'Set-DbPrivilege of nobody'; Call = { Set-DbPrivilege nobody SELECT -Database shop @t -WhatIf -WarningAction Ignore }; Says = "Replace the privileges of nobody@% on (T) by SELECT ON shop.*; this will fail: there is no account 'nobody@%' on (T)" }
        @{ Name = 'Reset-DbAccountPassword of nobody'; Call = { Reset-DbAccountPassword nobody -GeneratePassword @d -WhatIf }; Says = "Reset the password of nobody on (D); this will fail: there is no account 'nobody' on (D)" }
        @{ Name = 'Remove-DbAccount of nobody on MySqlPlus'; Call = { Remove-DbAccount plus@10.0.0.1 -Instance $instances.MySqlPlus -WhatIf }; Says = "Remove plus@10.0.0.1 from (P), which can't be undone; this will fail: there is no account 'plus@10.0.0.1' on (P); there is 'plus@10.0.0.1;10.0.0.2'" }
        @{ Name = 'Remove-DbAccount of another host'; Call = { Remove-DbAccount app@10.% @t -WhatIf }; Says = "Remove app@10.% from (T), which can't be undone; this will fail: there is no account 'app@10.%' on (T); there is 'app@%'" }
        @{ Name = 'New-DbAccount of one that is there'; Call = { New-DbAccount app -GeneratePassword @t -WhatIf }; Says = "Create app@% on (T); this will fail: there is an account 'app@%' on (T) already" }
        @{ Name = 'New-DbAccount of a row twice'; Call = { 'twice', 'twice' | New-DbAccount -GeneratePassword @t -WhatIf }; Says = 'Create twice@% on (T)', "Create twice@% on (T); this will fail: an earlier row creates 'twice@%'" }
        @{ Name = 'Set-DbAccount to a host that is there'; Call = { Set-DbAccount app@10.9.% -AllowedHost % @t -WhatIf }; Says = "Set AllowedHost of app@10.9.% on (T) to '%'; from then on it is app@%; this will fail: there is an account 'app@%' on (T) already" }
        @{ Name = 'Grant-DbPrivilege of what is held on Ddm'; Call = { Grant-DbPrivilege buyer SELECT -Database shop @d -WhatIf }; Says = "Grant SELECT ON shop.* to buyer on (D); nothing has to be changed, so nothing is sent" }
        @{ Name = 'Grant-DbPrivilege -Force'; Call = { Grant-DbPrivilege buyer INSERT -Database crm -Force @d -WhatIf }; Says = "Grant INSERT ON crm.* to buyer on (D); this also gives SELECT ON crm.*; INSERT ON shop.*, as the account has the same privileges on all of its databases" }
        @{ Name = 'Revoke-DbPrivilege'; Call = { Revoke-DbPrivilege app INSERT -Database shop @t -WhatIf }; Says = "Revoke INSERT ON shop.* from app@% on (T)" }
        @{ Name = 'Grant-DbPrivilege on all schemas of an account of Ddm'; Call = { Grant-DbPrivilege buyer INSERT @d -WhatIf }; Says = "Grant INSERT ON shop.* to buyer on (D)" }
        @{ Name = 'Revoke-DbPrivilege on all schemas of an account of Ddm'; Call = { Revoke-DbPrivilege buyer SELECT @d -WhatIf }; Says = "Revoke SELECT ON shop.* from buyer on (D)" }
        @{ Name = 'Set-DbPrivilege on all schemas of an account of Ddm'; Call = { Set-DbPrivilege buyer INSERT @d -WhatIf }; Says = "Replace the privileges of buyer on (D) by INSERT ON shop.*; this takes away SELECT ON shop.*; this adds INSERT ON shop.*" }
        @{ Name = 'Set-DbPrivilege'; Call = { Set-DbPrivilege app SELECT, UPDATE -Database shop @t -WhatIf }; Says = "Replace the privileges of app@% on (T) by SELECT, UPDATE ON shop.*; this takes away SELECT ON crm.*; INSERT ON shop.*; this adds UPDATE ON shop.*" }
        @{ Name = 'Set-DbPrivilege of more'; Call = { Set-DbPrivilege app 'SELECT, INSERT, UPDATE ON shop.*', 'SELECT ON crm.*' @t -WhatIf }; Says = "Replace the privileges of app@% on (T) by SELECT ON crm.*; INSERT, SELECT, UPDATE ON shop.*; this adds UPDATE ON shop.*, and takes nothing away" }
        @{ Name = 'Set-DbPrivilege of the same'; Call = { Set-DbPrivilege app 'SELECT, INSERT ON shop.*', 'SELECT ON crm.*' @t -WhatIf }; Says = "Replace the privileges of app@% on (T) by SELECT ON crm.*; INSERT, SELECT ON shop.*; the account holds just that already, so nothing changes" }
        @{ Name = 'Set-DbAccount to what it has'; Call = { Set-DbAccount app -Description old @t -WhatIf }; Says = "Set Description of app@% on (T) to old; that is what the account has already, so nothing changes" }
        @{ Name = 'Set-DbAccount to what it has, and another value'; Call = { Set-DbAccount app -Description old -MaxUserConnections 7 @t -WhatIf }; Says = "Set Description of app@% on (T) to old, MaxUserConnections to 7" }
        @{ Name = 'Set-DbAccount to what it has on Ddm'; Call = { Set-DbAccount buyer -Database shop @d -WhatIf }; Says = "Set Database of buyer on (D) to shop; that is what the account has already, so nothing changes" }
        @{ Name = 'Set-DbAccount to its own host'; Call = { Set-DbAccount app -AllowedHost % @t -WhatIf }; Says = "Set AllowedHost of app@% on (T) to '%'; nothing has to be changed, so nothing is sent" }
        @{ Name = 'Set-DbAccount to its own host, and another value'; Call = { Set-DbAccount app -AllowedHost % -Description new @t -WhatIf }; Says = "Set Description of app@% on (T) to new" }
        @{ Name = 'Set-DbAccount of nobody to its own host'; Call = { Set-DbAccount nobody -AllowedHost % @t -WhatIf }; Says = "Set AllowedHost of nobody@% on (T) to '%'; this will fail: there is no account 'nobody@%' on (T)" }
        @{ Name = 'Remove-DbAccount of a row twice'; Call = { 'app', 'app' | Remove-DbAccount @t -WhatIf }; Says = "Remove app@% from (T), which can't be undone", "Remove app@% from (T), which can't be undone; this will fail: an earlier row removes 'app@%'" }
        @{ Name = 'New-DbAccount on MySqlPlus with a host of another'; Call = { New-DbAccount plus -AllowedHost 10.0.0.2 -GeneratePassword -Instance $instances.MySqlPlus -WhatIf }; Says = "Create plus@10.0.0.2 on (P); this will fail: there is an account 'plus@10.0.0.1;10.0.0.2' on (P) already, and two accounts of a name can't share a host" }
        @{ Name = 'New-DbAccount on MySqlPlus beside another'; Call = { New-DbAccount plus -AllowedHost 10.0.0.3 -GeneratePassword -Instance $instances.MySqlPlus -WhatIf }; Says = "Create plus@10.0.0.3 on (P)" }
        @{ Name = 'Copy-DbAccount without privileges'; Call = { Copy-DbAccount app -NewName copy -GeneratePassword @t -Destination $instances.TencentMySql -WhatIf }; Says = "Create copy@% on (T) with Description old; MaxUserConnections 0; without the privileges of app@%, which -IncludePrivilege copies too" }
        @{ Name = 'Set-DbPrivilege on Ddm'; Call = { Set-DbPrivilege buyer INSERT -Database crm @d -WhatIf }; Says = "Replace the privileges of buyer on (D) by INSERT ON crm.*; this takes away SELECT ON shop.*; this adds INSERT ON crm.*" }
        @{ Name = 'Invoke-DbServiceRequest'; Call = { Invoke-DbServiceRequest DeleteAccounts @{ InstanceId = 'x'; Accounts = @(@{ User = 'app' }) } @t -WhatIf }; Says = "Send DeleteAccounts to (T) with Accounts, InstanceId" }
        @{ Name = 'Set-DbProfile'; Call = { Set-DbProfile shop TencentMySql cdb-1 -WhatIf }; Says = "Store the profile shop in *" }
        @{ Name = 'Remove-DbProfile'; Call = { Get-DbProfile kept | Remove-DbProfile -WhatIf }; Says = "Remove the profile kept: cdb-1 (TencentMySql) from *" }
    ) {
        $before = Get-State
        $said = @(Get-HostText { & $Call } | ForEach-Object { $_ -split '\r?\n' } | Where-Object { $_ -like 'What if: *' })
        $expected = @($Says | ForEach-Object { "What if: $(Expand-Place $_)" })
        $said.Count | Should -Be $expected.Count
        for ($i = 0; $i -lt $expected.Count; $i++) {
            if ($expected[$i].EndsWith('*')) { $said[$i] | Should -BeLike $expected[$i] } else { $said[$i] | Should -Be $expected[$i] }
        }
        Get-State | Should -Be $before
        "$said" | Should -Not -Match 'Canary'
    }

    It 'warns where <What>' -ForEach @(
        @{ What = 'a revoke takes nothing away'; Call = { Revoke-DbPrivilege app DELETE -Database shop @t -WhatIf }; Warns = "Nothing is revoked from 'app@%', as it does not hold DELETE ON shop.*." }
        @{ What = 'nothing is to be said'; Call = { Grant-DbPrivilege app SELECT -Database other @t -WhatIf }; Warns = '' }
    ) {
        $seen = @{}
        $null = Get-HostText { $seen.Warning = @(& $Call 3>&1 | Where-Object { $_ -is [Management.Automation.WarningRecord] }) }
        "$($seen.Warning)" | Should -Be (Expand-Place $Warns)
    }

    It 'comes also where nothing can be read, and says so' {
        $gone = Start-DbSimulator
        $cold = @{ Instance = @($gone.Instance | Where-Object Service -EQ TencentMySql | Connect-DbInstance -NoDefault) + @($gone.Instance | Where-Object Service -EQ Ddm | Connect-DbInstance -NoDefault) }
        $gone | Stop-DbSimulator
        foreach ($one in $cold.Instance) {
            $said = @(Get-HostText { Grant-DbPrivilege app SELECT -Database shop -Instance $one -Timeout 1 -WhatIf -WarningAction SilentlyContinue } | ForEach-Object { $_ -split '\r?\n' } | Where-Object { $_ -like 'What if: *' })
            $said.Count | Should -Be 1
            $said[0] | Should -Match '^What if: Grant SELECT ON shop\.\* to app(@%)? on [^ ]+ \(\w+\)( \(.*\))?; (whether that can be done|its effect) is not known'
        }
    }

    It 'reads the list of accounts once for many rows' {
        $rows = 1..30 | ForEach-Object { [pscustomobject]@{ Name = "many$_" } }
        $lines = $rows | Remove-DbAccount @d -WhatIf -Verbose -WarningAction SilentlyContinue 4>&1 6>$null
        @($lines -match '^ListDdmUsers').Count | Should -BeLessOrEqual 2
    }

    It 'shows the requests with -Verbose, their secrets masked' {
        $lines = New-DbAccount shown -Password (ConvertTo-SecureString 'Canary@123' -AsPlainText -Force) @t -WhatIf -Verbose 4>&1
        "$lines" | Should -Match 'To be sent for shown@%: CreateAccounts \{.*"User":"shown".*"\*\*\*"'
        "$lines" | Should -Not -Match 'Canary'
    }
}

Describe 'A change that nobody looks at' {
    It 'reads nothing that it does not need' {
        $lines = Grant-DbPrivilege app SELECT -Database shop @t -Verbose 4>&1 | Where-Object { $_ -is [Management.Automation.VerboseRecord] }
        "$lines" | Should -Not -Match 'DescribeAccounts|DescribeAccountPrivileges'
    }
}
