using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using DbAccounts.Changes;
using DbAccounts.Documents;
using DbAccounts.Engines;
using DbAccounts.Model;

namespace DbAccounts.Comparison;

/// <summary>A setting of accounts: how it is called, and how it is read as one text, so that all of them compare alike.</summary>
internal sealed class AccountAspect
{
    private const char Separator = ';';

    private readonly Func<DbAccount, string?> _current;
    private readonly Func<AccessAccount, string?> _desired;

    private AccountAspect(string name, string parameter, Func<DbAccount, string?> current, Func<AccessAccount, string?> desired)
    {
        Name = name;
        Parameter = parameter;
        _current = current;
        _desired = desired;
    }

    /// <summary>The hosts, where they are no part of the identity.</summary>
    public static AccountAspect AllowedHost { get; } = new(
        "allowedHost", nameof(ModifyAccount.AllowedHost), one => List(one.AllowedHost), one => List(one.AllowedHost));

    /// <summary>The databases that the account is for.</summary>
    public static AccountAspect Databases { get; } = new(
        "databases", nameof(ModifyAccount.Database), one => List(one.Database), one => List(one.Databases));

    /// <summary>The most connections at once.</summary>
    public static AccountAspect MaxUserConnections { get; } = new(
        "maxUserConnections",
        nameof(ModifyAccount.MaxUserConnections),
        one => Number(one.MaxUserConnections),
        one => Number(one.MaxUserConnections));

    /// <summary>All of them.</summary>
    public static IReadOnlyList<AccountAspect> All { get; } =
    [
        AllowedHost,
        new("description", nameof(ModifyAccount.Description), one => one.Description, one => one.Description),
        MaxUserConnections,
        new(
            "passwordLifetime",
            nameof(ModifyAccount.PasswordLifetime),
            one => Number(one.PasswordLifetime),
            one => Number(one.PasswordLifetime)),
        Databases,
        new("accountType", nameof(CreateAccount.AccountType), one => one.AccountType, one => one.AccountType),
        new("requireSsl", nameof(ModifyAccount.RequireSsl), one => Truth(one.RequireSsl), one => Truth(one.RequireSsl)),
        new("locked", nameof(ModifyAccount.Locked), one => Truth(one.Locked), one => Truth(one.Locked)),
    ];

    /// <summary>Its name in documents.</summary>
    public string Name { get; }

    /// <summary>The parameter of the cmdlets.</summary>
    public string Parameter { get; }

    /// <summary>The aspect of a name.</summary>
    public static AccountAspect? Of(string name) => All.FirstOrDefault(aspect => aspect.Name == name);

    /// <summary>What an account has; null where its service doesn't tell.</summary>
    public string? Of(DbAccount account) => _current(account);

    /// <summary>What an account shall have; null where nothing is said.</summary>
    public string? Of(AccessAccount account) => _desired(account);

    /// <summary>True where accounts of the service have it.</summary>
    public bool IsOffered(DbServiceInfo info) =>
        !(this == AllowedHost && info.HostIsIdentity)
        && !(this == Databases && info.PrivilegeLevels.Count > 0 && !info.HasOnePrivilegeSet)
        && (info.Takes(OperationKind.CreateAccount, Parameter) || IsChangeable(info));

    /// <summary>True where it can be changed after the account was created.</summary>
    public bool IsChangeable(DbServiceInfo info) => info.Takes(OperationKind.ModifyAccount, Parameter);

    /// <summary>True where two values have the same effect on a service.</summary>
    public bool AreEqual(string? current, string? desired, DbServiceInfo info) => string.Equals(
        current ?? Unset(info),
        desired ?? Unset(info),
        this == AllowedHost || this == Databases ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal);

    /// <summary>What a change of it can do to those who use the account.</summary>
    public DbChangeRisk Risk(string? current, string desired)
    {
        if (this == AllowedHost || this == Databases)
        {
            string[] gone = [.. Values(current ?? "").Except(Values(desired), StringComparer.OrdinalIgnoreCase)];
            return gone.Length == 0 ? DbChangeRisk.AddsAccess : this == AllowedHost ? DbChangeRisk.Disconnects : DbChangeRisk.RemovesAccess;
        }

        return this == MaxUserConnections
            ? IsLess(desired, current ?? "0") ? DbChangeRisk.Disconnects : DbChangeRisk.AddsAccess
            : Name switch
            {
                "requireSsl" or "locked" when desired == "true" => DbChangeRisk.Disconnects,
                "requireSsl" or "locked" => DbChangeRisk.AddsAccess,
                "accountType" => DbChangeRisk.AddsAccess,
                _ => DbChangeRisk.None,
            };
    }

    /// <summary>The values of a list in one text.</summary>
    public static string[] Values(string text) => text.Length == 0 ? [] : text.Split(Separator);

    /// <summary>Values as one text, in one order whatever order they came in.</summary>
    public static string? List(IReadOnlyList<string>? values) => values is null ? null : string.Join(
        Separator.ToString(),
        values.SelectMany(value => value.Split(Separator)).Select(value => value.Trim()).Where(value => value.Length > 0)
            .Distinct(StringComparer.OrdinalIgnoreCase).OrderBy(value => value, StringComparer.OrdinalIgnoreCase)
            .ThenBy(value => value, StringComparer.Ordinal));

    /// <summary>A number as text.</summary>
    public static int? Count(string? text) => text is null ? null : int.Parse(text, CultureInfo.InvariantCulture);

    /// <summary>The settings that differ. What a service doesn't tell differs in nothing that could be seen.</summary>
    public static List<(AccountAspect Aspect, string? Current, string Desired)> Differing(
        DbServiceInfo info, AccountState current, AccountState desired) =>
    [
        .. from aspect in All
           where desired.Exists && desired.Settings.ContainsKey(aspect.Name)
           let now = current.Settings.TryGetValue(aspect.Name, out string? value) ? value : null
           let wanted = desired.Settings[aspect.Name]
           where !aspect.AreEqual(now, wanted, info) && (now is not null || !current.Exists || !aspect.IsHidden(info))
           select (aspect, now, wanted),
    ];

    /// <summary>True where a service that lists none may have one all the same: a setting that can be changed is listed once it was made.</summary>
    public bool IsHidden(DbServiceInfo info) => !IsChangeable(info) || this == AllowedHost;

    /// <summary>True for a value that an account has from its creation on: it needs not be said, and not each server could take it.</summary>
    public bool IsOfNewAccount(string value) => Name switch
    {
        "description" => value.Length == 0,
        "requireSsl" or "locked" => value == "false",
        _ => false,
    };

    // What a setting is that was never made. A server's own lifetime of passwords is none that could be known: it may change.
    private string? Unset(DbServiceInfo info) => Name switch
    {
        "passwordLifetime" => info.HasDefaultPasswordLifetime ? null : "0",
        "requireSsl" or "locked" => "false",
        _ => this == MaxUserConnections ? "0" : "",
    };

    private static string? Truth(bool? truth) => truth is { } value ? (value ? "true" : "false") : null;

    private static string? Number(int? number) => number?.ToString(CultureInfo.InvariantCulture);

    // None at all is no limit.
    private static bool IsLess(string desired, string current) =>
        desired != "0" && (current == "0" || Count(desired) < Count(current));
}
