using System;
using System.Collections.Generic;
using System.Linq;
using DbAccounts.Texts;

namespace DbAccounts.Model;

/// <summary>
/// One account: a name, and where the service tells accounts apart by it, the host. Equal identities are the same account.
/// </summary>
/// <remarks>
/// Tencent Cloud identifies accounts by (name, host), MySQL Plus by the name and the hosts that it was created with, the others by name
/// alone. Names compare exactly; hosts without case, and several hosts of one account in any order, as DNS and MySQL do.
/// </remarks>
public sealed class DbAccountIdentity : IEquatable<DbAccountIdentity>
{
    /// <summary>Separates the hosts of one account where a service keeps several.</summary>
    private const char HostSeparator = ';';

    /// <summary>Reads <c>name</c> or <c>name@host</c>. The last <c>@</c> separates, as no host contains one.</summary>
    /// <exception cref="FormatException">The name is empty, or an <c>@</c> has no host behind it.</exception>
    public DbAccountIdentity(string identity)
    {
        if (identity is null)
        {
            throw new ArgumentNullException(nameof(identity));
        }

        int at = identity.LastIndexOf('@');
        Name = at < 0 ? identity : identity.Substring(0, at);
        Host = at < 0 ? null : identity.Substring(at + 1);
        if (string.IsNullOrWhiteSpace(Name))
        {
            throw new InputException(Messages.AccountIdentityForm, Messages.AccountIdentityFormAdvice);
        }

        if (Host is not null && string.IsNullOrWhiteSpace(Host))
        {
            throw new InputException(
                Messages.AccountWithoutHost.With(identity), Messages.AccountWithoutHostAdvice.With(Name));
        }
    }

    /// <summary>
    /// A name with a host. The name is taken as it is: an <c>@</c> in it separates nothing, and the rules judge an empty one.
    /// </summary>
    /// <param name="name">The name.</param>
    /// <param name="host">The host, on MySQL Plus maybe several, separated by semicolons; null where the service has none.</param>
    public DbAccountIdentity(string name, string? host)
    {
        Name = name ?? throw new ArgumentNullException(nameof(name));
        Host = string.IsNullOrEmpty(host) ? null : host;
    }

    /// <summary>The account's name.</summary>
    public string Name { get; }

    /// <summary>The host that belongs to it; null where none does.</summary>
    public string? Host { get; }

    /// <summary>
    /// True for an account that was listed without a host: where accounts have one, it is none that could be taken for granted.
    /// </summary>
    internal bool HostIsUnknown { get; private init; }

    /// <summary>True where nobody wrote a host, and the databases' own default stands for it: another account of the name may be meant.</summary>
    internal bool HostIsAssumed { get; init; }

    /// <summary>The identity of a listed account.</summary>
    public static DbAccountIdentity Of(DbAccount account) =>
        new(account.Name, HostOf(account.AllowedHost)) { HostIsUnknown = account.AllowedHost is null or { Length: 0 } };

    /// <summary>The hosts of one account in one text; null for none.</summary>
    public static string? HostOf(IReadOnlyList<string>? hosts) => hosts is { Count: > 0 } ? string.Join(HostSeparator.ToString(), hosts) : null;

    /// <summary>The hosts one by one.</summary>
    public string[] Hosts() => Host?.Split(HostSeparator) ?? [];

    /// <summary>The account that has a host in common with another one of its name; null where none has.</summary>
    internal static DbAccountIdentity? SharingHost(DbAccountIdentity account, IEnumerable<DbAccountIdentity> others) => others.FirstOrDefault(
        other => other.Name == account.Name && other.Hosts().Intersect(account.Hosts(), StringComparer.OrdinalIgnoreCase).Any());

    /// <inheritdoc/>
    public bool Equals(DbAccountIdentity? other) =>
        other is not null && string.Equals(Name, other.Name, StringComparison.Ordinal)
        && string.Equals(HostKey(), other.HostKey(), StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as DbAccountIdentity);

    /// <inheritdoc/>
    public override int GetHashCode() =>
        (StringComparer.Ordinal.GetHashCode(Name) * 397) ^ StringComparer.OrdinalIgnoreCase.GetHashCode(HostKey());

    /// <summary><c>name</c>, or <c>name@host</c>; an account without a name is shown as <c>''@host</c>.</summary>
    public override string ToString() => (Name.Length == 0 ? "''" : Name) + (Host is null ? "" : "@" + Host);

    // The case of what is sorted counts, or 'a;B' and 'A;b' would be sorted apart.
    private string HostKey() => Host is null || Host.IndexOf(HostSeparator) < 0
        ? Host ?? ""
        : string.Join(";", Hosts().OrderBy(host => host, StringComparer.OrdinalIgnoreCase));
}
