BeforeDiscovery {
    $commands = (Import-PowerShellDataFile "$PSScriptRoot/../../DbAccounts.psd1").CmdletsToExport | ForEach-Object { @{ Name = $_ } }
    # The table of design.md; -Fault and -Seed come later.
    $account = 'Name Password Credential GeneratePassword AllowedHost Database AccountType Privilege Grant Description PasswordLifetime RequireSsl MaxUserConnections'
    $common = 'Instance Wait Timeout SkipRuleCheck WhatIf Confirm'
    $onPrivilege = "Account Privilege Database Table Column Global InputObject $common"
    $parameters = @{
        'Connect-DbInstance' = 'Service InstanceId Region ProjectId Credential Token SecretName Vault IamDomain Profile Endpoint Simulator Verify NoDefault'
        'Set-DbProfile' = 'Name Service InstanceId Region ProjectId Endpoint SecretName Vault IamDomain PassThru WhatIf Confirm'
        'Get-DbProfile' = 'Name'
        'Remove-DbProfile' = 'Name WhatIf Confirm'
        'Get-DbInstance' = 'InstanceId Service'
        'Disconnect-DbInstance' = 'Instance Service'
        'Select-DbInstance' = 'Instance'
        'Get-DbService' = 'Service'
        'Get-DbAccountRule' = 'Service Operation Parameter'
        'Test-DbAccount' = "$account Service Operation Quiet"
        'New-DbAccount' = "$account $common"
        'Set-DbAccount' = "Account Description PasswordLifetime Database Privilege AllowedHost Password MaxUserConnections $common"
        'Reset-DbAccountPassword' = "Account Password GeneratePassword $common"
        'Remove-DbAccount' = "Account $common"
        'Get-DbAccount' = 'Name AllowedHost IncludePrivilege Instance'
        'Grant-DbPrivilege' = $onPrivilege
        'Revoke-DbPrivilege' = $onPrivilege
        'Set-DbPrivilege' = $onPrivilege
        'Get-DbPrivilege' = 'Account'
        'Get-DbAccess' = 'Account Privilege Database Table Column Instance'
        'Get-DbJob' = 'Id Instance'
        'Export-DbAccount' = 'Path Account Instance Role AllowPartial Force'
        'Compare-DbAccount' = 'Path InputObject ReferenceInstance Account Instance Quiet Prune'
        'New-DbAccountPlan' = 'Path InputObject ReferenceInstance Account Instance Prune PruneLimit GeneratePassword OutFile'
        'Invoke-DbAccountPlan' = 'Plan Path Wait Timeout Strict WhatIf Confirm'
        'Sync-DbAccount' = 'Path InputObject ReferenceInstance Account Instance Prune PruneLimit GeneratePassword Wait Timeout Strict WhatIf Confirm'
        'Copy-DbAccount' = 'Account Instance Destination NewName IncludePrivilege GeneratePassword Force Wait Timeout WhatIf Confirm'
        'Wait-DbJob' = 'Job Id Timeout PollingInterval Any'
        'New-DbPassword' = 'Service Length'
        'Start-DbSimulator' = 'Port Latency JobDuration Path'
        'Stop-DbSimulator' = ''
        'Get-DbSimulator' = ''
        'Invoke-DbServiceRequest' = 'Action Parameter Instance'
    }
    $table = $parameters.GetEnumerator() | ForEach-Object { @{ Name = $_.Key; Expected = @(-split $_.Value | Where-Object { $_ }) } }
    $changes = 'New-DbAccount', 'Set-DbAccount', 'Reset-DbAccountPassword', 'Remove-DbAccount', 'Grant-DbPrivilege', 'Revoke-DbPrivilege',
        'Set-DbPrivilege', 'Invoke-DbServiceRequest', 'Set-DbProfile', 'Remove-DbProfile',
        'Sync-DbAccount', 'Invoke-DbAccountPlan', 'Copy-DbAccount', 'Export-DbAccount' | ForEach-Object { @{ Name = $_ } }
    # What takes records, and the parameter that a row's column binds to.
    $records = @(
        @{ Name = 'New-DbAccount'; Column = 'Name' }
        @{ Name = 'Test-DbAccount'; Column = 'Name' }
        @{ Name = 'Set-DbAccount'; Column = 'Account' }
        @{ Name = 'Reset-DbAccountPassword'; Column = 'Account' }
        @{ Name = 'Remove-DbAccount'; Column = 'Account' }
        @{ Name = 'Grant-DbPrivilege'; Column = 'Account' }
        @{ Name = 'Revoke-DbPrivilege'; Column = 'Account' }
        @{ Name = 'Set-DbPrivilege'; Column = 'Account' }
        @{ Name = 'Get-DbAccount'; Column = 'Name' }
        @{ Name = 'Get-DbPrivilege'; Column = 'Account' }
        @{ Name = 'Get-DbAccess'; Column = 'Account' }
        @{ Name = 'Get-DbJob'; Column = 'Id' }
        @{ Name = 'Wait-DbJob'; Column = 'Instance' }
    )
}

BeforeAll {
    . $PSScriptRoot/support/Support.ps1
    $manifest = Import-PowerShellDataFile "$modulePath/DbAccounts.psd1"
    $assembly = (Get-Command Wait-DbJob).ImplementingType.Assembly

    # The parameters that the module declares, without PowerShell's own.
    function Get-OwnParameter ([string] $Name) {
        (Get-Command $Name).Parameters.Values | Where-Object Name -NotIn ([Management.Automation.Cmdlet]::CommonParameters + [Management.Automation.Cmdlet]::OptionalCommonParameters)
    }
}

Describe 'The module' {
    It 'exports exactly the cmdlets that its classes are' {
        $classes = $assembly.GetExportedTypes() | Where-Object { !$_.IsAbstract -and $_.IsSubclassOf([Management.Automation.Cmdlet]) }
        $named = foreach ($class in $classes) {
            $attribute = [Attribute]::GetCustomAttribute($class, [Management.Automation.CmdletAttribute])
            "$($attribute.VerbName)-$($attribute.NounName)"
        }
        $named | Should -Not -BeNullOrEmpty
        ($named | Sort-Object) | Should -Be ($manifest.CmdletsToExport | Sort-Object)
        (Get-Command -Module DbAccounts).Name | Sort-Object | Should -Be ($named | Sort-Object)
    }

    It 'exports no function, alias or variable, and lists nothing with a wildcard' {
        $module = Get-Module DbAccounts
        $module.ExportedFunctions.Count + $module.ExportedAliases.Count + $module.ExportedVariables.Count | Should -Be 0
        $manifest.FunctionsToExport + $manifest.AliasesToExport + $manifest.VariablesToExport | Should -BeNullOrEmpty
        $manifest.CmdletsToExport -match '\*' | Should -BeNullOrEmpty
    }
}

Describe '<Name>' -ForEach $commands {
    BeforeAll {
        $command = Get-Command $Name
        $own = @(Get-OwnParameter $Name)
    }

    It 'has an approved verb and a singular noun that begins with Db' {
        $command.Verb | Should -BeIn (Get-Verb).Verb
        $command.Noun | Should -MatchExactly '^Db[A-Z]'
        $command.Noun | Should -Not -Match '([^s]s|es)$'
    }

    It 'is a sealed class of the name <Verb><Noun>Command' {
        $command.ImplementingType.Name | Should -BeExactly ($Name.Replace('-', '') + 'Command')
        $command.ImplementingType.IsSealed | Should -BeTrue
    }

    It 'says what it writes' {
        if ($Name -notin 'Stop-DbSimulator', 'Remove-DbProfile') { $command.OutputType | Should -Not -BeNullOrEmpty }
    }

    It 'has singular parameter names in Pascal case' {
        # MaxUserConnections is a number, under the name that the services and MySQL give it.
        foreach ($parameter in $own | Where-Object Name -NE MaxUserConnections) {
            $parameter.Name | Should -MatchExactly '^[A-Z][A-Za-z]+$'
            $parameter.Name | Should -Not -Match '([^s]s|es)$'
        }
    }

    It 'takes secrets as SecureString or PSCredential only' {
        foreach ($parameter in $own | Where-Object Name -Match 'Password$|Secret|Token|Credential') {
            # A switch, and the name of a secret that a vault keeps.
            if ($parameter.Name -in 'GeneratePassword', 'SecretName') { continue }
            $parameter.ParameterType | Should -BeIn ([securestring], [pscredential])
        }
    }

    It 'completes every parameter whose values are known' {
        # What only the user knows, and what is a file, a number or an object. Whoever adds a parameter decides where it belongs.
        $free = -split 'AllowedHost Behavior Column Credential Database Description Endpoint InputObject Job JobDuration Latency Length MaxUserConnections
            IamDomain NewName OutFile Password PasswordLifetime Path Plan PollingInterval ProjectId SecretName Seed SslCa Table Timeout Token Vault'
        # The name of an account that is yet to be made, the port of a simulator that is yet to be started, parameters of an action of the service.
        $free += @{ 'New-DbAccount' = 'Name'; 'Test-DbAccount' = 'Name'; 'Start-DbSimulator' = 'Port'; 'Invoke-DbServiceRequest' = 'Parameter' }[$Name]
        foreach ($parameter in $own | Where-Object { $_.ParameterType -ne [switch] -and !$_.ParameterType.IsEnum -and $_.Name -notin $free }) {
            @($parameter.Attributes | Where-Object { $_ -is [ArgumentCompleter] -or $_ -is [ValidateSet] }) | Should -HaveCount 1 -Because "the values of -$($parameter.Name) are known"
        }
    }

    It 'has aliases that are singular names, no other parameter''s, and the same wherever the parameter is' {
        $names = $own.Name + @([Management.Automation.Cmdlet]::CommonParameters)
        foreach ($parameter in $own) {
            foreach ($alias in $parameter.Aliases) {
                $alias | Should -MatchExactly '^[A-Z][A-Za-z]+$'
                $alias | Should -Not -Match '([^s]s|es)$'
                $names | Should -Not -Contain $alias
            }
            $everywhere = Get-Command -Module DbAccounts | ForEach-Object { $_.Parameters[$parameter.Name] } |
                Where-Object { $_ -and $_.ParameterType -eq $parameter.ParameterType }
            $everywhere | ForEach-Object { $_.Aliases -join ',' } | Select-Object -Unique | Should -HaveCount 1 -Because "-$($parameter.Name) is one parameter"
        }
    }

    It 'has a synopsis, a description, examples and a text for each parameter' {
        $help = Get-Help $Name -Full
        $help.Synopsis | Should -Not -Match "^\s*$Name"
        $help.Description.Text | Should -Not -BeNullOrEmpty
        @($help.Examples.Example).Count | Should -BeGreaterOrEqual 3
        foreach ($parameter in $own) {
            ($help.Parameters.Parameter | Where-Object Name -EQ $parameter.Name).Description.Text | Should -Not -BeNullOrEmpty -Because "of -$($parameter.Name)"
        }
    }

    It 'takes one thing by value in each parameter set at most' {
        foreach ($set in $command.ParameterSets) {
            @($set.Parameters | Where-Object ValueFromPipeline).Count | Should -BeLessOrEqual 1
        }
    }
}

Describe 'The parameters of <Name>' -ForEach $table {
    It 'are all that the design names' {
        foreach ($parameter in $Expected) {
            (Get-Command $Name).Parameters.Keys | Should -Contain $parameter
        }
    }
}

Describe 'Changes' -ForEach @{ all = $changes } {
    It '<Name> knows -WhatIf and -Confirm' -ForEach $changes {
        [Attribute]::GetCustomAttribute((Get-Command $Name).ImplementingType, [Management.Automation.CmdletAttribute]).SupportsShouldProcess | Should -BeTrue
    }

    It 'are these cmdlets and no other' {
        $asking = Get-Command -Module DbAccounts | Where-Object {
            [Attribute]::GetCustomAttribute($_.ImplementingType, [Management.Automation.CmdletAttribute]).SupportsShouldProcess
        }
        # A simulator and a password are nobody's, and connections belong to the session.
        $asking.Name | Sort-Object | Should -Be ($all.Name | Sort-Object)
    }

    It 'ask by themselves exactly for removal and for full replacement' {
        $high = Get-Command -Module DbAccounts | Where-Object {
            [Attribute]::GetCustomAttribute($_.ImplementingType, [Management.Automation.CmdletAttribute]).ConfirmImpact -eq 'High'
        }
        $high.Name | Sort-Object | Should -Be 'Remove-DbAccount', 'Set-DbPrivilege'
    }
}

Describe 'Records' {
    It '<Name> takes them by value and by property name' -ForEach $records {
        $parameters = (Get-Command $Name).Parameters
        @($parameters.Values.Attributes | Where-Object { $_ -is [Parameter] -and $_.ValueFromPipeline }).Count | Should -BeGreaterOrEqual 1
        @($parameters[$Column].Attributes | Where-Object { $_ -is [Parameter] -and $_.ValueFromPipelineByPropertyName }).Count | Should -BeGreaterOrEqual 1
    }

}
