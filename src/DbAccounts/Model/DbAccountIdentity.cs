using System;

namespace DbAccounts.Model;

/// <summary>Which account is meant: a name, and where it was given the host, the service and the instance.</summary>
/// <remarks>Tencent Cloud identifies accounts by (name, host), MySQL Plus deletes by it, the others by name alone.</remarks>
public sealed class DbAccountIdentity
{
    /// <summary>Reads <c>name</c> or <c>name@host</c>. The last <c>@</c> separates, as no host contains one.</summary>
    /// <exception cref="FormatException">The name is empty.</exception>
    public DbAccountIdentity(string identity)
    {
        if (identity is null)
        {
            throw new ArgumentNullException(nameof(identity));
        }

        int at = identity.LastIndexOf('@');
        Name = at < 0 ? identity : identity.Substring(0, at);
        string host = at < 0 ? "" : identity.Substring(at + 1);
        AllowedHost = host.Length == 0 ? [] : [host];
        if (Name.Length == 0)
        {
            throw new FormatException("An account is written as 'name' or 'name@host', and the name is not empty.");
        }
    }

    /// <summary>The identity of an account that a service has listed; it remembers where that was.</summary>
    public DbAccountIdentity(DbAccount account)
    {
        if (account is null)
        {
            throw new ArgumentNullException(nameof(account));
        }

        Name = account.Name;
        AllowedHost = account.AllowedHost ?? [];
        Service = account.Service.Length == 0 ? null : account.Service;
        InstanceId = account.InstanceId.Length == 0 ? null : account.InstanceId;
        Origin = account;
    }

    /// <summary>A name with hosts. The name is taken as it is: an <c>@</c> in it separates nothing.</summary>
    /// <exception cref="FormatException">The name is empty.</exception>
    public DbAccountIdentity(string name, string[] allowedHost, string? service = null, string? instanceId = null, object? origin = null)
    {
        Name = string.IsNullOrEmpty(name) ? throw new FormatException("The name of an account is not empty.") : name;
        AllowedHost = allowedHost ?? [];
        Service = service;
        InstanceId = instanceId;
        Origin = origin;
    }

    /// <summary>The account's name.</summary>
    public string Name { get; }

    /// <summary>The hosts that belong to it, empty where none was given.</summary>
    public string[] AllowedHost { get; }

    /// <summary>The service of the account that this was made from, or null.</summary>
    public string? Service { get; }

    /// <summary>The instance of the account that this was made from, or null.</summary>
    public string? InstanceId { get; }

    /// <summary>The object that this was read from, or null: an account, a row, a table.</summary>
    public object? Origin { get; init; }

    /// <summary>The identity of a listed account.</summary>
    public static DbAccountIdentity Of(DbAccount account) => new(account);

    /// <summary><c>name</c>, or <c>name@host</c> where exactly one host belongs to it.</summary>
    public override string ToString() => AllowedHost.Length == 1 ? Name + "@" + AllowedHost[0] : Name;
}
