BeforeAll {
    . $PSScriptRoot/support/Support.ps1
    $simulated = Start-DbSimulator -JobDuration 0.5
    $mySql = Connect-Simulated $simulated MySqlPlus
    $tencent = Connect-Simulated $simulated TencentMySql
    $job = New-DbAccount app -GeneratePassword -Instance $mySql
    $task = New-DbAccount app_1 -GeneratePassword -Instance $tencent
    $null = $job, $task | Wait-DbJob
}

AfterAll {
    Get-DbInstance | Disconnect-DbInstance | Out-Null
    Stop-DbSimulator $simulated.Port
}

Describe 'Get-DbJob' {
    It 'shows the jobs of the session as they are now' {
        $new = New-DbAccount fresh -GeneratePassword -Instance $mySql
        $new.State | Should -BeIn 'Pending', 'Running'
        # What has ended elsewhere is shown too, where it is no longer connected.
        $connected = Get-DbInstance | ForEach-Object { "$($_.Endpoint)".TrimEnd('/') }
        $shown = Get-DbJob | Where-Object Endpoint -In $connected
        $shown.Id | Sort-Object | Should -Be ($job.Id, $task.Id, $new.Id | Sort-Object)
        ($shown | Where-Object Id -EQ $job.Id).State | Should -Be 'Succeeded'
        $null = $new | Wait-DbJob
        (Get-DbJob $new.Id).State | Should -Be 'Succeeded'
    }

    It 'shows those of one instance' {
        (Get-DbJob -Instance $tencent).Id | Should -Be $task.Id
    }

    It 'keeps what the session knows of the job' {
        $shown = Get-DbJob $job.Id
        $shown.Account | Should -Be $job.Account
        $shown.Operation | Should -Be 'CreateAccount'
        $shown.Credential.UserName | Should -Be 'app'
    }

    It 'takes jobs and ids from the pipeline' {
        ($job, $task | Get-DbJob).Id | Should -Be $job.Id, $task.Id
        ($job.Id, $task.Id | Get-DbJob).Id | Should -Be $job.Id, $task.Id
    }

    It 'finds a job of <Service> that the session does not know' -ForEach @{ Service = 'MySqlPlus' }, @{ Service = 'TencentMySql' } {
        $known = if ($Service -eq 'MySqlPlus') { $job } else { $task }
        $shell = [powershell]::Create()
        $null = $shell.AddScript('param ($module, $db, $id) Import-Module $module; Get-DbJob $id -Instance $db').AddArgument($modulePath)
        $found = $shell.AddArgument((Get-DbInstance -Service $Service)).AddArgument($known.Id).Invoke()
        $shell.Streams.Error | Should -BeNullOrEmpty
        $found.State | Should -Be 'Succeeded'
        $shell.Dispose()
    }

    It 'says JobNotFound of an id that <_> does not know, and shows the others' -ForEach 'MySqlPlus', 'TencentMySql' {
        $db = Get-DbInstance -Service $_
        $known = if ($_ -eq 'MySqlPlus') { $job } else { $task }
        $found = Get-DbJob 'j-unknown', $known.Id -Instance $db -ErrorVariable problem -ErrorAction SilentlyContinue
        $found.Id | Should -Be $known.Id
        $problem | Get-ErrorId | Should -Be 'JobNotFound'
        $problem[0].CategoryInfo.Category | Should -Be 'ObjectNotFound'
        $problem[0].TargetObject | Should -Be 'j-unknown'
    }
}
