@{
    RootModule = 'DbAccounts.PowerShell.dll'
    # The one place that says the version: the assemblies take theirs from here.
    ModuleVersion = '0.1.0'
    GUID = '9067d96c-2017-498c-98e2-3487fb108e6a'
    Author = 'DbAccounts contributors'
    CompanyName = 'DbAccounts contributors'
    Copyright = '(c) DbAccounts contributors, MIT licence'
    Description = 'Manages the database accounts of cloud database services: creates, changes, lists and removes accounts, grants and revokes privileges and waits for the jobs, with the same cmdlets on QingCloud MySQL Plus and ChronusDB, Huawei Cloud DDM, Tencent Cloud MySQL, and MySQL and MariaDB servers.'
    # Windows PowerShell 5.1, or PowerShell 7.4 and later: the import refuses what is between.
    PowerShellVersion = '5.1'
    CompatiblePSEditions = @('Desktop', 'Core')
    DotNetFrameworkVersion = '4.7.2'
    # Types.ps1xml names types of these, so they come first.
    RequiredAssemblies = @('DbAccounts.dll', 'DbAccounts.PowerShell.dll')
    FormatsToProcess = @('DbAccounts.Format.ps1xml')
    TypesToProcess = @('DbAccounts.Types.ps1xml')
    CmdletsToExport = @(
        'Compare-DbAccount'
        'Connect-DbInstance'
        'ConvertFrom-DbGrant'
        'ConvertTo-DbGrant'
        'Copy-DbAccount'
        'Disconnect-DbInstance'
        'Export-DbAccount'
        'Get-DbAccess'
        'Get-DbAccount'
        'Get-DbAccountRule'
        'Get-DbInstance'
        'Get-DbJob'
        'Get-DbPrivilege'
        'Get-DbProfile'
        'Get-DbService'
        'Get-DbSimulator'
        'Grant-DbPrivilege'
        'Invoke-DbAccountPlan'
        'Invoke-DbServiceRequest'
        'New-DbAccount'
        'New-DbAccountPlan'
        'New-DbPassword'
        'Remove-DbAccount'
        'Remove-DbProfile'
        'Reset-DbAccountPassword'
        'Revoke-DbPrivilege'
        'Select-DbInstance'
        'Set-DbAccount'
        'Set-DbPrivilege'
        'Set-DbProfile'
        'Start-DbSimulator'
        'Stop-DbSimulator'
        'Sync-DbAccount'
        'Test-DbAccount'
        'Wait-DbJob'
    )
    FunctionsToExport = @()
    AliasesToExport = @()
    VariablesToExport = @()
    PrivateData = @{
        PSData = @{
            # The task Package writes this version's section of it here.
            ReleaseNotes = 'CHANGELOG.md'
            Tags = @('Database', 'Account', 'User', 'Privilege', 'Grant', 'MySQL', 'MariaDB', 'ClickHouse', 'DDM', 'QingCloud', 'HuaweiCloud', 'TencentCloud', 'PSEdition_Desktop', 'PSEdition_Core', 'Windows', 'Linux', 'MacOS')
        }
    }
}
