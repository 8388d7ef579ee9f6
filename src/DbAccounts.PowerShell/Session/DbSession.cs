using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation.Runspaces;
using System.Runtime.CompilerServices;
using DbAccounts.Errors;
using DbAccounts.Model;
using DbAccounts.PowerShell.Async;
using DbAccounts.Services;

namespace DbAccounts.PowerShell.Session;

/// <summary>What one runspace has connected and seen. Completion reads it, so it never has to ask the network.</summary>
internal sealed class DbSession
{
    // Enough for a long pipeline, and a bound for a runspace that lives for weeks.
    private const int MostRemembered = 10_000;
    private static readonly ConditionalWeakTable<Runspace, DbSession> _sessions = new();
    private readonly object _lock = new();
    private readonly List<DbInstance> _instances = [];
    private readonly Dictionary<(string, string, string), DbJob> _jobs = [];
    private readonly Dictionary<(string, string, string), DbAccount> _accounts = [];

    /// <summary>The session of the runspace that the calling thread belongs to.</summary>
    public static DbSession Current => _sessions.GetOrCreateValue(Runspace.DefaultRunspace);

    /// <summary>The instance that is meant where none is named.</summary>
    public DbInstance? Default { get; private set; }

    /// <summary>The commands that are at work.</summary>
    public ProgressNesting Progress { get; } = new();

    /// <summary>The connected instances, in the order of connecting.</summary>
    public IReadOnlyList<DbInstance> Instances => Locked(() => _instances.ToArray());

    /// <summary>The jobs that this session has seen, in their last known state.</summary>
    public IReadOnlyList<DbJob> Jobs => Locked(() => _jobs.Values.ToArray());

    /// <summary>The accounts that this session has seen.</summary>
    public IReadOnlyList<DbAccount> Accounts => Locked(() => _accounts.Values.ToArray());

    /// <summary>A job by its id: of an instance that is named, else of any, the default's first.</summary>
    public DbJob? JobById(string id, DbInstance? named) => Jobs
        .Where(job => job.Id == id && (named is null || IsOf(job, named)))
        .OrderByDescending(job => IsOf(job, Default))
        .FirstOrDefault();

    /// <summary>Adds a connection in place of an older one of the same instance.</summary>
    public void Connect(DbInstance instance, bool makeDefault) => Locked(() =>
    {
        bool wasDefault = Default?.Key == instance.Key;
        _instances.RemoveAll(other => other.Key == instance.Key);
        _instances.Add(instance);
        Default = makeDefault || wasDefault ? instance : Default;
        return true;
    });

    /// <summary>Forgets a connection; without its default a session has none until the next is connected.</summary>
    public void Disconnect(DbInstance instance) => Locked(() =>
    {
        _instances.Remove(instance);
        Default = ReferenceEquals(Default, instance) ? null : Default;
        return true;
    });

    /// <summary>Keeps a job for completion and for Get-DbJob.</summary>
    public void Remember(DbJob job) => Locked(() => job.Id is null || Keep(_jobs, (job.Service, job.InstanceId, job.Id), job));

    /// <summary>Drops a job that its service no longer knows.</summary>
    public void Forget(DbJob job) => Locked(() => _jobs.Remove((job.Service, job.InstanceId, job.Id ?? "")));

    /// <summary>Keeps an account for completion.</summary>
    public void Remember(DbAccount account) =>
        Locked(() => Keep(_accounts, (account.Service, account.InstanceId, account.ToString()), account));

    /// <summary>The instance itself where it is connected; one from elsewhere names the connected one of its service and id.</summary>
    /// <exception cref="DbAccountsException">That is not connected here.</exception>
    public DbInstance Resolve(DbInstance instance) => instance.IsConnected ? instance
        : Instances.FirstOrDefault(connected => connected.Service == instance.Service
            && string.Equals(connected.InstanceId, instance.InstanceId, StringComparison.OrdinalIgnoreCase))
        ?? throw DbError.NotConnected(instance.ToOptions());

    /// <summary>Finds the instance that is meant.</summary>
    /// <param name="instanceId">
    /// Its id, 'service/id', or a service that has one; null for the default, of a service its default or only one.
    /// </param>
    /// <param name="service">The service, where an object that belongs to one names it.</param>
    /// <param name="region">The region, for the message.</param>
    /// <exception cref="DbAccountsException">None or more than one fits.</exception>
    public DbInstance Resolve(string? instanceId, string? service = null, string? region = null)
    {
        if (string.IsNullOrEmpty(instanceId))
        {
            return string.IsNullOrEmpty(service) ? Default ?? throw DbError.NothingConnected() : OfService(service!);
        }

        bool isOfService = string.IsNullOrEmpty(service) || string.Equals(service, instanceId, StringComparison.OrdinalIgnoreCase);
        if (isOfService
            && ServiceCatalog.All.Any(known => string.Equals(known.Info.Service, instanceId, StringComparison.OrdinalIgnoreCase)))
        {
            return OfService(instanceId!);
        }

        string[] parts = instanceId!.Split(['/'], 2);
        (string? wantedService, string id) = parts.Length == 2 ? (parts[0], parts[1]) : (service, instanceId);
        DbInstance[] found =
        [
            .. Instances.Where(instance => string.Equals(instance.InstanceId, id, StringComparison.OrdinalIgnoreCase)
                && (string.IsNullOrEmpty(wantedService)
                    || string.Equals(instance.Service, wantedService, StringComparison.OrdinalIgnoreCase))),
        ];
        return found.Length switch
        {
            0 => throw DbError.NotConnected(new DbInstanceOptions { Service = wantedService ?? "", InstanceId = id, Region = region }),
            1 => found[0],
            _ => throw DbError.Ambiguous(id, found.Select(instance => instance.Service)),
        };
    }

    // What names a service and no instance must not end up on another service's default.
    private DbInstance OfService(string service)
    {
        DbInstance[] found = [.. Instances.Where(instance => string.Equals(instance.Service, service, StringComparison.OrdinalIgnoreCase))];
        return found.FirstOrDefault(instance => ReferenceEquals(instance, Default)) ?? found.Length switch
        {
            0 => throw DbError.ServiceNotConnected(service),
            1 => found[0],
            _ => throw DbError.SeveralConnected(service, found.Select(instance => instance.InstanceId)),
        };
    }

    private static bool IsOf(DbJob job, DbInstance? instance) => job.Service == instance?.Service && job.InstanceId == instance.InstanceId;

    private static bool Keep<T>(Dictionary<(string, string, string), T> kept, (string, string, string) key, T value)
    {
        if (kept.Count >= MostRemembered && !kept.ContainsKey(key))
        {
            kept.Clear();
        }

        kept[key] = value;
        return true;
    }

    private T Locked<T>(Func<T> action)
    {
        lock (_lock)
        {
            return action();
        }
    }
}
