# What a connection may be made of is judged once, whether it is made or stored, and nothing secret is shown.
BeforeDiscovery {
    $notTaken = @(
        @{ Service = 'TencentMySql'; Setting = @{ IamDomain = 'd' }; Named = 'IamDomain' }
        @{ Service = 'TencentMySql'; Setting = @{ SslMode = 'Required'; SslCa = '/ca.pem' }; Named = 'SslMode and SslCa' }
        @{ Service = 'ChronusDB'; Setting = @{ IamDomain = 'd'; SslCa = '/ca.pem' }; Named = 'IamDomain and SslCa' }
        @{ Service = 'Ddm'; Setting = @{ SslMode = 'None' }; Named = 'SslMode' }
        @{ Service = 'MySql'; Setting = @{ Region = 'r'; ProjectId = 'p'; IamDomain = 'd' }; Named = 'Region (Zone), ProjectId and IamDomain' }
        @{ Service = 'MySql'; Setting = @{ Endpoint = 'https://db1.example' }; Named = 'Endpoint' }
    )
}

BeforeAll {
    . $PSScriptRoot/support/Simulated.ps1
    $env:DBACCOUNTS_PROFILE_PATH = Join-Path $TestDrive profiles.json
    function Use-Environment ([hashtable] $Variable, [scriptblock] $Command) {
        $before = @{}
        foreach ($name in $Variable.Keys) {
            $before[$name] = [Environment]::GetEnvironmentVariable($name)
            [Environment]::SetEnvironmentVariable($name, $Variable[$name])
        }
        try { & $Command } finally { foreach ($name in $before.Keys) { [Environment]::SetEnvironmentVariable($name, $before[$name]) } }
    }
    $key = [pscredential]::new('key', (ConvertTo-Secret 'secret'))
}

AfterAll {
    Remove-Item Env:DBACCOUNTS_PROFILE_PATH
    Get-DbInstance | Disconnect-DbInstance | Out-Null
    Get-DbSimulator | Stop-DbSimulator
}

Describe 'A setting that a service has no use for' {
    It 'is refused alike when it is connected and when it is stored: <Service> <Named>' -ForEach $notTaken {
        $id = if ($Service -eq 'MySql') { '127.0.0.1' } else { 'id' }
        $said = { Connect-DbInstance $Service $id -Credential $key @Setting }, { Set-DbProfile p $Service $id @Setting } | ForEach-Object {
            $result = Watch-Command $_
            $result.Output | Should -BeNullOrEmpty
            Get-ErrorId $result.Error[0] | Should -Be 'InvalidInput'
            "$($result.Error[0])"
        }
        $said[0] | Should -BeLike "*$Named must be left out: a connection to $Service takes none*"
        $said[1] | Should -Be $said[0]
        Get-DbProfile | Should -BeNullOrEmpty
    }

    It 'is ignored with a warning, and not kept, where it is a project' {
        $db = Connect-DbInstance TencentMySql cdb-1 -Region ap-guangzhou -Credential $key -ProjectId 66 -WarningVariable connected -WarningAction SilentlyContinue
        "$connected" | Should -BeLike '*-ProjectId*ignored*'
        $db.ProjectId | Should -BeNullOrEmpty
        $stored = Set-DbProfile project TencentMySql cdb-1 -ProjectId 66 -PassThru -WarningVariable warned -WarningAction SilentlyContinue
        "$warned", $stored.ProjectId | Should -Be "$connected", $null
        Remove-DbProfile project
    }

    It 'says of a token that it belongs to keys, or that there is none: <_>' -ForEach 'MySql', 'TencentMySql', 'ChronusDB' {
        $token = ConvertTo-Secret 'token'
        $with = if ($_ -eq 'MySql') { @{ Credential = $key } } else { @{} }
        $said = (Watch-Command { Connect-DbInstance $_ h -Token $token @with }).Error[0]
        Get-ErrorId $said | Should -Be 'InvalidInput'
        "$said" | Should -BeLike $(if ($_ -eq 'MySql') { 'Token must be left out*' } else { 'A token alone is no credential*' })
    }
}

Describe 'A login in an address' {
    It 'is refused wherever an address is taken, and never shown: <_>' -ForEach 'https://user:swordfish@db.example', 'user:swordfish@db.example', 'https://user:swordfish%2F@db.example' {
        $address = $_
        $row = [pscustomobject]@{ Service = 'TencentMySql'; InstanceId = 'cdb-1'; Name = 'app'; Endpoint = $address }
        $document = Join-Path $TestDrive login.json
        @{ instances = @(@{ service = 'TencentMySql'; id = 'cdb-1'; endpoint = $address; accounts = @() }) } | ConvertTo-Json -Depth 5 | Set-Content $document
        $profiles = Join-Path $TestDrive stored.json
        @{ format = 1; profiles = @(@{ Name = 'p'; Service = 'TencentMySql'; Endpoint = $address }) } | ConvertTo-Json -Depth 5 | Set-Content $profiles
        foreach ($command in @(
                { Connect-DbInstance TencentMySql cdb-1 -Region ap-guangzhou -Credential $key -Endpoint $address }
                { Connect-DbInstance TencentMySql cdb-1 -Simulator -Endpoint $address }
                { Set-DbProfile p TencentMySql cdb-1 -Endpoint $address }
                { $row | Get-DbAccount }
                { $row | Remove-DbAccount -Confirm:$false }
                { $row | Select-DbInstance }
                { Get-DbAccount app -Instance $row }
                { Compare-DbAccount $document }
                { Use-Environment @{ DBACCOUNTS_PROFILE_PATH = $profiles } { Get-DbProfile } }
                { Use-Environment @{ QINGCLOUD_ACCESS_KEY = 'k'; QINGCLOUD_SECRET_KEY = 's'; QINGCLOUD_ENDPOINT = $address } { Connect-DbInstance ChronusDB cl-1 -Zone pek3 } }
            )) {
            $result = Watch-Command $command
            $result.Output | Should -BeNullOrEmpty -Because "$command"
            @($result.Error).Count | Should -Be 1 -Because "$command"
            "$($result.Error[0])" | Should -Match 'must not hold|holds a user name' -Because "$command"
            ($result.Error | Out-String -Width 500) | Should -Not -Match 'swordfish' -Because "$command"
        }
    }

    It 'is not shown in what is no server''s address either' {
        $said = (Watch-Command { Connect-DbInstance MySql root:swordfish@db1:3306 -Credential $key }).Error[0]
        "$said" | Should -BeLike "*'root:***@db1:3306'*"
    }
}

Describe 'What a connection lacks' {
    It 'is said at once, with the call that has places for it: <Service>' -ForEach @(
        @{ Service = 'Ddm'; Lacks = '-InstanceId', '-Region', '-ProjectId', '-Credential'; Call = '*Connect-DbInstance Ddm <instance id> -Region <region> -ProjectId <project id> -Credential (Get-Credential) #*' }
        @{ Service = 'TencentMySql'; Lacks = '-InstanceId', '-Region', '-Credential'; Call = '*Connect-DbInstance TencentMySql <instance id> -Region <region> -Credential (Get-Credential) #*' }
        @{ Service = 'ChronusDB'; Lacks = '-InstanceId', '-Zone', '-Credential'; Call = '*Connect-DbInstance ChronusDB <instance id> -Zone <zone> -Credential (Get-Credential) #*' }
    ) {
        $said = (Watch-Command { Connect-DbInstance $Service }).Error[0]
        Get-ErrorId $said | Should -Be 'ConnectionIncomplete'
        foreach ($one in $Lacks) { "$said" | Should -BeLike "*($one)*" }
        $said.ErrorDetails.RecommendedAction | Should -BeLike $Call
    }
}

Describe 'Certificates that are named' {
    It 'are checked, whatever the address: <_>' -ForEach '127.0.0.1', 'localhost:3307', 'db1.example', '/run/mysqld/mysqld.sock' {
        (Connect-DbInstance MySql $_ -Credential $key -SslCa /ca.pem -NoDefault).SslMode | Should -Be 'VerifyCA'
        (Connect-DbInstance MySql $_ -Credential $key -NoDefault).SslMode | Should -Not -Be 'VerifyCA'
    }
}

Describe 'A profile' {
    It 'is shown with -WhatIf by what changes in it' {
        $new = Get-HostText { Set-DbProfile shop TencentMySql cdb-1 -Region AP-guangzhou -WhatIf }
        $new | Should -BeLike '*Store the profile shop in *: Service TencentMySql, InstanceId cdb-1, Region ap-guangzhou*'
        Set-DbProfile shop TencentMySql cdb-1 -Region ap-guangzhou -SecretName old
        Get-HostText { Set-DbProfile shop -SecretName new -Vault v -Clear Region -WhatIf } |
            Should -BeLike '*Change the profile shop in *: without Region, which was ap-guangzhou, SecretName from old to new, Vault v*'
        Get-HostText { Set-DbProfile shop -SecretName old -WhatIf } | Should -BeLike '*Change the profile shop in *: nothing changes*'
        Remove-DbProfile shop
    }
}

Describe 'Instances of a service' {
    It 'are of one that there is: <_>' -ForEach 'Foo', 'MySqlP*' {
        $said = (Watch-Command { Get-DbInstance -Service $_ }).Error[0]
        Get-ErrorId $said | Should -Be 'UnknownService'
    }

    It 'that are connected at two addresses are told apart, and the one that is meant can be piped' {
        Get-DbInstance | Disconnect-DbInstance | Out-Null
        $one = Start-DbSimulator
        $two = Start-DbSimulator
        $one, $two | ForEach-Object Instance | Where-Object Service -EQ MySqlPlus | Connect-DbInstance -NoDefault | Out-Null
        $said = (Watch-Command { New-DbAccount abc -GeneratePassword -Instance MySqlPlus }).Error[0]
        "$said" | Should -BeLike "The instance cl-ouhutv70 is connected more than once*:$($one.Port) with*:$($two.Port) with*"
        $said = (Watch-Command { Select-DbInstance cl-ouhutv70 }).Error[0]
        $said.ErrorDetails.RecommendedAction | Should -BeLike '*Get-DbInstance*KeyId*'
        (Get-DbInstance cl-ouhutv70 | Where-Object { $_.Endpoint.Port -eq $two.Port } | Select-DbInstance).Endpoint.Port | Should -Be $two.Port
        # A group of each has its address.
        $new = Get-DbInstance | ForEach-Object { New-DbAccount place -AllowedHost 10.0.% -GeneratePassword -Instance $_ }
        $text = $new | Out-String -Width 200
        foreach ($simulator in $one, $two) { $text | Should -BeLike "*Instance: cl-ouhutv70 (MySqlPlus) at http://127.0.0.1:$($simulator.Port)*" }
    }

    It 'that a pipeline connects have no star while nobody knows which one will be the default' {
        Get-DbInstance | Disconnect-DbInstance | Out-Null
        $shown = (Start-DbSimulator).Instance | Connect-DbInstance | Out-String -Width 120
        $shown | Should -Not -Match '(?m)^\* (MySql|Chronus|Ddm|Tencent)'
        @((Get-DbInstance | Out-String -Width 120) -split "`n" -match '^\* (MySql|Chronus|Ddm|Tencent)') | Should -HaveCount 1
        # Those that were disconnected say so, in one table with others too.
        $gone = Disconnect-DbInstance ddm
        $all = @(Get-DbInstance) + $gone | Out-String -Width 120
        @($all -split "`n" -match 'disconnected') | Should -HaveCount 1
    }

    It 'are in zones as the documents write them' {
        (Connect-DbInstance ChronusDB -Zone PEK3 -Simulator -NoDefault).Region | Should -BeExactly 'pek3'
    }
}
