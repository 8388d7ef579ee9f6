using System;
using DbAccounts.Errors;
using DbAccounts.Model;
using DbAccounts.PowerShell.Binding;

namespace DbAccounts.PowerShell.Session;

/// <summary>
/// Which connected instance is meant: the object that Connect-DbInstance returned, an id, <c>service/id</c>, or a service.
/// </summary>
public sealed class DbInstanceReference
{
    private readonly DbInstance? _instance;

    /// <summary>The instance itself; one that comes from elsewhere names the connected one.</summary>
    public DbInstanceReference(DbInstance instance) => _instance = instance ?? throw new ArgumentNullException(nameof(instance));

    /// <summary>
    /// An id, with or without a service before it, or a service of which one is connected; empty means the session's default.
    /// </summary>
    public DbInstanceReference(string instanceId) => InstanceId = instanceId ?? "";

    /// <summary>The instance, where it was given itself and can be used.</summary>
    public DbInstance? Instance => _instance is { IsConnected: true } ? _instance : null;

    /// <summary>The id, where that was given.</summary>
    public string InstanceId { get; } = "";

    /// <summary>True where nothing was written that could mean one.</summary>
    internal bool IsEmpty => _instance is null && string.IsNullOrWhiteSpace(InstanceId) && Unreadable.Of(this) is null;

    /// <summary>The connected instance that is meant.</summary>
    /// <exception cref="DbAccountsException">It is not connected, or nothing that can be read names one.</exception>
    internal DbInstance Resolve(DbSession session, string? service, string? fallbackId) =>
        Unreadable.Require(this)._instance is { } given ? session.Resolve(given)
        : session.Resolve(InstanceId.Length > 0 ? InstanceId : fallbackId, service);
}
