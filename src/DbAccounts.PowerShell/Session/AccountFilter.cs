using System;
using System.Linq;
using System.Management.Automation;
using DbAccounts.Engines;
using DbAccounts.Model;
using DbAccounts.PowerShell.Input;

namespace DbAccounts.PowerShell.Session;

/// <summary>
/// Tells which listed accounts are meant where a command reads. Names of accounts count exactly and hosts without case, as in the
/// databases; a pattern is a convenience of the shell, and ignores case.
/// </summary>
internal sealed class AccountFilter
{
    private readonly Func<string, bool> _name;
    private readonly Func<string, bool>[] _hosts;
    private readonly bool _hasHostList;

    private AccountFilter(DbAccountReference reference, DbServiceInfo info)
    {
        Reference = reference;
        _name = Test(reference.Name, StringComparison.Ordinal);
        _hasHostList = info.AccountHasHostList;
        // Where a host is no part of the identity, one in a row is a property like any other.
        _hosts = info.HostIsIdentity || reference.Origin is string
            ? [.. reference.AllowedHost.SelectMany(host => host.Split(ListForm.Hosts.Separators.ToCharArray()))
                .Select(host => host.Trim()).Where(host => host.Length > 0).Select(host => Test(host, StringComparison.OrdinalIgnoreCase))]
            : [];
    }

    /// <summary>What was written.</summary>
    public DbAccountReference Reference { get; }

    /// <summary>The filter that a reference is on an instance.</summary>
    public static AccountFilter Of(DbAccountReference reference, DbInstance instance) => Of(reference, instance.Client.Info);

    /// <summary>The filter that a reference is on a service.</summary>
    public static AccountFilter Of(DbAccountReference reference, DbServiceInfo info) => new(reference, info);

    /// <summary>True for an account that is meant.</summary>
    public bool IsMatch(DbAccount account)
    {
        string[] own = account.AllowedHost ?? [];
        if (!_name(account.Name) || _hosts.Length == 0)
        {
            return _name(account.Name);
        }

        // Of a list all hosts are the identity; else one of those that were named is enough.
        return _hasHostList && _hosts.Length > 1 ? own.Length == _hosts.Length && own.All(IsNamed) : own.Any(IsNamed);
    }

    /// <inheritdoc cref="IsMatch(DbAccount)"/>
    public bool IsMatch(DbAccountIdentity account) => IsMatch(new DbAccount { Name = account.Name, AllowedHost = account.Hosts() });

    private bool IsNamed(string host) => Array.Exists(_hosts, named => named(host));

    private static Func<string, bool> Test(string text, StringComparison comparison)
    {
        if (!WildcardPattern.ContainsWildcardCharacters(text))
        {
            return other => string.Equals(text, other, comparison);
        }

        WildcardPattern pattern = Patterns.Of(text);
        return pattern.IsMatch;
    }
}
