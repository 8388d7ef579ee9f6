using System;
using System.Linq;
using DbAccounts.Engines;
using DbAccounts.Model;
using DbAccounts.Texts;

namespace DbAccounts.Comparison;

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
        : _names.Contains(account.Name, StringComparer.OrdinalIgnoreCase)
            || account.Name.StartsWith("mysql.", StringComparison.OrdinalIgnoreCase) ? Messages.ProtectedServer
        : account.Name == instance.KeyId ? Messages.ProtectedSelf
        : null;
}
