using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using DbAccounts.Changes;
using DbAccounts.Engines;
using DbAccounts.Model;
using DbAccounts.Rules;

namespace DbAccounts.PowerShell.Commands;

/// <summary>
/// The rules that a user can keep or break: those on what the cmdlet of an operation has parameters for, each once. A service's own
/// fields, and parts of requests that the cmdlet never sends, have rules too.
/// </summary>
internal static class ShownRules
{
    private static readonly Dictionary<string, HashSet<string>> _parameters = new()
    {
        [nameof(OperationKind.CreateAccount)] = Of(typeof(NewDbAccountCommand)),
        [nameof(OperationKind.ModifyAccount)] = Of(typeof(SetDbAccountCommand)),
        [nameof(OperationKind.ResetPassword)] = Of(typeof(ResetDbAccountPasswordCommand)),
        [nameof(OperationKind.RemoveAccount)] = Of(typeof(RemoveDbAccountCommand)),
        [nameof(OperationKind.GrantPrivilege)] = Of(typeof(GrantDbPrivilegeCommand)),
        [nameof(OperationKind.RevokePrivilege)] = Of(typeof(RevokeDbPrivilegeCommand)),
        [nameof(OperationKind.SetPrivilege)] = Of(typeof(SetDbPrivilegeCommand)),
    };

    /// <summary>The rules of a service.</summary>
    public static IEnumerable<DbAccountRule> Of(IDbEngine service) =>
        from rule in ServiceCatalog.Rules(service)
        where IsShown(rule)
        group rule by (rule.Operation, rule.Parameter, rule.Level, rule.Rule) into same
        select same.First();

    // A rule on several parameters together names them in a sentence.
    private static bool IsShown(DbAccountRule rule) =>
        !IsFilledIn(rule) && (rule.WireName is null || !_parameters.TryGetValue(rule.Operation, out HashSet<string>? parameters)
        || (parameters.Contains(rule.Parameter)
            && (rule.Level is not (DbPrivilegeLevel.Table or DbPrivilegeLevel.Column) || parameters.Contains(rule.Level.ToString()))));

    // A request must have them, and a user need not give them: the cmdlet has a default, or sends no such part.
    private static bool IsFilledIn(DbAccountRule rule) =>
        rule is
        {
            Operation: nameof(OperationKind.CreateAccount) or nameof(OperationKind.ModifyAccount),
            Parameter: nameof(CreateAccount.AllowedHost) or nameof(CreateAccount.Database),
        }
        && rule.Id.EndsWith(".Mandatory", StringComparison.Ordinal);

    private static HashSet<string> Of(Type command) => new(
        command.GetProperties().Where(property => property.IsDefined(typeof(ParameterAttribute), inherit: true)).Select(property => property.Name),
        StringComparer.Ordinal);
}
