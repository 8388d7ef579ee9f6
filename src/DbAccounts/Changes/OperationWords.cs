using System.Collections.Generic;
using System.Linq;
using DbAccounts.Texts;

namespace DbAccounts.Changes;

/// <summary>What operations are called in sentences.</summary>
internal static class OperationWords
{
    /// <summary>An operation as the end of "can" and "can't", such as "reset passwords".</summary>
    public static string Of(OperationKind operation) => TextFormat.Named("Operation" + operation);

    /// <summary>The command that does it.</summary>
    public static string CommandOf(OperationKind operation) => operation switch
    {
        OperationKind.CreateAccount => "New-DbAccount",
        OperationKind.ModifyAccount => "Set-DbAccount",
        OperationKind.ResetPassword => "Reset-DbAccountPassword",
        OperationKind.RemoveAccount => "Remove-DbAccount",
        OperationKind.GrantPrivilege => "Grant-DbPrivilege",
        OperationKind.RevokePrivilege => "Revoke-DbPrivilege",
        OperationKind.SetPrivilege => "Set-DbPrivilege",
        OperationKind.ListAccounts => "Get-DbAccount",
        OperationKind.ListPrivileges => "Get-DbPrivilege",
        _ => "Get-DbJob",
    };

    /// <summary>Several of them.</summary>
    public static string Of(IEnumerable<OperationKind> operations)
    {
        string[] words = [.. operations.Distinct().Select(Of)];
        return words.Length < 2
            ? string.Concat(words)
            : Messages.ListAnd.With(string.Join(", ", words.Take(words.Length - 1)), words[words.Length - 1]);
    }
}
