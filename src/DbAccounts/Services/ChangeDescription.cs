using System.Collections.Generic;
using System.Linq;
using DbAccounts.Model;

namespace DbAccounts.Services;

/// <summary>Says in one line what a change does: the properties that it sets, with secrets masked.</summary>
internal static class ChangeDescription
{
    /// <summary>The kind of change and the values that are given.</summary>
    public static string Of(AccountOperation operation)
    {
        if (operation is ChangePrivilege change)
        {
            string removed = change.Removed is { IsEmpty: false } ? $"; this removes {change.Removed}" : "";
            return $"{Words(change.Kind)} {(change.Privileges.IsEmpty ? "nothing" : change.Privileges.ToString())}{removed}";
        }

        IEnumerable<string> values =
            from property in operation.GetType().GetProperties()
            where property.Name is not ("Kind" or "Subject" or "Name" or "Account")
            let value = property.GetValue(operation)
            where value is not null
            select $"{property.Name} {(value is IEnumerable<string> list ? string.Join(", ", list) : value.ToString())}";
        return string.Join("; ", new[] { Words(operation.Kind) }.Concat(values));
    }

    private static string Words(OperationKind kind) => kind switch
    {
        OperationKind.CreateAccount => "Create account",
        OperationKind.ModifyAccount => "Modify account",
        OperationKind.ResetPassword => "Reset password",
        OperationKind.RemoveAccount => "Remove account, which can't be undone",
        OperationKind.GrantPrivilege => "Grant",
        OperationKind.RevokePrivilege => "Revoke",
        _ => "Replace all privileges by",
    };
}
