using System.Collections.Generic;

namespace DbAccounts.Simulator.State;

/// <summary>What is known of an account beside its name, or what a change sets of it; null is unknown, or unchanged.</summary>
internal sealed class AccountValues
{
    public string? Host { get; set; }

    public string? PasswordHash { get; set; }

    public string? AccountType { get; set; }

    public string? Ssl { get; set; }

    public List<string>? Databases { get; set; }

    /// <summary>DDM: the one set of privileges for all schemas.</summary>
    public List<string>? BaseAuthority { get; set; }

    public string? Description { get; set; }

    public long? PasswordLifetime { get; set; }

    public int? MaxUserConnections { get; set; }

    /// <summary>These values, over those that were there before.</summary>
    public AccountValues Over(AccountValues before) => new()
    {
        Host = Host ?? before.Host,
        PasswordHash = PasswordHash ?? before.PasswordHash,
        AccountType = AccountType ?? before.AccountType,
        Ssl = Ssl ?? before.Ssl,
        Databases = Databases ?? before.Databases,
        BaseAuthority = BaseAuthority ?? before.BaseAuthority,
        Description = Description ?? before.Description,
        PasswordLifetime = PasswordLifetime ?? before.PasswordLifetime,
        MaxUserConnections = MaxUserConnections ?? before.MaxUserConnections,
    };
}
