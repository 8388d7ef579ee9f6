using System;
using System.Linq;
using DbAccounts.Changes;
using DbAccounts.Model;
using DbAccounts.Texts;

namespace DbAccounts.Engines;

/// <summary>
/// The accounts that no plan touches: those that a server or service needs itself, the one that is connected, and those without a name.
/// </summary>
internal static class ProtectedAccounts
{
    // MySQL: "Reserved Accounts"; MariaDB: mariadb.sys; QingCloud add_user: names that are taken; Tencent Cloud: see the facts of its service.
    private static readonly string[] _names = ["root", "mariadb.sys", "tencentroot", "qc_admin", "qc_repl", "qc_check"];

    /// <summary>Why an account is never touched, as the end of a sentence; null for one that may be.</summary>
    public static string? Why(DbInstance instance, DbAccountIdentity account) =>
        account.Name.Length == 0 ? Messages.ProtectedUnnamed
        : IsOfServer(account) ? Messages.ProtectedServer
        : account.Name == instance.KeyId ? Messages.ProtectedSelf
        : null;

    /// <summary>What may come of a change of an account that others depend on, in a sentence; null where nothing more has to be said.</summary>
    /// <param name="instance">Where.</param>
    /// <param name="change">The change; -Force says that its consequences are known.</param>
    public static string? Warning(DbInstance instance, AccountChange change) =>
        !IsOfServer(change.Account) ? null
        : change switch
        {
            ResetPassword or ModifyAccount { Password: not null } => Messages.ProtectedPassword.With(change.Account, instance.Key),
            ChangePrivilege { Kind: not OperationKind.GrantPrivilege, Force: false }
                or RemoveAccount { Force: false }
                or ModifyAccount { Force: false, Locked: true }
                or ModifyAccount { Force: false, AllowedHost: not null }
                or ModifyAccount { Force: false, Privilege: not null }
                or ModifyAccount { Force: false, Database: not null } => Messages.ProtectedTaken.With(change.Account, instance.Key),
            _ => null,
        };

    private static bool IsOfServer(DbAccountIdentity account) =>
        _names.Contains(account.Name, StringComparer.OrdinalIgnoreCase)
        || account.Name.StartsWith("mysql.", StringComparison.OrdinalIgnoreCase);
}
