using System.Linq;
using DbAccounts.Model;

namespace DbAccounts.Changes;

/// <summary>Says in one sentence what a change does; the values that it sends stand in its requests.</summary>
internal static class ChangeDescription
{
    /// <summary>The change of an account.</summary>
    /// <param name="change">The change.</param>
    /// <param name="account">The account, and where it is.</param>
    /// <param name="removed">What a replacement of privileges takes away, where that was read.</param>
    public static string Of(AccountChange change, string account, DbPrivilegeSet? removed = null) => change switch
    {
        CreateAccount => $"Create account {account}",
        ModifyAccount modify => $"Set {string.Join(", ", modify.Given().Select(given => given.Key))} of account {account}",
        ResetPassword => $"Reset password of account {account}",
        RemoveAccount => $"Remove account {account}, which can't be undone",
        ChangePrivilege { Kind: OperationKind.GrantPrivilege } grant => $"Grant {Privileges(grant)} to {account}",
        ChangePrivilege { Kind: OperationKind.RevokePrivilege } revoke => $"Revoke {Privileges(revoke)} from {account}",
        ChangePrivilege replacement => $"Replace all privileges of {account} by {Privileges(replacement)}{Removed(removed)}",
        _ => $"{change.Kind} {account}",
    };

    private static string Privileges(ChangePrivilege change) => change.Privileges.IsEmpty ? "nothing" : change.Privileges.ToString();

    private static string Removed(DbPrivilegeSet? removed) => removed is { IsEmpty: false } ? $"; this removes {removed}" : "";
}
