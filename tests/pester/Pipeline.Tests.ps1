#Requires -Modules @{ ModuleName = 'Pester'; ModuleVersion = '5.0' }

BeforeDiscovery {
    # One account on Ddm and one bad one, as each kind of object that a pipeline may bring.
    $kinds = @(
        @{ Kind = 'Rows of a CSV file'; Rows = { $table | ConvertTo-Csv | ConvertFrom-Csv } }
        @{ Kind = 'Custom objects'; Rows = { $table } }
        @{ Kind = 'Hashtables'; Rows = { $table | ForEach-Object { $row = @{}; foreach ($p in $_.psobject.Properties) { $row[$p.Name] = $p.Value }; $row } } }
        @{ Kind = 'Deserialized objects'; Rows = { [Management.Automation.PSSerializer]::Deserialize([Management.Automation.PSSerializer]::Serialize($table)) } }
    )
}

BeforeAll {
    . (Join-Path $PSScriptRoot 'support/Simulated.ps1')
    $simulator = Connect-Simulated
    function Use-Service ([string] $Service) {
        $simulator.Instance | Where-Object Service -EQ $Service | Connect-DbInstance
    }
    $password = ConvertFrom-Secret (New-DbPassword)
    function Get-Row ([hashtable] $Values) {
        $row = [ordered]@{
            Name = ''; Password = $password; AllowedHost = ''; Database = ''; AccountType = ''; Privilege = ''; Description = ''
            PasswordLifetime = ''; RequireSsl = ''; MaxUserConnections = ''; Instance = ''
        }
        foreach ($name in $Values.Keys) { $row[$name] = $Values[$name] }
        [pscustomobject]$row
    }
}

AfterAll { Disconnect-Simulated }

Describe '<Kind> into New-DbAccount' -ForEach $kinds {
    BeforeAll {
        $null = Use-Service Ddm
        Get-DbAccount | Remove-DbAccount -Confirm:$false
        $table = @(
            Get-Row @{ Name = 'first'; Privilege = 'SELECT,INSERT'; Database = 'shop'; Description = 'kept'; PasswordLifetime = '30' }
            Get-Row @{ Name = '2bad'; Privilege = 'SELECT' }
            Get-Row @{ Name = 'third'; Privilege = 'SELECT' }
        )
        $rows = @(& $Rows)
        $result = Watch-Command { $rows | New-DbAccount }
    }

    It 'make an account of every good row' {
        $result.Output.Account | Should -Be 'first', 'third'
        $first = Get-DbAccount first
        $first.Privilege | Should -Be 'INSERT', 'SELECT'
        $first.Database | Should -Be 'shop'
        $first.Description | Should -Be 'kept'
        $first.PasswordLifetime | Should -Be 30
    }

    It 'leave nothing of one row to the next' {
        $third = Get-DbAccount third
        $third.Privilege | Should -Be 'SELECT'
        $third.Database | Should -BeNullOrEmpty
        $third.Description | Should -BeNullOrEmpty
        $third.PasswordLifetime | Should -BeNullOrEmpty
    }

    It 'make one error of a bad row: that row, without its password' {
        $result.Error.Count | Should -Be 1
        $problem = $result.Error[0]
        $problem.FullyQualifiedErrorId | Should -Be 'RuleViolation,DbAccounts.PowerShell.Commands.NewDbAccountCommand'
        $problem.CategoryInfo.Category | Should -Be 'InvalidArgument'
        $problem.TargetObject.Name | Should -Be '2bad'
        $problem.TargetObject.Privilege | Should -Be 'SELECT'
        $problem.TargetObject.Password | Should -Be '***'
    }

    It 'stop at a bad row with -ErrorAction Stop' {
        Get-DbAccount | Remove-DbAccount -Confirm:$false
        { $rows | New-DbAccount -ErrorAction Stop } | Should -Throw -ErrorId 'RuleViolation,*'
        (Get-DbAccount).Name | Should -Be 'first'
    }
}

Describe 'A row' {
    It 'names its instance, in the column Instance or InstanceId' {
        $ddm = Use-Service Ddm
        $null = Use-Service TencentMySql
        $rows = @(
            [pscustomobject]@{ Name = 'byinstance'; Privilege = 'SELECT'; Instance = $ddm.InstanceId }
            [pscustomobject]@{ Name = 'byid'; Privilege = 'SELECT'; InstanceId = $ddm.InstanceId }
            @{ Name = 'tablebyid'; Privilege = 'SELECT'; InstanceId = $ddm.InstanceId }
            [pscustomobject]@{ Name = 'bydefault'; Privilege = 'SELECT'; Database = 'shop'; Instance = '' }
        )
        $jobs = $rows | New-DbAccount -GeneratePassword | Wait-DbJob
        ($jobs | Where-Object Service -EQ Ddm).Account | Should -Be 'byinstance', 'byid', 'tablebyid'
        ($jobs | Where-Object Service -EQ TencentMySql).Account | Select-Object -Unique | Should -Be 'bydefault@%'
    }

    It 'may be a name alone' {
        $null = Use-Service MySqlPlus
        'text1', 'text2' | New-DbAccount -GeneratePassword | Wait-DbJob | ForEach-Object State | Should -Be 'Succeeded', 'Succeeded'
    }

    It 'yields to the command line' {
        $null = Use-Service TencentMySql
        $rows = @([pscustomobject]@{ Name = 'cl1'; Description = 'row' }, @{ Name = 'cl2'; Description = 'row' })
        $null = $rows | New-DbAccount -GeneratePassword -Description line | Wait-DbJob
        (Get-DbAccount cl?).Description | Should -Be 'line', 'line'
    }

    It 'says yes and no in the words of tables' {
        # On a service without TLS for accounts a switch that is taken as given is refused.
        $null = Use-Service ChronusDB
        $blank = $null, '' | ForEach-Object { [pscustomobject]@{ Name = "blank_$($null -eq $_)"; RequireSsl = $_ } }
        @($blank | New-DbAccount -GeneratePassword).Count | Should -Be 2
        $null = Use-Service MySqlPlus
        $rows = 'true', 'Yes', '1', 'false', 'no', '0', '' | ForEach-Object { [pscustomobject]@{ Name = "ssl$_"; RequireSsl = $_ } }
        ($rows | New-DbAccount -GeneratePassword | Wait-DbJob).Count | Should -Be 7
        $result = Watch-Command { [pscustomobject]@{ Name = 'sslmaybe'; RequireSsl = 'maybe' }, [pscustomobject]@{ Name = 'after' } | New-DbAccount -GeneratePassword }
        $result.Error.Count | Should -Be 1
        $result.Output.Account | Should -Be 'after@%'
    }

    It 'may hold a password as a SecureString, or a credential' {
        $null = Use-Service MySqlPlus
        $rows = @(
            [pscustomobject]@{ Name = 'secure1'; Password = New-DbPassword }
            @{ Name = 'secure2'; Password = New-DbPassword }
            [pscustomobject]@{ Credential = [pscredential]::new('secure3', (New-DbPassword)) }
            @{ Credential = [pscredential]::new('secure4', (New-DbPassword)) }
        )
        ($rows | New-DbAccount | Wait-DbJob).Account | Should -Be 'secure1@%', 'secure2@%', 'secure3@%', 'secure4@%'
    }

    It 'that can not be read is one error, without its password' -ForEach @(
        @{ Row = { [pscustomobject]@{ Name = 'number'; Password = 'S3cret@word'; PasswordLifetime = 'ten' } } }
        @{ Row = { @{ Name = 'number'; Password = 'S3cret@word'; PasswordLifetime = 'ten' } } }
        @{ Row = { [pscustomobject]@{ Name = "con`ttrol"; Password = 'S3cret@word' } } }
        @{ Row = { @{ Name = "con`ttrol"; Password = 'S3cret@word' } } }
        @{ Row = { [pscustomobject]@{ Name = 'badhost'; Password = 'S3cret@word'; AllowedHost = "10.0.0.1' OR" } } }
        @{ Row = { @{ Name = 'badhost'; Password = 'S3cret@word'; AllowedHost = "10.0.0.1' OR" } } }
    ) {
        $null = Use-Service TencentMySql
        $bad = & $Row
        $name = "good$(Get-Random)"
        $result = Watch-Command { $bad, [pscustomobject]@{ Name = $name; Password = 'S3cret@word' } | New-DbAccount }
        $result.Error.Count | Should -Be 1
        # PowerShell's own errors at binding have a category of their own.
        $result.Error[0].CategoryInfo.Category | Should -BeIn 'InvalidArgument', 'InvalidData'
        $result.Output.Account | Should -Be "$name@%"
        "$($result.Error[0]) $($result.Error[0].Exception) $($result.Error[0].ErrorDetails)" | Should -Not -Match 'S3cret'
    }
}

Describe 'A listed account in the pipeline' {
    BeforeAll {
        $instance = Use-Service Ddm
        Get-DbAccount | Remove-DbAccount -Confirm:$false
        $null = 'listed1', 'listed2' | New-DbAccount -GeneratePassword -Privilege SELECT -Database shop -Description old -PasswordLifetime 5
    }

    It 'is changed by Set-DbAccount in what stands on the command line, and in nothing else' {
        Get-DbAccount listed? | Set-DbAccount -Description new | ForEach-Object State | Should -Be 'Succeeded', 'Succeeded'
        $now = Get-DbAccount listed1
        $now.Description | Should -Be 'new'
        $now.Database | Should -Be 'shop'
        $now.Privilege | Should -Be 'SELECT'
        $now.PasswordLifetime | Should -Be 5
    }

    It 'alone is no change' {
        $result = Watch-Command { Get-DbAccount listed1 | Set-DbAccount }
        Get-ErrorId $result.Error[0] | Should -Be 'InvalidInput'
        $result.Error[0].TargetObject.Name | Should -Be 'listed1'
    }

    It 'is found on its own instance, whatever the default is' {
        $null = Use-Service TencentMySql
        $account = Get-DbAccount listed1 -Instance $instance
        ($account | Set-DbAccount -Description elsewhere).Service | Should -Be 'Ddm'
        ($account | Grant-DbPrivilege -Privilege INSERT).Service | Should -Be 'Ddm'
        ($account | Reset-DbAccountPassword -GeneratePassword).Service | Should -Be 'Ddm'
        ($account | Get-DbPrivilege).Service | Should -Be 'Ddm'
        ($account | Get-DbAccount).Name | Should -Be 'listed1'
        ($account | Remove-DbAccount -Confirm:$false).Service | Should -Be 'Ddm'
    }
}

Describe 'Rows into cmdlets that change accounts' {
    BeforeAll {
        $null = Use-Service Ddm
        Get-DbAccount | Remove-DbAccount -Confirm:$false
        $null = 'row1', 'row2', 'row3' | New-DbAccount -GeneratePassword -Privilege SELECT -Database shop -Description old -PasswordLifetime 5
    }

    It 'change the columns that are filled in, and nothing by blank cells' {
        $rows = "Name,Description,Privilege,Database,PasswordLifetime,MaxUserConnections,AllowedHost,Password", 'row1,new,,,,,,', 'missing,x,,,,,,', 'row2,,"SELECT,INSERT",,0,,,' | ConvertFrom-Csv
        $result = Watch-Command { $rows | Set-DbAccount }
        $result.Output.Account | Should -Be 'row1', 'row2'
        $result.Error.Count | Should -Be 1
        Get-ErrorId $result.Error[0] | Should -Be 'AccountNotFound'
        $result.Error[0].TargetObject.Name | Should -Be 'missing'
        $one, $two, $three = Get-DbAccount row?
        $one.Description, $one.PasswordLifetime, "$($one.Privilege)", "$($one.Database)" | Should -Be 'new', 5, 'SELECT', 'shop'
        $two.Description, $two.PasswordLifetime, "$($two.Privilege)", "$($two.Database)" | Should -Be 'old', 0, 'INSERT SELECT', 'shop'
        $three.Description | Should -Be 'old'
    }

    It 'leave nothing of one hashtable to the next' {
        $result = Watch-Command { @{ Name = 'row1'; Description = 'table'; PasswordLifetime = 9 }, @{ Name = 'row3'; PasswordLifetime = 8 } | Set-DbAccount }
        $result.Error | Should -BeNullOrEmpty
        (Get-DbAccount row3).Description | Should -Be 'old'
        (Get-DbAccount row3).PasswordLifetime | Should -Be 8
    }

    It 'grant and revoke what each row says' {
        $null = @{ Name = 'row1'; Privilege = 'INSERT' }, [pscustomobject]@{ Account = 'row3'; Privilege = 'DELETE' } | Grant-DbPrivilege
        (Get-DbAccount row1).Privilege | Should -Be 'INSERT', 'SELECT'
        (Get-DbAccount row3).Privilege | Should -Be 'DELETE', 'SELECT'
        $null = 'Name,Privilege', 'row1,INSERT', 'row3,DELETE' | ConvertFrom-Csv | Revoke-DbPrivilege
        (Get-DbAccount row[13]).Privilege | Should -Be 'SELECT', 'SELECT'
    }

    It 'reset passwords, given as text' {
        $rows = @([pscustomobject]@{ Name = 'row1'; Password = $password }, @{ Name = 'row2'; Password = $password })
        ($rows | Reset-DbAccountPassword).Account | Should -Be 'row1', 'row2'
    }

    It 'stay on the service that they name' {
        $null = Use-Service TencentMySql
        $null = New-DbAccount row1 -GeneratePassword | Wait-DbJob
        (Watch-Command { [pscustomobject]@{ Service = 'Ddm'; Name = 'row1' } | Remove-DbAccount -Confirm:$false }).Output.Service | Should -Be 'Ddm'
        Get-DbAccount row1 | Should -Not -BeNullOrEmpty
    }
}

Describe 'A hashtable that names an account' {
    BeforeAll { $null = Connect-Simulated Ddm, TencentMySql }

    It 'stays on the service that it names' {
        (Watch-Command { @{ Name = 'nobody'; Service = 'Ddm' } | Reset-DbAccountPassword -GeneratePassword }).Error.Exception.Message |
            Should -BeLike '*(Ddm)*'
    }
}

Describe 'What names nothing' {
    BeforeAll { $null = Connect-Simulated TencentMySql }

    It 'does not keep others in the pipeline from their change' {
        $null = 'one', 'two' | New-DbAccount -GeneratePassword -Wait
        $result = Watch-Command { 'one', $null, 'two' | Remove-DbAccount -Confirm:$false -Wait }
        $result.Output.Account | Should -Be 'one@%', 'two@%'
        $result.Error | ForEach-Object { Get-ErrorId $_ } | Should -Be 'InvalidInput'
    }

    It 'is one error, and shows nothing of its row: <Command>' -ForEach @(
        @{ Command = 'Get-DbAccount' }
        @{ Command = 'Get-DbJob' }
    ) {
        $row = [pscustomobject]@{ User = 'a'; Password = 'Canary_77' }
        $found = (Watch-Command { $row | & $Command }).Error
        $found | ForEach-Object { Get-ErrorId $_ } | Should -Be 'InvalidInput'
        $found | Out-String | Should -Not -BeLike '*Canary*'
        "$($found.TargetObject)" | Should -Not -BeLike '*Canary*'
    }

    It 'is one error where it is no pattern: <Command>' -ForEach @(
        @{ Command = { Get-DbAccount '[' } }
        @{ Command = { Get-DbInstance '[' } }
        @{ Command = { Get-DbService '[' } }
        @{ Command = { Get-DbAccountRule -Parameter '[' } }
        @{ Command = { Get-DbAccount '@x' } }
        @{ Command = { Grant-DbPrivilege -InputObject ([DbAccounts.Model.DbPrivilege]@{ Account = 'a'; Table = 't'; Privilege = 'SELECT' }) } }
    ) {
        (Watch-Command $Command).Error | ForEach-Object { Get-ErrorId $_ } | Should -Be 'InvalidInput'
    }
}

Describe 'What is listed' {
    BeforeAll {
        $simulator = Connect-Simulated
        $null = Use-Service MySqlPlus
        $null = Use-Service MySqlPlusAnalysis
        $null = 'piped1', 'piped2' | New-DbAccount -GeneratePassword -Instance MySqlPlus -Wait
        $null = New-DbAccount piped3 -GeneratePassword -Instance MySqlPlusAnalysis -Wait
    }

    It 'is all of each instance from the pipeline, where two services share an id too' {
        $found = Get-DbInstance | Where-Object Service -Like MySqlPlus* | Get-DbAccount
        $found | Where-Object Name -Like piped* | ForEach-Object { "$($_.Service) $($_.Name)" } |
            Should -Be 'MySqlPlus piped1', 'MySqlPlus piped2', 'MySqlPlusAnalysis piped3'
        Get-DbInstance -Service MySqlPlusAnalysis | Get-DbJob | ForEach-Object { "$($_.Account)" } | Should -Be 'piped3'
    }

    It 'is found again on its own instance, as <Form>' -ForEach @(
        @{ Form = 'object'; As = { $_ } }
        @{ Form = 'hashtable'; As = { $model = $_; $table = @{}; $model.psobject.Properties | ForEach-Object { $table[$_.Name] = $_.Value }; $table } }
        @{ Form = 'JSON text'; As = { $_ | ConvertTo-Json -WarningAction SilentlyContinue } }
        @{ Form = 'object of JSON'; As = { $_ | ConvertTo-Json -WarningAction SilentlyContinue | ConvertFrom-Json } }
    ) {
        (Get-DbAccount piped1 -Instance MySqlPlus | ForEach-Object $As | Get-DbAccount -ErrorAction Stop).Service | Should -Be 'MySqlPlus'
        $job = Get-DbInstance -Service MySqlPlus | Get-DbJob | Select-Object -First 1
        ($job | ForEach-Object $As | Get-DbJob -ErrorAction Stop).Id | Should -Be $job.Id
    }

    It 'stays on the instance that a table names' {
        foreach ($command in { @{ Name = 'piped1'; InstanceId = 'cl-00000000' } | Get-DbAccount }, { @{ Id = 'j-1'; InstanceId = 'cl-00000000' } | Get-DbJob }) {
            $result = Watch-Command $command
            $result.Output | Should -BeNullOrEmpty
            Get-ErrorId $result.Error[0] | Should -Be 'InstanceNotConnected'
        }
    }

    It 'is never everything where <What> names nothing' -ForEach @(
        @{ What = 'a null'; Value = $null }
        @{ What = 'a blank text'; Value = ' ' }
        @{ What = 'a table'; Value = @{ InstanceId = 'cl-ouhutv70'; Service = 'MySqlPlus' } }
        @{ What = 'a blank cell'; Value = [pscustomobject]@{ Name = ''; Id = ''; Service = 'MySqlPlus' } }
        @{ What = 'an object'; Value = [datetime]::new(2026, 11, 22) }
    ) {
        foreach ($command in 'Get-DbAccount', 'Get-DbJob') {
            $result = Watch-Command { $Value | & $command }
            $result.Output | Should -BeNullOrEmpty -Because $command
            $result.Error | ForEach-Object { Get-ErrorId $_ } | Should -Be 'InvalidInput' -Because $command
        }
    }

    It 'is that of a service, where one of it is connected' {
        $null = Use-Service TencentMySql
        (Get-DbAccount piped3 -Instance mysqlplusanalysis).Service | Should -Be 'MySqlPlusAnalysis'
        Get-ErrorId (Watch-Command { [pscustomobject]@{ Name = 'x'; Service = 'TencentMySql' } | Get-DbAccount -Instance MySqlPlus }).Error[0] |
            Should -Be 'InstanceMismatch'
    }
}

Describe 'A file of JSON that is piped line by line' {
    It 'makes no account, and its errors name -Raw' {
        $lines = (@{ Name = 'line1'; Privilege = 'SELECT', 'INSERT' }, @{ Name = 'line2' } | ConvertTo-Json) -split '\r?\n'
        $result = Watch-Command { $lines | New-DbAccount -GeneratePassword -SkipRuleCheck -WhatIf 6>&1 }
        $result.Output | Should -BeNullOrEmpty
        $result.Error.Count | Should -Be $lines.Count
        $result.Error | ForEach-Object { $_.ErrorDetails.RecommendedAction | Should -BeLike '*-Raw*' }
    }
}

Describe 'Two records of one account' {
    It 'are one replacement, with and without the host that is meant anyway' {
        $null = Connect-Simulated TencentMySql
        $null = New-DbAccount both -GeneratePassword -Wait
        [pscustomobject]@{ Account = 'both'; Privilege = 'SELECT'; Database = 'a' }, [pscustomobject]@{ Account = 'both@%'; Privilege = 'INSERT'; Database = 'b' } |
            Set-DbPrivilege -Confirm:$false -Wait | Should -HaveCount 1
        Get-DbPrivilege both | ForEach-Object ToString | Should -Be 'SELECT ON a.*', 'INSERT ON b.*'
    }
}

Describe 'An account whose name holds an @' {
    BeforeAll {
        $null = Connect-Simulated TencentMySql
        $null = New-DbAccount x -AllowedHost c -GeneratePassword -Wait
    }

    It 'is that account and no other' {
        $listed = [DbAccounts.Model.DbAccount]@{ Service = 'TencentMySql'; InstanceId = 'cdb-f35wr6wj'; Name = 'x@y'; AllowedHost = 'c' }
        $row = [pscustomobject]@{ Name = 'x@y'; AllowedHost = 'c' }
        foreach ($one in $listed, $row, 'x@y@c') {
            $said = Get-HostText { $one | Remove-DbAccount -WhatIf }
            $said | Should -Match 'Remove x@y@c from'
        }
        Get-DbAccount x | Should -HaveCount 1
    }
}

Describe 'An account named with a host' {
    It 'is refused where the service knows none' {
        $null = Connect-Simulated Ddm
        $null = New-DbAccount app -GeneratePassword -Privilege SELECT
        (Watch-Command { Remove-DbAccount 'app@10.%' -Confirm:$false }).Error | ForEach-Object { Get-ErrorId $_ } | Should -Be 'InvalidInput'
        Get-DbAccount app | Should -HaveCount 1
    }

    It 'has a name that is one: <_>' -ForEach '', ' ', "a`tb" {
        $null = Connect-Simulated TencentMySql
        $name = $_
        (Watch-Command { $name | Remove-DbAccount -Confirm:$false }).Error | ForEach-Object { Get-ErrorId $_ } | Should -Be 'InvalidInput'
    }
}
