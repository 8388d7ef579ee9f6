BeforeAll {
    . $PSScriptRoot/support/Support.ps1
}

AfterAll {
    Get-DbInstance | Disconnect-DbInstance | Out-Null
    Stop-DbSimulator
}

Describe 'Many jobs' {
    BeforeAll {
        $simulated = Start-DbSimulator -JobDuration 1.5
        $server = Open-Loopback Forward $simulated.Port
    }

    AfterAll {
        Get-DbInstance | Disconnect-DbInstance | Out-Null
        $server.Dispose()
        Stop-DbSimulator $simulated.Port
    }

    It 'of QingCloud are looked at together: 40 in a handful of requests' {
        $null = Connect-Simulated $simulated MySqlPlus $server.Endpoint
        $jobs = 1..40 | ForEach-Object { New-DbAccount "app$_" -GeneratePassword }
        $ended = $jobs | Wait-DbJob
        $ended | Should -HaveCount 40
        $ended.State | Sort-Object -Unique | Should -Be 'Succeeded'
        $ended.Id | Sort-Object | Should -Be ($jobs.Id | Sort-Object)
        $count = $server.Count('action=DescribeJobs')
        Write-Verbose "$count DescribeJobs for 40 jobs" -Verbose:($env:SHOW_STOP_TIMES -eq '1')
        $count | Should -BeLessOrEqual 6
    }

    It 'of Tencent Cloud are looked at within 40 requests a second' {
        $null = Connect-Simulated $simulated TencentMySql $server.Endpoint
        $jobs = 1..12 | ForEach-Object { New-DbAccount "app_$_" -GeneratePassword }
        $null = $jobs | Wait-DbJob -PollingInterval 0.05 -Verbose 4>&1 | Tee-Object -Variable written
        ($written | Where-Object { $_ -is [DbAccounts.Model.DbJob] }).State | Sort-Object -Unique | Should -Be 'Succeeded'
        $times = $server.Times('DescribeAsyncRequestInfo')
        # More than a second's worth, or nothing would be seen of the limit.
        $times.Count | Should -BeGreaterThan 42
        # The network may bunch what was sent evenly: one request of grace.
        for ($i = 0; $i + 41 -lt $times.Count; $i++) {
            ($times[$i + 41] - $times[$i]).TotalSeconds | Should -BeGreaterOrEqual 0.98
        }
        ($written | Where-Object { $_ -isnot [DbAccounts.Model.DbJob] }) -match 'RequestLimitExceeded' | Should -BeNullOrEmpty
    }
}

Describe 'Waiting' {
    BeforeAll {
        # How often is looked is no subject here, and the simulator's jobs are quick.
        $PSDefaultParameterValues = @{ 'Wait-DbJob:PollingInterval' = 0.05 }
        $simulated = Start-DbSimulator -JobDuration 0.2 -Behavior @{ TencentExistingAccountFailsAsync = $true }
        $server = Open-Loopback Forward $simulated.Port
        $mySql = Connect-Simulated $simulated MySqlPlus $server.Endpoint
        $tencent = Connect-Simulated $simulated TencentMySql $server.Endpoint
        $ddm = Connect-Simulated $simulated Ddm $server.Endpoint
    }

    AfterAll {
        Get-DbInstance | Disconnect-DbInstance | Out-Null
        $server.Dispose()
        Stop-DbSimulator $simulated.Port
    }

    It 'begins while input still comes, and writes each job when it ends' {
        $first = New-DbAccount early -GeneratePassword -Instance $mySql
        $firstAt = $null
        $lastGivenAt = $null
        & {
            $first
            1..6 | ForEach-Object { Start-Sleep -Milliseconds 100; New-DbAccount "later$_" -GeneratePassword -Instance $mySql }
            Set-Variable lastGivenAt ([datetime]::UtcNow) -Scope 1
        } | Wait-DbJob | ForEach-Object { if (!$firstAt) { $firstAt = [datetime]::UtcNow }; $_ } | Should -HaveCount 7
        $firstAt | Should -BeLessThan $lastGivenAt
    }

    It 'takes the jobs of several services in one pipeline, and lets immediate ones pass' {
        $jobs = @(
            New-DbAccount mixed -GeneratePassword -Instance $mySql
            New-DbAccount mixed_1 -GeneratePassword -Instance $tencent
            New-DbAccount mixed_1 -GeneratePassword -Instance $ddm -Privilege SELECT
        )
        $ended = $jobs | Wait-DbJob
        $ended.Service | Sort-Object | Should -Be 'Ddm', 'MySqlPlus', 'TencentMySql'
        $ended.State | Sort-Object -Unique | Should -Be 'Succeeded'
    }

    It 'writes a job of <_> that failed, then the error with the service''s code and text about it' -ForEach 'MySqlPlus', 'TencentMySql' {
        $db = Get-DbInstance -Service $_
        $null = New-DbAccount failing -GeneratePassword -Instance $db | Wait-DbJob
        $job = New-DbAccount failing -GeneratePassword -Instance $db
        $both = @($job | Wait-DbJob 2>&1)
        $both | Should -HaveCount 2
        $ended, $problem = $both
        $ended.State | Should -Be 'Failed'
        "$($ended.ErrorCode)$($ended.ErrorMessage)" | Should -Not -BeNullOrEmpty
        $problem | Get-ErrorId | Should -Be 'JobFailed'
        $problem.CategoryInfo.Category | Should -Be 'InvalidResult'
        $problem.TargetObject | Should -BeOfType ([DbAccounts.Model.DbJob])
        $problem.TargetObject.Id | Should -Be $job.Id
        $problem.Exception.ServiceCode | Should -Be $ended.ErrorCode
        $problem.Exception.ServiceMessage | Should -Be $ended.ErrorMessage
        $problem.Exception.Message | Should -BeLike "*$($ended.ErrorCode)*$($ended.ErrorMessage)*"
        $problem.ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty
    }

    It 'ends a failed job as such in New-DbAccount -Wait too' {
        $null = New-DbAccount again -GeneratePassword -Instance $mySql | Wait-DbJob
        $written = @(New-DbAccount again -GeneratePassword -Instance $mySql -Wait -ErrorVariable problem -ErrorAction SilentlyContinue)
        $written.State | Should -Be 'Failed'
        $problem | Get-ErrorId | Should -Be 'JobFailed'
    }

    It 'finds a job by its id' {
        $job = New-DbAccount byid -GeneratePassword -Instance $mySql
        $ended = Wait-DbJob -Id $job.Id
        $ended.Id | Should -Be $job.Id
        $ended.State | Should -Be 'Succeeded'
        $ended.Account | Should -Be $job.Account
    }

    It 'names the Connect-DbInstance call that is missing, and goes on with the others' {
        $good = New-DbAccount among -GeneratePassword -Instance $mySql
        $strange = [DbAccounts.Model.DbJob]@{ Id = '1-2-3'; Service = 'TencentMySql'; InstanceId = 'cdb-elsewhere'; Region = 'ap-beijing'; State = 'Running' }
        $written = $strange, $good | Wait-DbJob -ErrorVariable problem -ErrorAction SilentlyContinue
        $written.Id | Should -Be $good.Id
        $problem | Get-ErrorId | Should -Be 'InstanceNotConnected'
        $problem[0].TargetObject.Id | Should -Be '1-2-3'
        "$($problem[0]) $($problem[0].ErrorDetails.RecommendedAction)" | Should -BeLike '*Connect-DbInstance TencentMySql cdb-elsewhere*-Region ap-beijing*'
    }

    It 'says of one unknown job among good ones that it is not found, and waits for the good ones' -ForEach 'MySqlPlus', 'TencentMySql' {
        $db = Get-DbInstance -Service $_
        $good = New-DbAccount "good_$(Get-Random)" -GeneratePassword -Instance $db
        $bad = [DbAccounts.Model.DbJob]@{ Id = 'j-unknown1'; Service = $_; InstanceId = $db.InstanceId; State = 'Pending' }
        $written = $good, $bad | Wait-DbJob -ErrorVariable problem -ErrorAction SilentlyContinue
        $written.Id | Should -Be $good.Id
        $written.State | Should -Be 'Succeeded'
        $problem | Get-ErrorId | Should -Be 'JobNotFound'
        $problem[0].TargetObject.Id | Should -Be 'j-unknown1'
    }

    It 'with -PollingInterval looks that often' {
        $slower = Start-DbSimulator -JobDuration 0.6
        $between = Open-Loopback Forward $slower.Port
        $db = Connect-Simulated $slower ChronusDB $between.Endpoint
        $job = New-DbAccount often -GeneratePassword -Instance $db
        $null = $job | Wait-DbJob -PollingInterval 0.1
        $between.Count('action=DescribeJobs') | Should -BeGreaterThan 3
        $between.Dispose()
        Stop-DbSimulator $slower.Port
    }

    It 'writes the generated password''s credential along with the ended job' {
        $job = New-DbAccount carried -GeneratePassword -Instance $mySql
        $ended = $job | Wait-DbJob
        $ended.Credential | Should -BeOfType ([pscredential])
        $ended.Credential.UserName | Should -Be 'carried'
    }
}

Describe 'Waiting for a slow job' {
    BeforeAll {
        $simulated = Start-DbSimulator -JobDuration 30
        $null = Connect-Simulated $simulated MySqlPlus
        $slow = New-DbAccount slow -GeneratePassword
    }

    AfterAll {
        Stop-DbSimulator $simulated.Port
    }

    It 'ends with JobTimeout when the time <Time> is over' -ForEach @(
        @{ Time = 1; Second = 1 }
        @{ Time = 0.2; Second = 0.2 }
        @{ Time = '0.3'; Second = 0.3 }
        @{ Time = [timespan]::FromSeconds(0.3); Second = 0.3 }
        @{ Time = '00:00:00.4'; Second = 0.4 }
    ) {
        $watch = [Diagnostics.Stopwatch]::StartNew()
        $written = $slow | Wait-DbJob -Timeout $Time -ErrorVariable problem -ErrorAction SilentlyContinue
        $watch.Elapsed.TotalSeconds | Should -BeGreaterOrEqual (0.95 * $Second)
        $watch.Elapsed.TotalSeconds | Should -BeLessThan ($Second + 1.5)
        $written | Should -BeNullOrEmpty
        $problem | Get-ErrorId | Should -Be 'JobTimeout'
        $problem[0].CategoryInfo.Category | Should -Be 'OperationTimeout'
        $problem[0].TargetObject.Id | Should -Be $slow.Id
    }

    It 'is not late by the time between two looks' {
        $watch = [Diagnostics.Stopwatch]::StartNew()
        $null = $slow | Wait-DbJob -Timeout 0.3 -PollingInterval 20 -ErrorVariable problem -ErrorAction SilentlyContinue
        $watch.Elapsed.TotalSeconds | Should -BeLessThan 3
        $problem | Get-ErrorId | Should -Be 'JobTimeout'
    }

    It 'refuses an empty time' -ForEach '', $null {
        $time = $_
        $slow | Wait-DbJob -Timeout $time -ErrorAction SilentlyContinue -ErrorVariable problem | Should -BeNullOrEmpty
        $problem | Get-ErrorId | Should -Be 'InvalidInput'
    }

    It 'refuses a time that is none' -ForEach 0, -1, 'soon' {
        $time = $_
        { $slow | Wait-DbJob -Timeout $time } | Should -Throw -ErrorId 'ParameterArgument*'
    }

    It 'with -Any ends with the first' {
        $quick = Start-DbSimulator -JobDuration 0.1
        $null = Connect-Simulated $quick ChronusDB
        $soon = New-DbAccount soon -GeneratePassword
        $watch = [Diagnostics.Stopwatch]::StartNew()
        $written = @($slow, $soon | Wait-DbJob -Any)
        $watch.Elapsed.TotalSeconds | Should -BeLessThan 5
        $written.Id | Should -Be $soon.Id
        Stop-DbSimulator $quick.Port
    }
}

Describe 'A service that stops answering' {
    It 'does not keep Wait-DbJob beyond its time' {
        $silent = Open-Loopback Silent
        $simulated = Start-DbSimulator
        $db = Connect-Simulated $simulated MySqlPlus $silent.Endpoint
        $job = [DbAccounts.Model.DbJob]@{ Id = 'j-1'; Service = 'MySqlPlus'; InstanceId = $db.InstanceId; State = 'Pending' }
        $watch = [Diagnostics.Stopwatch]::StartNew()
        $job | Wait-DbJob -Timeout 0.3 -ErrorVariable problem -ErrorAction SilentlyContinue
        $watch.Elapsed.TotalSeconds | Should -BeLessThan 3
        $problem | Get-ErrorId | Should -Be 'JobTimeout'
        $silent.Dispose()
        Stop-DbSimulator $simulated.Port
    }
}
