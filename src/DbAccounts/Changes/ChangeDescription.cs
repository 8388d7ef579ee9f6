using System.Collections.Generic;
using System.Linq;

namespace DbAccounts.Changes;

/// <summary>Says in one sentence what a change does; the values that it sends stand in its requests.</summary>
internal static class ChangeDescription
{
    /// <summary>The change of an account.</summary>
    /// <param name="operation">The change, completed by what had to be read.</param>
    /// <param name="account">The account, and where it is.</param>
    public static string Of(AccountChange operation, string account) => operation switch
    {
        CreateAccount => $"Create account {account}",
        ModifyAccount modify => $"Set {string.Join(", ", Given(modify))} of account {account}",
        ResetPassword => $"Reset password of account {account}",
        RemoveAccount => $"Remove account {account}, which can't be undone",
        ChangePrivilege { Kind: OperationKind.GrantPrivilege } change => $"Grant {Privileges(change)} to {account}",
        ChangePrivilege { Kind: OperationKind.RevokePrivilege } change => $"Revoke {Privileges(change)} from {account}",
        ChangePrivilege change => $"Replace all privileges of {account} by {Privileges(change)}{Removed(change)}",
        _ => $"{operation.Kind} {account}",
    };

    private static string Privileges(ChangePrivilege change) => change.Privileges.IsEmpty ? "nothing" : change.Privileges.ToString();

    private static string Removed(ChangePrivilege change) =>
        change.Removed is { IsEmpty: false } removed ? $"; this removes {removed}" : "";

    private static IEnumerable<string> Given(ModifyAccount modify) =>
        from property in modify.GetType().GetProperties()
        where property.Name is not ("Kind" or "Subject" or "Account") && property.GetValue(modify) is not null
        select property.Name;
}
