# Jobs that somebody holds show what has become of them.
BeforeAll {
    . $PSScriptRoot/support/Simulated.ps1
    $simulator = Connect-Simulated -Simulator @{ JobDuration = 0.6 }
    $password = ConvertTo-Secret 'Passw0rd_x12'
    function New-Job ([string] $Name) { New-DbAccount $Name -Password $password -AllowedHost % -Instance TencentMySql -OutVariable gathered | Out-Null; $gathered[0] }
}

AfterAll { Disconnect-Simulated }

Describe 'A job that somebody holds' {
    It 'is brought up to date by <How>' -ForEach @(
        @{ How = 'Wait-DbJob, from the pipeline'; Look = { $job | Wait-DbJob } }
        @{ How = 'Wait-DbJob with its id'; Look = { Wait-DbJob -Id $job.Id } }
        @{ How = 'Wait-DbJob on a copy of it'; Look = { [pscustomobject]@{ Id = $job.Id; Service = $job.Service; InstanceId = $job.InstanceId; Endpoint = $job.Endpoint } | Wait-DbJob } }
        @{ How = 'Wait-DbJob on its JSON'; Look = { $job | ConvertTo-Json | Wait-DbJob } }
        @{ How = 'Get-DbJob'; Look = { do { Start-Sleep -Milliseconds 100; $now = Get-DbJob $job.Id } until ($now.HasEnded()); $now } }
    ) {
        $job = New-Job "held_$([guid]::NewGuid().ToString('n').Substring(0, 8))"
        $job.State | Should -Be 'Pending'
        $ended = & $Look
        $job.State, $job.ServiceState | Should -Be 'Succeeded', 'SUCCESS'
        $job.CompletedAt | Should -Be $ended.CompletedAt
        $job.CheckedAt | Should -Not -BeNullOrEmpty
    }

    It 'is brought up to date with all others of it' {
        $job = New-Job held_twice
        $other = Get-DbJob $job.Id
        [object]::ReferenceEquals($job, $other) | Should -BeFalse
        $file = [Management.Automation.PSSerializer]::Deserialize([Management.Automation.PSSerializer]::Serialize($job))
        $file | Wait-DbJob | Out-Null
        $job.State, $other.State, $file.State | Should -Be 'Succeeded', 'Succeeded', 'Succeeded'
    }

    It 'that has failed says so, and has no generated password any more' {
        New-DbAccount held_failed -GeneratePassword -AllowedHost % -Instance MySqlPlus -OutVariable gathered | Out-Null
        $gathered[0].Credential | Should -Not -BeNullOrEmpty
        New-DbAccount held_failed -GeneratePassword -AllowedHost % -Instance MySqlPlus -OutVariable again -SkipRuleCheck | Out-Null
        $again[0].Credential | Should -Not -BeNullOrEmpty
        Wait-DbJob ($gathered + $again) -ErrorAction SilentlyContinue | Out-Null
        "$($gathered[0].State)", "$($again[0].State)" | Should -Be 'Succeeded', 'Failed'
        $gathered[0].Credential | Should -Not -BeNullOrEmpty
        $again[0].Credential | Should -BeNullOrEmpty
    }

    It 'that has ended stays so, whatever an older copy says' {
        $job = New-Job held_older
        $older = $job | ConvertTo-Json | ConvertFrom-Json
        $job | Wait-DbJob | Out-Null
        $older | Wait-DbJob | Out-Null
        $job.State | Should -Be 'Succeeded'
        (Get-DbJob $job.Id).State | Should -Be 'Succeeded'
    }

    It 'of a file says when it was last looked at' {
        $job = New-Job held_file
        Get-DbJob $job.Id | Out-Null
        $file = $job | ConvertTo-Csv | ConvertFrom-Csv
        $job | Wait-DbJob | Out-Null
        $file.State | Should -BeIn 'Pending', 'Running'
        [datetime]::Parse($file.CheckedAt).ToUniversalTime() | Should -BeLessThan $job.CompletedAt
    }

    It 'is forgotten when nobody holds it any more, and Get-DbJob still knows it' {
        $id = (New-Job held_lost).Id
        1..50 | ForEach-Object { Get-DbJob $id } | Out-Null
        [GC]::Collect()
        (Get-DbJob $id).Id | Should -Be $id
    }
}
