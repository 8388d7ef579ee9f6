#Requires -Modules @{ ModuleName = 'Pester'; ModuleVersion = '5.0' }

BeforeAll { . (Join-Path $PSScriptRoot 'support/Simulated.ps1') }

AfterAll { Disconnect-Simulated }

Describe 'One id at two addresses' {
    BeforeAll {
        Disconnect-Simulated
        $one = Start-DbSimulator -JobDuration 0.05
        $two = Start-DbSimulator -JobDuration 0.05
        $first = @($one.Instance | Connect-DbInstance)
        $second = @($two.Instance | Connect-DbInstance)
        $a, $b = $first[4], $second[4]
        foreach ($db in $a, $b) {
            $null = New-DbAccount there -GeneratePassword -Instance $db -Wait
            $null = Grant-DbPrivilege there SELECT -Database shop -Instance $db -Wait
        }
        # Every form in which an object travels.
        $forms = [ordered]@{
            Live = { $_ }
            Clixml = { [Management.Automation.PSSerializer]::Deserialize([Management.Automation.PSSerializer]::Serialize($_)) }
            Json = { $_ | ConvertTo-Json -WarningAction SilentlyContinue }
            FromJson = { $_ | ConvertTo-Json -WarningAction SilentlyContinue | ConvertFrom-Json }
            Selected = { $_ | Select-Object Service, InstanceId, Endpoint, Name, AllowedHost }
            Csv = { $_ | Select-Object Service, InstanceId, Endpoint, Name, @{ n = 'AllowedHost'; e = { "$($_.AllowedHost)" } } | ConvertTo-Csv | ConvertFrom-Csv }
        }
    }

    BeforeEach { $null = Select-DbInstance $b }

    It 'is two connections' {
        Get-DbInstance | Should -HaveCount 10
        (Get-DbInstance cdb-f35wr6wj).Endpoint.Port | Should -Be $one.Port, $two.Port
        (Get-DbInstance cdb-f35wr6wj | Where-Object IsDefault).Endpoint.Port | Should -Be $two.Port
    }

    It 'is in accounts, privileges and jobs of <_>' -ForEach 'MySqlPlus', 'MySqlPlusAnalysis', 'ChronusDB', 'Ddm', 'TencentMySql' {
        $db = $first | Where-Object Service -EQ $_
        $privilege = if ($_ -eq 'Ddm') { @{ Privilege = 'SELECT'; Database = 'shop' } } else { @{} }
        $job = New-DbAccount placed -GeneratePassword -Instance $db @privilege
        $address = "http://127.0.0.1:$($one.Port)"
        $job.Endpoint | Should -Be $address
        ($job | Wait-DbJob).Endpoint | Should -Be $address
        $account = Get-DbAccount placed -Instance $db
        $account.Endpoint | Should -Be $address
        if ($_ -in 'Ddm', 'TencentMySql') {
            $null = Grant-DbPrivilege placed SELECT -Database shop -Instance $db -Wait
            (Get-DbPrivilege placed -Instance $db).Endpoint | Should -Be $address
        }
        foreach ($back in ($account | ConvertTo-Csv | ConvertFrom-Csv), ($account | ConvertTo-Json | ConvertFrom-Json), [Management.Automation.PSSerializer]::Deserialize([Management.Automation.PSSerializer]::Serialize($account))) {
            $back.Endpoint | Should -Be $address
        }
    }

    It 'takes an account back where it was listed, as <_>' -ForEach 'Live', 'Clixml', 'Json', 'FromJson', 'Selected', 'Csv' {
        $form = $forms[$_]
        $text = Get-DbAccount there -Instance $a | ForEach-Object $form
        ($text | Grant-DbPrivilege -Privilege INSERT -Database shop -ErrorAction Stop -Wait).Endpoint | Should -Be "http://127.0.0.1:$($one.Port)"
        "$(Get-DbPrivilege there -Instance $a)" | Should -Be 'INSERT, SELECT ON shop.*'
        "$(Get-DbPrivilege there -Instance $b)" | Should -Be 'SELECT ON shop.*'
        $null = $text | Revoke-DbPrivilege -Privilege INSERT -Database shop -ErrorAction Stop -Wait
        "$(Get-DbPrivilege there -Instance $a)" | Should -Be 'SELECT ON shop.*'
        ($text | Get-DbAccount).Endpoint | Should -Be "http://127.0.0.1:$($one.Port)"
        ($text | Get-DbPrivilege).Endpoint | Should -Be "http://127.0.0.1:$($one.Port)"
    }

    It 'refuses an account of the other, and changes nothing: <Command> of <Form>' -ForEach @(
        foreach ($form in 'Live', 'Clixml', 'Json', 'FromJson', 'Selected', 'Csv') {
            @{ Form = $form; Command = 'Remove-DbAccount'; More = @{ Confirm = $false } }
            @{ Form = $form; Command = 'Set-DbAccount'; More = @{ Description = 'other' } }
            @{ Form = $form; Command = 'Reset-DbAccountPassword'; More = @{ GeneratePassword = $true } }
            @{ Form = $form; Command = 'Grant-DbPrivilege'; More = @{ Privilege = 'DROP'; Database = 'shop' } }
            @{ Form = $form; Command = 'Set-DbPrivilege'; More = @{ Privilege = 'DROP'; Database = 'shop'; Confirm = $false } }
            @{ Form = $form; Command = 'Get-DbPrivilege'; More = @{} }
            @{ Form = $form; Command = 'Get-DbAccount'; More = @{} }
            @{ Form = $form; Command = 'New-DbAccount'; More = @{ GeneratePassword = $true } }
        }
    ) {
        $as = $forms[$Form]
        $text = Get-DbAccount there -Instance $a | ForEach-Object $as
        $before = Get-DbAccount there -Instance $b | ConvertTo-Json
        foreach ($named in $b, ($b | ConvertTo-Json), $second[3]) {
            $result = Watch-Command { $text | & $Command @More -Instance $named }
            $result.Output | Should -BeNullOrEmpty
            $result.Error | ForEach-Object { Get-ErrorId $_ } | Should -Be 'InstanceMismatch'
            "$($result.Error[0])" | Should -BeLike "*there*cdb-f35wr6wj*:$($one.Port)*:$($two.Port)*"
            $result.Error[0].ErrorDetails.RecommendedAction | Should -BeLike '*Select-Object*'
        }
        Get-DbAccount there -Instance $b | ConvertTo-Json | Should -Be $before
        "$(Get-DbPrivilege there -Instance $b)" | Should -Be 'SELECT ON shop.*'
    }

    It 'refuses privileges and jobs of the other' {
        $privilege = Get-DbPrivilege there -Instance $a
        $json = $privilege | ConvertTo-Json
        $job = New-DbAccount jobbed -GeneratePassword -Instance $a
        foreach ($command in { $privilege | Revoke-DbPrivilege -Instance $b }, { Revoke-DbPrivilege -InputObject $privilege -Instance $b }, { $json | Revoke-DbPrivilege -Instance $b },
            { $job | Wait-DbJob -Instance $b }, { $job | Get-DbJob -Instance $b }, { $a | Get-DbAccount -Instance $b }, { $job | Wait-DbJob -Instance $first[3] }) {
            $result = Watch-Command $command
            $result.Output | Should -BeNullOrEmpty
            $result.Error | ForEach-Object { Get-ErrorId $_ } | Should -Be 'InstanceMismatch'
        }
        "$(Get-DbPrivilege there -Instance $b)" | Should -Be 'SELECT ON shop.*'
        ($job | Wait-DbJob).State | Should -Be 'Succeeded'
        ($job.Id | Get-DbJob).Endpoint | Should -Be $job.Endpoint
    }

    It 'means the same name elsewhere by what is selected of it' {
        $null = Get-DbAccount there -Instance $a | Select-Object Name, AllowedHost | Set-DbAccount -Description meant -Instance $b -Wait
        (Get-DbAccount there -Instance $b).Description | Should -Be 'meant'
        $null = Get-DbPrivilege there -Instance $a | Select-Object Account, Level, Database, Table, Column, @{ n = 'Privilege'; e = { 'INSERT' } } | Grant-DbPrivilege -Instance $b -Wait
        "$(Get-DbPrivilege there -Instance $b)" | Should -Be 'INSERT, SELECT ON shop.*'
        $null = Revoke-DbPrivilege there INSERT -Database shop -Instance $b -Wait
    }

    It 'is refused by the runbooks, whose rows have no address' {
        . "$PSScriptRoot/../../examples/runbooks/RunbookSupport.ps1"
        { Get-RunbookInstance } | Should -Throw "*several addresses*$($one.Port)*$($two.Port)*"
    }

    It 'is said by -WhatIf, where the id alone would not tell' {
        Get-HostText { Get-DbAccount there -Instance $a | Remove-DbAccount -WhatIf } | Should -BeLike "*there*cdb-f35wr6wj*http://127.0.0.1:$($one.Port)*"
        Get-HostText { Remove-DbAccount there -WhatIf } | Should -BeLike "*there*cdb-f35wr6wj*http://127.0.0.1:$($two.Port)*"
    }

    It 'of a row without an address is the default''s' {
        ([pscustomobject]@{ Name = 'there'; InstanceId = 'cdb-f35wr6wj' } | Get-DbAccount).Endpoint | Should -Be "http://127.0.0.1:$($two.Port)"
        ([pscustomobject]@{ Name = 'there'; InstanceId = 'cdb-f35wr6wj'; Endpoint = '' } | Get-DbAccount).Endpoint | Should -Be "http://127.0.0.1:$($two.Port)"
        $null = Select-DbInstance $second[0]
        Get-ErrorId (Watch-Command { [pscustomobject]@{ Name = 'there'; InstanceId = 'cdb-f35wr6wj' } | Remove-DbAccount -Confirm:$false }).Error[0] | Should -Be 'AmbiguousInstance'
    }

    It 'of a row is no address: <_>' -ForEach 'nowhere', '127.0.0.1:80', 'relative/path' {
        $row = [pscustomobject]@{ Name = 'there'; InstanceId = 'cdb-f35wr6wj'; Endpoint = $_ }
        foreach ($command in { $row | Remove-DbAccount -Confirm:$false }, { $row | Get-DbAccount }, { $row | New-DbAccount -GeneratePassword }) {
            $result = Watch-Command $command
            $result.Error | ForEach-Object { Get-ErrorId $_ } | Should -Be 'InvalidInput'
            "$($result.Error[0])" | Should -BeLike '*Endpoint must be an address*'
        }
    }

    It 'does not take the place of one that is gone' {
        $account = Get-DbAccount there -Instance $a
        $job = New-DbAccount gone -GeneratePassword -Instance $a -Wait
        $null = $a | Disconnect-DbInstance
        try {
            foreach ($command in { $account | Remove-DbAccount -Confirm:$false }, { $account | Select-Object * | Remove-DbAccount -Confirm:$false }, { $account | Get-DbPrivilege }, { $job | Wait-DbJob }, { Get-DbAccount -Instance ($a | ConvertTo-Json) }) {
                $result = Watch-Command $command
                $result.Output | Should -BeNullOrEmpty
                Get-ErrorId $result.Error[0] | Should -Be 'InstanceNotConnected'
                "$($result.Error[0])" | Should -BeLike "*cdb-f35wr6wj at http://127.0.0.1:$($one.Port) is not connected*http://127.0.0.1:$($two.Port)*another port*simulator*"
                $result.Error[0].ErrorDetails.RecommendedAction | Should -BeLike "Connect-DbInstance TencentMySql cdb-f35wr6wj*-Endpoint http://127.0.0.1:$($one.Port)*"
            }
            Get-DbAccount there | Should -HaveCount 1
        } finally { $a = $one.Instance[4] | Connect-DbInstance -NoDefault }
        # Connected again it is the same place.
        ($account | Get-DbPrivilege).Endpoint | Should -Be "http://127.0.0.1:$($one.Port)"
    }
}
