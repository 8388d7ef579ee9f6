using System;
using DbAccounts.Model;

namespace DbAccounts.PowerShell.Session;

/// <summary>Which connected instance is meant: the object that Connect-DbInstance returned, an id, or <c>service/id</c>.</summary>
public sealed class DbInstanceReference
{
    /// <summary>The instance itself.</summary>
    public DbInstanceReference(DbInstance instance) => Instance = instance ?? throw new ArgumentNullException(nameof(instance));

    /// <summary>An id, with or without a service before it; empty means the session's default.</summary>
    public DbInstanceReference(string instanceId) => InstanceId = instanceId ?? "";

    /// <summary>The instance, where it was given itself.</summary>
    public DbInstance? Instance { get; }

    /// <summary>The id, where that was given.</summary>
    public string InstanceId { get; } = "";

    internal DbInstance Resolve(DbSession session, string? service, string? fallbackId) =>
        Instance ?? session.Resolve(InstanceId.Length > 0 ? InstanceId : fallbackId, service);
}
