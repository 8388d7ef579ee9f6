using System;
using System.Collections.Generic;
using System.Linq;
using DbAccounts.Model;

namespace DbAccounts.Changes;

/// <summary>Change an account's properties; what is null stays as it is.</summary>
/// <param name="Account">The account.</param>
public sealed record ModifyAccount(DbAccountIdentity Account) : AccountChange(Account)
{
    /// <summary>The new description; an empty one clears it.</summary>
    public string? Description { get; init; }

    /// <summary>How many days the password is valid from now on; 0 is for ever.</summary>
    public int? PasswordLifetime { get; init; }

    /// <summary>A setting that the server's default shall hold for again; <c>PasswordLifetime</c> is the only one.</summary>
    public string? Clear { get; init; }

    /// <summary>The databases that the account is for, exactly these.</summary>
    public IReadOnlyList<string>? Database { get; init; }

    /// <summary>The privileges, exactly these.</summary>
    public IReadOnlyList<string>? Privilege { get; init; }

    /// <summary>The new hosts.</summary>
    public IReadOnlyList<string>? AllowedHost { get; init; }

    /// <summary>The new password.</summary>
    public Secret? Password { get; init; }

    /// <summary>How many connections the account may hold at once; 0 is no limit of its own.</summary>
    public int? MaxUserConnections { get; init; }

    /// <summary>Whether the account has to connect with TLS.</summary>
    public bool? RequireSsl { get; init; }

    /// <summary>Whether nobody can connect as the account.</summary>
    public bool? Locked { get; init; }

    /// <summary>Change it even where it is an account of the server itself, root, or the one that is connected.</summary>
    public bool Force { get; init; }

    /// <inheritdoc/>
    public override OperationKind Kind => OperationKind.ModifyAccount;

    /// <summary>
    /// True where a listed account has all of it already. What it doesn't tell, a password and a default may be others; and a lifetime may
    /// count from now on.
    /// </summary>
    internal bool IsShownBy(DbAccount account) =>
        Given().Any() && Password is null && Clear is null
        && (Description is null || Description == (account.Description ?? ""))
        && (PasswordLifetime is null || (PasswordLifetime == 0 && account.PasswordLifetime == 0))
        && IsSame(MaxUserConnections, account.MaxUserConnections) && IsSame(RequireSsl, account.RequireSsl) && IsSame(Locked, account.Locked)
        && IsSame(Database, account.Database) && IsSame(Privilege, account.Privilege) && IsSame(AllowedHost, account.AllowedHost);

    private static bool IsSame<T>(T? given, T? shown)
        where T : struct => given is null || given.Equals(shown);

    private static bool IsSame(IReadOnlyList<string>? given, IReadOnlyList<string>? shown) => given is null
        || (shown is not null && new HashSet<string>(given, StringComparer.OrdinalIgnoreCase).SetEquals(shown));

    /// <inheritdoc/>
    private protected override IEnumerable<(string Parameter, object? Value)> Values() =>
    [
        (nameof(Description), Description), (nameof(PasswordLifetime), PasswordLifetime), (nameof(Database), Database),
        (nameof(Privilege), Privilege), (nameof(AllowedHost), AllowedHost), (nameof(Password), Password),
        (nameof(MaxUserConnections), MaxUserConnections), (nameof(RequireSsl), RequireSsl), (nameof(Locked), Locked),
        (nameof(Clear), Clear),
    ];
}
