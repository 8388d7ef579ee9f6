using System;
using System.Linq;
using System.Management.Automation;
using DbAccounts.Engines;
using DbAccounts.Errors;
using DbAccounts.Model;
using DbAccounts.PowerShell.Input;
using DbAccounts.Texts;

namespace DbAccounts.PowerShell.Session;

/// <summary>
/// Which accounts are meant, as it was written: a name, and where they were named the hosts, the service and the instance.
/// </summary>
/// <remarks>What an identity is, only the instance's service knows: <see cref="On"/> makes the accounts of it.</remarks>
public sealed class DbAccountReference
{
    private static readonly char[] _hostWildcards = ['*', '?', '[', ']'];
    private static readonly string[] _names = ["Account", "Name"];
    private static readonly char[] _anySeparator = ListForm.Hosts.Separators.ToCharArray();

    // What a row that can't be read names all the same.
    private string[]? _named;

    internal DbAccountReference(string name, string[] allowedHost, object? origin)
    {
        Name = name;
        AllowedHost = allowedHost;
        Origin = origin;
    }

    internal DbAccountReference(DbAccountIdentity account, object? origin)
        : this(account.Name, account.Host is null ? [] : [account.Host], origin)
    {
    }

    /// <summary>The account's name.</summary>
    public string Name { get; }

    /// <summary>The hosts that were named, each maybe several in one text; empty where none was.</summary>
    public string[] AllowedHost { get; }

    /// <summary>The service of the object that names the account, or null.</summary>
    public string? Service { get; internal init; }

    /// <summary>The instance of the object that names the account, or null.</summary>
    public string? InstanceId { get; internal init; }

    /// <summary>The object that this was read from, or null: an account, a privilege, a row, a text.</summary>
    public object? Origin { get; }

    /// <summary>The privilege beside the account of a command line: it says where, unless the command line does. Null for anything else.</summary>
    internal object? PlacedBy { get; init; }

    /// <summary>The members of the row that names the account; null for any other object, which says no more than who is meant.</summary>
    internal Row? Row { get; init; }

    /// <summary>True where the host stands in one text with the name, so that a column for hosts has another meaning.</summary>
    internal bool HostIsInName { get; init; }

    /// <summary>True for an account as a service has listed it: it is that one, and no pattern of names.</summary>
    internal bool IsListed { get; init; }

    /// <summary>The privilege that names the account, and an object of the database with it; null for anything else.</summary>
    internal DbPrivilege? Privilege { get; init; }

    /// <summary>What the account can do, and by which grant, where that names it; null for anything else.</summary>
    internal DbAccess? Access { get; init; }

    /// <summary>What the account holds, where the object or row that names it tells; null for anything else.</summary>
    internal DbPrivilegeSet? Grants { get; init; }

    /// <summary>True where the name or a host is a pattern of the shell.</summary>
    internal bool IsPattern =>
        !IsListed && (WildcardPattern.ContainsWildcardCharacters(Name) || AllowedHost.Any(host => host.IndexOfAny(_hostWildcards) >= 0));

    /// <summary>
    /// True where there was a host to name, and there is none: an account that was listed without one, properties of a listed account
    /// that were selected without it, and an empty cell.
    /// </summary>
    internal bool HasLostHost => AllowedHost.Length == 0
        && (IsListed || Row?.Has(nameof(AllowedHost)) == true || Row.IsSelectionOf<DbAccount>(Origin));

    /// <summary>The accounts that are meant on an instance, one by one.</summary>
    /// <param name="instance">The instance.</param>
    /// <exception cref="DbAccountsException">
    /// It is a pattern, or names a host where there is none, or none where there has to be one.
    /// </exception>
    internal DbAccountIdentity[] On(DbInstance instance)
    {
        DbServiceInfo info = instance.Client.Info;
        if (IsPattern)
        {
            throw DbError.PatternInChange(ToString());
        }

        if (!info.HostIsIdentity)
        {
            // A column of a row may hold hosts all the same: there they are no part of the identity.
            return AllowedHost.Length == 0 || Origin is not string
                ? [new DbAccountIdentity(Name, null)]
                : throw DbError.InvalidInput(Messages.NameAlone.With(info.Service), Messages.NameAloneAdvice.With(Name));
        }

        if (AllowedHost.Length == 0)
        {
            return HasLostHost
                ? throw DbError.HostNotNamed(Name, instance.Key)
                : [new DbAccountIdentity(Name, "%") { HostIsAssumed = true }];
        }

        char[] separators = ListForm.Hosts.Separators.ToCharArray();
        string[] hosts =
            [.. AllowedHost.SelectMany(host => host.Split(separators)).Select(host => host.Trim()).Where(host => host.Length > 0)];
        if (hosts.Length == 0)
        {
            throw DbError.HostNotNamed(Name, instance.Key);
        }

        return info.AccountHasHostList
            ? [new DbAccountIdentity(Name, DbAccountIdentity.HostOf(hosts))]
            : [.. hosts.Select(host => new DbAccountIdentity(Name, host)).Distinct()];
    }

    /// <summary>True unless it is another account for sure: also for a row that can't be read, as far as it names one.</summary>
    internal bool MayMean(DbAccountIdentity account)
    {
        if (Unreadable.Of(this) is { } unreadable)
        {
            _named ??= Row.Of(unreadable.Origin) is { } row ? [.. _names.Select(row.TextOrNull).OfType<string>()] : [];
            return Name == account.Name || _named.Any(text => text == account.Name || text.StartsWith(account.Name + "@", StringComparison.Ordinal));
        }

        string[] hosts = [.. AllowedHost.SelectMany(host => host.Split(_anySeparator)).Select(host => host.Trim())];
        return Name == account.Name && (hosts.Length == 0 || account.Host is null
            || account.Hosts().Any(own => hosts.Contains(own, StringComparer.OrdinalIgnoreCase)));
    }

    /// <summary>As it was written.</summary>
    public override string ToString() => AllowedHost.Length == 0 ? Name : $"{Name}@{string.Join(";", AllowedHost)}";
}
