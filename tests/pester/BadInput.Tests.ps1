#Requires -Modules @{ ModuleName = 'Pester'; ModuleVersion = '5.0' }

BeforeDiscovery {
    $services = 'MySqlPlus', 'MySqlPlusAnalysis', 'ChronusDB', 'Ddm', 'TencentMySql'
    $cases = $services.ForEach{ @{ Service = $_ } }
    $incomplete = @(
        @{ Service = 'MySqlPlus'; Missing = 'Region'; Words = 'zone' }
        @{ Service = 'MySqlPlus'; Missing = 'Credential'; Words = 'access_key_id' }
        @{ Service = 'MySqlPlus'; Missing = 'InstanceId'; Words = 'InstanceId' }
        @{ Service = 'Ddm'; Missing = 'ProjectId'; Words = 'project' }
        @{ Service = 'Ddm'; Missing = 'Credential'; Words = 'AK and SK' }
        @{ Service = 'Ddm'; Missing = 'Region'; Words = 'region' }
        @{ Service = 'TencentMySql'; Missing = 'Region'; Words = 'region' }
        @{ Service = 'TencentMySql'; Missing = 'Credential'; Words = 'SecretId' }
    )
}

BeforeAll {
    . (Join-Path $PSScriptRoot 'support/Simulated.ps1')
    $simulator = Connect-Simulated
    $listener = [Net.Sockets.TcpListener]::new([Net.IPAddress]::Loopback, 0)
    $listener.Start()
    $closedPort = $listener.LocalEndpoint.Port
    $listener.Stop()
    # The parameters that connect a service's simulated instance, with changes.
    function Get-ConnectParameter ([string] $Service, [hashtable] $Change = @{}) {
        $from = $simulator.Instance | Where-Object Service -EQ $Service
        $parameters = @{ Service = $Service; InstanceId = $from.InstanceId; Region = $from.Region; Credential = $from.Credential; Endpoint = $from.Endpoint }
        if ($from.ProjectId) { $parameters.ProjectId = $from.ProjectId }
        foreach ($name in $Change.Keys) { $parameters[$name] = $Change[$name] }
        $parameters
    }
    function Connect-Changed ([string] $Service, [hashtable] $Change) {
        $parameters = Get-ConnectParameter $Service $Change
        Connect-DbInstance @parameters
    }
}

AfterAll { Disconnect-Simulated }

Describe 'A connection to <Service>' -ForEach $cases {
    It 'with a wrong secret is refused at the first request' {
        $key = (Get-ConnectParameter $Service).Credential.UserName
        $wrong = Connect-Changed $Service @{ Credential = [pscredential]::new($key, (ConvertTo-Secret 'wrong')) }
        $result = Watch-Command { Get-DbAccount -Instance $wrong }
        $result.Error.Count | Should -Be 1
        $result.Error[0].FullyQualifiedErrorId | Should -BeLike 'AuthenticationFailed,*'
        $result.Error[0].CategoryInfo.Category | Should -Be 'AuthenticationError'
        $result.Error[0].Exception.ServiceCode | Should -Not -BeNullOrEmpty
    }

    It 'with an unknown key is refused at the first request' {
        $null = Connect-Changed $Service @{ Credential = [pscredential]::new('UNKNOWNKEY', (ConvertTo-Secret 'wrong')) }
        Get-ErrorId (Watch-Command { Get-DbAccount }).Error[0] | Should -Be 'AuthenticationFailed'
    }

    It 'to where nobody listens fails, once for every row' {
        $null = Connect-Changed $Service @{ Endpoint = "http://127.0.0.1:$closedPort" }
        $result = Watch-Command { 'one', 'two' | Remove-DbAccount -Confirm:$false -Timeout 5 }
        $result.Error.Count | Should -Be 2
        foreach ($problem in $result.Error) {
            $problem.FullyQualifiedErrorId | Should -BeLike 'ConnectionFailed,*'
            $problem.CategoryInfo.Category | Should -Be 'ConnectionError'
        }
        $result.Error.TargetObject | Should -Be 'one', 'two'
    }

    It 'goes over http to the loopback address only' -ForEach 'http://example.com', 'ftp://127.0.0.1', 'relative/address', 'http://127.0.0.1.example.com' {
        $address = $_
        $result = Watch-Command { Connect-Changed $Service @{ Endpoint = $address } }
        $result.Output | Should -BeNullOrEmpty
        $result.Error[0].FullyQualifiedErrorId | Should -BeLike 'EndpointNotAllowed,*'
        $result.Error[0].CategoryInfo.Category | Should -Be 'InvalidArgument'
    }
}

Describe 'A connection to <Service> without <Missing>' -ForEach $incomplete {
    It 'is an error that says what is missing' {
        $parameters = Get-ConnectParameter $Service
        $parameters.Remove($Missing)
        if ($Missing -eq 'Region') { $parameters.Remove('Endpoint') }
        $result = Watch-Command { Connect-DbInstance @parameters }
        $result.Output | Should -BeNullOrEmpty
        $result.Error[0].FullyQualifiedErrorId | Should -BeLike 'ConnectionIncomplete,*'
        $result.Error[0].CategoryInfo.Category | Should -Be 'InvalidArgument'
        "$($result.Error[0].ErrorDetails)" | Should -Match $Words
    }
}

Describe 'An instance that is not there' {
    BeforeAll { $simulator = Connect-Simulated }

    It 'of <Service> is said to be unknown' -ForEach @(
        @{ Service = 'MySqlPlus'; Id = 'cl-00000000' }
        @{ Service = 'ChronusDB'; Id = 'cl-00000000' }
        @{ Service = 'Ddm'; Id = '00000000000000000000000000000000in09' }
        @{ Service = 'TencentMySql'; Id = 'cdb-00000000' }
    ) {
        $null = Connect-Changed $Service @{ InstanceId = $Id }
        $result = Watch-Command { Get-DbAccount }
        $result.Error.Count | Should -Be 1
        $result.Error[0].FullyQualifiedErrorId | Should -BeLike 'InstanceNotFound,*'
        $result.Error[0].CategoryInfo.Category | Should -Be 'ObjectNotFound'
        Disconnect-DbInstance | Should -Not -BeNullOrEmpty
    }

    It 'in the session is said with the command that connects it' {
        $result = Watch-Command { Get-DbAccount -Instance TencentMySql/cdb-11111111 }
        $result.Error[0].FullyQualifiedErrorId | Should -BeLike 'InstanceNotConnected,*'
        $result.Error[0].CategoryInfo.Category | Should -Be 'ObjectNotFound'
        $result.Error[0].ErrorDetails.RecommendedAction | Should -BeLike 'Connect-DbInstance TencentMySql cdb-11111111*'
    }

    It 'stops only the rows that name it' {
        $rows = 'Name,Instance', 'a1,ChronusDB/cl-yxgxofd3', 'a2,cl-99999999', 'a3,cl-yxgxofd3' | ConvertFrom-Csv
        $result = Watch-Command { $rows | New-DbAccount -GeneratePassword }
        $result.Output.Account | Should -Be 'a1', 'a3'
        Get-ErrorId $result.Error[0] | Should -Be 'InstanceNotConnected'
        $result.Error[0].TargetObject.Name | Should -Be 'a2'
    }

    It 'of two services needs the service' {
        $result = Watch-Command { Get-DbAccount -Instance cl-ouhutv70 }
        $result.Error[0].FullyQualifiedErrorId | Should -BeLike 'AmbiguousInstance,*'
        $result.Error[0].CategoryInfo.Category | Should -Be 'InvalidArgument'
        "$($result.Error[0].ErrorDetails)" | Should -Match 'MySqlPlus, MySqlPlusAnalysis'
        (New-DbAccount both -GeneratePassword -Instance MySqlPlusAnalysis/cl-ouhutv70 -Wait).Service | Should -Be 'MySqlPlusAnalysis'
        (Get-DbAccount both -Instance mysqlplusanalysis/cl-ouhutv70 | Remove-DbAccount -Confirm:$false).Service | Should -Be 'MySqlPlusAnalysis'
    }

    It 'is needed at all' {
        Get-DbInstance | Disconnect-DbInstance | Out-Null
        $result = Watch-Command { Get-DbAccount }
        $result.Error[0].FullyQualifiedErrorId | Should -BeLike 'InstanceNotConnected,*'
        $result.Error[0].ErrorDetails.RecommendedAction | Should -Match 'Connect-DbInstance'
    }
}

Describe 'Other input that can not be used' {
    It 'is a service that does not exist' {
        $result = Watch-Command { Connect-DbInstance Oracle x -Region y }
        $result.Error[0].FullyQualifiedErrorId | Should -BeLike 'UnknownService,*'
        $result.Error[0].CategoryInfo.Category | Should -Be 'InvalidArgument'
        "$($result.Error[0].ErrorDetails)" | Should -Match 'MySqlPlus.*TencentMySql'
        Get-ErrorId (Watch-Command { Get-DbService Oracle }).Error[0] | Should -Be 'UnknownService'
    }

    It 'is a state file with <Content>' -ForEach @(
        @{ Content = 'no JSON' }, @{ Content = '' }, @{ Content = '[]' }, @{ Content = '{"Accounts":5}' }, @{ Content = 'null' }
    ) {
        $path = Join-Path $TestDrive 'state.json'
        Set-Content $path $Content -NoNewline
        $result = Watch-Command { Start-DbSimulator -Path $path }
        $result.Output | Should -BeNullOrEmpty
        $result.Error[0].FullyQualifiedErrorId | Should -BeLike 'StateFileInvalid,*'
        $result.Error[0].CategoryInfo.Category | Should -Be 'InvalidData'
        Get-Content $path -Raw | Should -Be $(if ($Content) { $Content })
    }

    It 'is an account without a name, on every cmdlet' -ForEach 'Set-DbAccount', 'Reset-DbAccountPassword', 'Remove-DbAccount', 'Grant-DbPrivilege' {
        $command = $_
        $null = Connect-DbInstance Ddm -Simulator
        Get-ErrorId (Watch-Command { & $command -Confirm:$false }).Error[0] | Should -Be 'InvalidInput'
        $result = Watch-Command { [pscustomobject]@{ Other = 1 }, '@host', '' | & $command -Confirm:$false }
        $result.Output | Should -BeNullOrEmpty
        $result.Error.Count | Should -Be 3
    }

    It 'is a job that nobody knows' {
        foreach ($service in 'MySqlPlus', 'TencentMySql') {
            $null = Connect-DbInstance $service -Simulator
            $result = Watch-Command { Get-DbJob j-00000000 }
            Get-ErrorId $result.Error[0] | Should -Be 'JobNotFound'
            $result.Error[0].CategoryInfo.Category | Should -Be 'ObjectNotFound'
        }
    }
}

Describe 'A connection' {
    It 'takes no region that would lead to another host: <_>' -ForEach 'evil.example/x', 'a b', '广州', 'x@evil' {
        $region = $_
        $result = Watch-Command { Connect-DbInstance Ddm id -Region $region -ProjectId p -Token (ConvertTo-Secret 't') }
        $result.Output | Should -BeNullOrEmpty
        Get-ErrorId $result.Error[0] | Should -Be 'InvalidInput'
    }
}
