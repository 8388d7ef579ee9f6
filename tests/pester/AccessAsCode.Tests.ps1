#Requires -Version 7.4
#Requires -Modules @{ ModuleName = 'Pester'; ModuleVersion = '5.0' }
# Access documents as users have them: files, objects and rows, compared, planned, applied, by one instance and by fifty.

BeforeAll {
    . (Join-Path $PSScriptRoot 'support/Simulated.ps1')

    # A simulator with some accounts on each of its services.
    function Restart-World {
        $null = Connect-Simulated
        New-DbAccount app -AllowedHost '10.%' -Database shop -Privilege SELECT, INSERT -GeneratePassword -Instance TencentMySql -Wait | Out-Null
        New-DbAccount rep -Database crm -Privilege SELECT -Description reports -GeneratePassword -Instance TencentMySql -Wait | Out-Null
        New-DbAccount d1 -Database shop, crm -Privilege SELECT -GeneratePassword -Instance Ddm -Wait | Out-Null
        New-DbAccount m1 -AllowedHost '10.%', '11.%' -GeneratePassword -Instance MySqlPlus -Wait | Out-Null
        New-DbAccount c1 -AllowedHost '10.0.0.0/8' -GeneratePassword -Instance ChronusDB -Wait | Out-Null
        Select-DbInstance TencentMySql | Out-Null
    }
    function New-File ([string] $Name, [string] $Text) {
        $path = Join-Path $TestDrive $Name
        if ($Text) { Set-Content $path $Text }
        $path
    }
}

AfterAll { Disconnect-Simulated }

Describe 'Export-DbAccount' {
    BeforeAll { Restart-World }

    It 'writes what compares as equal, the same bytes twice, as <Name>' -ForEach @(
        @{ Name = 'a.json'; More = @{} }, @{ Name = 'a.psd1'; More = @{} }, @{ Name = 'b.json'; More = @{ Role = $true } }, @{ Name = 'b.psd1'; More = @{ Role = $true } }
    ) {
        $path = New-File $Name
        Export-DbAccount $path -Instance * @More -WarningAction Ignore
        $bytes = [IO.File]::ReadAllBytes($path)
        Export-DbAccount $path -Instance * @More -Force -WarningAction Ignore
        [IO.File]::ReadAllBytes($path) | Should -Be $bytes
        $bytes | Should -Not -Contain 13
        $bytes[0] | Should -BeLessThan 128
        Compare-DbAccount $path -Prune | Should -BeNullOrEmpty
        Compare-DbAccount $path -Prune -Quiet | Should -BeExactly $true
        (New-DbAccountPlan $path -Prune).Step | Should -BeNullOrEmpty
    }

    It 'is read by PowerShell''s own readers' {
        (Import-PowerShellDataFile (New-File a.psd1)).instances.Count | Should -Be 5
        (Get-Content (New-File a.json) -Raw | ConvertFrom-Json).instances.Count | Should -Be 5
        (Get-Content (New-File a.json) -Raw | ConvertFrom-Json | Compare-DbAccount -Prune -Quiet) | Should -BeTrue
        (Import-PowerShellDataFile (New-File a.psd1) | Compare-DbAccount -Prune -Quiet) | Should -BeTrue
        (Export-DbAccount | Compare-DbAccount -Prune -Quiet) | Should -BeTrue
    }

    It 'writes nothing with -WhatIf' {
        $document = New-File whatif.json
        Get-HostText { Export-DbAccount $document -Instance TencentMySql -WhatIf } | Should -Match 'Write the access document'
        $document | Should -Not -Exist
    }

    It 'overwrites nothing, and leaves no part of a file' {
        $path = New-File kept.json 'mine'
        $result = Watch-Command { Export-DbAccount $path }
        Get-ErrorId $result.Error[0] | Should -Be FileExists
        Get-Content $path | Should -Be mine
        Export-DbAccount (New-File whole.json)
        Get-ChildItem $TestDrive -Filter *.tmp | Should -BeNullOrEmpty
    }

    It 'writes where a file can be, and says why not: <Case>' -ForEach @(
        @{ Case = 'no folder'; Path = 'none/a.json'; Says = "*there is no folder*none'*" }
        @{ Case = 'a folder'; Path = 'folder'; Says = '*is a folder*' }
        @{ Case = 'a provider'; Path = 'Env:/a.json'; Says = '*provider Environment*' }
    ) {
        $null = New-Item (Join-Path $TestDrive folder) -ItemType Directory -Force
        $path = if ($Path -like '*:*') { $Path } else { Join-Path $TestDrive $Path }
        foreach ($write in { Export-DbAccount $path -Force }, { @{ accounts = @() } | New-DbAccountPlan -OutFile $path -Force }) {
            $result = Watch-Command $write
            Get-ErrorId $result.Error[0] | Should -Be InvalidInput
            "$($result.Error[0])" | Should -BeLike $Says
        }
    }

    It 'replaces no link, device or pipe, and keeps the mode of what it overwrites' -Skip:$IsWindows {
        $path = New-File private.json 'mine'
        & chmod 600 $path
        $link = New-File link.json
        $null = New-Item $link -ItemType SymbolicLink -Target $path
        $pipe = New-File pipe.json
        & mkfifo $pipe
        foreach ($target in $link, $pipe) {
            $before = (Get-Item $target).UnixStat.ItemType
            Get-ErrorId (Watch-Command { Export-DbAccount $target -Force }).Error[0] | Should -Be InvalidInput
            Get-ErrorId (Watch-Command { @{ accounts = @() } | New-DbAccountPlan -OutFile $target -Force }).Error[0] | Should -Be InvalidInput
            (Get-Item $target).UnixStat.ItemType | Should -Be $before
        }
        Get-Content $path | Should -Be mine
        Export-DbAccount $path -Force
        (Get-Item $path).UnixMode | Should -Be '-rw-------'
        Get-Content $path | Should -Not -Be mine
    }

    It 'makes no plan of a document that is wrong, and says when a plan is one of a part' {
        $file = New-File none.json
        $result = Watch-Command { @{ accounts = @(@{ name = 'rep'; grants = 'SELEKT' }) } | New-DbAccountPlan -OutFile $file }
        Get-ErrorId $result.Error[0] | Should -Be DocumentInvalid
        $result.Output | Should -BeNullOrEmpty
        Test-Path $file | Should -BeFalse
        $plan = @{ accounts = @(@{ name = 'rep'; description = 'new' }, @{ name = 'without' }) } |
            New-DbAccountPlan -OutFile $file -ErrorAction SilentlyContinue -ErrorVariable problem -WarningAction SilentlyContinue -WarningVariable warned
        Get-ErrorId $problem[0] | Should -Be PasswordNotNamed
        $plan.Step.Account | Should -Be 'rep@%'
        "$warned" | Should -BeLike 'The plan is incomplete: *'
    }

    It 'writes nothing where an instance can''t be read' {
        $path = New-File part.json
        $gone = Start-DbSimulator
        $gone.Instance | Where-Object Service -EQ Ddm | Connect-DbInstance -NoDefault | Out-Null
        Stop-DbSimulator -Port $gone.Port
        $result = Watch-Command { Export-DbAccount $path -Instance * }
        $result.Error.Count | Should -Be 2
        $path | Should -Not -Exist
        Get-DbInstance | Where-Object { "$($_.Endpoint)" -like "*:$($gone.Port)*" } | Disconnect-DbInstance
    }
}

Describe 'Compare-DbAccount' {
    BeforeAll { Restart-World }

    It 'says what differs, what ends it, and what that can do' {
        $file = New-File c.json @'
{ "accounts": [
  { "name": "app", "allowedHost": "10.%", "grants": ["select on shop.*", "UPDATE ON crm.*"], "maxUserConnections": 5 },
  { "name": "rep", "description": "numbers" },
  { "name": "new", "grants": "ALL ON x.*" },
  { "name": "gone", "absent": true } ] }
'@
        $all = Compare-DbAccount $file | ForEach-Object { "$($_.Account) $($_.Aspect) [$($_.Current)] [$($_.Desired)] $($_.Change) $($_.Risk)" }
        $all | Should -Be @(
            'app@10.% maxUserConnections [0] [5] Change Disconnects'
            'app@10.% grant [] [UPDATE ON crm.*] Add AddsAccess'
            'app@10.% grant [INSERT, SELECT ON shop.*] [SELECT ON shop.*] Change RemovesAccess'
            'rep@% description [reports] [numbers] Change None'
            'new@% account [] [present] Add AddsAccess'
            'new@% grant [] [ALL ON x.*] Add AddsAccess'
        )
        Compare-DbAccount $file -Quiet | Should -BeExactly $false
        (Compare-DbAccount $file -Account re*).Account | Should -Be 'rep@%'
    }

    It 'tells every problem of a document with its place, and compares nothing' {
        $file = New-File bad.json @'
{
  // three problems
  "accounts": [
    { "name": "app", "allowdHost": "10.%" },
    { "name": "rep", "password": "Geheim_123", "grants": ["SELECT shop.*"] },
  ]
}
'@
        $result = Watch-Command { Compare-DbAccount $file }
        $result.Output | Should -BeNullOrEmpty
        $result.Error | ForEach-Object { Get-ErrorId $_ } | Should -Be DocumentInvalid, DocumentInvalid, DocumentInvalid
        $result.Error[0].Exception.Problems.Count | Should -Be 3
        "$($result.Error)" | Should -Match 'accounts\[0\]\.allowdHost \(line 4, column 36\).*did you mean ''allowedHost'''
        "$($result.Error)" | Should -Match 'accounts\[1\]\.grants\[0\] \(line 5'
        "$($result.Error)" | Should -Not -Match Geheim
        Compare-DbAccount $file -Quiet -ErrorAction Ignore | Should -BeExactly $false
    }

    It 'runs nothing of a data file: <Text>' -ForEach @(
        @{ Text = '@{ accounts = @(@{ name = (Get-Date).ToString() }) }' }
        @{ Text = '@{ accounts = @(@{ name = "$env:HOME" }) }' }
        @{ Text = 'New-Item here; @{ accounts = @() }' }
        @{ Text = '@{ accounts = $(1) }' }
    ) {
        $result = Watch-Command { Compare-DbAccount (New-File x.psd1 $Text) }
        $result.Output | Should -BeNullOrEmpty
        $result.Error | ForEach-Object { Get-ErrorId $_ } | Select-Object -Unique | Should -Be DocumentInvalid
        "$($result.Error)" | Should -Match 'line 1, column \d'
    }

    It 'says where in a data file something is no constant, once' {
        $result = Watch-Command { Compare-DbAccount (New-File y.psd1 "@{ accounts = @(`n @{ name = 'a'; grants = 'SELECT ON a.*', (Get-Date); absent = `$x }) }") }
        $result.Error | ForEach-Object { Get-ErrorId $_ } | Should -Be DocumentInvalid, DocumentInvalid
        "$($result.Error[0])" | Should -Match 'accounts\[0\]\.grants\[1\] \(line 2'
        "$($result.Error[1])" | Should -Match 'accounts\[0\]\.absent \(line 2'
    }

    It 'refuses a file that is none of its kind: <Name>' -ForEach @(
        @{ Name = 'latin.json'; Bytes = [Text.Encoding]::Latin1.GetBytes('{ "accounts": [ { "name": "böm" } ] }'); Words = 'UTF-8' }
        @{ Name = 'access.yaml'; Bytes = [Text.Encoding]::UTF8.GetBytes('accounts: []'); Words = 'ConvertFrom-Yaml' }
        @{ Name = 'access.csv'; Bytes = [Text.Encoding]::UTF8.GetBytes('Name'); Words = 'Import-Csv' }
        @{ Name = 'folder.json'; Words = 'is a folder' }
    ) {
        $path = New-File $Name
        if ($Bytes) { [IO.File]::WriteAllBytes($path, $Bytes) } else { $null = New-Item $path -ItemType Directory }
        foreach ($result in (Watch-Command { Compare-DbAccount $path }), (Watch-Command { Sync-DbAccount $path -Confirm:$false })) {
            Get-ErrorId $result.Error[0] | Should -Be InvalidInput
            "$($result.Error[0]) $($result.Error[0].ErrorDetails.RecommendedAction)" | Should -Match $Words
        }
        if ($Name -notlike 'latin*') {
            $result = Watch-Command { Export-DbAccount $path -Force }
            Get-ErrorId $result.Error[0] | Should -Be InvalidInput
        }
    }

    It 'reads a file in <Name>' -ForEach @(
        @{ Name = 'UTF-16'; Encoding = [Text.Encoding]::Unicode }, @{ Name = 'UTF-16, the other way'; Encoding = [Text.Encoding]::BigEndianUnicode }
        @{ Name = 'UTF-8 with its mark'; Encoding = [Text.UTF8Encoding]::new($true) }
    ) {
        $path = New-File '[b] `x.json'
        [IO.File]::WriteAllText($path, '{ "accounts": [ { "name": "böm", "absent": true, }, ] } // ü', $Encoding)
        Compare-DbAccount $path -Quiet | Should -BeTrue
    }

    It 'reads what a dump says that accounts hold' {
        $dump = @'
-- Grants for 'app'@'10.%'
GRANT SELECT ON `shop`.* TO 'app'@'10.%' IDENTIFIED BY PASSWORD '*47D7DB84D97A8D7EFD5B3CFA20A7A2433A9E86A4';
GRANT INSERT ON `shop`.* TO 'app'@'10.%';
GRANT SELECT ON `crm`.* TO 'rep'@'%';
'@ | ConvertFrom-DbGrant
        $dump | Compare-DbAccount -Quiet | Should -BeTrue
        $dump | Where-Object Account -NE 'rep@%' | Compare-DbAccount -Prune -WarningAction Ignore | Where-Object { !$_.Note } | ForEach-Object Account | Should -Be 'rep@%'
        Get-DbPrivilege -Instance TencentMySql | Compare-DbAccount -Prune -Quiet | Should -BeTrue
    }

    It 'reads rows of any kind' {
        $rows = @(
            [pscustomobject]@{ Name = 'app'; AllowedHost = '10.%'; Grant = 'SELECT, INSERT ON shop.*' }
            @{ Name = 'rep'; Description = 'reports'; Grant = 'SELECT ON crm.*' }
            ([pscustomobject]@{ Account = 'root@%' })
        )
        $rows | Compare-DbAccount -Quiet | Should -BeTrue
        'Name,AllowedHost,Grant,MaxUserConnections,Absent', 'app,10.%,"SELECT ON shop.*; INSERT ON shop.*",0,', 'gone,%,,,true' |
            ConvertFrom-Csv | Compare-DbAccount -Quiet | Should -BeTrue
        Get-DbAccount -Instance TencentMySql | Compare-DbAccount -Prune -Quiet | Should -BeTrue
        Get-DbAccount -Instance Ddm | Compare-DbAccount -Prune -Quiet | Should -BeTrue
    }

    It 'reads the lines of a file, blank ones too, and takes nothing for no document' {
        $lines = '{', '', '  "accounts": [', '', '    { "name": "app", "allowedHost": "10.%" }', '  ]', '}'
        $lines | Compare-DbAccount -Quiet | Should -BeTrue
        foreach ($none in @(), @($null), @(''), @('', '')) {
            foreach ($result in (Watch-Command { $none | Compare-DbAccount -Prune }), (Watch-Command { $none | Sync-DbAccount -Prune -PruneLimit 100% -Confirm:$false })) {
                $result.Output | Should -BeNullOrEmpty
                $result.Error | ForEach-Object { Get-ErrorId $_ } | Should -Be InvalidInput
            }
        }
        @{ accounts = @() } | Compare-DbAccount -Quiet | Should -BeTrue
    }

    It 'refuses a row that would mean more: <Problem>' -ForEach @(
        @{ Row = @{ Name = 'app'; Hosts = '10.%' }; Problem = 'did you mean AllowedHost' }
        @{ Row = @{ Name = 'app'; AllowedHost = '' }; Problem = 'for every host, write %' }
        @{ Row = @{ Name = 'app'; Grnt = 'SELECT ON a.*' }; Problem = 'did you mean Grant' }
    ) {
        $result = Watch-Command { [pscustomobject] $Row | Compare-DbAccount }
        $result.Output | Should -BeNullOrEmpty
        "$($result.Error)" | Should -Match $Problem
    }

    It 'reads what was JSON, CSV or Clixml again: <Name>' -ForEach @(
        @{ Name = 'accounts as JSON'; Form = { Get-DbAccount -Instance TencentMySql -IncludePrivilege | ConvertTo-Json -Depth 5 | ConvertFrom-Json } }
        @{ Name = 'accounts as CSV'; Form = { Get-DbAccount -Instance TencentMySql -IncludePrivilege | ConvertTo-Csv | ConvertFrom-Csv } }
        @{ Name = 'privileges as JSON'; Form = { Get-DbPrivilege -Instance TencentMySql | ConvertTo-Json | ConvertFrom-Json } }
        @{ Name = 'privileges as CSV'; Form = { Get-DbPrivilege -Instance TencentMySql | ConvertTo-Csv | ConvertFrom-Csv } }
    ) {
        $result = Watch-Command { & $Form | Compare-DbAccount -Prune }
        $result.Error | Should -BeNullOrEmpty
        $result.Output | Should -BeNullOrEmpty
        $fewer = Watch-Command { & $Form | Where-Object { "$($_.Name)$($_.Account)" -notlike 'rep*' } | Compare-DbAccount -Prune }
        $fewer.Output.Account | Should -Contain 'rep@%'
    }

    It 'what the service can''t hold is wrong with the document, all at once, for <Name>' -ForEach @(
        @{ Name = 'Compare-DbAccount' }, @{ Name = 'New-DbAccountPlan' }, @{ Name = 'Sync-DbAccount' }
    ) {
        $document = @{ accounts = @(@{ name = 'rep'; grants = 'SELEKT ON a.*', 'SELECT ON crm.*' }, @{ name = 'fresh'; grants = 'FILE ON shop.*' }, @{ name = 'fine' }) }
        $result = Watch-Command { $document | & $Name }
        $result.Error | ForEach-Object { Get-ErrorId $_ } | Should -Be DocumentInvalid, DocumentInvalid
        "$($result.Error[0])" | Should -Match 'accounts\[0\]\.grants\[0\]: .*did you mean SELECT\? \(problem 1 of 2\)'
        "$($result.Error[1])" | Should -Match 'accounts\[1\]\.grants: .*FILE'
        $result.Output | Where-Object { $_ -isnot [DbAccounts.Planning.DbAccountPlan] } | Should -BeNullOrEmpty
        (Get-DbAccount -Instance TencentMySql).Name | Should -Not -Contain fine
    }

    It 'says of a row which it is: <Name>' -ForEach @(
        @{ Name = 'a grant'; Rows = { [pscustomobject]@{ Name = 'x' }, [pscustomobject]@{ Name = 'y'; Grant = 'SELECT' } }; Text = 'row 2, grants: ' }
        @{ Name = 'no name'; Rows = { [pscustomobject]@{ Name = 'x' }, [pscustomobject]@{ Name = ''; Grant = 'SELECT ON a.*' } }; Text = 'row 2: an account must have' }
        @{ Name = 'a role'; Rows = { [pscustomobject]@{ Name = 'x'; Role = 'reader' } }; Text = "row 1, column Role: rows can't say what a role is" }
        @{ Name = 'documents'; Rows = { @{ accounts = @() }, @{ instances = @() } }; Text = 'row 2: is a document of its own' }
    ) {
        $result = Watch-Command { & $Rows | Compare-DbAccount }
        "$($result.Error)" | Should -Match $Text
        $result.Error | ForEach-Object { Get-ErrorId $_ } | Should -Not -Contain Unexpected
    }

    It 'tells an instance that stands twice once' {
        $file = New-File twice.json '{ "instances": [ { "service": "TencentMySql", "accounts": [] }, { "service": "TencentMySql", "accounts": [] } ] }'
        (Watch-Command { Compare-DbAccount $file }).Error.Count | Should -Be 1
    }

    It 'removes by a row with Absent, whatever its other cells are' {
        (Get-DbAccount rep -Instance TencentMySql | Select-Object *, @{ n = 'Absent'; e = { $true } } | Compare-DbAccount).Risk | Should -Be CannotBeUndone
    }

    It 'compares instances with one another, of other services too' {
        $differences = Compare-DbAccount -ReferenceInstance TencentMySql -Instance Ddm -WarningVariable warnings -WarningAction Ignore
        $differences | Where-Object Aspect -EQ account | ForEach-Object Account | Should -Be app, rep
        "$warnings" | Should -Match '10\.%'
        Compare-DbAccount -ReferenceInstance TencentMySql -Instance Ddm -Account rep -WarningAction Ignore | ForEach-Object Aspect | Should -Be account, description, grant
    }
}

Describe 'Sync-DbAccount' {
    BeforeEach { Restart-World }

    It 'makes it so, and twice changes nothing' {
        $file = New-File s.json @'
{ "roles": { "reader": "SELECT, SHOW VIEW ON {database}.*" },
  "instances": [
    { "id": "cdb-f35wr6wj", "accounts": [
      { "name": "app", "allowedHost": ["10.%", "11.%"], "roles": { "role": "reader", "database": ["shop", "crm"] } },
      { "name": "rep", "absent": true } ] },
    { "service": "Ddm", "accounts": [ { "name": "d1", "grants": "ALL ON shop.*" } ] },
    { "service": "MySqlPlus", "accounts": [ { "name": "m2", "allowedHost": "%" } ] } ] }
'@
        $jobs = Sync-DbAccount $file -GeneratePassword -Wait -Confirm:$false
        $jobs.State | Select-Object -Unique | Should -Be Succeeded
        ($jobs | Where-Object Operation -EQ CreateAccount).Credential.UserName | Sort-Object | Should -Be app, m2
        $jobs[-1].Operation | Should -Be RemoveAccount
        Compare-DbAccount $file -Quiet | Should -BeTrue
        Sync-DbAccount $file -GeneratePassword -Wait -Confirm:$false | Should -BeNullOrEmpty
    }

    It 'shows each change in a line with -WhatIf, and changes nothing' {
        $text = Get-HostText { @{ accounts = @(@{ name = 'app'; allowedHost = '10.%'; grants = @() }, @{ name = 'rep'; absent = $true }) } | Sync-DbAccount -WhatIf }
        $text | Should -Match 'What if: Revoke INSERT, SELECT ON shop\.\* from app@10\.%'
        $text | Should -Match 'What if: Remove rep@%'
        (Get-DbAccount -Instance TencentMySql).Name | Should -Contain rep
    }

    It 'asks where something is removed, revoked or locked out, the worst first: <Name>' -ForEach @(
        @{ Name = 'a removal'; Accounts = "@{ name = 'rep'; absent = `$true }"; First = 'Remove rep@%' }
        @{ Name = 'a revoke'; Accounts = "@{ name = 'rep'; grants = @() }"; First = 'Revoke SELECT ON shop.*' }
        @{ Name = 'fewer connections'; Accounts = "@{ name = 'rep'; maxUserConnections = 1 }"; First = 'Set MaxUserConnections of rep@%' }
        @{ Name = 'thirty new and one that goes'; Accounts = "1..30 | ForEach-Object { @{ name = `"a`$_`" } }; @{ name = 'rep'; absent = `$true }"; First = 'Remove rep@%'; More = 'and 11 more' }
        @{ Name = 'none'; Accounts = "@{ name = 'rep'; description = 'x'; grants = 'SELECT ON shop.*', 'SELECT ON crm.*' }" }
    ) {
        $file = New-File asks.ps1 @"
            Import-Module '$((Get-Module DbAccounts).Path)'
            `$null = (Start-DbSimulator -JobDuration 0.05).Instance | Where-Object Service -EQ TencentMySql | Connect-DbInstance
            `$null = New-DbAccount rep -Database shop -Privilege SELECT -GeneratePassword -Wait
            `$PSStyle.OutputRendering = 'PlainText'
            @{ accounts = @($Accounts) } | Sync-DbAccount -Wait -GeneratePassword -ErrorVariable asked -ErrorAction SilentlyContinue | Out-Null
            "asked: `$asked"
            "there: `$((Get-DbAccount rep).Name)"
"@
        $said = & (Join-Path $PSScriptRoot '../../tools/Invoke-FreshPowerShell.ps1') -File $file 2>&1 | Out-String
        $said | Should -Match 'there: rep'
        if (-not $First) {
            $said | Should -Not -Match 'confirmed'
            return
        }
        $said | Should -Match "(change|changes): $([regex]::Escape($First))"
        $said | Should -Not -Match 'Make 1 changes'
        if ($More) { $said | Should -Match $More }
    }

    It 'asks only where something is removed' {
        $file = New-File quiet.ps1 @"
            Import-Module '$((Get-Module DbAccounts).Path)'
            `$null = (Start-DbSimulator -JobDuration 0.05).Instance | Where-Object Service -EQ TencentMySql | Connect-DbInstance
            `$null = New-DbAccount rep -GeneratePassword -Wait
            @{ accounts = @(@{ name = 'rep'; description = 'x' }) } | Sync-DbAccount -Wait
            @{ accounts = @(@{ name = 'rep'; absent = `$true }) } | Sync-DbAccount -Wait
            "left: `$((Get-DbAccount rep).Description)"
"@
        $said = & (Join-Path $PSScriptRoot '../../tools/Invoke-FreshPowerShell.ps1') -File $file 2>&1 | Out-String
        $said | Should -Match 'ModifyAccount'
        $said | Should -Match 'must be confirmed'
        $said | Should -Match 'left: x'
    }

    It 'takes passwords from the secrets that the document names' {
        function global:Get-Secret ($Name, $Vault) { ConvertTo-SecureString "Passwd_${Name}_1" -AsPlainText -Force }
        try {
            @{ defaults = @{ password = @{ secretName = 'db-{name}'; vault = 'prod' } }; accounts = @(@{ name = 'fresh' }) } | Sync-DbAccount -Wait | ForEach-Object State | Should -Be Succeeded
        } finally {
            Remove-Item function:global:Get-Secret
        }
        $result = Watch-Command { @{ accounts = @(@{ name = 'other' }) } | Sync-DbAccount }
        Get-ErrorId $result.Error[0] | Should -Be PasswordNotNamed
    }

    It 'a limit without -Prune, and a word in braces that is none, are refused' {
        $result = Watch-Command { @{ accounts = @(@{ name = 'rep' }) } | Sync-DbAccount -PruneLimit 5 }
        Get-ErrorId $result.Error[0] | Should -Be InvalidInput
        $result = Watch-Command { Copy-DbAccount rep Ddm -Instance TencentMySql -SecretName 'db-{user}' }
        Get-ErrorId $result.Error[0] | Should -Be InvalidInput
        "$($result.Error[0])" | Should -Match '\{user\}.*\{name\}'
    }

    It 'prunes only within its limit' {
        $document = @{ accounts = @(@{ name = 'app'; allowedHost = '10.%' }) }
        $result = Watch-Command { $document | Sync-DbAccount -Prune -Confirm:$false }
        Get-ErrorId $result.Error[0] | Should -Be PruneLimitExceeded
        "$($result.Error)" | Should -Match 'rep@%'
        $result.Error[0].ErrorDetails.RecommendedAction | Should -Match '-PruneLimit 1'
        $document | Sync-DbAccount -Prune -PruneLimit 1 -Wait -Confirm:$false | ForEach-Object Operation | Should -Be RemoveAccount
        (Get-DbAccount -Instance TencentMySql).Name | Sort-Object | Should -Be app, root
        $result = Watch-Command { $document | Sync-DbAccount -Prune -PruneLimit many }
        "$($result.Error)" | Should -Match 'a number of accounts such as 3'
    }
}

Describe 'What is meant and what is seen' {
    BeforeAll { Restart-World }

    It 'a pipeline that brings nothing is no document: <Name>' -ForEach @(
        @{ Name = 'Compare'; Command = { @() | Compare-DbAccount -Quiet } }
        @{ Name = 'Compare, of no rows'; Command = { 'Name,Grant' | ConvertFrom-Csv | Compare-DbAccount } }
        @{ Name = 'plan'; Command = { @() | New-DbAccountPlan -Prune -PruneLimit 100% } }
        @{ Name = 'Sync'; Command = { @() | Sync-DbAccount -Prune -PruneLimit 100% -Confirm:$false } }
    ) {
        $before = (Get-DbAccount -Instance TencentMySql).Count
        $result = Watch-Command $Command
        $result.Error | ForEach-Object { Get-ErrorId $_ } | Should -Be InvalidInput
        $result.Output | Should -BeNullOrEmpty
        (Get-DbAccount -Instance TencentMySql).Count | Should -Be $before
    }

    It 'a document of no accounts is one' {
        @{ accounts = @() } | Compare-DbAccount -Quiet | Should -BeExactly $true
        '{ "accounts": [] }' | Compare-DbAccount -Quiet | Should -BeExactly $true
        Compare-DbAccount (New-File none.json '{ "accounts": [] }') -Quiet | Should -BeExactly $true
        (@{ accounts = @() } | Compare-DbAccount -Prune -WarningAction Ignore).Account | Sort-Object | Should -Be 'app@10.%', 'rep@%', 'root@%'
    }

    It 'a name that is nowhere is an error, and a pattern may match nothing' {
        $file = New-File named.json '{ "accounts": [ { "name": "new" }, { "name": "rep" } ] }'
        $result = Watch-Command { Compare-DbAccount $file -Account nosuch, rep -Quiet }
        Get-ErrorId $result.Error[0] | Should -Be AccountNotFound
        "$($result.Error)" | Should -Match "'nosuch'.*TencentMySql"
        $result.Error.Count | Should -Be 1
        $result.Output | Should -BeExactly $false
        "$((Watch-Command { Compare-DbAccount $file -Account repp }).Error)" | Should -Match "did you mean 'rep'"
        (Watch-Command { Compare-DbAccount $file -Account 'rep@10.%' }).Error.Count | Should -Be 1
        foreach ($found in 'nosuch*', 'new', 'rep', 'rep@%', 'app') { (Watch-Command { Compare-DbAccount $file -Account $found }).Error | Should -BeNullOrEmpty }
        (Watch-Command { Compare-DbAccount -ReferenceInstance TencentMySql -Instance Ddm -Account root }).Error | Should -BeNullOrEmpty
        Get-ErrorId (Watch-Command { Compare-DbAccount -ReferenceInstance TencentMySql -Instance Ddm -Account nosuch }).Error[0] | Should -Be AccountNotFound
        $target = New-File exported.json
        (Watch-Command { Export-DbAccount $target -Account nosuch, other, app }).Error.Count | Should -Be 2
        $target | Should -Not -Exist
        Export-DbAccount $target -Account nosuch*, app
        (Get-Content $target -Raw | ConvertFrom-Json).instances.accounts.name | Should -Be app
    }

    It 'with -Prune a protected account that is not named differs, and is left alone' {
        $document = @{ accounts = @(@{ name = 'app'; allowedHost = '10.%' }, @{ name = 'rep' }) }
        $document | Compare-DbAccount -Prune -Quiet -WarningAction Ignore | Should -BeExactly $false
        $one = $document | Compare-DbAccount -Prune -WarningVariable warning -WarningAction SilentlyContinue
        "$($one.Account) $($one.Aspect) $($one.Change) $($one.Risk)" | Should -Be 'root@% account Remove None'
        $one.Note | Should -Match 'no plan touches it, as it belongs to the server'
        "$warning" | Should -Match 'root@%'
        ($document | New-DbAccountPlan -Prune -PruneLimit 0 -WarningAction Ignore).Step | Should -BeNullOrEmpty
        $document | Compare-DbAccount -Quiet | Should -BeExactly $true
    }

    It 'quotes change nothing, and a pattern says that it is one' {
        $of = { param ($grant) @{ accounts = @(@{ name = 'rep'; grants = $grant }) } }
        $texts = 'SELECT ON shop_a.*', 'SELECT ON `shop_a`.*', 'SELECT ON "shop_a".*', "SELECT ON 'shop_a'.*", 'SELECT ON `shop\_a`.*'
        $desired = foreach ($text in $texts) { (& $of $text | Compare-DbAccount | Where-Object Change -EQ Add).Desired }
        $desired | Select-Object -Unique | Should -Be 'SELECT ON shop_a.*'
        (& $of 'SELECT ON PATTERN shop_a.*' | Compare-DbAccount | Where-Object Change -EQ Add).Desired | Should -Be 'SELECT ON PATTERN shop_a.*'
        $role = @{ roles = @{ r = 'SELECT ON {database}.*' }; accounts = @(@{ name = 'rep'; roles = @{ role = 'r'; database = '%' } }) }
        ($role | Compare-DbAccount | Where-Object Change -EQ Add).Desired | Should -Be 'SELECT ON \%.*'
    }

    It 'the default doesn''t decide which of several instances a document means' {
        $other = Start-DbSimulator -JobDuration 0.05
        $second = $other.Instance | Where-Object Service -EQ TencentMySql | Connect-DbInstance
        try {
            $first = Get-DbInstance TencentMySql | Where-Object Endpoint -NE $second.Endpoint
            foreach ($name in @{ service = 'TencentMySql' }, @{ id = $second.InstanceId }, @{ service = 'TencentMySql'; id = $second.InstanceId }) {
                $document = @{ instances = @($name + @{ accounts = @(@{ name = 'only' }) }) }
                foreach ($default in $first, $second) {
                    $null = Select-DbInstance $default
                    $result = Watch-Command { $document | Sync-DbAccount -GeneratePassword -Confirm:$false -Wait }
                    $result.Error | ForEach-Object { Get-ErrorId $_ } | Should -Be AmbiguousInstance
                    foreach ($one in $first, $second) { "$($result.Error)" | Should -Match ([regex]::Escape("$($one.Endpoint)".TrimEnd('/'))) }
                    $document | Compare-DbAccount -Quiet -ErrorAction Ignore | Should -BeExactly $false
                }
                foreach ($one in $first, $second) { ($document | Compare-DbAccount -Instance $one).Endpoint | Should -Be "$($one.Endpoint)".TrimEnd('/') }
                Get-ErrorId (Watch-Command { $document | Compare-DbAccount -Instance $first, $second }).Error[0] | Should -Be AmbiguousInstance
            }
            $file = New-File first.json
            Export-DbAccount $file -Instance $first
            Get-Content $file -Raw | Should -Match '"endpoint"'
            Compare-DbAccount $file -Quiet | Should -BeExactly $true
            $null = Select-DbInstance $first
            Get-ErrorId (Watch-Command { $document | Compare-DbAccount -Instance Ddm }).Error[0] | Should -Be InvalidInput
        } finally {
            Disconnect-DbInstance $second | Out-Null
            Stop-DbSimulator -Port $other.Port
            Select-DbInstance TencentMySql | Out-Null
        }
    }

    It 'a list of a part of the accounts is an error, unless a part is accepted' {
        $null = Connect-Simulated ChronusDB @{ Behavior = @{ QingCloudOtherAccounts = 225 } }
        $result = Watch-Command { @{ accounts = @(@{ name = 'nobody' }) } | Compare-DbAccount -Quiet }
        Get-ErrorId $result.Error[0] | Should -Be AccountListPartial
        "$($result.Error)" | Should -Match "whether 'nobody' exists"
        $result.Output | Should -BeExactly $false
        @{ accounts = @(@{ name = (Get-DbAccount)[0].Name }) } | Compare-DbAccount -Quiet | Should -BeExactly $true
        $result = Watch-Command { @{ accounts = @(@{ name = (Get-DbAccount)[0].Name }) } | Compare-DbAccount -Prune -Quiet }
        $result.Error | ForEach-Object { Get-ErrorId $_ } | Should -Be AccountListPartial
        $file = New-File partial.json
        Get-ErrorId (Watch-Command { Export-DbAccount $file }).Error[0] | Should -Be AccountListPartial
        $file | Should -Not -Exist
        Export-DbAccount $file -AllowPartial -WarningAction Ignore
        $file | Should -Exist
        $check = Join-Path (Get-Module DbAccounts).ModuleBase 'examples/access/Test-Access.ps1'
        { & $check (New-File red.json '{ "accounts": [ { "name": "nobody" } ] }') 2>$null 6>$null } | Should -Throw '*problems keep*'
    }
}

Describe 'A plan' {
    BeforeEach { Restart-World }

    It 'is a file that another session carries out, and that refuses what has drifted' {
        $document = @{ instances = @(@{ service = 'TencentMySql'; accounts = @(@{ name = 'app'; allowedHost = '10.%'; grants = 'SELECT ON shop.*' }, @{ name = 'rep'; description = 'numbers' }) }) }
        $file = New-File plan.json
        $plan = $document | New-DbAccountPlan -OutFile $file -Force
        $plan.Step.Effect -join "`n" | Should -Match 'Revoke INSERT ON shop\.\* from app@10\.%'
        $plan.Risk | Should -Be RemovesAccess
        "$($plan | Format-Table | Out-String)" | Should -Match 'RemovesAccess'
        Grant-DbPrivilege app@10.% DELETE -Database shop -Instance TencentMySql -Wait | Out-Null
        $strict = Watch-Command { Invoke-DbAccountPlan $file -Strict -Wait }
        $strict.Error | ForEach-Object { Get-ErrorId $_ } | Should -Be PlanDrifted, PlanDrifted
        $strict.Output | Should -BeNullOrEmpty
        $result = Watch-Command { Invoke-DbAccountPlan $file -Wait }
        $result.Error | ForEach-Object { Get-ErrorId $_ } | Should -Be PlanDrifted
        "$($result.Error)" | Should -Match 'app@10\.%.*DELETE'
        $result.Output.Operation | Should -Be ModifyAccount
        $again = Watch-Command { $plan | Invoke-DbAccountPlan }
        $again.Output | Should -BeNullOrEmpty
        (Get-Content $file -Raw) | Should -Not -Match 'Passw'
    }

    It 'travels in any form, and is refused when something in it was edited' {
        $file = New-File travels.json
        $document = @{ instances = @(@{ service = 'TencentMySql'; accounts = @(@{ name = 'rep'; description = 'new'; grants = 'SELECT ON crm.*', 'UPDATE (id) ON crm.t' }) }) }
        $plan = $document | New-DbAccountPlan -OutFile $file -Force
        $xml = New-File plan.xml
        $plan | Export-Clixml $xml -Depth 5
        foreach ($form in $plan, (Import-Clixml $xml), ($plan | ConvertTo-Json -Depth 6), (Get-Content $file -Raw), (Get-Content $file), (Get-Content $file -Raw | ConvertFrom-Json)) {
            $text = Get-HostText { $form | Invoke-DbAccountPlan -WhatIf }
            $text | Should -Match "What if: Set Description of rep@% on \S+ \(TencentMySql\) to new \(it is '?reports'?\)"
            $text | Should -Match 'What if: Grant UPDATE \(id\) ON crm\.t to rep@%'
        }
        $edited = (Get-Content $file -Raw).Replace('UPDATE (id) ON crm.t', 'ALL ON crm.*')
        $plan.Step[1].Grant = 'ALL ON crm.*'
        foreach ($form in $plan, $edited, ($edited -split "`n")) {
            $result = Watch-Command { $form | Invoke-DbAccountPlan }
            $result.Output | Should -BeNullOrEmpty
            $result.Error | ForEach-Object { Get-ErrorId $_ } | Should -Be DocumentInvalid
            "$($result.Error)" | Should -Match 'the plan was edited'
        }
    }

    It 'is none: <Form>' -ForEach @(@{ Form = '' }, @{ Form = $null }, @{ Form = @() }, @{ Form = 'plan' }, @{ Form = @{ a = 1 } }, @{ Form = 7 }) {
        foreach ($result in (Watch-Command { Invoke-DbAccountPlan -Plan $Form }), (Watch-Command { , $Form | Invoke-DbAccountPlan })) {
            $result.Error | ForEach-Object { Get-ErrorId $_ } | Should -Be InvalidInput
        }
    }

    It 'gives nothing after the moment at which that expires' {
        $moment = [DateTimeOffset]::UtcNow.AddSeconds(4)
        $soon = $moment.ToString('o')
        $file = New-File soon.json
        $plan = @{ accounts = @(@{ name = 'soon'; expires = $soon }, @{ name = 'rep'; description = 'new' }) } | New-DbAccountPlan -GeneratePassword -OutFile $file -Force
        ($plan.Account | Where-Object Expires).Account | Should -Be 'soon@%'
        while ([DateTimeOffset]::UtcNow -le $moment) { Start-Sleep -Milliseconds 100 }
        foreach ($run in { Invoke-DbAccountPlan $file -Strict -Wait }, { Invoke-DbAccountPlan $file -Wait }) {
            $result = Watch-Command $run
            Get-ErrorId $result.Error[0] | Should -Be PlanExpired
        }
        $result.Output.Operation | Should -Be ModifyAccount
        (Get-DbAccount -Instance TencentMySql).Name | Should -Not -Contain soon
    }

    It 'is refused where it is something else: <Text>' -ForEach @(
        @{ Text = '{ "instances": [] }' }, @{ Text = 'nonsense' }, @{ Text = '{ "version": 2 }' }
    ) {
        $result = Watch-Command { Invoke-DbAccountPlan (New-File p.json $Text) }
        Get-ErrorId $result.Error[0] | Should -Be DocumentInvalid
    }
}

Describe 'Copy-DbAccount' {
    BeforeEach { Restart-World }

    It 'says what can''t be carried before anything is sent' {
        $result = Watch-Command { Copy-DbAccount app@10.% Ddm -Instance TencentMySql -IncludePrivilege -GeneratePassword }
        Get-ErrorId $result.Error[0] | Should -Be CopyLoses
        "$($result.Error)" | Should -Match '10\.%'
        Copy-DbAccount app@10.% Ddm -Instance TencentMySql -IncludePrivilege -GeneratePassword -Force -WarningAction Ignore | ForEach-Object State | Should -Be Succeeded
        "$(Get-DbPrivilege app -Instance Ddm)" | Should -Be 'INSERT, SELECT ON shop.*'
    }

    It 'carries an account to another service and under another name' {
        Copy-DbAccount rep Ddm -Instance TencentMySql -IncludePrivilege -GeneratePassword | ForEach-Object { $_.Credential.UserName } | Should -Be rep
        (Get-DbAccount rep -Instance Ddm).Description | Should -Be reports
        Get-DbAccount app -Instance TencentMySql | Copy-DbAccount -NewName app2 -IncludePrivilege -GeneratePassword -Wait | ForEach-Object Operation | Should -Be CreateAccount, GrantPrivilege
        "$(Get-DbPrivilege app2@10.% -Instance TencentMySql)" | Should -Be 'INSERT, SELECT ON shop.*'
        $result = Watch-Command { Copy-DbAccount rep Ddm -Instance TencentMySql -GeneratePassword }
        Get-ErrorId $result.Error[0] | Should -Be AccountExists
    }

    It 'copies no account that nobody may touch, unless under another name' {
        $result = Watch-Command { Copy-DbAccount root -Destination Ddm -Instance TencentMySql -GeneratePassword }
        Get-ErrorId $result.Error[0] | Should -Be InvalidInput
        "$($result.Error[0])" | Should -Match "copied to .* as 'root'"
        $result.Error[0].ErrorDetails.RecommendedAction | Should -Match 'NewName'
        Copy-DbAccount root -Destination TencentMySql -NewName other -Instance TencentMySql -GeneratePassword -Wait | ForEach-Object State | Should -Be Succeeded
    }

    It 'takes name@host as the name and the host of the copy' {
        Copy-DbAccount rep TencentMySql -NewName 'rep@10.%' -Instance TencentMySql -GeneratePassword -Wait | ForEach-Object State | Should -Be Succeeded
        Get-DbAccount 'rep@10.%' -Instance TencentMySql | ForEach-Object Name | Should -Be rep
        $result = Watch-Command { Copy-DbAccount rep TencentMySql -NewName 'rep@' -Instance TencentMySql -GeneratePassword }
        $result.Error.Count | Should -Be 1
    }

    It 'says what is there instead, and makes one copy of one name' {
        $result = Watch-Command { Copy-DbAccount app Ddm -Instance TencentMySql -GeneratePassword }
        Get-ErrorId $result.Error[0] | Should -Be AccountNotFound
        "$($result.Error[0])" | Should -Match "there is 'app@10\.%'"
        New-DbAccount app -AllowedHost '11.%' -GeneratePassword -Instance TencentMySql -Wait | Out-Null
        $result = Watch-Command { Copy-DbAccount 'app@10.%', 'app@11.%' MySqlPlusAnalysis -Instance TencentMySql -GeneratePassword -Wait -Force -WarningAction Ignore }
        $result.Output | ForEach-Object State | Should -Be Succeeded
        Get-ErrorId $result.Error[0] | Should -Be AccountExists
    }

    It 'needs a password for the copy' {
        $result = Watch-Command { Copy-DbAccount rep Ddm -Instance TencentMySql -IncludePrivilege }
        Get-ErrorId $result.Error[0] | Should -Be PasswordNotNamed
        "$($result.Error[0])" | Should -Not -Match 'stands at'
        $result.Error[0].ErrorDetails.RecommendedAction | Should -Match '-SecretName.*-GeneratePassword'
    }

    It 'tells with -WhatIf what it would do, and that a password is missing' {
        $text = Get-HostText { Copy-DbAccount rep Ddm -Instance TencentMySql -IncludePrivilege -WhatIf -ErrorAction Stop }
        $text | Should -Match 'What if: Create rep on \S+ \(Ddm\) with .*; grant SELECT ON crm\.\*'
        $text | Should -Match 'this will fail: .*there is no password to create it with'
        Get-DbAccount rep -Instance Ddm -ErrorAction Ignore | Should -BeNullOrEmpty
    }
}

Describe 'A fleet' {
    It 'of fifty instances of several services is brought to one document, and one that is gone is one error' {
        Disconnect-Simulated
        $simulators = 1..10 | ForEach-Object { Start-DbSimulator -JobDuration 0.05 }
        $instances = $simulators.Instance | Connect-DbInstance
        $instances | Should -HaveCount 50
        $accounts = @{
            MySqlPlus = @(@{ name = 'm1'; allowedHost = '10.%' }); MySqlPlusAnalysis = @(@{ name = 'k1' }); ChronusDB = @(@{ name = 'c1' })
            Ddm = @(@{ name = 'd1'; grants = 'SELECT ON shop.*' }); TencentMySql = @(@{ name = 't1'; grants = 'SELECT ON shop.*' })
        }
        $document = @{ instances = @($instances | ForEach-Object { @{ service = $_.Service; id = $_.InstanceId; endpoint = "$($_.Endpoint)"; accounts = $accounts[$_.Service] } }) }
        Stop-DbSimulator -Port $simulators[3].Port
        $result = Watch-Command { $document | Sync-DbAccount -GeneratePassword -Wait -Confirm:$false }
        $result.Error | ForEach-Object { Get-ErrorId $_ } | Should -Be (@('ConnectionFailed') * 5)
        $result.Output | Where-Object Operation -EQ CreateAccount | Should -HaveCount 45
        $result.Output.State | Select-Object -Unique | Should -Be Succeeded
        $alive = @{ instances = @($document.instances | Where-Object endpoint -NotLike "*:$($simulators[3].Port)*") }
        $alive | Compare-DbAccount -Quiet | Should -BeTrue
        $document | Compare-DbAccount -Quiet -ErrorAction Ignore | Should -BeExactly $false
    }
}
