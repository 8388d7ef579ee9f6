using System;

namespace DbAccounts.Model;

/// <summary>A database account as its service shows it. What a service does not tell is null.</summary>
public sealed class DbAccount
{
    /// <summary>The service, one of the names of <c>Get-DbService</c>.</summary>
    public string Service { get; set; } = "";

    /// <summary>The instance (Tencent Cloud, Huawei Cloud) or cluster (QingCloud) that holds the account.</summary>
    public string InstanceId { get; set; } = "";

    /// <summary>The address of the service there: an id at another address is another instance.</summary>
    public string? Endpoint { get; set; }

    /// <summary>The account's name, as the service spells it.</summary>
    public string Name { get; set; } = "";

    /// <summary>The hosts, networks or patterns from which the account may connect.</summary>
    public DbList<string>? AllowedHost
    {
        get;
        set => field = value?.In(ListForm.Hosts);
    }

    /// <summary>The databases (on DDM: schemas) that the account is associated with.</summary>
    public DbList<string>? Database { get; set; }

    /// <summary>The privileges that the service lists with the account itself.</summary>
    public DbList<string>? Privilege { get; set; }

    /// <summary>What the account holds, one for each object; null where it was not read.</summary>
    public DbList<DbPrivilege>? Grant
    {
        get;
        set => field = value?.In(ListForm.Sentences);
    }

    /// <summary>The account's type: <c>Standard</c> or <c>Superuser</c> on MySQL Plus.</summary>
    public string? AccountType { get; set; }

    /// <summary>The description or note kept with the account.</summary>
    public string? Description { get; set; }

    /// <summary>How many days a password is valid; 0 is for ever.</summary>
    public int? PasswordLifetime { get; set; }

    /// <summary>How many connections the account may hold at once; 0 is no limit of its own.</summary>
    public int? MaxUserConnections { get; set; }

    /// <summary>True where the account has to connect with TLS.</summary>
    public bool? RequireSsl { get; set; }

    /// <summary>True where nobody can connect as the account at present.</summary>
    public bool? Locked { get; set; }

    /// <summary>
    /// What the account has besides, as its server writes it: <c>REQUIRE X509</c>, <c>MAX_QUERIES_PER_HOUR 100</c>,
    /// <c>IDENTIFIED VIA unix_socket</c>. Changes keep it, copies and documents don't carry it.
    /// </summary>
    public DbList<string>? OtherSetting
    {
        get;
        set => field = value?.In(ListForm.Sentences);
    }

    /// <summary>The account's state, in the service's own word.</summary>
    public string? Status { get; set; }

    /// <summary>When the account was created, UTC.</summary>
    public DateTime? Created { get; set; }

    /// <summary>When the account was last modified, UTC.</summary>
    public DateTime? Modified { get; set; }

    /// <summary>When the password was last changed, UTC.</summary>
    public DateTime? PasswordChanged { get; set; }

    /// <summary>When the password expires, UTC.</summary>
    public DateTime? PasswordExpires { get; set; }

    /// <summary>The connection that it came through, in this process.</summary>
    internal DbConnectionName? Connection { get; set; }

    /// <summary>The identity in one string: the name, and the host where it is part of the identity.</summary>
    public override string ToString() => DbAccountIdentity.Of(this).ToString();
}
