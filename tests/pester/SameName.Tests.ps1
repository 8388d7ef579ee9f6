#Requires -Modules @{ ModuleName = 'Pester'; ModuleVersion = '5.0' }
# Several accounts of one name: reading takes all of them, a change takes one and names the others. And what else is said before it is too late.

BeforeAll {
    . (Join-Path $PSScriptRoot 'support/Simulated.ps1')
    $simulator = Connect-Simulated
    $tencent = $simulator.Instance | Where-Object Service -EQ TencentMySql | Connect-DbInstance
    $ddm = $simulator.Instance | Where-Object Service -EQ Ddm | Connect-DbInstance -NoDefault
    $null = New-DbAccount dup -Privilege SELECT -Database shop -GeneratePassword -Wait
    $null = New-DbAccount dup -AllowedHost 10.0.% -Privilege INSERT -Database shop -GeneratePassword -Wait
    $null = New-DbAccount alone -AllowedHost 10.0.% -GeneratePassword -Wait
    $null = Grant-DbPrivilege alone@10.0.% UPDATE -Database shop -Table orders -Wait
    $null = New-DbAccount buyer -Privilege SELECT -Database shop -GeneratePassword -Instance $ddm
}

AfterAll { Disconnect-Simulated }

Describe 'A name alone' {
    It 'means all of its hosts where <Command> reads' -ForEach @(
        @{ Command = 'Get-DbAccount'; Read = { (Get-DbAccount $args[0]).ForEach('ToString') } }
        @{ Command = 'Get-DbPrivilege'; Read = { (Get-DbPrivilege $args[0]).Account } }
        @{ Command = 'Get-DbPrivilege of several'; Read = { ($args[0], 'nobody' | Get-DbPrivilege -ErrorAction Ignore).Account } }
        @{ Command = 'Get-DbAccess'; Read = { (Get-DbAccess $args[0]).Account } }
        @{ Command = 'Get-DbAccess of rows'; Read = { ([pscustomobject]@{ Name = $args[0] } | Get-DbAccess).Account } }
        @{ Command = 'Export-DbAccount'; Read = {
                $file = Join-Path $TestDrive one.json
                Export-DbAccount $file -Account $args[0] -Force
                (Get-Content $file -Raw | ConvertFrom-Json).instances[0].accounts | ForEach-Object { "$($_.name)@$($_.allowedHost)" }
            }
        }
    ) {
        & $Read dup | Sort-Object | Should -Be 'dup@%', 'dup@10.0.%'
        & $Read alone | Should -Be 'alone@10.0.%'
        & $Read 'dup@%' | Should -Be 'dup@%'
    }

    It 'that nobody has is one error' {
        $result = Watch-Command { Get-DbPrivilege nobody }
        $result.Error.Count | Should -Be 1
        "$($result.Error[0])" | Should -Match "There is no account 'nobody@%'"
    }

    It 'means one account where it is changed, and the others are named once' {
        $text = Get-HostText { 'dup', 'dup@%', 'dup' | Reset-DbAccountPassword -GeneratePassword -WhatIf }
        ([regex]::Matches($text, 'Reset the password of dup@%')).Count | Should -Be 3
        ([regex]::Matches($text, 'there is dup@10\.0\.% too')).Count | Should -Be 1
    }

    It 'is not said of <What>' -ForEach @(
        @{ What = 'a name with its host'; Call = { Remove-DbAccount 'dup@%' -WhatIf } }
        @{ What = 'listed accounts'; Call = { Get-DbAccount dup | Remove-DbAccount -WhatIf } }
        @{ What = 'privileges'; Call = { Get-DbPrivilege dup | Revoke-DbPrivilege -WhatIf } }
    ) {
        Get-HostText $Call | Should -Not -Match 'there is dup|there are dup'
    }

    It 'is said of the account that is copied' {
        Copy-DbAccount dup -NewName other -GeneratePassword -WhatIf -WarningVariable warned 3>$null
        "$warned" | Should -Match "Only 'dup@%' is copied; there is also dup@10\.0\.%"
    }
}

Describe 'Who can do what' {
    It 'asks for what grants name, where <Asked> is named by none' -ForEach @(
        @{ Asked = 'SHOP'; Call = { Get-DbAccess -Database SHOP -WarningVariable +warned 3>$null }; Says = "no grant names the database 'SHOP'; grants name 'shop'" }
        @{ Asked = 'shoop'; Call = { Get-DbAccess -Database crm, shoop -WarningVariable +warned 3>$null }; Says = "no grant names the database 'shoop'; grants name 'shop'" }
        @{ Asked = 'order'; Call = { Get-DbAccess -Database shop -Table order -WarningVariable +warned 3>$null }; Says = "no grant names the table 'order'; grants name 'orders'" }
        @{ Asked = 'shop'; Call = { Get-DbAccess -Database shop -Table orders -WarningVariable +warned 3>$null }; Says = $null }
        @{ Asked = 'elsewhere'; Call = { Get-DbAccess -Database elsewhere -WarningVariable +warned 3>$null }; Says = $null }
        @{ Asked = 'shop, of accounts one by one'; Call = { Get-DbAccount | Get-DbAccess -Database shop -WarningVariable +warned 3>$null }; Says = $null }
        @{ Asked = 'SHOP, on a service where names have no case'; Call = { Get-DbAccess -Database SHOP -Instance $ddm -WarningVariable +warned 3>$null }; Says = $null }
    ) {
        $warned = @()
        $null = . $Call
        if ($Says) { "$warned" | Should -Match $Says } else { "$warned" | Should -BeNullOrEmpty }
    }

    It 'takes a name of a database for one' {
        $result = Watch-Command { Get-DbAccess shop }
        "$($result.Error[0])" | Should -Match "Did you mean the database 'shop'\?"
        "$($result.Error[0].ErrorDetails.RecommendedAction)" | Should -Be 'Get-DbAccess -Database shop shows who can do what there.'
    }
}

Describe 'Before it is too late' {
    It 'is said what <What> may come to' -ForEach @(
        @{ What = 'a revoke from root'; Call = { Revoke-DbPrivilege root SELECT -Global -WhatIf -WarningVariable +warned 3>$null }; Says = 'make sure that another account can manage the instance' }
        @{ What = 'a replacement of root'; Call = { Set-DbPrivilege root SELECT -Database shop -WhatIf -WarningVariable +warned 3>$null }; Says = 'make sure that another account can manage the instance' }
        @{ What = 'a new password of root'; Call = { Reset-DbAccountPassword root -GeneratePassword -WhatIf -WarningVariable +warned 3>$null }; Says = 'whatever connects with it needs the new password' }
        @{ What = 'an accepted revoke'; Call = { Revoke-DbPrivilege root SELECT -Global -Force -WhatIf -WarningVariable +warned 3>$null }; Says = $null }
        @{ What = 'a grant to root'; Call = { Grant-DbPrivilege root SELECT -Database shop -WhatIf -WarningVariable +warned 3>$null }; Says = $null }
        @{ What = 'a revoke from another'; Call = { Revoke-DbPrivilege alone@10.0.% UPDATE -Database shop -Table orders -WhatIf -WarningVariable +warned 3>$null }; Says = $null }
    ) {
        $warned = @()
        $null = . $Call
        if ($Says) { "$warned" | Should -Match $Says } else { "$warned" | Should -Not -Match 'belongs to the server' }
    }

    It 'is said which accounts a document says nothing of' {
        $file = Join-Path $TestDrive all.json
        Export-DbAccount $file -Account dup, root
        Compare-DbAccount $file -Quiet -WarningVariable warned 3>$null | Should -BeTrue
        "$warned" | Should -Match "not compared: alone@10\.0\.%\. -Prune compares them too"
        Compare-DbAccount $file -Account dup -Quiet -WarningVariable ofSome 3>$null | Should -BeTrue
        Compare-DbAccount $file -Prune -Quiet -WarningVariable ofAll 3>$null | Should -BeFalse
        "$ofSome$ofAll" | Should -Not -Match 'not compared'
    }

    It 'is told that a creation has not ended' {
        Stop-DbSimulator
        $null = (Start-DbSimulator -JobDuration 5).Instance | Where-Object Service -EQ TencentMySql | Connect-DbInstance
        $null = New-DbAccount soon -GeneratePassword
        $result = Watch-Command { Grant-DbPrivilege soon SELECT -Database shop }
        "$($result.Error[0])" | Should -Match "'soon@%' is not on \S+ \(TencentMySql\) yet: its creation has not ended"
        "$($result.Error[0].ErrorDetails.RecommendedAction)" | Should -Match 'Wait-DbJob'
    }
}

Describe 'A privilege beside an account and an instance of the command line' {
    BeforeAll {
        Get-DbInstance | Disconnect-DbInstance
        Get-DbSimulator | Stop-DbSimulator
        $here = (Start-DbSimulator).Instance | Where-Object Service -In TencentMySql, Ddm | Connect-DbInstance
        $there = (Start-DbSimulator).Instance | Where-Object Service -In TencentMySql, Ddm | Connect-DbInstance -NoDefault
        $null = New-DbAccount source -Privilege SELECT -Database shop -GeneratePassword -Wait -Instance $here[1]
    }

    AfterAll {
        Get-DbInstance | Disconnect-DbInstance
        Get-DbSimulator | Stop-DbSimulator
    }

    It 'says what, and the command line to whom and where, on <Service> at the same address: <Same>' -ForEach @(
        @{ Service = 'TencentMySql'; Same = $false }, @{ Service = 'Ddm'; Same = $false }, @{ Service = 'Ddm'; Same = $true }
    ) {
        $place = $(if ($Same) { $here } else { $there }) | Where-Object Service -EQ $Service
        $null = New-DbAccount target -Privilege SELECT -Database crm -GeneratePassword -Wait -Instance $place
        $null = Get-DbPrivilege source -Instance ($here | Where-Object Service -EQ TencentMySql) | Grant-DbPrivilege target -Instance $place -Wait
        "$(Get-DbPrivilege target -Instance $place)" | Should -Match 'SELECT ON shop\.\*$'
    }

    It 'says where, too, where the command line does not' {
        $far = $there | Where-Object Service -EQ TencentMySql
        $null = New-DbAccount apart -Privilege DELETE -Database crm -GeneratePassword -Wait -Instance $far
        $null = New-DbAccount beside -GeneratePassword -Wait -Instance $far
        $null = Get-DbPrivilege apart -Instance $far | Grant-DbPrivilege beside -Wait
        "$(Get-DbPrivilege beside -Instance $far)" | Should -Match 'DELETE ON crm'
    }

    It 'must belong to the instance where it names the account itself' {
        $result = Watch-Command { Get-DbPrivilege source -Instance ($here | Where-Object Service -EQ TencentMySql) | Grant-DbPrivilege -Instance ($there | Where-Object Service -EQ TencentMySql) }
        Get-ErrorId $result.Error[0] | Should -Be 'InstanceMismatch'
    }
}
