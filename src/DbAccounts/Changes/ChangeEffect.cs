using System.Collections.Generic;
using DbAccounts.Model;

namespace DbAccounts.Changes;

/// <summary>What reading an account has shown of what a change comes to.</summary>
internal sealed record ChangeEffect
{
    /// <summary>The privileges on the objects that are meant, where the change leaves those to the account; null where it names them.</summary>
    public DbPrivilegeSet? Asked { get; init; }

    /// <summary>What a replacement of privileges takes away; null where it is not known.</summary>
    public DbPrivilegeSet? Removed { get; init; }

    /// <summary>What a replacement of privileges gives that was not held; null where it is not known.</summary>
    public DbPrivilegeSet? Added { get; init; }

    /// <summary>What the change gives, or takes away, beyond what was asked for, as the service can't do less.</summary>
    public DbPrivilegeSet? Wider { get; init; }

    /// <summary>Settings as they are before, by the names of their parameters; null where they are not known.</summary>
    public IReadOnlyDictionary<string, string>? Before { get; init; }

    /// <summary>The account is already what it shall be.</summary>
    public bool ChangesNothing { get; init; }
}
