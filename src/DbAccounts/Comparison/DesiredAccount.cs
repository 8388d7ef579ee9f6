using System;
using System.Collections.Generic;
using DbAccounts.Documents;
using DbAccounts.Model;

namespace DbAccounts.Comparison;

/// <summary>One account of a document, with its place.</summary>
/// <param name="Account">The account.</param>
/// <param name="State">What is wanted of it; what is not said is not in it.</param>
internal sealed record DesiredAccount(DbAccountIdentity Account, AccountState State)
{
    /// <summary>The secret that is its password when it is created; null where none is named.</summary>
    public SecretName? Password { get; init; }

    /// <summary>Its hosts as they were written, for its creation; null where none were.</summary>
    public IReadOnlyList<string>? AllowedHost { get; init; }

    /// <summary>Where the settings stand that are at the account itself, not among the defaults.</summary>
    public IReadOnlyDictionary<string, DocumentPlace> Own { get; init; } = new Dictionary<string, DocumentPlace>();

    /// <summary>What it shall hold, part by part, and where that stands.</summary>
    public IReadOnlyList<(DbPrivilegeSet Privileges, DocumentPlace Place)> Parts { get; init; } = [];

    /// <summary>From when on it shall not exist; null for never.</summary>
    public DateTimeOffset? Expires { get; init; }

    /// <summary>From when on the first of its grants shall not be held; null for never.</summary>
    public DateTimeOffset? GrantsExpire { get; init; }

    /// <summary>Where it stands in the document.</summary>
    public DocumentPlace Place { get; init; } = new("");
}
