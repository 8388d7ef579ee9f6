using System;
using System.Collections.Generic;
using System.Linq;
using DbAccounts.Engines;
using DbAccounts.Formats;
using DbAccounts.Model;

namespace DbAccounts.Comparison;

/// <summary>What is known of an account, or wanted of it: that it exists, its settings by aspect, and its privileges.</summary>
/// <param name="Exists">It is there.</param>
/// <param name="Settings">The settings that are told, by the names of their aspects.</param>
/// <param name="Privileges">Its privileges, comparable; null where they are not known or don't matter.</param>
internal sealed record AccountState(bool Exists, IReadOnlyDictionary<string, string> Settings, DbPrivilegeSet? Privileges)
{
    /// <summary>There is no such account.</summary>
    public static AccountState Absent { get; } = new(false, new Dictionary<string, string>(), null);

    /// <summary>It is there, and no more is known.</summary>
    public static AccountState Unread { get; } = new(true, new Dictionary<string, string>(), null);

    /// <summary>All of it in one canonical text: the same text is the same state.</summary>
    public override string ToString() => !Exists ? "absent" : string.Join(
        "\n",
        Settings.OrderBy(setting => setting.Key, StringComparer.Ordinal).Select(setting => $"{setting.Key}={Comparable(setting)}")
            .Prepend("present").Append($"grants={Privileges}"));

    /// <summary>A short text that is another one for another state, and says nothing of it.</summary>
    public string Fingerprint() => Digest.Sha256Hex(ToString());

    /// <summary>The same with other privileges.</summary>
    public AccountState With(DbPrivilegeSet? privileges) => Privileges is null ? this : this with { Privileges = privileges };

    /// <summary>True where another state is this one, as far as its service tells.</summary>
    /// <param name="told">What the service tells.</param>
    /// <param name="info">The service.</param>
    public bool IsShownBy(AccountState told, DbServiceInfo info) => Exists == told.Exists
        && (!Exists || (AccountAspect.Differing(info, told, this).Count == 0 && (Privileges is null || Privileges.Equals(told.Privileges))));

    // Case counts for none that are compared without.
#pragma warning disable CA1308
    private static string Comparable(KeyValuePair<string, string> setting) =>
        setting.Key is "allowedHost" or "databases" ? setting.Value.ToLowerInvariant() : setting.Value;
#pragma warning restore CA1308
}
