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
    /// <param name="offered">What the service offers, as far as that is known: all of it is said as ALL.</param>
    public static string Of(AccountChange change, DbInstanceName instance, ChangeEffect effect, PrivilegeCatalog offered)
    {
        string account = change.Subject;
        string line = change switch
        {
            CreateAccount create => Create(create, account, instance, offered),
            ModifyAccount modify => Modify(modify, account, instance, effect),
            ResetPassword => Messages.ChangeReset.With(account, instance),
            RemoveAccount => Messages.ChangeRemove.With(account, instance),
            ChangePrivilege { Kind: OperationKind.GrantPrivilege } grant =>
                Messages.ChangeGrant.With(Privileges(grant, effect, offered), account, instance)
                + (effect.Wider is { IsEmpty: false } given ? Messages.ChangeAlsoGives.With(offered.Collapse(given)) : ""),
            ChangePrivilege { Kind: OperationKind.RevokePrivilege } revoke =>
                Messages.ChangeRevoke.With(Privileges(revoke, effect, offered), account, instance)
                + (effect.Wider is { IsEmpty: false } taken ? Messages.ChangeAlsoTakes.With(offered.Collapse(taken)) : ""),
            ChangePrivilege replacement => Replace(replacement, account, instance, effect, offered)
                + (effect.ChangesNothing ? "" : Difference(effect, offered)),
            _ => $"{change.Kind} {account} on {instance}",
        };
        return effect.ChangesNothing ? $"{line}; {Messages.NothingToSendPreview}" : line;
    }

    private static string Create(CreateAccount create, string account, DbInstanceName instance, PrivilegeCatalog offered)
    {
        DbPrivilegeSet granted = create.Granted();
        string settings = string.Join("; ", create.Given().Where(given => !IsTold(create, given.Key)).Select(given =>
            given.Value is true ? given.Key : $"{given.Key} {Value(given.Value)}"));
        return (settings.Length == 0 ? Messages.ChangeCreate.With(account, instance) : Messages.ChangeCreateWith.With(account, instance, settings))
            + (granted.IsEmpty ? "" : Messages.ChangeCreateGrant.With(offered.Collapse(granted)));
    }

    // What stands in the account's name or in its grants is not said again.
    private static bool IsTold(CreateAccount create, string parameter) => parameter switch
    {
        nameof(create.Name) or nameof(create.Password) or nameof(create.Grant) => true,
        nameof(create.AllowedHost) => create.Account.Host is not null,
        nameof(create.Database) or nameof(create.Privilege) or nameof(create.Global) => create.Privilege is not null && !create.Granted().IsEmpty,
        _ => false,
    };

    private static string Modify(ModifyAccount modify, string account, DbInstanceName instance, ChangeEffect effect)
    {
        KeyValuePair<string, object>[] settings = [.. modify.Given().Select(given => given.Key == nameof(modify.Clear)
            ? new KeyValuePair<string, object>((string)given.Value, new Default()) : given)];
        if (settings.Length == 0)
        {
            return Messages.ChangeModifyNothing.With(account, instance);
        }

        string line = Messages.ChangeModify.With(settings[0].Key, account, instance, Value(settings[0].Value)) + Before(settings[0].Key)
            + string.Concat(settings.Skip(1).Select(
                setting => Messages.ChangeModifyMore.With(setting.Key, Value(setting.Value)) + Before(setting.Key)));
        // There the host is a part of what the account is called.
        return modify is { Account.Host: { } own, AllowedHost: { Count: 1 } hosts } && !string.Equals(own, hosts[0], StringComparison.OrdinalIgnoreCase)
            ? line + Messages.ChangeModifyCalled.With($"{modify.Account.Name}@{hosts[0]}")
            : line;

        string Before(string parameter) => effect.Before is { } before && before.TryGetValue(parameter, out string? value)
            ? Messages.ChangeModifyBefore.With(CommandText.Value(value)) : "";
    }

    private static string Replace(
        ChangePrivilege change, string account, DbInstanceName instance, ChangeEffect effect, PrivilegeCatalog offered) =>
        change.Privileges.IsEmpty && change.AllOn.Count == 0
            ? Messages.ChangeTakeAll.With(account, instance)
            : Messages.ChangeReplace.With(account, instance, Privileges(change, effect, offered));

    private static string Privileges(ChangePrivilege change, ChangeEffect effect, PrivilegeCatalog offered) =>
        offered.Collapse(effect.Asked ?? change.Privileges).ToString();

    // What goes is said first, as it is what may be missed.
    private static string Difference(ChangeEffect effect, PrivilegeCatalog offered) => effect switch
    {
        { Removed: null } => "",
        { Removed.IsEmpty: true, Added.IsEmpty: true } => Messages.ChangeReplaceSame,
        { Removed.IsEmpty: true, Added: { } added } => Messages.ChangeReplaceOnlyAdds.With(offered.Collapse(added)),
        { Removed.IsEmpty: true } => Messages.ChangeReplaceRemoves.With(Messages.Nothing),
        { Removed: { } removed } => Messages.ChangeReplaceRemoves.With(offered.Collapse(removed))
            + (effect.Added is { IsEmpty: false } added ? Messages.ChangeReplaceAdds.With(offered.Collapse(added)) : ""),
    };

    private sealed class Default;

    private static string Value(object value) => value switch
    {
        Secret => Hidden,
        Default => Messages.ChangeToDefault,
        IEnumerable<string> list => list.Any() ? CommandText.List(list) : Messages.ChangeToNone,
        string text => CommandText.Value(text),
        bool isSo => isSo ? "true" : "false",
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };
}
