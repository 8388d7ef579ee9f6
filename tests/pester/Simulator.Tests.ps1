#Requires -Modules @{ ModuleName = 'Pester'; ModuleVersion = '5.0' }

BeforeAll { . (Join-Path $PSScriptRoot 'support/Simulated.ps1') }

AfterAll { Disconnect-Simulated }

Describe 'Simulators' {
    BeforeEach { Disconnect-Simulated }

    It 'run side by side, each with accounts of its own' {
        $one = Start-DbSimulator -JobDuration 0.05
        $two = Start-DbSimulator -JobDuration 00:00:00.05
        (Get-DbSimulator).Port | Should -Be $one.Port, $two.Port
        $first = $one.Instance | Where-Object Service -EQ Ddm | Connect-DbInstance
        $second = $two.Instance | Where-Object Service -EQ Ddm | Connect-DbInstance
        $null = New-DbAccount onlyone -GeneratePassword -Privilege SELECT -Instance $first
        (Get-DbAccount -Instance $first).Name | Should -Be 'onlyone'
        Get-DbAccount -Instance $second | Should -BeNullOrEmpty
        $two | Stop-DbSimulator
        (Get-DbSimulator).Port | Should -Be $one.Port
        Stop-DbSimulator $one.Port
        Get-DbSimulator | Should -BeNullOrEmpty
        Get-ErrorId (Watch-Command { Get-DbAccount -Instance $first }).Error[0] | Should -Be 'ConnectionFailed'
        Get-ErrorId (Watch-Command { Stop-DbSimulator $one.Port }).Error[0] | Should -Be 'SimulatorNotRunning'
    }

    It 'are started by Connect-DbInstance -Simulator when none runs, and once' {
        $null = 'Ddm', 'ChronusDB' | ForEach-Object { Connect-DbInstance $_ -Simulator }
        @(Get-DbSimulator).Count | Should -Be 1
    }

    It 'keep their state in a file' {
        $path = Join-Path $TestDrive 'kept.json'
        $simulator = Start-DbSimulator -JobDuration 0.05 -Path $path
        $null = $simulator.Instance | Connect-DbInstance
        $null = New-DbAccount kept -GeneratePassword -Privilege SELECT -Database shop -Wait
        Stop-DbSimulator $simulator.Port
        $again = Start-DbSimulator -JobDuration 0.05 -Path $path
        $null = $again.Instance | Connect-DbInstance
        Get-DbPrivilege kept | ForEach-Object ToString | Should -Be 'SELECT ON shop.*'
    }

    It 'find their file in the current location' {
        Push-Location $TestDrive
        try { Start-DbSimulator -Path here.json | Stop-DbSimulator } finally { Pop-Location }
        Join-Path $TestDrive here.json | Should -Exist
    }

    It 'do what a switch says where the documents leave it open' {
        $null = Connect-Simulated ChronusDB @{ Behavior = @{ ChronusAddOverwrites = $true } }
        $null = New-DbAccount over -GeneratePassword -Wait
        $null = New-DbAccount over -GeneratePassword -AllowedHost 10.0.0.1 -Wait -ErrorAction Stop
        (Get-DbAccount over).AllowedHost | Should -Be '10.0.0.1'
    }

    It 'page by page numbers too' {
        $null = Connect-Simulated Ddm @{ Behavior = @{ DdmOffsetIsPage = $true } }
        $null = 1..5 | ForEach-Object { "paged$_" } | New-DbAccount -GeneratePassword -Privilege SELECT
        @(Get-DbAccount).Count | Should -Be 5
    }

    It 'do not start on a port that is taken' {
        $one = Start-DbSimulator
        $result = Watch-Command { Start-DbSimulator $one.Port }
        $result.Output | Should -BeNullOrEmpty
        $result.Error[0].FullyQualifiedErrorId | Should -BeLike 'SimulatorNotStarted,*'
        $result.Error[0].CategoryInfo.Category | Should -Not -Be 'NotSpecified'
    }
}
