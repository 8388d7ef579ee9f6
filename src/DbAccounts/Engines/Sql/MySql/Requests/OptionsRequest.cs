using DbAccounts.Changes;
using DbAccounts.Rules;
using DbAccounts.Texts;

namespace DbAccounts.Engines.Sql.MySql.Requests;

/// <summary>What CREATE USER and ALTER USER say alike of an account.</summary>
internal abstract class OptionsRequest : MySqlRequest
{
    [DbParameter(nameof(CreateAccount.RequireSsl))]
    public bool? RequireSsl { get; set; }

    [DbParameter(nameof(CreateAccount.MaxUserConnections)), Range(0, int.MaxValue, "")]
    public int? MaxUserConnections { get; set; }

    [DbParameter(nameof(CreateAccount.PasswordLifetime)), Range(0, 65535, nameof(Messages.UnitDays))]
    public int? PasswordLifetime { get; set; }

    [DbParameter(nameof(CreateAccount.Locked))]
    public bool? Locked { get; set; }

    [DbParameter(nameof(CreateAccount.Description)), Length(0, 2048)]
    public string? Comment { get; set; }

    /// <summary>What is given of them.</summary>
    protected AccountOptions Options() => new(RequireSsl, MaxUserConnections, PasswordLifetime, Locked, Comment);
}
