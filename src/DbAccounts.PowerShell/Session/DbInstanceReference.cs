using System;
using DbAccounts.Errors;
using DbAccounts.Model;

namespace DbAccounts.PowerShell.Session;

/// <summary>Which connected instance is meant: the object that Connect-DbInstance returned, an id, or <c>service/id</c>.</summary>
public sealed class DbInstanceReference
{
    /// <summary>The instance itself.</summary>
    public DbInstanceReference(DbInstance instance) => Instance = instance ?? throw new ArgumentNullException(nameof(instance));

    /// <summary>An id, with or without a service before it; empty means the session's default.</summary>
    public DbInstanceReference(string instanceId) => InstanceId = instanceId ?? "";

    private DbInstanceReference(string instanceId, string problem)
        : this(instanceId) => Problem = problem;

    /// <summary>The instance, where it was given itself.</summary>
    public DbInstance? Instance { get; }

    /// <summary>The id, where that was given.</summary>
    public string InstanceId { get; } = "";

    private string? Problem { get; }

    /// <summary>What names no instance, kept until it can be reported with the secrets of its row masked.</summary>
    internal static DbInstanceReference Unreadable(string problem) => new("", problem);

    internal DbInstance Resolve(DbSession session, string? service, string? fallbackId) =>
        Problem is not null ? throw DbError.InvalidInput(Problem)
        : Instance ?? session.Resolve(InstanceId.Length > 0 ? InstanceId : fallbackId, service);
}
