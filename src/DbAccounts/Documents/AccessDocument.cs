using System.Collections.Generic;
using DbAccounts.Model;

namespace DbAccounts.Documents;

/// <summary>Who shall exist with what, on one or many instances.</summary>
public sealed record AccessDocument
{
    /// <summary>The named lists of grants.</summary>
    public IReadOnlyList<AccessRole> Roles { get; init; } = [];

    /// <summary>What is written as the settings of accounts that don't say them; read, they stand at the accounts.</summary>
    public AccessAccount? Defaults { get; init; }

    /// <summary>The instances and their accounts.</summary>
    public IReadOnlyList<AccessInstance> Instances { get; init; } = [];
}

/// <summary>A named list of grants, with parameters in braces: <c>SELECT ON {database}.*</c>.</summary>
/// <param name="Name">The name.</param>
/// <param name="Grants">The grants, as they were written.</param>
public sealed record AccessRole(string Name, IReadOnlyList<string> Grants);

/// <summary>The accounts of one instance.</summary>
/// <remarks>What names the instance is what tells it from others that are connected; nothing at all is the one that the command is about.</remarks>
public sealed record AccessInstance
{
    /// <summary>The service; null where the id is enough.</summary>
    public string? Service { get; init; }

    /// <summary>The id of the instance or cluster.</summary>
    public string? InstanceId { get; init; }

    /// <summary>The address of the service there.</summary>
    public string? Endpoint { get; init; }

    /// <summary>The stored profile that connects it.</summary>
    public string? Profile { get; init; }

    /// <summary>True where something names it.</summary>
    internal bool IsNamed => this is not { Service: null, InstanceId: null, Endpoint: null, Profile: null };

    /// <summary>The accounts.</summary>
    public IReadOnlyList<AccessAccount> Accounts { get; init; } = [];

    /// <summary>Where it stands.</summary>
    public DocumentPlace Place { get; init; } = new("");
}

/// <summary>One account of a document; what is null is left as it is.</summary>
/// <param name="Name">The name.</param>
public sealed record AccessAccount(string Name)
{
    /// <summary>The hosts. Where each is an account of its own, several are several accounts.</summary>
    public IReadOnlyList<string>? AllowedHost { get; init; }

    /// <summary>A description.</summary>
    public string? Description { get; init; }

    /// <summary>How many connections the account may hold at once.</summary>
    public int? MaxUserConnections { get; init; }

    /// <summary>How many days a password is valid; 0 is for ever.</summary>
    public int? PasswordLifetime { get; init; }

    /// <summary>The databases that the account is for.</summary>
    public IReadOnlyList<string>? Databases { get; init; }

    /// <summary>The account's type.</summary>
    public string? AccountType { get; init; }

    /// <summary>Whether it has to connect with TLS.</summary>
    public bool? RequireSsl { get; init; }

    /// <summary>Whether it is locked.</summary>
    public bool? Locked { get; init; }

    /// <summary>What it shall hold and nothing else, together with <see cref="Roles"/>; null for both leaves its privileges alone.</summary>
    public IReadOnlyList<AccessGrant>? Grants { get; init; }

    /// <summary>The roles whose grants it shall hold.</summary>
    public IReadOnlyList<AccessRoleUse>? Roles { get; init; }

    /// <summary>It shall not exist.</summary>
    public bool Absent { get; init; }

    /// <summary>From when on it shall not exist.</summary>
    public System.DateTimeOffset? Expires { get; init; }

    /// <summary>The secret that is its password when it is created.</summary>
    public SecretName? Password { get; init; }

    /// <summary>Where the settings stand that are at the account itself; the others are defaults, which don't count where a service has none.</summary>
    internal IReadOnlyDictionary<string, DocumentPlace> Own { get; init; } = new Dictionary<string, DocumentPlace>();

    /// <summary>Where it stands.</summary>
    public DocumentPlace Place { get; init; } = new("");
}

/// <summary>A grant of an account.</summary>
/// <param name="Privileges">What is granted; a text may hold several grants.</param>
public sealed record AccessGrant(DbPrivilegeSet Privileges)
{
    /// <summary>From when on it shall not be held.</summary>
    public System.DateTimeOffset? Expires { get; init; }

    /// <summary>Where it stands.</summary>
    public DocumentPlace Place { get; init; } = new("");
}

/// <summary>A role that an account has, with the values of its parameters.</summary>
/// <param name="Role">The role's name.</param>
public sealed record AccessRoleUse(string Role)
{
    /// <summary>The values of the parameters; several are the grants for each.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Parameters { get; init; } = new Dictionary<string, IReadOnlyList<string>>();

    /// <summary>The role's grants with these values.</summary>
    public DbPrivilegeSet Privileges { get; init; } = DbPrivilegeSet.Empty;

    /// <summary>From when on it shall not be held.</summary>
    public System.DateTimeOffset? Expires { get; init; }

    /// <summary>Where it stands.</summary>
    public DocumentPlace Place { get; init; } = new("");
}
