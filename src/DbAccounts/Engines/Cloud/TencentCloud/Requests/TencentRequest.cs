using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Serialization;
using DbAccounts.Engines.Delivery;
using DbAccounts.Engines.Planning;
using DbAccounts.Model;

namespace DbAccounts.Engines.Cloud.TencentCloud.Requests;

/// <summary>What every request to change accounts says first.</summary>
internal abstract class TencentRequest : ServiceRequest
{
    [JsonPropertyOrder(-1)]
    public string? InstanceId { get; set; }

    /// <inheritdoc/>
    public override string ActionName() => GetType().Name;

    /// <summary>The accounts that it names; null where it names one in parameters of its own.</summary>
    public abstract IReadOnlyList<Account>? Named();

    /// <summary>The effect on the accounts that it names.</summary>
    protected Effect EffectOf(EffectKind kind, Func<DbAccount, bool>? isShownBy = null) =>
        new(kind, [.. (Named() ?? []).Select(account => account.Identity())]) { IsShownBy = isShownBy };

    /// <summary>The accounts of several requests.</summary>
    protected static IReadOnlyList<T> All<T>(IReadOnlyList<ServiceRequest> requests)
        where T : Account => [.. requests.Cast<TencentRequest>().SelectMany(request => request.Named() ?? []).Cast<T>()];
}
