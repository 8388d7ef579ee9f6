using System;
using System.Net.Http;
using System.Text.Json.Serialization;
using DbAccounts.Engines.Delivery;
using DbAccounts.Engines.Planning;
using DbAccounts.Model;
using DbAccounts.Rules;
using DbAccounts.Texts;

namespace DbAccounts.Engines.Cloud.HuaweiCloud.Requests;

/// <summary>What every DDM account request has in its path. Both come with the connection, so a check without one skips them.</summary>
internal abstract class DdmRequest : ServiceRequest
{
    [JsonIgnore]
    [Pattern("[A-Za-z0-9]{32}", nameof(Messages.RuleDdmProject), Source = DdmDocument.Update)]
    public string? ProjectId { get; set; }

    [JsonIgnore]
    [Pattern("[A-Za-z0-9]{32}in09", nameof(Messages.RuleDdmInstance), Source = DdmDocument.Update)]
    public string? InstanceId { get; set; }

    /// <summary>The account's name.</summary>
    public abstract string AccountName();

    /// <summary>The method, and what follows the path of all accounts.</summary>
    public abstract (HttpMethod Method, string[] Path) Route();

    /// <inheritdoc/>
    public override string ActionName() => GetType().Name;

    /// <summary>The effect on the account.</summary>
    protected Effect EffectOf(EffectKind kind, Func<DbAccount, bool>? isShownBy = null) =>
        new(kind, [new DbAccountIdentity(AccountName(), null)]) { IsShownBy = isShownBy };
}
