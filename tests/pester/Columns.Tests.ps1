#Requires -Modules @{ ModuleName = 'Pester'; ModuleVersion = '5.0' }
# A column that is nearly a parameter's name is refused with the name that is meant; one that resembles nothing is passed over.

BeforeDiscovery {
    . (Join-Path $PSScriptRoot 'support/Simulated.ps1')
    . (Join-Path $PSScriptRoot 'support/Rows.ps1')
    # The columns of each cmdlet that reads rows: what it takes by name, without what is only another name of it.
    # Statements and what becomes of them are no rows, and what is not read from the pipeline is none either.
    $reading = Get-Command -Module DbAccounts | Where-Object {
        $_.Noun -ne 'DbGrant' -and ($_.Parameters['InputObject'] -or $_.Parameters['Account']) -and
        ($_.Parameters.Values.ParameterSets.Values | Where-Object { $_.ValueFromPipeline -or $_.ValueFromPipelineByPropertyName })
    }
    # Rows that say what shall be have columns of their own besides.
    $saying = 'Compare-DbAccount', 'New-DbAccountPlan', 'Sync-DbAccount'
    $columns = foreach ($command in $reading) {
        foreach ($parameter in $command.Parameters.Values) {
            if ($parameter.ParameterSets.Values.ValueFromPipelineByPropertyName -contains $true) {
                @{ Command = $command.Name; Column = $parameter.Name }
            }
        }
    }
    # Other words for them; each also in the plural, and written in other ways.
    $synonyms = @(
        foreach ($word in 'Host', 'Host Name', 'IP', 'ip_address', 'Network', 'Allowed_IP', 'SourceIp', 'IP Adress') {
            foreach ($command in 'New-DbAccount', 'Remove-DbAccount', 'Set-DbAccount', 'Get-DbAccount', 'Grant-DbPrivilege') {
                @{ Command = $command; Word = $word; Meant = 'AllowedHost' }
            }
        }
        foreach ($word in 'User', 'UserName', 'login', 'Account_Name', 'DB User') {
            @{ Command = 'New-DbAccount'; Word = $word; Meant = 'Name' }
            @{ Command = 'Remove-DbAccount'; Word = $word; Meant = 'Account' }
        }
        foreach ($command in 'New-DbAccount', 'Set-DbAccount', 'Grant-DbPrivilege', 'Revoke-DbPrivilege', 'Set-DbPrivilege') {
            foreach ($word in 'DB', 'Schema', 'schema_name', 'Db Name', 'Catalog') {
                @{ Command = $command; Word = $word; Meant = 'Database' }
            }
            foreach ($word in 'Perm', 'permission', 'Right', 'Priv') { @{ Command = $command; Word = $word; Meant = 'Privilege' } }
        }
        foreach ($word in 'Tbl', 'table_name') { @{ Command = 'Revoke-DbPrivilege'; Word = $word; Meant = 'Table' } }
        foreach ($word in 'Col', 'Column Name') { @{ Command = 'Set-DbPrivilege'; Word = $word; Meant = 'Column' } }
        foreach ($word in 'Passwd', 'pwd', 'Pass', 'New Password') {
            foreach ($command in 'New-DbAccount', 'Reset-DbAccountPassword') { @{ Command = $command; Word = $word; Meant = 'Password' } }
        }
        foreach ($word in 'Ssl', 'TLS', 'require_tls') { @{ Command = 'New-DbAccount'; Word = $word; Meant = 'RequireSsl' } }
        foreach ($word in 'Cluster', 'DbInstance', 'instance name') { @{ Command = 'Remove-DbAccount'; Word = $word; Meant = 'Instance' } }
    )
}

BeforeAll {
    . (Join-Path $PSScriptRoot 'support/Simulated.ps1')
    . (Join-Path $PSScriptRoot 'support/Rows.ps1')
    $path = Join-Path $TestDrive 'state.json'
    $env:DBACCOUNTS_PROFILE_PATH = Join-Path $TestDrive 'profiles.json'
    $simulator = Connect-Simulated -Simulator @{ Path = $path; JobDuration = 0 }
    $job = New-DbAccount app -GeneratePassword -Wait
    # Columns with which a cmdlet does something on TencentMySql.
    $whole = @{
        'Connect-DbInstance' = @{ Service = 'Ddm'; InstanceId = 'x'; Region = 'cn-north-4'; ProjectId = 'p'; Token = 't' }
        'Compare-DbAccount' = @{ Name = 'app' }; 'New-DbAccountPlan' = @{ Name = 'app' }; 'Sync-DbAccount' = @{ Name = 'app' }
        'Copy-DbAccount' = @{ Account = 'app' }; 'Get-DbAccess' = @{ Account = 'app' }
        'Get-DbAccount' = @{ Name = 'app' }; 'Get-DbJob' = @{ Id = $job.Id }; 'Get-DbPrivilege' = @{ Account = 'app' }
        'Grant-DbPrivilege' = @{ Account = 'app'; Privilege = 'SELECT'; Database = 'shop' }
        'Invoke-DbServiceRequest' = @{ Action = 'GET /v3/{project_id}/instances/{instance_id}' }
        'New-DbAccount' = @{ Name = 'new'; Password = 'A1_b2_c3_d4_e5'; Privilege = 'SELECT'; Database = 'shop' }
        'Remove-DbAccount' = @{ Account = 'app' }
        'Reset-DbAccountPassword' = @{ Account = 'app'; Password = 'A1_b2_c3_d4_e5' }
        'Revoke-DbPrivilege' = @{ Account = 'app'; Privilege = 'SELECT'; Database = 'shop' }
        'Set-DbAccount' = @{ Account = 'app'; Description = 'new' }
        'Set-DbPrivilege' = @{ Account = 'app'; Privilege = 'SELECT'; Database = 'shop' }
        'Set-DbProfile' = @{ Name = 'kept'; Service = 'Ddm' }
        'Test-DbAccount' = @{ Name = 'new'; Service = 'Ddm' }
    }
    $words = (Get-Command -Module DbAccounts).Parameters.Values.Name + [DbAccounts.Model.DbAccount].GetProperties().Name
    function Get-Whole ([string] $Command, [string[]] $Without) {
        $row = [ordered]@{}
        foreach ($name in $whole[$Command].Keys | Where-Object { $_ -notin $Without }) { $row[$name] = $whole[$Command][$name] }
        $row
    }
    # How a name is written and mistyped.
    function Get-NearMiss ([string] $Name) {
        $parts = $Name -creplace '(?<!^)([A-Z])', ' $1'
        $all = @(
            if ($Name -notlike '*s') { $Name + 's'; $Name.ToUpper() + 'S' }
            foreach ($between in ' ', '_', '-', '.') {
                $apart = $parts -replace ' ', $between
                if ($parts -ne $Name) { $apart; $apart.ToUpper(); $apart.ToLower() } else { $between + $Name; $Name + $between + 's' }
            }
            if ($Name.Length -gt 3) {
                foreach ($i in 1..($Name.Length - 2)) {
                    $Name.Remove($i, 1); $Name.Insert($i, [string]$Name[$i])
                    $Name.Substring(0, $i) + $Name[$i + 1] + $Name[$i] + $Name.Substring($i + 2)
                }
            }
        )
        # Blanks around a name are none of it.
        $all | Where-Object { $_.Trim() -ne $Name -and $_ -notin $words } | Select-Object -Unique
    }
    function Invoke-Quietly ([string] $Command, [object[]] $Rows) {
        $more = if ((Get-Command $Command).Parameters.ContainsKey('Confirm')) { @{ Confirm = $false } } else { @{} }
        Watch-Command { $Rows | & $Command @more }
    }
}

AfterAll {
    Disconnect-Simulated
    Remove-Item Env:DBACCOUNTS_PROFILE_PATH
}

Describe 'A column that is nearly a name' {
    It 'is refused with the name: <Command> <Column>' -ForEach $columns {
        $misses = @(Get-NearMiss $Column)
        $rows = foreach ($miss in $misses) {
            $row = Get-Whole $Command $(if ($Column -in 'Account', 'Name') { 'Account', 'Name' } else { $Column })
            $row[$miss] = 'x'
            [pscustomobject]$row
        }
        $before = Get-SimulatedState $path
        $result = Invoke-Quietly $Command $rows
        $result.Output | Should -BeNullOrEmpty
        $result.Error | ForEach-Object { Get-ErrorId $_ } | Select-Object -Unique | Should -Be 'InvalidInput'
        $result.Error.Count | Should -Be $misses.Count
        for ($i = 0; $i -lt $misses.Count; $i++) {
            "$($result.Error[$i])" | Should -BeLike "*'$($misses[$i].Trim())'*" -Because $misses[$i]
            "$($result.Error[$i])" | Should -Match "Did you mean $Column\?" -Because $misses[$i]
        }
        Get-SimulatedState $path | Should -Be $before
    }

    It 'is refused where it is another word for one: <Command> <Word>' -ForEach $synonyms {
        $before = Get-SimulatedState $path
        $plural = $Word -replace '(?<!s)$', 's' -replace 'ss$', 'sses'
        foreach ($written in $Word, $Word.ToUpper(), ($Word -replace '[ _]', '-'), $plural) {
            $row = Get-Whole $Command $(if ($Meant -in 'Account', 'Name') { 'Account', 'Name' } else { $Meant })
            $row[$written] = 'x'
            $result = Invoke-Quietly $Command $row
            $result.Output | Should -BeNullOrEmpty
            $result.Error | ForEach-Object { Get-ErrorId $_ } | Should -Be 'InvalidInput'
            "$($result.Error)" | Should -Match "Did you mean $Meant\?" -Because $written
        }
        Get-SimulatedState $path | Should -Be $before
    }

    It 'is refused in every kind of row: <_>' -ForEach (Get-RowKind) {
        $kind = $_
        $before = Get-SimulatedState $path
        foreach ($name in 'Databases', 'Data base', 'AllowedHosts', 'Allowed Host', 'Host', 'Privlege', 'Pasword') {
            # Classes and XML have no names with a blank.
            if ($kind -in 'Class', 'XML' -and $name -match ' ') { continue }
            $row = Get-Whole New-DbAccount
            $row[$name] = 'x'
            $result = Watch-Command { ConvertTo-RowKind $kind $row | New-DbAccount }
            $result.Output | Should -BeNullOrEmpty -Because $name
            $result.Error | ForEach-Object { Get-ErrorId $_ } | Should -Be 'InvalidInput' -Because $name
        }
        Get-SimulatedState $path | Should -Be $before
    }

    It 'is refused where it is a slip of another word, or a word for much: <Word>' -ForEach @(
        foreach ($word in 'Hst', 'Hots', 'Hosst', 'From', 'Source', 'Sources', 'Client', 'Origin') {
            @{ Word = $word; Command = 'New-DbAccount'; Meant = 'AllowedHost' }
            @{ Word = $word; Command = 'Remove-DbAccount'; Meant = 'AllowedHost' }
        }
        foreach ($word in 'Object', 'Relation', 'Tab') { @{ Word = $word; Command = 'Revoke-DbPrivilege'; Meant = 'Table' } }
        foreach ($word in 'Field', 'Fields', 'Attribute') { @{ Word = $word; Command = 'Set-DbPrivilege'; Meant = 'Column' } }
    ) {
        $before = Get-SimulatedState $path
        $row = Get-Whole $Command
        $row[$Word] = 'x'
        $result = Invoke-Quietly $Command $row
        $result.Output | Should -BeNullOrEmpty
        $result.Error | ForEach-Object { Get-ErrorId $_ } | Should -Be 'InvalidInput'
        "$($result.Error)" | Should -Match "Did you mean $Meant\?"
        Get-SimulatedState $path | Should -Be $before
    }

    It 'is passed over where the row has the column, or the cell is blank: <Word>' -ForEach @(
        foreach ($word in 'From', 'Source', 'Client', 'Origin') { @{ Word = $word } }
    ) {
        $null = [pscustomobject]@{ Name = 'byline2'; AllowedHost = '10.%'; $Word = 'HR'; Password = 'A1_b2_c3_d4_e5' } | New-DbAccount -WhatIf -ErrorVariable failed
        $failed | Should -BeNullOrEmpty
        $null = [pscustomobject]@{ Name = 'byline2'; $Word = ''; Password = 'A1_b2_c3_d4_e5' } | New-DbAccount -WhatIf -ErrorVariable failed
        $failed | Should -BeNullOrEmpty
    }

    It 'is no slip where another letter makes another word: <_>' -ForEach 'Cost', 'Post', 'Form', 'Hoist', 'Light' {
        $row = Get-Whole Grant-DbPrivilege
        $row[$_] = 'x'
        (Watch-Command { [pscustomobject]$row | Grant-DbPrivilege -WhatIf }).Error | Should -BeNullOrEmpty
    }

    It 'is passed over where the command line says what it is about' {
        $row = [pscustomobject]@{ Name = 'byline'; Hosts = '10.%'; Password = 'A1_b2_c3_d4_e5' }
        ($row | New-DbAccount -AllowedHost 11.%).Account | Should -Be 'byline@11.%'
    }
}

Describe 'A column with its right name' {
    It 'is read in any case and with blanks around it, in every kind of row: <_>' -ForEach (Get-RowKind) {
        $kind = $_
        foreach ($how in @(
                { $_.ToUpper() }, { $_.ToLower() }, { " $_`t" }, { [char]0xFEFF + $_ }, { $_ + [char]0xA0 }
            )) {
            if ($kind -in 'Class', 'XML' -and "$how" -notmatch 'To') { continue }
            $values = @{ Name = 'exact'; AllowedHost = '10.%'; Description = 'told'; Password = 'A1_b2_c3_d4_e5' }
            $held = @{ Name = 'exact'; AllowedHost = '10.%'; Privilege = 'SELECT'; Database = 'shop'; Table = 'orders' }
            $made, $granted = foreach ($names in $values, $held) {
                $row = [ordered]@{}
                foreach ($name in $names.Keys) { $row[($name | ForEach-Object $how)] = $names[$name] }
                , (ConvertTo-RowKind $kind $row)
            }
            ($made | New-DbAccount).Account | Should -Be 'exact@10.%' -Because "$how"
            (Get-DbAccount 'exact@10.%').Description | Should -Be 'told'
            ($granted | Grant-DbPrivilege).Account | Should -Be 'exact@10.%'
            Get-DbPrivilege 'exact@10.%' | ForEach-Object ToString | Should -Be 'SELECT ON shop.orders'
            ($made | Remove-DbAccount -Confirm:$false).Account | Should -Be 'exact@10.%'
        }
    }

    It 'is one, whatever stands in a second column of this name' {
        $before = Get-SimulatedState $path
        foreach ($row in @{ Name = 'two'; AllowedHost = '%'; 'AllowedHost ' = '10.%' }, @{ Name = 'app'; ' name' = 'root' }) {
            $result = Watch-Command { [pscustomobject]$row, $row | Remove-DbAccount -Confirm:$false }
            $result.Error | ForEach-Object { Get-ErrorId $_ } | Should -Be 'InvalidInput', 'InvalidInput'
        }
        Get-SimulatedState $path | Should -Be $before
        $same = @{ Name = 'same'; 'name ' = 'same'; Password = 'A1_b2_c3_d4_e5' }
        ($same | New-DbAccount).Account | Should -Be 'same@%'
    }

    It 'is the one that is filled in, of two that mean the same' {
        $ddm = ($simulator.Instance | Where-Object Service -EQ Ddm).InstanceId
        $tencent = ($simulator.Instance | Where-Object Service -EQ TencentMySql).InstanceId
        $row = @{ Name = 'which'; Password = 'A1_b2_c3_d4_e5'; Privilege = 'SELECT'; Database = 'shop'; Instance = ''; InstanceId = $ddm }
        ($row | New-DbAccount).Service | Should -Be 'Ddm'
        ($row | Remove-DbAccount -Confirm:$false).Service | Should -Be 'Ddm'
        $row.Instance = "Ddm/$ddm"
        ($row | New-DbAccount).Service | Should -Be 'Ddm'
        $row.Instance = $tencent
        foreach ($command in { $row | New-DbAccount }, { $row | Remove-DbAccount -Confirm:$false }) {
            (Watch-Command $command).Error | ForEach-Object { Get-ErrorId $_ } | Should -Be 'InstanceMismatch'
        }
        $row = @{ Service = 'Ddm'; InstanceId = 'x'; ProjectId = 'p'; Token = 't'; Region = 'cn-north-4'; Zone = 'cn-north-1' }
        (Watch-Command { $row | Connect-DbInstance -NoDefault }).Error | ForEach-Object { Get-ErrorId $_ } | Should -Be 'InvalidInput'
        $row.Region = ''
        ($row | Connect-DbInstance -NoDefault).Region | Should -Be 'cn-north-1'
    }
}

Describe "Somebody else's column" {
    It 'is passed over: <Command>' -ForEach ($reading.Name | ForEach-Object { @{ Command = $_; Own = if ($_ -in $saying) { 'Role', 'Roles', 'Expires' } } }) {
        $row = Get-Whole $Command
        foreach ($name in Get-OtherColumn | Where-Object { $_ -notin $Own }) { $row[$name] = 'x' }
        $more = if ((Get-Command $Command).Parameters.ContainsKey('WhatIf')) { @{ WhatIf = $true } } else { @{} }
        if ($Command -like 'Connect*') { $more.NoDefault = $true }
        # Each by itself: an account stands once in what shall be, and a copy's name is there once.
        if ($Command -eq 'Copy-DbAccount') { $more.NewName = 'copied'; $more.GeneratePassword = $true }
        foreach ($one in [pscustomobject]$row, $row) { (Watch-Command { $one | & $Command @more }).Error | Should -BeNullOrEmpty }
    }
}

Describe 'A column that only other cmdlets read' {
    It 'is refused where the account would come out wider: <Column>' -ForEach @(
        @{ Column = 'Table'; Row = @{ Table = 'orders' } }
        @{ Column = 'Column'; Row = @{ Column = 'id' } }
        @{ Column = 'tables'; Row = @{ tables = 'orders' } }
    ) {
        $before = Get-SimulatedState $path
        $all = (Get-Whole New-DbAccount) + $Row
        $result = Watch-Command { $all, [pscustomobject]$all | New-DbAccount }
        $result.Output | Should -BeNullOrEmpty
        $result.Error | ForEach-Object { Get-ErrorId $_ } | Should -Be 'InvalidInput', 'InvalidInput'
        $result.Error[0].Exception.Message | Should -BeLike "*$Column*"
        Get-SimulatedState $path | Should -Be $before
    }

    It 'is passed over where it is blank' {
        $row = [pscustomobject]@{ Name = 'narrow'; AllowedHost = '10.0.%'; Password = 'A1_b2_c3_d4_e5'; Table = ''; Column = $null }
        ($row | New-DbAccount).Account | Should -Be 'narrow@10.0.%'
        $row = [pscustomobject]@{ Name = 'narrow'; AllowedHost = '10.0.%'; Privilege = 'SELECT'; Database = 'shop'; Table = 'orders' }
        ($row | Grant-DbPrivilege).Account | Should -Be 'narrow@10.0.%'
    }
}
