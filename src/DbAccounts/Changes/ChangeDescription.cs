using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using DbAccounts.Model;
using DbAccounts.Texts;

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
            ResetPassword => Messages.ChangeReset.With(change.Subject, instance),
            RemoveAccount => Messages.ChangeRemove.With(change.Subject, instance),
            ChangePrivilege privileges => Privileges(privileges, $"{privileges.Subject} on {instance}", effect),
            _ => $"{change.Kind} {change.Subject} on {instance}",
        };
        return effect.ChangesNothing ? Messages.ChangeNothing.With(line) : line;
    }

    private static string Create(CreateAccount create, string account)
    {
        DbPrivilegeSet granted = create.Granted();
        string[] settings =
        [
            .. create.Given().Where(given => !IsTold(create, given.Key, granted)).Select(given => $"{given.Key}{Setting(given)}"),
        ];
        return Messages.ChangeCreate.With(account)
            + (settings.Length == 0 ? "" : Messages.ChangeCreateWith.With(string.Join("; ", settings)))
            + (granted.IsEmpty ? "" : Messages.ChangeCreateGrant.With(granted));
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
        KeyValuePair<string, object>[] given = [.. modify.Given()];
        string line = given.Length == 0 ? Messages.ChangeModifyNothing.With(account)
            : Messages.ChangeModify.With(given[0].Key, account, Value(given[0]))
                + string.Concat(given.Skip(1).Select(one => Messages.ChangeModifyAlso.With(one.Key, Value(one))));
        // There the host is a part of what the account is called.
        return modify is { Account.Host: not null, AllowedHost: { Count: 1 } hosts }
            ? Messages.ChangeMoves.With(line, $"{modify.Account.Name}@{hosts[0]}")
            : line;
    }

    private static string Privileges(ChangePrivilege change, string account, ChangeEffect effect)
    {
        string privileges = change.Privileges.ToString();
        return change.Kind switch
        {
            OperationKind.GrantPrivilege => Messages.ChangeGrant.With(privileges, account) + Wider(effect, gives: true),
            OperationKind.RevokePrivilege => Messages.ChangeRevoke.With(privileges, account) + Wider(effect, gives: false),
            _ => (change.Privileges.IsEmpty ? Messages.ChangeTakeAll.With(account) : Messages.ChangeReplace.With(account, privileges))
                + (effect.Removed is null ? "" : Messages.ChangeTakesAway.With(effect.Removed.IsEmpty ? Messages.Nothing : effect.Removed)),
        };
    }

    private static string Wider(ChangeEffect effect, bool gives) => effect.Wider is not { IsEmpty: false } wider ? ""
        : (gives ? Messages.ChangeAlsoGives : Messages.ChangeAlsoTakes).With(wider);

    private static string Setting(KeyValuePair<string, object> given) => given.Value is true ? "" : " " + Value(given);

    private static string Value(KeyValuePair<string, object> given) => given.Value switch
    {
        Secret => Hidden,
        IEnumerable<string> list => list.Any() ? CommandText.List(list) : Messages.None,
        string text => CommandText.Value(text),
        bool isSo => isSo ? "true" : "false",
        IFormattable value => value.ToString(null, CultureInfo.InvariantCulture),
        { } value => value.ToString() ?? "",
    };
}
