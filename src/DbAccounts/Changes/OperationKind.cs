namespace DbAccounts.Changes;

/// <summary>What can be done with accounts, one set of words for all services.</summary>
public enum OperationKind : long
{
    /// <summary>Create an account (<c>New-DbAccount</c>).</summary>
    CreateAccount,

    /// <summary>Change an account's properties (<c>Set-DbAccount</c>).</summary>
    ModifyAccount,

    /// <summary>Give an account another password (<c>Reset-DbAccountPassword</c>).</summary>
    ResetPassword,

    /// <summary>Remove an account (<c>Remove-DbAccount</c>).</summary>
    RemoveAccount,

    /// <summary>List accounts (<c>Get-DbAccount</c>).</summary>
    ListAccounts,

    /// <summary>Add privileges (<c>Grant-DbPrivilege</c>).</summary>
    GrantPrivilege,

    /// <summary>Take privileges away (<c>Revoke-DbPrivilege</c>).</summary>
    RevokePrivilege,

    /// <summary>Replace privileges (<c>Set-DbPrivilege</c>).</summary>
    SetPrivilege,

    /// <summary>List privileges (<c>Get-DbPrivilege</c>).</summary>
    ListPrivileges,

    /// <summary>Look at the state of changes (<c>Get-DbJob</c>, <c>Wait-DbJob</c>).</summary>
    GetJob,
}
