<#
.SYNOPSIS
    What is said of changes that did not go as they should: what is missing, where a password is, what had no effect.
#>
BeforeAll {
    . $PSScriptRoot/support/Simulated.ps1
}

AfterAll { Disconnect-Simulated }

Describe 'A grant that was not sent' {
    It 'is named with the command that makes it, and the command works as it is written' {
        $null = Connect-Simulated TencentMySql @{ Fault = @{ SlowJob = 1; SlowFactor = 40 } }
        $result = Watch-Command { New-DbAccount app -AllowedHost 10.% -GeneratePassword -Privilege SELECT, 'SHOW VIEW' -Database shop -Timeout 0.3 }
        Get-ErrorId $result.Error[0] | Should -Be 'JobTimeout'
        "$($result.Error[0])" | Should -Match "Not made: the grant of SELECT, SHOW VIEW ON shop\.\* to 'app@10\.%'\."
        $advice = $result.Error[0].ErrorDetails.RecommendedAction
        $advice | Should -Match 'Wait-DbJob'
        $command = [regex]::Match($advice, 'Grant-DbPrivilege .*(?=\.$)').Value
        $command | Should -Be "Grant-DbPrivilege 'app@10.%' SELECT, 'SHOW VIEW' -Database shop -Instance 'TencentMySql/$((Get-DbInstance).InstanceId)'"

        $result.Error[0].TargetObject | Wait-DbJob | ForEach-Object State | Should -Be 'Succeeded'
        & ([scriptblock]::Create($command)) | Wait-DbJob | ForEach-Object State | Should -Be 'Succeeded'
        (Get-DbPrivilege app@10.%).Privilege | Should -Be 'SELECT', 'SHOW VIEW'
    }

    It 'is named when the account was not created' {
        $null = Connect-Simulated TencentMySql @{ Fault = @{ FailedJob = 1 } }
        $result = Watch-Command { New-DbAccount app -AllowedHost % -GeneratePassword -Privilege SELECT -Global }
        Get-ErrorId $result.Error[0] | Should -Be 'JobFailed'
        "$($result.Error[0])" | Should -Match "Not made: the grant of SELECT ON \*\.\* to 'app@%'\."
        $result.Error[0].ErrorDetails.RecommendedAction | Should -Match "Grant-DbPrivilege 'app@%' SELECT -Global -Instance"
    }
}

Describe 'A generated password' {
    It 'is with the error of <Command> on <Service> after which the account may have it' -ForEach @(
        foreach ($service in 'MySqlPlus', 'MySqlPlusAnalysis', 'ChronusDB', 'Ddm', 'TencentMySql') {
            @{ Service = $service; Command = 'New-DbAccount' }
        }
        foreach ($service in 'Ddm', 'TencentMySql') {
            @{ Service = $service; Command = 'Reset-DbAccountPassword' }
        }
    ) {
        $null = Connect-Simulated $Service @{ Fault = @{ DropAfter = 1 } }
        $needed = if ($Service -eq 'Ddm') { @{ Privilege = 'SELECT' } } else { @{} }
        $values = if ($Command -eq 'New-DbAccount') { $needed } else { @{} }
        $result = Watch-Command { & $Command app -GeneratePassword -Timeout 1 @values }
        Get-ErrorId $result.Error[0] | Should -Be 'OutcomeUnknown'
        "$($result.Error[0])" | Should -Match "The password that was generated for the account is in the Credential of this error's TargetObject\.$"
        $job = $result.Error[0].TargetObject
        $job | Should -BeOfType DbAccounts.Model.DbJob
        $job.State | Should -Be 'Unknown'
        $job.Credential.UserName | Should -Be 'app'
        Test-DbAccount app -Service $Service -Password $job.Credential.Password -Quiet @needed | Should -BeTrue
        # Nothing of it is in what is exported or shown.
        $password = ConvertFrom-Secret $job.Credential.Password
        "$($result.Error[0] | Format-List * -Force | Out-String)$([Management.Automation.PSSerializer]::Serialize($job))" |
            Should -Not -Match ([regex]::Escape($password))
    }

    It 'is with the job that is late, and Get-DbJob has it too' {
        $null = Connect-Simulated ChronusDB @{ Fault = @{ SlowJob = 1; SlowFactor = 100 } }
        $result = Watch-Command { New-DbAccount app -GeneratePassword -Wait -Timeout 0.3 }
        Get-ErrorId $result.Error[0] | Should -Be 'JobTimeout'
        $password = ConvertFrom-Secret $result.Error[0].TargetObject.Credential.Password
        ConvertFrom-Secret (Get-DbJob $result.Error[0].TargetObject.Id).Credential.Password | Should -Be $password
    }

    It 'is with the error of a grant where the account was created' {
        $null = Connect-Simulated TencentMySql
        $result = Watch-Command { New-DbAccount app -AllowedHost % -GeneratePassword -Privilege SELECT, NONSENSE -Global -SkipRuleCheck }
        $result.Error[0].TargetObject | Should -BeOfType DbAccounts.Model.DbJob
        $result.Error[0].TargetObject.Credential.UserName | Should -Be 'app'
        "$($result.Error[0])" | Should -Match 'Not made: the grant of NONSENSE, SELECT'
    }

    It 'is with no job that failed, on <_>' -ForEach 'MySqlPlus', 'MySqlPlusAnalysis', 'ChronusDB', 'TencentMySql' {
        # An account that is there already can't be created.
        $null = Connect-Simulated $_ @{ Behavior = @{ TencentExistingAccountFailsAsync = $true } }
        $null = New-DbAccount app -GeneratePassword -Wait
        $result = Watch-Command { New-DbAccount app -GeneratePassword -Wait }
        Get-ErrorId $result.Error[0] | Should -Be 'JobFailed'
        "$($result.Error[0])" | Should -Not -Match 'password'
        $result.Output.State | Should -Be 'Failed'
        $result.Output.Credential | Should -BeNullOrEmpty
        $result.Error[0].TargetObject.Credential | Should -BeNullOrEmpty
        (Get-DbJob $result.Output.Id).Credential | Should -BeNullOrEmpty
        ($result.Output | Wait-DbJob -ErrorAction SilentlyContinue).Credential | Should -BeNullOrEmpty
    }
}

Describe 'A job that can not be' {
    It 'is not found at once by <_> on Ddm, which has no jobs' -ForEach 'Get-DbJob', 'Wait-DbJob' {
        $null = Connect-Simulated Ddm
        $watch = [Diagnostics.Stopwatch]::StartNew()
        $result = Watch-Command { & $_ nonsense }
        $watch.Elapsed.TotalSeconds | Should -BeLessThan 2
        $result.Output | Should -BeNullOrEmpty
        Get-ErrorId $result.Error[0] | Should -Be 'JobNotFound'
        "$($result.Error[0])" | Should -Match "knows no job 'nonsense': Ddm has no jobs, as a change there has ended when it is answered\.$"
    }

    It 'is found where Ddm has ended it' {
        $null = Connect-Simulated Ddm
        $job = New-DbAccount app -GeneratePassword -Privilege SELECT
        ($job | Wait-DbJob).State | Should -Be 'Succeeded'
        $shown = $job | Get-DbJob -ErrorAction Stop
        $shown.State, $shown.Account[0] | Should -Be 'Succeeded', 'app'
        $job | Get-DbJob -State Failed | Should -BeNullOrEmpty
    }

    It 'is still found where <_> was asked for it at another instance' -ForEach 'Wait-DbJob', 'Get-DbJob' {
        $null = Connect-Simulated TencentMySql
        $null = Connect-DbInstance Ddm -Simulator -NoDefault
        $job = New-DbAccount elsewhere -GeneratePassword
        Get-ErrorId (Watch-Command { & $_ -Id $job.Id -Instance Ddm }).Error[0] | Should -Be 'JobNotFound'
        (Get-DbJob $job.Id -ErrorAction Stop).Service | Should -Be 'TencentMySql'
        (Wait-DbJob -Id $job.Id -ErrorAction Stop).State | Should -Be 'Succeeded'
    }

    It 'is not waited for where its answer was lost, on <_>' -ForEach 'ChronusDB', 'Ddm', 'TencentMySql' {
        $null = Connect-Simulated $_ @{ Fault = @{ DropAfter = 1 } }
        $lost = (Watch-Command { Remove-DbAccount app -Confirm:$false -Timeout 0.5 }).Error[0].TargetObject
        $watch = [Diagnostics.Stopwatch]::StartNew()
        Get-ErrorId (Watch-Command { $lost | Wait-DbJob }).Error[0] | Should -Be 'JobNotFound'
        $watch.Elapsed.TotalSeconds | Should -BeLessThan 2
    }
}

Describe 'A change without its effect' {
    It 'is ChangeNotVerified where the service keeps what an empty list should have cleared' {
        $null = Connect-Simulated TencentMySql @{ Behavior = @{ TencentEmptyListClears = $false } }
        $null = New-DbAccount app -AllowedHost % -GeneratePassword -Privilege SELECT -Database shop -Wait
        $result = Watch-Command { Set-DbPrivilege app PROCESS -Global -Wait -Confirm:$false }
        Get-ErrorId $result.Error[0] | Should -Be 'ChangeNotVerified'
        "$($result.Error[0])" | Should -Match "accepted the change of 'app@%', but it still holds SELECT ON shop\.\* when it is read again\.$"
        $result.Output.State | Should -Be 'Unknown'

        # By Wait-DbJob in the same session too.
        $result = Watch-Command { Set-DbPrivilege app PROCESS -Global -Confirm:$false | Wait-DbJob }
        Get-ErrorId $result.Error[0] | Should -Be 'ChangeNotVerified'
        $result.Output | Should -BeNullOrEmpty
    }

    It 'is said of a revoke of what is held elsewhere, with -WhatIf too' {
        $null = Connect-Simulated TencentMySql
        $null = New-DbAccount app -AllowedHost % -GeneratePassword -Privilege SELECT -Global -Wait
        $words = "Nothing is revoked from 'app@%', as it does not hold SELECT ON shop.*. 'app@%' can still do the same by SELECT ON *.*."
        $job = Revoke-DbPrivilege app SELECT -Database shop -WarningVariable said -WarningAction SilentlyContinue
        $said | Should -Be $words
        $job.State | Should -Be 'Succeeded'
        $job.ServiceState | Should -Be 'nothing to change'
        Get-HostText { Revoke-DbPrivilege app SELECT -Database shop -WhatIf -WarningVariable global:saidToo -WarningAction SilentlyContinue } |
            Should -Match 'nothing has to be changed, so nothing is sent'
        $saidToo | Should -Be $words
        Remove-Variable saidToo -Scope Global
        (Get-DbPrivilege app).Privilege | Should -Be 'SELECT'
    }

    It 'is said of a revoke on Ddm of what is not held' {
        $null = Connect-Simulated Ddm
        $null = New-DbAccount app -GeneratePassword -Privilege SELECT -Database shop
        $job = Revoke-DbPrivilege app INSERT -Database shop -WarningVariable said -WarningAction SilentlyContinue
        $said | Should -Be "Nothing is revoked from 'app', as it does not hold INSERT ON shop.*."
        $job.ServiceState | Should -Be 'nothing to change'
    }

    It 'is an error of a grant to nobody on <_>' -ForEach 'Ddm', 'TencentMySql' {
        $null = Connect-Simulated $_
        $result = Watch-Command { Grant-DbPrivilege nobody SELECT -Database shop }
        Get-ErrorId $result.Error[0] | Should -Be 'AccountNotFound'
        "$($result.Error[0])" | Should -Match "There is no account 'nobody"
    }
}
