#Requires -Modules @{ ModuleName = 'Pester'; ModuleVersion = '5.0' }
# What a session remembers for completion and Get-DbJob: the latest, so that a pipeline of any length leaves as much memory as a long one.

BeforeAll {
    . (Join-Path $PSScriptRoot 'support/Simulated.ps1')
    $assembly = [DbAccounts.PowerShell.JobCredential].Assembly
    # A memory of three things.
    function Get-Memory {
        $type = $assembly.GetType('DbAccounts.PowerShell.Session.Recent`2').MakeGenericType([string], [string])
        [activator]::CreateInstance($type, 3)
    }
}

Describe 'What was seen last' {
    It 'is <Kept> of <Seen>' -ForEach @(
        @{ Seen = @(); Kept = @() }
        @{ Seen = 'a', 'b'; Kept = 'a', 'b' }
        @{ Seen = 'a', 'b', 'c'; Kept = 'a', 'b', 'c' }
        @{ Seen = 'a', 'b', 'c', 'd'; Kept = 'b', 'c', 'd' }
        @{ Seen = 'a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'; Kept = 'f', 'g', 'h' }
        # What is known already makes no room, and keeps its place.
        @{ Seen = 'a', 'b', 'c', 'a', 'c'; Kept = 'a', 'b', 'c' }
        @{ Seen = 'a', 'b', 'c', 'a', 'd'; Kept = 'b', 'c', 'd' }
        @{ Seen = 'a', 'b', 'c', 'd', 'a'; Kept = 'c', 'd', 'a' }
        # -x forgets x.
        @{ Seen = 'a', 'b', '-a', 'c', 'd'; Kept = 'b', 'c', 'd' }
        @{ Seen = 'a', 'b', 'c', '-b', 'b', 'd'; Kept = 'c', 'b', 'd' }
        @{ Seen = 'a', 'b', 'c', '-x', 'd'; Kept = 'b', 'c', 'd' }
        @{ Seen = 'a', '-a', '-a', 'b'; Kept = @('b') }
    ) {
        $memory = Get-Memory
        $at = 0
        $last = @{}
        foreach ($name in $Seen) {
            $at++
            if ($name -like '-*') { $memory.Forget($name.Substring(1)) } else { $memory.Keep($name, "$name$at"); $last[$name] = "$name$at" }
        }
        @($memory.All) | Should -Be @($Kept | ForEach-Object { $last[$_] })
    }

    It 'is 10,000 jobs of a session' {
        $session = [activator]::CreateInstance($assembly.GetType('DbAccounts.PowerShell.Session.DbSession'))
        foreach ($number in 1..10001) {
            $job = [DbAccounts.Model.DbJob]::new()
            $job.Id = "j-$number"
            $session.Remember($job)
        }
        $known = @($session.Jobs)
        $known.Count | Should -Be 10000
        $known[0].Id | Should -Be 'j-2'
        $session.JobById('j-10001', $null) | Should -Be $known[-1]
    }
}
