using System;
using System.Collections.Generic;
using DbAccounts.Model;

namespace DbAccounts.Changes;

/// <summary>Grant, revoke or replace an account's privileges.</summary>
/// <param name="Change">One of the three privilege operations.</param>
/// <param name="Account">The account.</param>
/// <param name="Privileges">The privileges to add, to take away, or to hold and no others.</param>
public sealed record ChangePrivilege(OperationKind Change, DbAccountIdentity Account, DbPrivilegeSet Privileges) : AccountChange(Account)
{
    /// <summary>The user said that the whole instance is meant; without it privileges on everything are not given by omission.</summary>
    public bool Global { get; init; }

    /// <summary>Accept an effect wider than asked for, where the service can't do less.</summary>
    public bool Force { get; init; }

    /// <summary>
    /// The objects on which ALL was said: a revoke there takes each privilege, also one that the service shows and no document names.
    /// </summary>
    internal IReadOnlyList<DbPrivilegeTarget> AllOn { get; init; } = [];

    /// <summary>The names come from texts of grants or from what a service lists: a star in one is a character of it, and no wildcard.</summary>
    internal bool NamesAreExact { get; init; }

    /// <summary>The privileges as somebody has typed them, for errors about them; empty where nobody has.</summary>
    internal IReadOnlyList<string> Written { get; init; } = [];

    /// <inheritdoc/>
    public override OperationKind Kind =>
        Change is OperationKind.GrantPrivilege or OperationKind.RevokePrivilege or OperationKind.SetPrivilege
        ? Change
        : throw new InvalidOperationException($"{Change} is no change of privileges.");
}
