#Requires -Modules @{ ModuleName = 'Pester'; ModuleVersion = '5.0' }
# One account is one identity: what is changed is the account that was meant, and no other of its name.

BeforeDiscovery {
    # Each cmdlet that changes, with what it is told besides the account.
    $changing = @(
        @{ Command = 'Remove-DbAccount'; More = @{} }
        @{ Command = 'Reset-DbAccountPassword'; More = @{ GeneratePassword = $true } }
        @{ Command = 'Set-DbAccount'; More = @{ Description = 'changed' } }
        @{ Command = 'Grant-DbPrivilege'; More = @{ Privilege = 'DELETE'; Database = 'shop' } }
        @{ Command = 'Revoke-DbPrivilege'; More = @{ Privilege = 'SELECT'; Database = 'shop' } }
        @{ Command = 'Set-DbPrivilege'; More = @{ Privilege = 'DELETE'; Database = 'shop' } }
    )
    # What Get-DbAccount has listed, on its way to another cmdlet. A list in CSV is joined first: see TextValue.
    $ways = @(
        @{ Way = 'as it is'; Convert = { $_ } }
        @{ Way = 'Select-Object Name, AllowedHost'; Convert = { $_ | Select-Object Name, AllowedHost } }
        @{ Way = 'Select-Object *'; Convert = { $_ | Select-Object * } }
        @{ Way = 'JSON'; Convert = { $_ | ConvertTo-Json -WarningAction Ignore } }
        @{ Way = 'JSON and back'; Convert = { $_ | ConvertTo-Json -WarningAction Ignore | ConvertFrom-Json } }
        @{ Way = 'Clixml'; Convert = {
                [Management.Automation.PSSerializer]::Deserialize([Management.Automation.PSSerializer]::Serialize($_))
            }
        }
        @{ Way = 'CSV'; Convert = {
                $_ | Select-Object Name, @{ n = 'AllowedHost'; e = { $_.AllowedHost -join ';' } } | ConvertTo-Csv | ConvertFrom-Csv
            }
        }
        @{ Way = 'hashtable'; Convert = { @{ Name = $_.Name; AllowedHost = $_.AllowedHost } } }
        @{ Way = 'text'; Convert = { "$_" } }
    )
    $patterns = 'app*', 'a?p', 'ap[p]', 'app@10.*', 'app@1[01].%', '*', '*@%' | ForEach-Object { @{ Pattern = $_ } }
}

BeforeAll {
    . (Join-Path $PSScriptRoot 'support/Identity.ps1')
    function Get-Confirmed ([hashtable] $More) { $More + @{ Confirm = $false } }
}

AfterAll { Disconnect-Simulated }

Describe 'Several hosts of one name' {
    It 'are several accounts: <Command> <Form>' -ForEach @(
        foreach ($one in $changing) {
            foreach ($form in @(
                    @{ Form = 'a list in a hashtable'; Row = { @{ Name = 'app'; AllowedHost = '10.%', '11.%' } } }
                    @{ Form = 'one text in an object'; Row = { [pscustomobject]@{ Account = 'app'; AllowedHost = '10.% , 11.%' } } }
                    @{ Form = 'a list in JSON'; Row = { '[{"Name":"app","AllowedHost":["10.%","11.%"]}]' } }
                    @{ Form = 'two texts'; Row = { 'app@10.%', 'app@11.%' } }
                )) { $one + $form }
        }
    ) {
        Restart-World
        # On Set-DbAccount a text with a host alone has none in another column.
        $more = Get-Confirmed $More
        $said = Get-HostText { & $Row | & $Command @More -WhatIf }
        foreach ($name in 'app@10.%', 'app@11.%') { $said -split '\r?\n' -match "What if.*$([regex]::Escape($name))" | Should -HaveCount 1 }
        $said | Should -Not -Match 'What if.*app@(%|10\.%.*app@11)'
        $result = Invoke-Change { & $Row | & $Command @more }
        $result.Error | Should -BeNullOrEmpty
        $result.Output.Account | Should -Be 'app@10.%', 'app@11.%'
        $result.Who | Should -Be 'TencentMySql app@10.%', 'TencentMySql app@11.%'
    }

    It 'are named one by one where one is missing: <Command>' -ForEach $changing {
        Restart-World
        $more = Get-Confirmed $More
        $result = Invoke-Change { @{ Name = 'app'; AllowedHost = '10.%;12.%' } | & $Command @more }
        $result.Who | Should -Be 'TencentMySql app@10.%'
        $result.Error | ForEach-Object { Get-ErrorId $_ } | Should -Be 'AccountNotFound'
        "$($result.Error)" | Should -Match 'app@12\.%'
        "$($result.Error)" | Should -Match 'there is.*app@%.*app@11\.%'
    }

    It 'are replaced each by its own rows' {
        Restart-World
        $rows = @(
            [pscustomobject]@{ Account = 'app'; AllowedHost = '10.%;11.%'; Privilege = 'SELECT'; Database = 'a' }
            [pscustomobject]@{ Account = 'app'; AllowedHost = '11.%;LOCALHOST'; Privilege = 'INSERT'; Database = 'b' }
        )
        $result = Invoke-Change { $rows | Set-DbPrivilege -Confirm:$false }
        $result.Output.Count | Should -Be 3
        Get-DbPrivilege 'app@10.%' | ForEach-Object ToString | Should -Be 'SELECT ON a.*'
        Get-DbPrivilege 'app@11.%' | ForEach-Object ToString | Should -Be 'SELECT ON a.*', 'INSERT ON b.*'
        Get-DbPrivilege 'app@localhost' | ForEach-Object ToString | Should -Be 'INSERT ON b.*'
        $result.Who | Should -Not -Contain 'TencentMySql app@%'
    }
}

Describe 'A host' {
    It 'is the same in another case: <Command>' -ForEach $changing {
        Restart-World
        $more = Get-Confirmed $More
        foreach ($who in 'app@LOCALHOST', @{ Name = 'app'; AllowedHost = 'localHOST' }) {
            if ($Command -eq 'Remove-DbAccount' -or $Command -eq 'Revoke-DbPrivilege') { Restart-World }
            $result = Invoke-Change { $who | & $Command @more }
            @($result.Who) -ne 'TencentMySql app@LocalHost' | Should -BeNullOrEmpty
            $result.Error | Where-Object { (Get-ErrorId $_) -eq 'AccountNotFound' } | Should -BeNullOrEmpty
        }
    }

    It 'that is left out is %, and what is there instead is named: <Command>' -ForEach $changing {
        Restart-World
        $more = Get-Confirmed $More
        foreach ($who in 'lone', @{ Name = 'lone' }, [pscustomobject]@{ Account = 'lone' }) {
            $result = Invoke-Change { $who | & $Command @more }
            $result.Fact | Should -BeNullOrEmpty
            $result.Error | ForEach-Object { Get-ErrorId $_ } | Should -Be 'AccountNotFound'
            "$($result.Error)" | Should -Match "'lone@%'.*'lone@10\.0\.0\.1'.*'lone@10\.0\.0\.2'"
        }
        (Invoke-Change { 'app' | & $Command @more }).Who | Should -Be 'TencentMySql app@%'
    }
}

Describe 'A pattern' {
    It 'names nothing that is changed: <Pattern>' -ForEach $patterns {
        Restart-World
        foreach ($one in 'Remove-DbAccount', 'Reset-DbAccountPassword', 'Set-DbAccount', 'Grant-DbPrivilege', 'Revoke-DbPrivilege',
            'Set-DbPrivilege') {
            $more = @{ Confirm = $false }
            if ($one -like 'Reset*') { $more.GeneratePassword = $true }
            if ($one -like 'Set-DbAccount') { $more.Description = 'x' }
            if ($one -like '*Privilege') { $more += @{ Privilege = 'SELECT'; Database = 'shop' } }
            $name, $from = $Pattern -split '@'
            $rows = @($Pattern, @{ Account = $Pattern }, [pscustomobject]@{ Account = $Pattern })
            if ($from) { $rows += @{ Name = $name; AllowedHost = $from }, (@{ Name = $name; AllowedHost = @($from) } | ConvertTo-Json) }
            $result = Invoke-Change { $rows | & $one @more; & $one -Account $Pattern @more }
            $result.Fact | Should -BeNullOrEmpty
            $result.Output | Should -BeNullOrEmpty
            $result.Error.Count | Should -Be ($rows.Count + 1) -Because $one
            $result.Error | ForEach-Object { Get-ErrorId $_ } | Select-Object -Unique | Should -Be 'InvalidInput' -Because $one
        }
    }

    It 'finds what it means where accounts are read' {
        (Get-DbAccount app*).Count | Should -Be 4
        (Get-DbAccount 'app@1*').AllowedHost | Should -Be '10.%', '11.%'
        (Get-DbAccount 'lone@10.0.0.[1]').AllowedHost | Should -Be '10.0.0.1'
        Get-DbPrivilege 'app@1*' | ForEach-Object Account | Select-Object -Unique | Should -Be 'app@10.%', 'app@11.%'
        (Get-DbAccount 'APP*').Count | Should -Be 4
        Get-ErrorId (Watch-Command { Get-DbAccount APP }).Error[0] | Should -Be 'AccountNotFound'
    }
}

Describe 'What was listed' {
    It 'is that account alone: <Service>, <Way> | <Command>' -ForEach @(
        foreach ($way in $ways) {
            foreach ($one in $changing) { $one + $way + @{ Service = 'TencentMySql'; Account = 'app@10.%' } }
            foreach ($one in $changing) { $one + $way + @{ Service = 'Ddm'; Account = 'app' } }
            # There a text with a host is no account.
            foreach ($one in $changing[0, 1] | Where-Object { $way.Way -ne 'text' }) {
                $one + $way + @{ Service = 'ChronusDB'; Account = 'app@10.0.0.0/8' }
            }
            $changing[0] + $way + @{ Service = 'MySqlPlus'; Account = 'app@10.%;11.%' }
        }
    ) {
        Restart-World $Service
        $more = Get-Confirmed $More
        if ($Service -eq 'Ddm' -and $Command -match '^(Grant|Revoke)') { $more.Force = $true }
        $listed = Get-DbAccount $(if ($Service -eq 'TencentMySql') { $Account } else { 'app' })
        $result = Invoke-Change { $listed | ForEach-Object $Convert | & $Command @more }
        $result.Error | Should -BeNullOrEmpty
        $result.Who | Should -Be "$Service $Account"
        # Nothing else of it changes than what was told.
        $told = switch ($Command) {
            'Remove-DbAccount' { '.*' } 'Reset-DbAccountPassword' { 'PasswordHash=' } 'Set-DbAccount' { 'Description=' }
            'Grant-DbPrivilege' { 'DELETE ON shop$|BaseAuthority=' } 'Revoke-DbPrivilege' { 'SELECT ON shop$|BaseAuthority=' }
            'Set-DbPrivilege' { ' ON |BaseAuthority=|Databases=' }
        }
        $result.Fact -notmatch $told | Should -BeNullOrEmpty
    }
}
