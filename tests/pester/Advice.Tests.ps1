#Requires -Modules @{ ModuleName = 'Pester'; ModuleVersion = '5.0' }
# What the first hour writes wrongly: the error says what was meant, and where there is another command for it, which.

BeforeDiscovery {
    $cases = @(
        @{ What = 'an instance by an id that is nearly one'; Call = { Get-DbAccount -Instance "$($db.InstanceId)x" }; Says = "did you mean $([regex]::Escape('cdb-'))" }
        @{ What = 'another than what is connected, to select'; Call = { Select-DbInstance other }; Advises = '^These are connected: ' }
        @{ What = 'another than what is connected, to disconnect'; Call = { Disconnect-DbInstance other }; Advises = '^These are connected: ' }
        @{ What = 'another than what is connected, to list'; Call = { Get-DbInstance other }; Advises = '^These are connected: ' }
        @{ What = 'a service in a row that is nearly one'; Call = { [pscustomobject]@{ Name = 'app'; Service = 'Ddmm' } | Get-DbAccount }; Says = 'did you mean Ddm\?' }
        @{ What = 'the first word of a service'; Call = { [pscustomobject]@{ Name = 'app'; Service = 'Tencent' } | Get-DbAccount }; Says = 'did you mean TencentMySql\?' }
        @{ What = 'a name in another case'; Call = { Get-DbAccount APP }; Says = "there is 'app@%'" }
        @{ What = 'a name that lacks a letter'; Call = { Get-DbAccount ap }; Says = "did you mean 'app@%'" }
        @{ What = 'a name that lacks a letter, to change'; Call = { Reset-DbAccountPassword appp -GeneratePassword -Confirm:$false }; Says = "did you mean 'app@%'" }
        @{ What = 'an account as SQL writes it'; Call = { Remove-DbAccount "'app'@'%'" -Confirm:$false }; Advises = '^Write app@% without quotes' }
        @{ What = 'several names in one text'; Call = { Get-DbAccount 'app,bob' }; Advises = "outside the quotes: 'app', 'bob'" }
        @{ What = 'a name with a host to create'; Call = { New-DbAccount 'neu@10.0.%' -GeneratePassword }; Advises = '^Write New-DbAccount neu -AllowedHost 10\.0\.%\.$' }
        @{ What = 'a privilege on everything, on a database'; Call = { Grant-DbPrivilege app PROCESS -Database shop }; Says = 'PROCESS is a privilege on everything: give -Global' }
        @{ What = 'a privilege on databases, on a table'; Call = { Grant-DbPrivilege app EXECUTE -Database shop -Table orders }; Says = 'EXECUTE is a privilege on databases: give -Database alone' }
        @{ What = 'a privilege on tables, on a column'; Call = { Grant-DbPrivilege app DELETE -Database shop -Table orders -Column id }; Says = 'DELETE is a privilege on tables: leave -Column out' }
        @{ What = 'a grant without its table'; Call = { Grant-DbPrivilege app 'SELECT ON shop' }; Says = 'as in shop\.\* or shop\.orders' }
        @{ What = 'a password by Set-DbAccount'; Call = { Set-DbAccount app -Password (ConvertTo-SecureString 'Aa1!aaaaaaaa' -AsPlainText -Force) }; Says = 'use Reset-DbAccountPassword' }
        @{ What = 'a setting that is given as empty'; Call = { Set-DbAccount app -Description '' }; Advises = '^Give -Description a value, or take it away with -Clear Description\.$' }
        @{ What = 'a setting that the service can not take away'; Call = { Set-DbAccount app -Clear PasswordLifetime }; Says = 'Clear must not be PasswordLifetime, which TencentMySql has no way to take away' }
        @{ What = 'a setting taken away by what creates'; Call = { Test-DbAccount app -Clear Description }; Says = '-Clear was given, and CreateAccount takes no setting away' }
        @{ What = 'privileges by Set-DbAccount'; Call = { Set-DbAccount app -Privilege SELECT }; Says = 'use Grant-DbPrivilege, Set-DbPrivilege' }
        @{ What = 'a file with semicolons'; Call = { "Name;AllowedHost`napp;%" | ConvertFrom-Csv | Get-DbAccount }; Advises = "Import-Csv -Delimiter ';'" }
        @{ What = 'a listed account in a file'; Call = { Get-DbAccount app | ConvertTo-Csv | ConvertFrom-Csv | Set-DbAccount }; Says = 'its values are not read as changes'; Advises = 'Select-Object Name, AllowedHost, Description' }
        @{ What = 'a level that is nearly one'; Call = { [pscustomobject]@{ Account = 'app@%'; Level = 'Tabel'; Privilege = 'SELECT' } | Grant-DbPrivilege }; Says = "^Row.* 'app@%': 'Tabel' is no level; did you mean Table\?" }
        @{ What = 'a level above its object'; Call = { [pscustomobject]@{ Account = 'app@%'; Level = 'Database'; Database = 'shop'; Table = 'orders'; Privilege = 'SELECT' } | Grant-DbPrivilege }; Says = "'app@%': Level is Database, but Table is 'orders'"; Advises = '^Write Level Table, or empty the cell Table' }
        @{ What = 'an empty cell for privileges'; Call = { [pscustomobject]@{ Account = 'both@%'; Database = 'shop'; Privilege = '' } | Grant-DbPrivilege }; Says = "^Row 1: Privilege of 'both@%' is empty" }
        @{ What = 'an account that is there'; Call = { New-DbAccount app -GeneratePassword }; Says = "^There is an account 'app@%' on \S+ \(TencentMySql\) already \(FailedOperation\.CreateAccountError\)\.$"; Advises = 'choose another name or host' }
        @{ What = 'an account that is there, with privileges'; Call = { New-DbAccount app -Privilege SELECT -Database shop -GeneratePassword }; Says = "^There is an account 'app@%'"; Advises = '^Pipe the same rows to Grant-DbPrivilege' }
        @{ What = 'an account in another case'; Call = { Get-DbAccount APP }; Says = "there is 'app@%'\. Upper and lower case make different names"; Advises = '^Write the name as it is there' }
        @{ What = 'a privilege in the place of the account'; Call = { Grant-DbPrivilege SELECT app -Database shop }; Says = "'SELECT' is a privilege, and 'app' is none: the account comes first"; Advises = 'Write Grant-DbPrivilege app SELECT' }
        @{ What = 'a privilege as it was typed'; Call = { Grant-DbPrivilege app 'frob  it' -Database shop }; Says = "'frob  it' is no privilege" }
        @{ What = 'reading'; Call = { Grant-DbPrivilege app readonly -Database shop }; Says = "'readonly' is no privilege: to read is SELECT\.$" }
        @{ What = 'reading and writing, in a list'; Call = { Grant-DbPrivilege app Read, WRITE -Database shop }; Says = "'Read' is no privilege: to read is SELECT; 'WRITE' is no privilege: to write is INSERT, UPDATE, DELETE\.$" }
        @{ What = 'writing, of a new account'; Call = { New-DbAccount b -Privilege write -Database shop -GeneratePassword }; Says = "'write' is no privilege: to write is INSERT, UPDATE, DELETE" }
        @{ What = 'who can write'; Call = { Get-DbAccess -Privilege write -Database shop }; Says = "'write' is no privilege: to write is INSERT, UPDATE, DELETE" }
        @{ What = 'a statement with its account'; Call = { Grant-DbPrivilege app 'GRANT SELECT ON shop.* TO app' }; Says = 'leave out TO and what follows it' }
        @{ What = 'a database where an account may stand'; Call = { Get-DbAccess nowhere }; Says = "There is no account 'nowhere@%'"; Advises = "If 'nowhere' is a database, write Get-DbAccess -Database nowhere" }
    )
}

BeforeAll {
    . (Join-Path $PSScriptRoot 'support/Simulated.ps1')
    $null = Connect-Simulated TencentMySql
    $script:db = Get-DbInstance
    $null = New-DbAccount app -GeneratePassword -Wait
}

AfterAll { Disconnect-Simulated }

Describe 'What is wrong, and what was meant' {
    It 'is said of <What>' -ForEach $cases {
        $problems = @((Watch-Command $Call).Error)
        $problems | Should -HaveCount 1
        if ($Says) { "$($problems[0].ErrorDetails)" | Should -Match $Says }
        if ($Advises) { $problems[0].ErrorDetails.RecommendedAction | Should -Match $Advises }
    }

    It 'never advises to generate a password where the command can not' {
        foreach ($call in { Set-DbAccount app -Password (ConvertTo-SecureString 'Aa1!aaaaaaaa' -AsPlainText -Force) }) {
            @((Watch-Command $call).Error).ErrorDetails.RecommendedAction | Should -Not -Match 'GeneratePassword'
        }
        @((Watch-Command { New-DbAccount other -Password (ConvertTo-SecureString a -AsPlainText -Force) }).Error).ErrorDetails.RecommendedAction |
            Should -Match 'Let -GeneratePassword make'
    }

    It 'is judged by Test-DbAccount as Set-DbAccount judges it: <Service> <What>' -ForEach @(
        @{ Service = 'MySql'; What = '-Clear PasswordLifetime'; Values = @{ Clear = 'PasswordLifetime' }; IsValid = $true }
        @{ Service = 'MySql'; What = '-Locked'; Values = @{ Locked = $true }; IsValid = $true }
        @{ Service = 'MySql'; What = '-Locked:$false'; Values = @{ Locked = $false }; IsValid = $true }
        @{ Service = 'MySql'; What = 'nothing'; Values = @{}; IsValid = $false }
        @{ Service = 'TencentMySql'; What = '-Locked'; Values = @{ Description = 'x'; Locked = $true }; IsValid = $false }
        @{ Service = 'TencentMySql'; What = '-RequireSsl'; Values = @{ Description = 'x'; RequireSsl = $true }; IsValid = $false }
        @{ Service = 'TencentMySql'; What = '-Clear PasswordLifetime'; Values = @{ Description = 'x'; Clear = 'PasswordLifetime' }; IsValid = $false }
        @{ Service = 'TencentMySql'; What = '-Clear Description'; Values = @{ Clear = 'Description' }; IsValid = $true }
        @{ Service = 'Ddm'; What = '-Clear Database'; Values = @{ Clear = 'Database' }; IsValid = $true }
    ) {
        Test-DbAccount app -Service $Service -Operation ModifyAccount @Values -Quiet | Should -Be $IsValid
    }

    It 'binds the account of a job' {
        (New-DbAccount fresh -GeneratePassword -Wait | Get-DbAccount).Name | Should -BeExactly 'fresh'
    }
}
