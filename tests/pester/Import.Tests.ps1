BeforeAll {
    . $PSScriptRoot/support/Support.ps1
    $fresh = "$PSScriptRoot/../../tools/Invoke-FreshPowerShell.ps1"
    # What is loaded from elsewhere than PowerShell and the module, after a script in a fresh process. PowerShell has some of its own
    # assemblies in folders below its home.
    $strangers = "; [AppDomain]::CurrentDomain.GetAssemblies() | Where-Object { !`$_.IsDynamic -and `$_.Location } | ForEach-Object Location |
        Where-Object { (Split-Path `$_) -notin (Split-Path ([object].Assembly.Location)), '$modulePath' -and
            !`$_.StartsWith((Join-Path `$PSHOME ''), 'OrdinalIgnoreCase') }"
}

# Windows PowerShell loads what it lacks from the module's folder desktop; see Desktop.Tests.ps1.
Describe 'The import' -Tag PowerShell7 {
    It 'loads no assembly but PowerShell''s and the module''s own' {
        & $fresh -Command "Import-Module '$modulePath'$strangers" | Should -BeNullOrEmpty
    }

    It 'leaves it so when the cmdlets are used' {
        $work = '$null = Connect-DbInstance Ddm -Simulator; $null = New-DbAccount app -GeneratePassword -Privilege SELECT; $null = Get-DbAccount; "app" | Get-DbPrivilege | Out-Null'
        & $fresh -Command "Import-Module '$modulePath'; $work$strangers" | Should -BeNullOrEmpty
    }
}

Describe 'The texts' {
    It 'are read when the first one is needed, not by the import or by a list' {
        $read = '; [DbAccounts.Errors.DbErrorId].Assembly.GetType("DbAccounts.Texts.Messages").GetField("resourceMan", "NonPublic,Static").GetValue($null) -is [object]'
        & $fresh -Command "Import-Module '$modulePath'$read" | Should -Be 'False'
        & $fresh -Command "Import-Module '$modulePath'; `$null = Get-DbService; `$null = Get-DbInstance$read" | Should -Be 'False'
        & $fresh -Command "Import-Module '$modulePath'; Get-DbService Oracle -ErrorAction SilentlyContinue$read" | Should -Be 'True'
    }
}

Describe 'A long pipeline' {
    It 'gives results before its input ends' {
        $given = 0
        $givenAtFirst = 0
        $results = 1..2000 | ForEach-Object { $given++; [pscustomobject]@{ Name = "app$_" } } | Test-DbAccount -Service MySqlPlus -Quiet |
            ForEach-Object { if (!$givenAtFirst) { $givenAtFirst = $given }; $_ }
        $results | Should -HaveCount 2000
        $givenAtFirst | Should -BeLessThan 5
    }

    It 'keeps nothing of what it has done' {
        $run = { 1..2000 | ForEach-Object { [pscustomobject]@{ Name = "app$_"; Password = 'Long_enough_77'; Description = 'x' * 1000 } } | Test-DbAccount -Service Ddm | Out-Null }
        & $run
        $before = [GC]::GetTotalMemory($true)
        & $run
        & $run
        ([GC]::GetTotalMemory($true) - $before) / 1MB | Should -BeLessThan 4
    }
}
