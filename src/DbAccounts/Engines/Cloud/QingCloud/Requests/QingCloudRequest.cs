using System.Collections.Generic;
using DbAccounts.Engines.Delivery;
using DbAccounts.Engines.Planning;
using DbAccounts.Model;

namespace DbAccounts.Engines.Cloud.QingCloud.Requests;

/// <summary>The service_params of a custom service of a cluster.</summary>
internal abstract class QingCloudRequest : ServiceRequest
{
    /// <summary>The role of the nodes that it runs on; null on ChronusDB, which has only one and names none.</summary>
    public virtual string? Role() => null;

    /// <summary>The effect on an account.</summary>
    /// <param name="kind">What it does.</param>
    /// <param name="name">The account's name.</param>
    /// <param name="hosts">The hosts, where they are a part of the identity.</param>
    protected static Effect EffectOf(EffectKind kind, string? name, IReadOnlyList<string>? hosts = null) =>
        new(kind, [new DbAccountIdentity(name ?? "", hosts is null ? null : string.Join(";", hosts))]);
}
