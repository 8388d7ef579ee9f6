# Ctrl+C, by the means that a host has: a pipeline of its own, BeginInvoke and Stop.
BeforeDiscovery {
    # Each in a runspace of its own, with $endpoint (through a recording server), $db connected to it and $simulator.
    $cases = @(
        @{ Name = 'Wait-DbJob that waits for a slow job'; Service = 'MySqlPlus'; Simulator = @{ JobDuration = 60 }
            Before = '$job = New-DbAccount app -GeneratePassword'; Script = '$job | Wait-DbJob' }
        @{ Name = 'Wait-DbJob between two distant looks'; Service = 'TencentMySql'; Simulator = @{ JobDuration = 60 }
            Before = '$job = New-DbAccount app_1 -GeneratePassword'; Script = '$job | Wait-DbJob -PollingInterval 60' }
        @{ Name = 'Wait-DbJob whose input pauses'; Service = 'MySqlPlus'; Simulator = @{ JobDuration = 0.1 }
            Before = '$job = New-DbAccount app -GeneratePassword'; Script = '& { $job; Start-Sleep 60 } | Wait-DbJob' }
        @{ Name = 'New-DbAccount -Wait'; Service = 'MySqlPlus'; Simulator = @{ JobDuration = 60 }
            Script = 'New-DbAccount app -GeneratePassword -Wait' }
        @{ Name = 'New-DbAccount on a slow service'; Service = 'TencentMySql'; Simulator = @{ Latency = 30 }
            Script = 'New-DbAccount app_1 -GeneratePassword' }
        @{ Name = 'Get-DbAccount on a slow service'; Service = 'Ddm'; Simulator = @{ Latency = 30 }; Script = 'Get-DbAccount' }
        @{ Name = 'Get-DbJob on a slow service'; Service = 'TencentMySql'; Simulator = @{ Latency = 30 }; Script = 'Get-DbJob 1-2-3' }
        @{ Name = 'Get-DbPrivilege on a slow service'; Service = 'Ddm'; Simulator = @{ Latency = 30 }; Script = 'Get-DbPrivilege app' }
        @{ Name = 'Invoke-DbServiceRequest on a slow service'; Service = 'MySqlPlus'; Simulator = @{ Latency = 30 }
            Script = 'Invoke-DbServiceRequest DescribeJobs' }
        @{ Name = 'a pipeline of 1000 rows'; Service = 'TencentMySql'
            Script = '1..1000 | ForEach-Object { [pscustomobject]@{ Name = "app_$_" } } | New-DbAccount -GeneratePassword' }
        @{ Name = 'Grant-DbPrivilege that waits for the rate limit'; Service = 'TencentMySql'
            Script = '1..1000 | ForEach-Object { "root" } | Grant-DbPrivilege -Privilege SELECT -Database shop' }
        @{ Name = 'Get-DbAccount on a service that never answers'; Service = 'TencentMySql'; Mode = 'Silent'; Script = 'Get-DbAccount' }
        @{ Name = 'New-DbAccount on a service that never answers'; Service = 'Ddm'; Mode = 'Silent'; Script = 'New-DbAccount app -GeneratePassword -Privilege SELECT' }
        @{ Name = 'Get-DbAccount in the middle of an answer'; Service = 'TencentMySql'; Mode = 'Stalled'; Script = 'Get-DbAccount' }
        @{ Name = 'Remove-DbAccount in the middle of an answer'; Service = 'Ddm'; Mode = 'Stalled'; Script = 'Remove-DbAccount app -Confirm:$false' }
    )
}

BeforeAll {
    . $PSScriptRoot/support/Support.ps1

    function New-Runspace {
        $state = [initialsessionstate]::CreateDefault2()
        $state.ImportPSModule($modulePath)
        $runspace = [runspacefactory]::CreateRunspace($state)
        $runspace.Open()
        $runspace
    }

    function Invoke-In ([runspace] $Runspace, [string] $Script) {
        $shell = [powershell]::Create($Runspace)
        try { $shell.AddScript($Script).Invoke() } finally { $shell.Dispose() }
    }
}

AfterAll {
    Get-DbInstance | Disconnect-DbInstance | Out-Null
    Stop-DbSimulator
}

Describe 'Ctrl+C in <Name>' -ForEach $cases {
    BeforeAll {
        $options = if ($Simulator) { $Simulator } else { @{} }
        $simulated = Start-DbSimulator @options
        $server = Open-Loopback $(if ($Mode) { $Mode } else { 'Forward' }) $simulated.Port
        $runspace = New-Runspace
        $runspace.SessionStateProxy.SetVariable('simulator', $simulated)
        $runspace.SessionStateProxy.SetVariable('endpoint', $server.Endpoint)
        $null = Invoke-In $runspace ('$null = $simulator.Instance | Where-Object Service -EQ {0} | Connect-DbInstance -Endpoint $endpoint' -f $Service)
        if ($Before) { $null = Invoke-In $runspace $Before }

        $asked = $server.Count('HTTP')
        $shell = [powershell]::Create($runspace).AddScript($Script)
        $running = $shell.BeginInvoke()
        $hasBegun = Wait-Until { $server.Count('HTTP') -gt $asked }
        Start-Sleep -Milliseconds 250
        $wasRunning = !$running.IsCompleted
        $watch = [Diagnostics.Stopwatch]::StartNew()
        $shell.Stop()
        $stopTime = $watch.Elapsed
        Write-Verbose ('{0,5:0} ms: {1}' -f $stopTime.TotalMilliseconds, $Name) -Verbose:($env:SHOW_STOP_TIMES -eq '1')
    }

    AfterAll {
        $shell.Dispose()
        $runspace.Dispose()
        $server.Dispose()
        Stop-DbSimulator $simulated.Port
    }

    It 'ends it at once' {
        $hasBegun | Should -BeTrue
        $wasRunning | Should -BeTrue
        $shell.InvocationStateInfo.State | Should -Be 'Stopped'
        $stopTime.TotalSeconds | Should -BeLessThan 1.5
    }

    It 'leaves no error behind but that it was stopped' {
        $shell.Streams.Error | Should -BeNullOrEmpty
        $shell.InvocationStateInfo.Reason | Should -BeOfType ([Management.Automation.PipelineStoppedException])
    }

    It 'leaves nothing running' {
        # What was on its way when the stop came may still arrive.
        Start-Sleep -Milliseconds 200
        $before = $server.Count('HTTP')
        Start-Sleep -Milliseconds 400
        $server.Count('HTTP') | Should -Be $before
    }

    It 'leaves the session usable' {
        (Invoke-In $runspace '(Get-DbInstance).Service') | Should -Be $Service
    }
}

Describe 'A job whose waiting was stopped' {
    It 'goes on and can be waited for again' {
        $simulated = Start-DbSimulator -JobDuration 2
        $null = Connect-Simulated $simulated MySqlPlus
        $job = New-DbAccount app -GeneratePassword
        $runspace = New-Runspace
        $runspace.SessionStateProxy.SetVariable('job', $job)
        $runspace.SessionStateProxy.SetVariable('db', (Get-DbInstance))
        $shell = [powershell]::Create($runspace).AddScript('$job | Wait-DbJob -Instance $db')
        $null = $shell.BeginInvoke()
        Start-Sleep -Milliseconds 600
        $shell.Stop()
        $shell.Dispose()
        $runspace.Dispose()
        ($job | Wait-DbJob).State | Should -Be 'Succeeded'
    }
}

Describe 'A change whose -Wait was stopped' {
    It '<Name> leaves its job to Get-DbJob, and the password that was generated for it' -ForEach @(
        @{ Name = 'New-DbAccount'; Service = 'MySqlPlus'; Script = 'New-DbAccount app -GeneratePassword -Wait' }
        @{ Name = 'Reset-DbAccountPassword'; Service = 'TencentMySql'; Script = 'Reset-DbAccountPassword root -GeneratePassword -Wait' }
    ) {
        $simulated = Start-DbSimulator -JobDuration 3
        $runspace = New-Runspace
        $runspace.SessionStateProxy.SetVariable('simulator', $simulated)
        $null = Invoke-In $runspace ('$null = $simulator.Instance | Where-Object Service -EQ {0} | Connect-DbInstance' -f $Service)
        $shell = [powershell]::Create($runspace).AddScript($Script)
        $null = $shell.BeginInvoke()
        Start-Sleep -Milliseconds 1200
        $shell.Stop()
        $shell.Dispose()
        $job = Invoke-In $runspace 'Get-DbJob'
        $job | Should -HaveCount 1
        $job.State | Should -BeIn 'Pending', 'Running'
        $job.Credential.Password.Length | Should -BeGreaterThan 7
        $ended = Invoke-In $runspace 'Get-DbJob | Wait-DbJob'
        $ended.State | Should -Be 'Succeeded'
        $ended.Credential.GetNetworkCredential().Password | Should -BeExactly $job.Credential.GetNetworkCredential().Password
        $runspace.Dispose()
        Stop-DbSimulator $simulated.Port
    }
}

Describe 'A pipeline that ends early' {
    BeforeAll {
        $simulated = Start-DbSimulator
        $server = Open-Loopback Forward $simulated.Port
        $null = Connect-Simulated $simulated TencentMySql $server.Endpoint
    }

    AfterAll {
        $server.Dispose()
        Stop-DbSimulator $simulated.Port
    }

    It 'ends the work when the consumer has enough' {
        $rows = 1..20 | ForEach-Object { [pscustomobject]@{ Name = "first_$_" } }
        $first = $rows | New-DbAccount -GeneratePassword | Select-Object -First 1
        $first.Account | Should -Be 'first_1@%'
        Start-Sleep -Milliseconds 300
        $server.Count('X-TC-Action: CreateAccounts') | Should -Be 1
    }

    It 'ends the waiting when the consumer has enough' {
        $jobs = 1..5 | ForEach-Object { New-DbAccount "waited_$_" -GeneratePassword }
        @($jobs | Wait-DbJob | Select-Object -First 1).Count | Should -Be 1
        $asked = $server.Count('DescribeAsyncRequestInfo')
        Start-Sleep -Milliseconds 800
        $server.Count('DescribeAsyncRequestInfo') | Should -Be $asked
    }

    It 'ends with the first error where errors stop' {
        $names = 'good_1', '1 bad', 'good_2'
        { $names | ForEach-Object { [pscustomobject]@{ Name = $_ } } | New-DbAccount -GeneratePassword -ErrorAction Stop } |
            Should -Throw -ErrorId 'RuleViolation,DbAccounts.PowerShell.Commands.NewDbAccountCommand'
        Wait-Until { Get-DbAccount good_* } | Should -BeTrue
        (Get-DbAccount good_*).Name | Should -Be 'good_1'
    }
}

Describe 'A pipeline that ends early, on <Service>' -ForEach @(
    @{ Service = 'ChronusDB'; More = @{} }
    @{ Service = 'TencentMySql'; More = @{} }
    @{ Service = 'Ddm'; More = @{ Privilege = 'SELECT'; Database = 'shop' } }
) {
    BeforeEach {
        $simulated = Start-DbSimulator -Latency 0.1
        $db = Connect-Simulated $simulated $Service
    }

    AfterEach {
        $db | Disconnect-DbInstance
        Stop-DbSimulator $simulated.Port
    }

    It 'knows the job and the password of each account that was created: <Name>' -ForEach @(
        @{ Name = 'a consumer that has enough'
            Ends = { param ($more) 1..30 | ForEach-Object { "app$_" } | New-DbAccount -GeneratePassword @more | Select-Object -First 3 } }
        @{ Name = 'a bad row'
            Ends = { param ($more)
                & { 'app1'; Start-Sleep -Milliseconds 60; '1 bad'; 'app3' } | New-DbAccount -GeneratePassword -ErrorAction Stop @more } }
        @{ Name = 'a producer that throws'
            Ends = { param ($more)
                & { 'app1'; Start-Sleep -Milliseconds 60; 'app2'; throw 'enough' } | New-DbAccount -GeneratePassword @more } }
        @{ Name = 'a consumer that throws'
            Ends = { param ($more)
                1..30 | ForEach-Object { "app$_" } | New-DbAccount -GeneratePassword @more | ForEach-Object { throw 'enough' } } }
    ) {
        $written = try { & $Ends ($More + @{ Instance = $db }) } catch { $null = $_ }
        $known = @($written) + @(Get-DbJob -Instance $db) | Where-Object { $_ }
        # Jobs end; what is sent after the end would be among the accounts.
        Start-Sleep -Milliseconds 900
        $there = Get-DbAccount app* -Instance $db

        $there.Count | Should -BeGreaterThan 0
        $there.Count | Should -BeLessOrEqual 12
        foreach ($account in $there) {
            ($known | Where-Object { $_.Credential.UserName -eq $account.Name }) | Should -Not -BeNullOrEmpty -Because $account.Name
        }
    }
}
