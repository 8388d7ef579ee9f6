using System.Linq;
using DbAccounts.Model;
using DbAccounts.Texts;

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
        CreateAccount => Messages.ChangeCreate.With(account),
        ModifyAccount modify => Messages.ChangeModify.With(string.Join(", ", modify.Given().Select(given => given.Key)), account),
        ResetPassword => Messages.ChangeReset.With(account),
        RemoveAccount => Messages.ChangeRemove.With(account),
        ChangePrivilege { Kind: OperationKind.GrantPrivilege } grant => Messages.ChangeGrant.With(Privileges(grant), account),
        ChangePrivilege { Kind: OperationKind.RevokePrivilege } revoke => Messages.ChangeRevoke.With(Privileges(revoke), account),
        ChangePrivilege replacement => Messages.ChangeReplace.With(account, Privileges(replacement), Removed(removed)),
        _ => $"{change.Kind} {account}",
    };

    private static string Privileges(ChangePrivilege change) => change.Privileges.IsEmpty ? Messages.Nothing : change.Privileges.ToString();

    private static string Removed(DbPrivilegeSet? removed) => removed is { IsEmpty: false } ? Messages.ChangeReplaceRemoves.With(removed) : "";
}
