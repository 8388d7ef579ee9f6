#Requires -Modules @{ ModuleName = 'Pester'; ModuleVersion = '5.0' }

BeforeDiscovery {
    $folder = Join-Path $PSScriptRoot '../../examples/runbooks'
    $runbooks = Get-ChildItem $folder -Filter *-*.ps1 | ForEach-Object { @{ Name = $_.Name; File = $_.FullName } }
}

BeforeAll { . (Join-Path $PSScriptRoot 'support/Runbook.ps1') }

AfterAll { Disconnect-Simulated }

Describe 'The runbook <Name>' -ForEach $runbooks {
    It 'has help: a synopsis, a description, each parameter, examples' {
        $help = Get-Help $File -Full
        $help.Synopsis | Should -Not -Match ([regex]::Escape($Name))
        $help.Description.Text | Should -Not -BeNullOrEmpty
        @($help.Examples.Example).Count | Should -BeGreaterOrEqual 2
        foreach ($parameter in (Get-Command $File).ScriptBlock.Ast.ParamBlock.Parameters.Name.VariablePath.UserPath) {
            $told = $help.Parameters.Parameter | Where-Object Name -EQ $parameter
            $told.Description.Text | Should -Not -BeNullOrEmpty -Because $parameter
        }
    }

    It 'is named by an approved verb, and has only syntax that Windows PowerShell has too' {
        ($Name -split '-')[0] | Should -BeIn (Get-Verb).Verb
        $rule = @{ Enable = $true; TargetVersions = '5.1', '7.4' }
        $settings = @{ IncludeRules = 'PSUseCompatibleSyntax'; Rules = @{ PSUseCompatibleSyntax = $rule } }
        foreach ($script in $File, (Join-Path $runbookFolder 'RunbookSupport.ps1')) {
            if (Get-Module -ListAvailable PSScriptAnalyzer) { Invoke-ScriptAnalyzer $script -Settings $settings | Should -BeNullOrEmpty }
            Get-Content $script -Raw | Should -Not -Match '\$PSStyle|\?\?|-Parallel|[^\x00-\x7f]'
        }
    }
}

Describe 'A runbook of which a parameter is empty' {
    It 'does nothing: <Runbook> -<Parameter>' -ForEach @(
        @{ Runbook = 'New-OnboardedAccount.ps1'; Parameter = 'ProfileName'; Given = @{ Path = 'x.csv'; Vault = 'Test' } }
        @{ Runbook = 'Export-AccessReport.ps1'; Parameter = 'HtmlPath'; Given = @{ Path = 'x.csv' } }
        @{ Runbook = 'Reset-PasswordToVault.ps1'; Parameter = 'Protect'; Given = @{ Name = '*'; Vault = 'Test'; OlderThan = 0 } }
        @{ Runbook = 'Remove-LeaverAccount.ps1'; Parameter = 'ProfileName'; Given = @{ Name = 'leaver' } }
        @{ Runbook = 'Remove-LeaverAccount.ps1'; Parameter = 'Protect'; Given = @{ Name = 'root' } }
    ) {
        Open-Stage @{ JobDuration = 0.05 } TencentMySql
        $stage.Instance | Connect-DbInstance | Out-Null
        $null = New-DbAccount leaver -GeneratePassword -Wait
        $before = Get-Content $stage.State -Raw
        foreach ($empty in '', $null) {
            $more = @{ $Parameter = $empty }
            { & (Join-Path $runbookFolder $Runbook) @Given @more } | Should -Throw "*-$Parameter was given without a value*"
        }
        Get-Content $stage.State -Raw | Should -BeExactly $before
    }
}
