#Requires -Modules @{ ModuleName = 'Pester'; ModuleVersion = '5.0' }
# What is given and says nothing is refused, for every parameter of every cmdlet: only what is left out has a default.

BeforeDiscovery {
    . (Join-Path $PSScriptRoot 'support/Simulated.ps1')
    $common = [Management.Automation.Cmdlet]::CommonParameters + [Management.Automation.Cmdlet]::OptionalCommonParameters
    $nothing = @{ What = 'null'; Value = { $null } }, @{ What = 'nothing of a command'; Value = $null }
    $text = @{ What = "''"; Value = { '' } }, @{ What = "' '"; Value = { ' ' } }
    $list = @(
        @{ What = '@()'; Value = { , @() } }, @{ What = "@('')"; Value = { , @('') } }, @{ What = '@($null)'; Value = { , @($null) } }
        @{ What = "@('a', `$null)"; Value = { , @('a', $null) } }, @{ What = "@(' ', 'a')"; Value = { , @(' ', 'a') } }
    )
    $table = @{ What = '@{}'; Value = { @{} } }
    # What is empty, by the type of a parameter.
    $empty = @{
        'String' = @($text); 'String[]' = $text + $list; 'Nullable`1' = @($text); 'TimeSpan' = @($text); 'Uri' = @($text)
        'SwitchParameter' = @($text); 'IDictionary' = @($table); 'DbSimulatorBehavior' = @($table); 'DbSimulatorFault' = $text + $table
        'SecureString' = $text + @{ What = 'an empty SecureString'; Value = { [securestring]::new() } }
        'PSCredential' = @{ What = 'an empty PSCredential'; Value = { [pscredential]::Empty } },
        @{ What = 'a PSCredential without a password'; Value = { [pscredential]::new('user', [securestring]::new()) } }
        'DbInstanceReference' = @($text); 'DbInstanceReference[]' = $text + $list
        'DbAccountReference[]' = $text + $list; 'PSObject[]' = $text + $list
        'DbPrivilege[]' = $text + $list; 'DbJob[]' = $text + $list; 'DbAccountPlan[]' = @(@{ What = '@()'; Value = { , @() } }); 'DbGrantDialect' = @($text)
        'Int32[]' = $text + @{ What = '@()'; Value = { , @() } }, @{ What = '@(1, $null)'; Value = { , @(1, $null) } }
    }
    $cases = foreach ($command in Get-Command -Module DbAccounts) {
        foreach ($parameter in $command.Parameters.Values | Where-Object Name -NotIn $common) {
            foreach ($value in $nothing + $empty[$parameter.ParameterType.Name]) {
                @{ Command = $command.Name; Parameter = $parameter.Name } + $value
            }
        }
    }
}

BeforeAll {
    . (Join-Path $PSScriptRoot 'support/Simulated.ps1')
    $env:DBACCOUNTS_PROFILE_PATH = Join-Path $TestDrive 'profiles.json'
    $null = Set-DbProfile kept Ddm x
    $path = Join-Path $TestDrive 'state.json'
    $simulator = Connect-Simulated -Simulator @{ Path = $path }
    # What would be done if the parameter at hand were left out; of a switch that is tested the rest is whole too.
    $whole = @{
        'Compare-DbAccount' = @{ Path = 'x.json' }
        'ConvertFrom-DbGrant' = @{ InputObject = 'GRANT SELECT ON a.* TO b' }
        'ConvertTo-DbGrant' = @{ InputObject = 'GRANT SELECT ON a.* TO b' }
        'Copy-DbAccount' = @{ Account = 'root'; Destination = 'Ddm' }
        'Invoke-DbAccountPlan' = @{ Path = 'x.json' }
        'New-DbAccountPlan' = @{ Path = 'x.json' }
        'Sync-DbAccount' = @{ Path = 'x.json' }
        'Connect-DbInstance' = @{ Service = 'Ddm'; InstanceId = 'x'; Region = 'cn-north-4'; ProjectId = 'p'; Token = ConvertTo-Secret 't' }
        'Grant-DbPrivilege' = @{ Account = 'root'; Privilege = 'SELECT'; Database = 'shop' }
        'Invoke-DbServiceRequest' = @{ Action = 'DescribeAccounts' }
        'New-DbAccount' = @{ Name = 'app'; GeneratePassword = $true; Privilege = 'SELECT'; Database = 'shop' }
        'New-DbPassword' = @{ Service = 'Ddm' }
        'Remove-DbAccount' = @{ Account = 'root' }
        'Remove-DbProfile' = @{ Name = 'kept' }
        'Reset-DbAccountPassword' = @{ Account = 'root'; GeneratePassword = $true }
        'Revoke-DbPrivilege' = @{ Account = 'root'; Privilege = 'SELECT'; Global = $true }
        'Set-DbAccount' = @{ Account = 'root'; Description = 'new' }
        'Set-DbPrivilege' = @{ Account = 'root'; Privilege = 'SELECT'; Database = 'shop' }
        'Set-DbProfile' = @{ Name = 'kept'; Service = 'Ddm' }
        'Test-DbAccount' = @{ Name = 'app'; Service = 'Ddm' }
    }
    # These make a parameter set of their own, or say the same as another.
    $alone = 'Grant-DbPrivilege InputObject', 'Revoke-DbPrivilege InputObject', 'Set-DbPrivilege InputObject', 'Connect-DbInstance Profile',
        'Invoke-DbAccountPlan Plan'
    $alone += foreach ($command in 'Compare-DbAccount', 'New-DbAccountPlan', 'Sync-DbAccount') { "$command InputObject", "$command ReferenceInstance" }
    function Get-Parameter ([string] $Command, [string] $Parameter) {
        $given = if ("$Command $Parameter" -notin $alone -and $whole[$Command]) { $whole[$Command].Clone() } else { @{} }
        if ((Get-Command $Command).Parameters.ContainsKey('Confirm')) { $given.Confirm = $false }
        $given
    }
    # All that a cmdlet could have changed.
    function Get-World {
        (Get-DbSimulator).Requests -join '+'
        Get-Content $path, $env:DBACCOUNTS_PROFILE_PATH
        Get-DbInstance | ForEach-Object { "$($_.Service)/$($_.InstanceId) $($_.Endpoint)" }
    }
    function Assert-Refused ([scriptblock] $Call, [string] $Parameter) {
        $before = Get-World
        $result = Watch-Command $Call
        $result.Output | Should -BeNullOrEmpty
        $result.Error | ForEach-Object { Get-ErrorId $_ } | Should -Be 'InvalidInput'
        "$($result.Error[0])" | Should -Match "\b$Parameter\b"
        Get-World | Should -Be $before
    }
}

AfterAll {
    Disconnect-Simulated
    Remove-Item Env:DBACCOUNTS_PROFILE_PATH
}

Describe 'A parameter that is given empty' {
    It '<Command> -<Parameter> <What>' -ForEach $cases {
        $given = Get-Parameter $Command $Parameter
        $given[$Parameter] = if ($Value) { & $Value } else { [Management.Automation.Internal.AutomationNull]::Value }
        Assert-Refused { & $Command @given } $Parameter
    }
}

Describe 'What is empty' {
    It 'is refused once, and nothing is done, however many come through the pipeline: <_>' -ForEach @(
        'Grant-DbPrivilege', 'Revoke-DbPrivilege', 'Set-DbPrivilege', 'Get-DbPrivilege'
        'Remove-DbAccount', 'Reset-DbAccountPassword', 'Set-DbAccount', 'New-DbAccount'
    ) {
        $name = $_
        $row = @{ Name = 'root'; Description = 'x'; Privilege = 'SELECT'; Database = 'shop' }
        foreach ($rows in ('root', 'root', 'root'), ($row, $row, $row)) {
            Assert-Refused { $rows | & $name -Instance $unset } Instance
        }
    }

    It 'is refused where it is a default value of the session' -ForEach 'Instance', 'Database', 'Table', 'Wait', 'Timeout' {
        $parameter = $_
        $PSDefaultParameterValues["Revoke-DbPrivilege:$parameter"] = ''
        try {
            Assert-Refused { Revoke-DbPrivilege root SELECT -Confirm:$false } $parameter
        } finally {
            $PSDefaultParameterValues.Remove("Revoke-DbPrivilege:$parameter")
        }
    }

    It 'is refused where it is splatted, as a table and as a list' {
        $table = @{ Privilege = 'SELECT'; Database = $unset }
        $list = 'root', ''
        Assert-Refused { Revoke-DbPrivilege root @table } Database
        Assert-Refused { Revoke-DbPrivilege @list } Privilege
    }

    It 'ends the command with -ErrorAction Stop' {
        $before = Get-World
        { 'root' | Revoke-DbPrivilege -Privilege $unset -Global -ErrorAction Stop } | Should -Throw -ErrorId 'InvalidInput,*'
        Get-World | Should -Be $before
    }

    It 'is an error of the record where a script block gives it: -<Parameter> <What>' -ForEach @(
        foreach ($parameter in 'Instance', 'Database', 'Table', 'Privilege', 'Account', 'Global') {
            @{ Parameter = $parameter; What = 'null'; Block = { $null } }
            @{ Parameter = $parameter; What = 'nothing'; Block = { } }
            @{ Parameter = $parameter; What = 'blank'; Block = { $_.None } }
            @{ Parameter = $parameter; What = 'a list of blanks'; Block = { '', '' } }
        }
    ) {
        $given = @{ Account = { $_.Who }; Privilege = 'SELECT'; Database = 'shop'; Table = 'orders'; Confirm = $false }
        $given[$Parameter] = $Block
        $before = Get-World
        foreach ($command in 'Grant-DbPrivilege', 'Revoke-DbPrivilege', 'Set-DbPrivilege') {
            $rows = [pscustomobject]@{ Who = 'root'; None = '' }, [pscustomobject]@{ Who = 'root'; None = ' ' }
            $result = Watch-Command { $rows | & $command @given }
            $result.Output | Should -BeNullOrEmpty
            # Two accounts that say nothing are two errors.
            $result.Error.Count | Should -Be $(if ("$Parameter $What" -eq 'Account a list of blanks') { 4 } else { 2 })
            Get-World | Should -Be $before
        }
    }

    It 'is not what is left out: that has its default' {
        (Get-DbInstance).Count | Should -Be 5
        (Get-DbService).Count | Should -Be 6
        (Get-DbAccount).Name | Should -Contain 'root'
        (Get-DbPrivilege).Account | Should -Contain 'root@%'
        (Get-DbProfile).Name | Should -Be 'kept'
        (New-DbPassword).Length | Should -Be 20
        (New-DbAccount left -GeneratePassword -Wait).Account | Should -Be 'left@%'
        (Remove-DbAccount left -Confirm:$false -Wait).State | Should -Be 'Succeeded'
    }
}
