using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using DbAccounts.Model;

namespace DbAccounts.Changes;

/// <summary>
/// Says in one line, in the words of grants, what a change does to which account: for -WhatIf and -Confirm. Values are shown, secrets never.
/// </summary>
internal static class ChangeDescription
{
    private const string Hidden = "***";

    /// <summary>The change of an account.</summary>
    /// <param name="change">The change.</param>
    /// <param name="instance">Where.</param>
    /// <param name="effect">What is known of what it comes to.</param>
    public static string Of(AccountChange change, DbInstanceName instance, ChangeEffect effect)
    {
        string line = change switch
        {
            CreateAccount create => Create(create, $"{create.Subject} on {instance}"),
            ModifyAccount modify => Modify(modify, $"{modify.Subject} on {instance}"),
            ResetPassword => $"Reset the password of {change.Subject} on {instance}",
            RemoveAccount => $"Remove {change.Subject} from {instance}, which can't be undone",
            ChangePrivilege privileges => Privileges(privileges, $"{privileges.Subject} on {instance}", effect),
            _ => $"{change.Kind} {change.Subject} on {instance}",
        };
        return effect.ChangesNothing ? $"{line}; nothing has to be changed, so nothing is sent" : line;
    }

    private static string Create(CreateAccount create, string account)
    {
        DbPrivilegeSet granted = create.Granted();
        string[] settings =
        [
            .. create.Given().Where(given => !IsTold(create, given.Key, granted)).Select(given => $"{given.Key}{Setting(given)}"),
        ];
        return $"Create {account}"
            + (settings.Length == 0 ? "" : $" with {string.Join("; ", settings)}")
            + (granted.IsEmpty ? "" : $"; grant {granted}");
    }

    // What stands in the account's name or in its grants is not said again.
    private static bool IsTold(CreateAccount create, string parameter, DbPrivilegeSet granted) => parameter switch
    {
        nameof(create.Name) or nameof(create.Password) => true,
        nameof(create.AllowedHost) => create.Account.Host is not null,
        nameof(create.Database) or nameof(create.Privilege) or nameof(create.Global) => !granted.IsEmpty && create.Privilege is not null,
        nameof(create.Grant) => true,
        _ => false,
    };

    private static string Modify(ModifyAccount modify, string account)
    {
        string[] settings = [.. modify.Given().Select(given => $"{given.Key} to {Value(given)}")];
        string first = modify.Given().Select(given => given.Key).FirstOrDefault() ?? "";
        string line = $"Set {first} of {account}{(settings.Length == 0 ? "" : settings[0].Substring(first.Length))}"
            + string.Concat(settings.Skip(1).Select(setting => $", {setting}"));
        // There the host is a part of what the account is called.
        return modify is { Account.Host: not null, AllowedHost: { Count: 1 } hosts }
            ? $"{line}; from then on it is {modify.Account.Name}@{hosts[0]}"
            : line;
    }

    private static string Privileges(ChangePrivilege change, string account, ChangeEffect effect)
    {
        string privileges = change.Privileges.ToString();
        return change.Kind switch
        {
            OperationKind.GrantPrivilege => $"Grant {privileges} to {account}{Wider(effect, "gives")}",
            OperationKind.RevokePrivilege => $"Revoke {privileges} from {account}{Wider(effect, "takes away")}",
            _ => (change.Privileges.IsEmpty ? $"Take all privileges from {account}" : $"Replace the privileges of {account} by {privileges}")
                + (effect.Removed is null ? "" : $"; this takes away {(effect.Removed.IsEmpty ? "nothing" : effect.Removed.ToString())}"),
        };
    }

    private static string Wider(ChangeEffect effect, string does) => effect.Wider is not { IsEmpty: false } wider ? ""
        : $"; this also {does} {wider}, as the account has the same privileges on all of its databases";

    private static string Setting(KeyValuePair<string, object> given) => given.Value is true ? "" : " " + Value(given);

    private static string Value(KeyValuePair<string, object> given) => given.Value switch
    {
        Secret => Hidden,
        IEnumerable<string> list => list.Any() ? CommandText.List(list) : "none",
        string text => CommandText.Value(text),
        bool isSo => isSo ? "true" : "false",
        IFormattable value => value.ToString(null, CultureInfo.InvariantCulture),
        { } value => value.ToString() ?? "",
    };
}
