#Requires -Version 7.4
# Objects that travel: through files, jobs, runspaces and JSON, and back into every parameter that takes them.
BeforeDiscovery {
    $types = @(
        @{ Type = 'DbJob'; Attribute = 'JobTransformationAttribute' }
        @{ Type = 'DbAccount'; Attribute = 'AccountTransformationAttribute' }
        @{ Type = 'DbPrivilege'; Attribute = 'PrivilegeTransformationAttribute' }
    )
    # What a text in the pipeline does with each cmdlet, and what the same object as JSON does.
    $texts = @(
        @{ Command = 'New-DbAccount'; Text = 'texted'; Json = '{"Name":"texted"}'; More = @{ GeneratePassword = $true; WhatIf = $true } }
        @{ Command = 'Test-DbAccount'; Text = 'texted'; Json = '{"NAME":"texted"}'; More = @{ GeneratePassword = $true } }
        @{ Command = 'Set-DbAccount'; Text = 'texted@10.%'; Json = '{"Account":"texted@10.%"}'; More = @{ Description = 'x'; WhatIf = $true } }
        @{ Command = 'Reset-DbAccountPassword'; Text = 'texted@10.%'; Json = '{"Name":"texted","AllowedHost":"10.%"}'; More = @{ GeneratePassword = $true; WhatIf = $true } }
        @{ Command = 'Remove-DbAccount'; Text = 'texted@10.%'; Json = '{"name":"texted","allowedhost":["10.%"],"other":[{}]}'; More = @{ WhatIf = $true } }
        @{ Command = 'Grant-DbPrivilege'; Text = 'texted'; Json = '{"Name":"texted","Other":null}'; More = @{ Privilege = 'SELECT'; Database = 'shop'; WhatIf = $true } }
        @{ Command = 'Revoke-DbPrivilege'; Text = 'texted'; Json = '{"Account":"texted"}'; More = @{ Privilege = 'SELECT'; Database = 'shop'; WhatIf = $true } }
    )
    $broken = @(
        @{ Case = 'is cut off'; Json = '{"Name":"app","Password":"Canary_77' }
        @{ Case = 'goes on after its end'; Json = '{"Name":"app","Password":"Canary_77"} Canary_77' }
        @{ Case = 'is nested too deep'; Json = '{"Password":"Canary_77","a":' + '[' * 40 + ']' * 40 + '}' }
        @{ Case = 'names nothing'; Json = '{"Nme":"app","Password":"Canary_77"}' }
        @{ Case = 'has a list for its name'; Json = '{"Name":["app","app"],"Id":["j","j"],"Password":"Canary_77"}' }
        @{ Case = 'holds a list of lists of texts that name nothing'; Json = '[["",{"Password":"Canary_77"}]]' }
    )
    $takers = 'New-DbAccount', 'Remove-DbAccount', 'Set-DbAccount', 'Reset-DbAccountPassword', 'Grant-DbPrivilege', 'Get-DbPrivilege', 'Wait-DbJob',
        'Get-DbAccount', 'Get-DbJob'
    $refusals = foreach ($taker in $takers) { foreach ($case in $broken) { $case + @{ Command = $taker } } }
    # These two ask for several at once.
    $refusals = $refusals | Where-Object { $_.Case -ne 'has a list for its name' -or $_.Command -notin 'Get-DbAccount', 'Get-DbJob' }
}

BeforeAll {
    . $PSScriptRoot/support/Simulated.ps1
    $simulator = Connect-Simulated
    $modulePath = Split-Path (Get-Module DbAccounts).Path
    $tencent = Get-DbInstance -Service TencentMySql
    $assembly = (Get-Command Wait-DbJob).ImplementingType.Assembly
    $random = [Random]::new(20261122)

    # Through the one transformation of a parameter, as the binder does it.
    function Read-Argument ([string] $Attribute, [object] $Value) {
        $type = $assembly.GetType("DbAccounts.PowerShell.Binding.$Attribute")
        $arguments = [object[]]::new(2)
        $arguments[1] = $Value
        , $type.GetMethod('Transform').Invoke([Activator]::CreateInstance($type), $arguments)
    }

    function Get-RandomText {
        $letters = 'aB7_é帐😀"\''<&%@{[ ,;|'.EnumerateRunes().ForEach{ "$_" }
        -join (1..$random.Next(1, 8) | ForEach-Object { $letters[$random.Next($letters.Count)] }) + 'x'
    }

    function New-Value ([type] $Type) {
        $plain = [Nullable]::GetUnderlyingType($Type) ?? $Type
        if ($Type -ne $plain -and $random.Next(4) -eq 0) { return $null }
        if ($plain -eq [datetime]) { return [datetime]::SpecifyKind('2026-01-01', ($random.Next(2) ? 'Utc' : 'Unspecified')).AddTicks($random.NextInt64(315360000000000)) }
        if ($plain -eq [int]) { return $random.Next(70000) }
        if ($plain.IsEnum) { return [enum]::GetValues($plain) | Get-Random -SetSeed $random.Next() }
        if ($plain -eq [DbAccounts.Model.DbList[DbAccounts.Model.DbPrivilege]]) {
            # As text several stand in their own order.
            return , @([DbAccounts.Model.DbPrivilege]@{ Privilege = 'INSERT', 'SELECT'; Level = 'Table'; Database = (Get-RandomText); Table = (Get-RandomText) })
        }
        if ($plain -eq [DbAccounts.Model.DbList[string]]) { return , [string[]]@(1..$random.Next(1, 4) | ForEach-Object { Get-RandomText }) }
        Get-RandomText
    }

    function New-Model ([string] $Name) {
        $type = "DbAccounts.Model.$Name" -as [type]
        $model = $type::new()
        foreach ($property in $type.GetProperties() | Where-Object CanWrite) { $model.($property.Name) = New-Value $property.PropertyType }
        if ($Name -eq 'DbPrivilege') {
            $model.Level = $random.Next(4)
            if ($model.Level -eq 'Global') { $model.Database = $null }
            if ($model.Level -in 'Global', 'Database') { $model.Table = $null }
            if ($model.Level -ne 'Column') { $model.Column = $null }
            foreach ($other in 'Routine', 'Role', 'ProxiedAccount') { $model.$other = $null }
        }
        $model
    }

    # Every form that an object may come in, by name.
    function Get-Form ([object] $Model) {
        $table, $ordered = @{}, [ordered]@{}
        foreach ($property in $Model.GetType().GetProperties() | Where-Object CanWrite) {
            $table[$property.Name] = $Model.($property.Name)
            $ordered[$property.Name.ToLowerInvariant()] = $Model.($property.Name)
        }
        $without = { param ($value) $value | ConvertTo-Json -Depth 3 @args -WarningAction SilentlyContinue }
        [ordered]@{
            Object = $Model
            Clixml = [Management.Automation.PSSerializer]::Deserialize([Management.Automation.PSSerializer]::Serialize($Model))
            Deserialized = [Management.Automation.PSSerializer]::Deserialize(([Management.Automation.PSSerializer]::Serialize($Model) -replace '<T>DbAccounts\.Model\.Db(Job|Account|Privilege)</T>', '<T>Unloaded.$1</T>'))
            Hashtable = $table
            Ordered = $ordered
            Custom = [pscustomobject]$ordered
            Selected = $Model | Select-Object *
            Csv = $Model | ConvertTo-Csv | ConvertFrom-Csv
            SelectedCsv = $Model | Select-Object * | ConvertTo-Csv -UseQuotes Always | ConvertFrom-Csv
            Json = & $without $Model
            JsonCompressed = & $without $Model -Compress
            JsonWords = & $without $Model -EnumsAsStrings
            JsonLowerCase = & $without $ordered
            FromJson = & $without $Model | ConvertFrom-Json
            FromJsonTable = & $without $Model | ConvertFrom-Json -AsHashtable
        }
    }
}

AfterAll { Disconnect-Simulated }

Describe 'A <Type>' -ForEach $types {
    It 'comes back the same from every form' {
        for ($round = 0; $round -lt 30; $round++) {
            $model = New-Model $Type
            foreach ($form in (Get-Form $model).GetEnumerator()) {
                $read = (Read-Argument $Attribute $form.Value)[0]
                $read = $Type -eq 'DbAccount' ? $read.Origin : $read
                $read.GetType().Name | Should -Be $Type -Because $form.Key
                foreach ($property in $model.GetType().GetProperties() | Where-Object CanWrite) {
                    $because = "$($form.Key) $($property.Name) of $($model | ConvertTo-Json -Compress -WarningAction SilentlyContinue)"
                    $expected, $found = $model.($property.Name), $read.($property.Name)
                    "$($found -is [datetime] ? $found.Ticks : $found)" | Should -BeExactly "$($expected -is [datetime] ? $expected.Ticks : $expected)" -Because $because
                    if ($found -is [datetime]) { $found.Kind | Should -Be Utc -Because $because }
                    if ($expected -is [DbAccounts.Model.DbList[string]]) { $found.Count | Should -Be $expected.Count -Because $because }
                    if ($null -eq $expected) { $found | Should -BeNullOrEmpty -Because $because }
                }
            }
        }
    }

    It 'comes as an array of JSON text, in order' {
        $models = 1..3 | ForEach-Object { New-Model $Type }
        $json = $models | ConvertTo-Json -Depth 3 -WarningAction SilentlyContinue
        $name = $Type -eq 'DbJob' ? 'Id' : $Type -eq 'DbAccount' ? 'Name' : 'Account'
        $read = Read-Argument $Attribute $json
        ($Type -eq 'DbAccount' ? $read.Origin.Name : $read.$name) | Should -Be $models.$name
    }
}

Describe 'A job' {
    It 'takes times as Windows PowerShell writes them, and states in any case' {
        $job = (Read-Argument JobTransformationAttribute '{"id":"j-1","state":"succeeded","submittedAt":"\/Date(1795320000000)\/","unknown":{}}')[0]
        $job.Id, "$($job.State)", $job.SubmittedAt | Should -Be 'j-1', 'Succeeded', ([datetime]::new(2026, 11, 22, 4, 0, 0, [DateTimeKind]::Utc))
    }

    It 'is waited for as JSON, as an id, and as a row' {
        $jobs = 'forms_1', 'forms_2' | New-DbAccount -GeneratePassword -Instance $tencent
        $json = Join-Path $TestDrive jobs.json
        $jobs | ConvertTo-Json -WarningAction SilentlyContinue | Set-Content $json
        (Get-Content $json -Raw | Wait-DbJob).Id | Sort-Object | Should -Be ($jobs.Id | Sort-Object)
        (Wait-DbJob $jobs[0].Id).State | Should -Be 'Succeeded'
        ($jobs.Id | Wait-DbJob).State | Should -Be 'Succeeded', 'Succeeded'
        (@{ Id = $jobs[1].Id } | Wait-DbJob).Account | Should -Be 'forms_2@%'
        (Wait-DbJob -Job @{ Id = $jobs[1].Id; Service = 'TencentMySql'; InstanceId = $tencent.InstanceId }).State | Should -Be 'Succeeded'
    }

    It 'is refused with what is allowed: <Case>' -ForEach @(
        @{ Case = 'a state that is none'; Job = '{"Id":"j-1","State":"Canary_77"}'; Words = 'Pending, Running' }
        @{ Case = 'a time that is none'; Job = '{"Id":"j-1","SubmittedAt":"Canary_77"}'; Words = 'time' }
        @{ Case = 'no id and no end'; Job = @{ Service = 'Ddm'; State = 'Running'; Password = 'Canary_77' }; Words = 'Id' }
        @{ Case = 'an account'; Job = 5; Words = 'Id' }
    ) {
        $value = $Job
        $result = Watch-Command { $value | Wait-DbJob }
        $result.Error | ForEach-Object { Get-ErrorId $_ } | Should -Be 'InvalidInput'
        "$($result.Error[0])" | Should -BeLike "*$Words*"
        # What a member holds that is no password may stand in the target; it is what was given.
        "$($result.Error[0])" | Should -Not -BeLike '*Canary*'
    }
}

Describe 'A listed account' {
    BeforeAll {
        $null = New-DbAccount listed -AllowedHost 10.% -GeneratePassword -Description old -Instance $tencent -Wait
    }

    It 'is that account as <Form> too: what it holds is no change' -ForEach @(
        @{ Form = 'JSON'; As = { $account | ConvertTo-Json } }
        @{ Form = 'a custom object'; As = { $account | ConvertTo-Json | ConvertFrom-Json } }
        @{ Form = 'a table'; As = { $account | ConvertTo-Json | ConvertFrom-Json -AsHashtable } }
    ) {
        $account = Get-DbAccount listed -Instance $tencent
        $text = & $As
        Get-ErrorId (Watch-Command { $text | Set-DbAccount }).Error[0] | Should -Be 'InvalidInput'
        $said = Get-HostText { $text | Set-DbAccount -Description new -WhatIf }
        $said | Should -BeLike '*Set Description of listed@10.% on * to new*'
        $said | Should -Not -BeLike '*AllowedHost*'
    }

    It 'is a row of changes where it is not whole' {
        Get-HostText { '{"Name":"listed@10.%","AllowedHost":"10.1.%","Description":"new"}' | Set-DbAccount -Instance $tencent -WhatIf } |
            Should -BeLike '*Set Description of listed@10.% on * to new, AllowedHost to ''10.1.%''; from then on it is listed@10.1.%*'
    }
}

Describe 'Rows of JSON' {
    It 'are accounts, each with its own columns' {
        $json = '[{"Name":"row_1","Description":"one","MaxUserConnections":5,"RequireSsl":null},{"name":"row_2","allowedHost":["10.%","192.168.%"]},{"Name":"9 bad","Password":"Canary_77"}]'
        $result = Watch-Command { $json | New-DbAccount -GeneratePassword -Instance $tencent -Wait }
        $result.Output.Account | Should -Be 'row_1@%', 'row_2@10.%', 'row_2@192.168.%'
        $result.Error | ForEach-Object { Get-ErrorId $_ } | Should -Be 'InvalidInput'
        $result.Error[0].TargetObject.Password | Should -Be '***'
        (Get-DbAccount row_1 -Instance $tencent).MaxUserConnections | Should -Be 5
        (Get-DbAccount row_2 -Instance $tencent).MaxUserConnections | Should -Be 0, 0
        $jobs = '[{"Name":"row_1","Description":"changed"},{"Name":"row_2@10.%"}]' | Set-DbAccount -Instance $tencent -Wait -ErrorAction SilentlyContinue -ErrorVariable problem
        $jobs.Account | Should -Be 'row_1@%'
        $problem[0].TargetObject.Name | Should -Be 'row_2@10.%'
        Get-DbAccount row_* -Instance $tencent | ForEach-Object Description | Where-Object { $_ } | Should -Be 'changed'
    }

    It 'are privileges, as Get-DbPrivilege lists them' {
        $null = New-DbAccount privileged -GeneratePassword -Instance $tencent -Wait
        $null = Grant-DbPrivilege privileged SELECT, INSERT -Database shop -Table orders -Instance $tencent -Wait
        $json = Get-DbPrivilege privileged -Instance $tencent | ConvertTo-Json -EnumsAsStrings
        $null = $json | Revoke-DbPrivilege -Wait
        Get-DbPrivilege privileged -Instance $tencent | Should -BeNullOrEmpty
        $null = Grant-DbPrivilege -InputObject $json -Wait
        (Get-DbPrivilege privileged -Instance $tencent).Table | Should -Be 'orders'
    }

    It 'that lost the table of a privilege give none on everything' {
        $row = '{"Account":"privileged","Level":"Table","Privilege":["SELECT"],"Service":"TencentMySql","InstanceId":"cdb-f35wr6wj"}'
        foreach ($command in { $row | Grant-DbPrivilege -WhatIf }, { Grant-DbPrivilege -InputObject $row -WhatIf }) {
            Get-ErrorId (Watch-Command $command).Error[0] | Should -Be 'InvalidInput'
        }
    }
}

Describe 'A text into <Command>' -ForEach $texts {
    BeforeAll {
        # A revoke looks at what is held.
        if ($Command -eq 'Revoke-DbPrivilege') {
            $null = New-DbAccount $Text -Privilege SELECT -Database shop -GeneratePassword -Instance $tencent -Wait
        }
    }

    It 'is the name, and JSON of a row the same' {
        if ($More.WhatIf) {
            $fromText = Get-HostText { $Text | & $Command @More -Instance $tencent }
            $fromText | Should -BeLike '*texted*'
            Get-HostText { $Json | & $Command @More -Instance $tencent } | Should -Be $fromText
        } else {
            ($Text | & $Command @More -Instance $tencent).Account | Should -Be ($Json | & $Command @More -Instance $tencent).Account
        }
    }
}

Describe 'JSON into <Command> that <Case>' -ForEach $refusals {
    It 'is one clear error, and shows nothing of its row' {
        $result = Watch-Command { $Json | & $Command -Instance $tencent }
        $result.Output | Should -BeNullOrEmpty
        $result.Error.Count | Should -BeIn 1, 2
        foreach ($problem in $result.Error) {
            Get-ErrorId $problem | Should -Be 'InvalidInput'
            ($problem | Out-String) + ($problem.TargetObject | Format-List | Out-String) + $problem.Exception | Should -Not -BeLike '*Canary*'
        }
    }
}

Describe 'A row with a list of names' {
    It 'asks Get-DbAccount for each of them' {
        $null = New-DbAccount several_1 -GeneratePassword -Instance $tencent -Wait
        foreach ($row in '{"Name":["root","several_1","nobody"]}', @{ Name = 'root', 'several_1', 'nobody' }) {
            $result = Watch-Command { $row | Get-DbAccount -Instance $tencent }
            $result.Output.Name | Sort-Object | Should -Be 'root', 'several_1'
            Get-ErrorId $result.Error[0] | Should -Be 'AccountNotFound'
        }
    }
}

Describe 'An instance' {
    BeforeAll {
        $ddm = Get-DbInstance -Service Ddm
        $forms = [ordered]@{
            Clixml = & { $ddm | Export-Clixml TestDrive:/db.xml; Import-Clixml TestDrive:/db.xml }
            Json = $ddm | ConvertTo-Json
            Custom = $ddm | ConvertTo-Json | ConvertFrom-Json
            Table = @{ service = 'ddm'; instanceid = $ddm.InstanceId }
            Text = "Ddm/$($ddm.InstanceId)"
        }
    }

    It 'comes back typed, with all but its secret' {
        $back = $forms.Clixml
        $back | Should -BeOfType ([DbAccounts.Engines.DbInstance])
        foreach ($name in [DbAccounts.Engines.DbInstance].GetProperties().Name) { "$($back.$name)" | Should -Be "$($ddm.$name)" }
        $secret = ($simulator.Instance | Where-Object Service -EQ Ddm).Credential.GetNetworkCredential().Password
        Get-Content TestDrive:/db.xml -Raw | Should -Not -BeLike "*$secret*"
    }

    It 'names the connected one as <_>' -ForEach 'Clixml', 'Json', 'Custom', 'Table', 'Text' {
        $form = $forms[$_]
        { Get-DbAccount -Instance $form -ErrorAction Stop } | Should -Not -Throw
        (New-DbAccount "named$_" -GeneratePassword -Privilege SELECT -Instance $form).Service | Should -Be 'Ddm'
        ([pscustomobject]@{ Name = "rowed$_"; Privilege = 'SELECT'; Instance = $form } | New-DbAccount -GeneratePassword).Service | Should -Be 'Ddm'
    }

    It 'is refused as <Case>' -ForEach @(
        @{ Case = 'a table without id'; Value = @{ Service = 'Ddm'; Password = 'Canary_77' } }
        @{ Case = 'a service that is none'; Value = '{"Service":"Oracle","InstanceId":"x"}' }
        @{ Case = 'several'; Value = '[{"Service":"Ddm","InstanceId":"x"},{"Service":"Ddm","InstanceId":"y"}]' }
        @{ Case = 'a number'; Value = 5 }
    ) {
        $value = $Value
        # Several are something else where a command reads.
        $commands = if ($Case -eq 'several') { { New-DbAccount x -GeneratePassword -Instance $value }, { Select-DbInstance $value } } else { { Get-DbAccount -Instance $value }, { Remove-DbAccount x -Confirm:$false -Instance $value } }
        foreach ($command in $commands) {
            $result = Watch-Command $command
            $result.Output | Should -BeNullOrEmpty
            $result.Error | ForEach-Object { Get-ErrorId $_ } | Should -Be 'InvalidInput'
            $result.Error | Out-String | Should -Not -BeLike '*Canary*'
        }
    }
}

Describe 'Where an instance is not connected' {
    It 'the error is the very call that connects it' {
        foreach ($given in $simulator.Instance) {
            $db = Get-DbInstance -Service $given.Service
            $db | Export-Clixml TestDrive:/away.xml
            $away = Import-Clixml TestDrive:/away.xml
            $null = Disconnect-DbInstance "$($db.Service)/$($db.InstanceId)"
            $problem = (Watch-Command { Get-DbAccount -Instance $away }).Error[0]
            Get-ErrorId $problem | Should -Be 'InstanceNotConnected'
            $call = $problem.ErrorDetails.RecommendedAction
            $call | Should -BeLike "Connect-DbInstance $($db.Service) $($db.InstanceId) -Region $($db.Region)*"
            $null = & ([scriptblock]::Create($call.Replace(' #', ' -Credential $given.Credential #')))
            { Get-DbAccount -Instance $away -ErrorAction Stop } | Should -Not -Throw
        }
    }

    It 'the call names the secret that the credential is' {
        $db = Connect-DbInstance TencentMySql cdb-kept -Region ap-beijing -SecretName shop-key -Vault Local -NoDefault
        $db | Export-Clixml TestDrive:/kept.xml
        $null = Disconnect-DbInstance cdb-kept
        $problem = (Watch-Command { Get-DbAccount -Instance (Import-Clixml TestDrive:/kept.xml) }).Error[0]
        $problem.ErrorDetails.RecommendedAction | Should -BeLike 'Connect-DbInstance TencentMySql cdb-kept * -SecretName shop-key -Vault Local # *'
        $again = & ([scriptblock]::Create($problem.ErrorDetails.RecommendedAction))
        $again.CredentialSource | Should -BeLike "*'shop-key'*"
        $null = $again | Disconnect-DbInstance
    }

    It 'a job names it with its region' {
        $job = '{"Id":"1-2-3","Service":"TencentMySql","InstanceId":"cdb-other","Region":"ap-beijing","State":"Running"}'
        (Watch-Command { $job | Wait-DbJob }).Error[0].ErrorDetails.RecommendedAction | Should -BeLike 'Connect-DbInstance TencentMySql cdb-other -Region ap-beijing # *'
    }

    It 'what comes from a file is quoted, so that the call does nothing else' {
        $job = @{ Id = '1'; Service = 'Ddm'; InstanceId = "x; throw 'no'"; Region = "a`u{2019}; `$(throw 1)`n" }
        $call = (Watch-Command { $job | Wait-DbJob }).Error[0].ErrorDetails.RecommendedAction
        $tokens = $null
        $tree = [Management.Automation.Language.Parser]::ParseInput($call, [ref] $tokens, [ref] $null)
        $tree.EndBlock.Statements.Count | Should -Be 1
        $tree.FindAll({ $args[0] -is [Management.Automation.Language.CommandAst] }, $true).Count | Should -Be 1
    }
}

Describe 'Other runspaces and processes' {
    BeforeAll {
        # Has its own process to serve others than this one's runspaces.
        $mySql = $simulator.Instance | Where-Object Service -EQ MySqlPlus
        $null = $mySql | Connect-DbInstance
    }

    It 'ForEach-Object -Parallel takes live objects, and those of $using:' {
        $db = Get-DbInstance -Service MySqlPlus
        $jobs = 1..4 | ForEach-Object { "parallel$_" } | ForEach-Object -Parallel {
            Import-Module $using:modulePath
            New-DbAccount $_ -GeneratePassword -Instance $using:db
        }
        $jobs | Should -HaveCount 4
        $ended = $jobs | ForEach-Object -Parallel {
            Import-Module $using:modulePath
            $_ | Wait-DbJob -Instance $using:db
        }
        $ended | Should -BeOfType ([DbAccounts.Model.DbJob])
        $ended.State | Should -Be (@('Succeeded') * 4)
        # Without the instance, a new runspace says what it lacks.
        $said = $jobs[0] | ForEach-Object -Parallel { Import-Module $using:modulePath; $_ | Wait-DbJob 2>&1 }
        $said.ErrorDetails.RecommendedAction | Should -BeLike 'Connect-DbInstance MySqlPlus cl-ouhutv70 -Region sh1a*'
    }

    It 'Start-Job takes them with $using:, before it knows the module, and gives them back typed' {
        $db = Get-DbInstance -Service MySqlPlus
        $job = New-DbAccount started -GeneratePassword -Instance $db
        $key = $mySql.Credential
        $back = Start-Job {
            Import-Module $using:modulePath
            $null = $using:db | Connect-DbInstance -Credential $using:key
            $ended = $using:job | Wait-DbJob
            $ended
            Get-DbAccount started -Instance $using:db
            Get-DbInstance
            @{ Nested = $ended }
        } | Receive-Job -Wait -AutoRemoveJob
        $back[0] | Should -BeOfType ([DbAccounts.Model.DbJob])
        "$($back[0].State)" | Should -Be 'Succeeded'
        $back[0].Account | Should -Be $job.Account
        $back[1] | Should -BeOfType ([DbAccounts.Model.DbAccount])
        $back[1].AllowedHost | Should -Be '%'
        $back[2] | Should -BeOfType ([DbAccounts.Engines.DbInstance])
        (Get-DbAccount started -Instance $back[2]).Name | Should -Be 'started'
        $back[3].Nested.Id | Should -Be $job.Id
    }
}
