using System;
using System.Collections.Generic;
using System.Net.Http;
using System.Threading.Tasks;
using DbAccounts.Execution;

namespace DbAccounts.Engines.Cloud.Http;

/// <summary>A request in the provider's terms, not yet signed.</summary>
/// <param name="Action">The action's name, for messages and the rate limit.</param>
internal abstract record ApiCall(string Action)
{
    /// <summary>True when sending it twice is not the same as sending it once.</summary>
    public bool IsChange { get; init; }

    /// <summary>The documented limit in requests a second.</summary>
    public double? RequestsPerSecond { get; init; }

    /// <summary>The passwords in the request: a refusal may repeat them.</summary>
    public IReadOnlyList<Model.Secret> Secrets { get; init; } = [];

    /// <summary>Asks whether the instance can take a change again, where the service tells; null where only time helps.</summary>
    public Func<CallContext, Task<bool>>? IsReadyAsync { get; init; }

    /// <summary>Signs the request as of now and makes the message; called anew for each attempt.</summary>
    public abstract HttpRequestMessage Sign(Model.InstanceAddress address, Model.DbCredential credential, DateTimeOffset now);

    /// <summary>Reads an answer; a fault in it is returned, not thrown.</summary>
    public abstract ApiAnswer Read(ApiResponse response);
}
