using System;
using DbAccounts.Model;

namespace DbAccounts.Changes;

/// <summary>Grant, revoke or replace an account's privileges.</summary>
/// <param name="Change">One of the three privilege operations.</param>
/// <param name="Account">The account.</param>
/// <param name="Privileges">The privileges to add, to take away, or to hold and no others.</param>
public sealed record ChangePrivilege(OperationKind Change, DbAccountIdentity Account, DbPrivilegeSet Privileges) : AccountChange
{
    /// <summary>The user said that the whole instance is meant; without it privileges on everything are not given by omission.</summary>
    public bool Global { get; init; }

    /// <summary>What a replacement takes away, where the service was asked; for the description of the change.</summary>
    public DbPrivilegeSet? Removed { get; init; }

    /// <summary>What the account holds afterwards, where the service takes the whole and not the change.</summary>
    internal (string[] Privileges, string[] Databases)? Outcome { get; init; }

    /// <summary>The account holds already what it shall hold afterwards: nothing is sent, unless it has changed until then.</summary>
    internal bool ChangesNothing { get; init; }

    /// <summary>Accept an effect wider than asked for, where the service can't do less.</summary>
    public bool Force { get; init; }

    /// <inheritdoc/>
    public override OperationKind Kind =>
        Change is OperationKind.GrantPrivilege or OperationKind.RevokePrivilege or OperationKind.SetPrivilege
        ? Change
        : throw new InvalidOperationException($"{Change} is no change of privileges.");

    /// <inheritdoc/>
    public override string Subject => Account.ToString();
}
