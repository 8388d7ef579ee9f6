using System.Collections.Generic;
using System.Linq;
using DbAccounts.Model;

namespace DbAccounts.Changes;

/// <summary>Create an account.</summary>
/// <param name="Account">The account; where its host is a part of the identity, the same as in <see cref="AllowedHost"/>.</param>
public sealed record CreateAccount(DbAccountIdentity Account) : AccountChange(Account)
{
    /// <summary>An account whose host goes without saying.</summary>
    public CreateAccount(string name)
        : this(new DbAccountIdentity(name, null))
    {
    }

    /// <summary>The account's name.</summary>
    public string Name => Account.Name;

    /// <summary>The password.</summary>
    public Secret? Password { get; init; }

    /// <summary>The hosts, networks or patterns from which the account may connect.</summary>
    public IReadOnlyList<string>? AllowedHost { get; init; }

    /// <summary>The databases that the account is for.</summary>
    public IReadOnlyList<string>? Database { get; init; }

    /// <summary>The account's type, <c>Standard</c> or <c>Superuser</c>.</summary>
    public string? AccountType { get; init; }

    /// <summary>The privileges on the databases, or with <see cref="Global"/> on the whole instance.</summary>
    public IReadOnlyList<string>? Privilege { get; init; }

    /// <summary>The user said that the privileges are on the whole instance; they are never so by omission.</summary>
    public bool Global { get; init; }

    /// <summary>What the account is granted, on whichever levels, beside <see cref="Privilege"/>.</summary>
    public DbPrivilegeSet? Grant { get; init; }

    /// <summary>A description.</summary>
    public string? Description { get; init; }

    /// <summary>How many days the password is valid.</summary>
    public int? PasswordLifetime { get; init; }

    /// <summary>Whether the account has to connect with TLS.</summary>
    public bool? RequireSsl { get; init; }

    /// <summary>Whether nobody can connect as the account at first.</summary>
    public bool? Locked { get; init; }

    /// <summary>How many connections the account may hold at once.</summary>
    public int? MaxUserConnections { get; init; }

    /// <inheritdoc/>
    public override OperationKind Kind => OperationKind.CreateAccount;

    /// <summary>All that it is granted: <see cref="Privilege"/> on its databases or on everything, and <see cref="Grant"/>.</summary>
    internal DbPrivilegeSet Granted() => DbPrivilegeSet.Of(
        Global ? [DbPrivilegeTarget.Global]
            : (Database ?? []).Select(name => name == "*" ? DbPrivilegeTarget.Global : new DbPrivilegeTarget(name)),
        Privilege ?? []).Union(Grant ?? DbPrivilegeSet.Empty);

    /// <inheritdoc/>
    private protected override IEnumerable<(string Parameter, object? Value)> Values() =>
    [
        (nameof(Name), Name), (nameof(Password), Password), (nameof(AllowedHost), AllowedHost), (nameof(Database), Database),
        (nameof(AccountType), AccountType), (nameof(Privilege), Privilege), (nameof(Global), Global ? true : null), (nameof(Grant), Grant),
        (nameof(Description), Description), (nameof(PasswordLifetime), PasswordLifetime), (nameof(RequireSsl), RequireSsl == true ? true : null),
        (nameof(MaxUserConnections), MaxUserConnections), (nameof(Locked), Locked == true ? true : null),
    ];
}
