using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using DbAccounts.Changes;
using DbAccounts.Model;
using DbAccounts.Rules;

namespace DbAccounts.Engines;

/// <summary>What a service is and documents, as <c>Get-DbService</c> shows it.</summary>
public sealed record DbServiceInfo
{
    private readonly ConcurrentDictionary<OperationKind, HashSet<string>> _carried = new();
    private readonly ConcurrentDictionary<string, int> _accounts = new();
    private readonly ConcurrentDictionary<string, double?> _rates = new();

    /// <summary>The name that <c>-Service</c> takes.</summary>
    public string Service { get; init; } = "";

    /// <summary>The cloud provider.</summary>
    public string Provider { get; init; } = "";

    /// <summary>What the service is.</summary>
    public string Description { get; init; } = "";

    /// <summary>True when the host is part of an account's identity: the same name with another host is another account.</summary>
    public bool HostIsIdentity { get; init; }

    /// <summary>
    /// True when the hosts of one account are a list, so that several hosts are one account; false where each host is an account
    /// of its own.
    /// </summary>
    public bool AccountHasHostList { get; init; }

    /// <summary>The name that stands for all databases, where the service documents one; null elsewhere.</summary>
    public string? AllDatabases { get; init; }

    /// <summary>True where the name of an object is sent between quotes, so that a star in it is a character like any other.</summary>
    internal bool QuotesNames { get; init; }

    /// <summary>True where an account without a password lifetime of its own has the server's, which is something else than none at all.</summary>
    internal bool HasDefaultPasswordLifetime { get; init; }

    /// <summary>What hosts look like.</summary>
    internal HostForm Hosts { get; init; } = HostForm.Networks;

    /// <summary>The levels at which privileges can be held, empty where the service documents none.</summary>
    public DbList<DbPrivilegeLevel> PrivilegeLevels { get; init; } = [];

    /// <summary>True when an account has one set of privileges, which holds for all of its databases.</summary>
    internal bool HasOnePrivilegeSet => OneSet is not null;

    /// <summary>The privileges of which that set is made; null where an account may hold others on each object.</summary>
    internal PrivilegeCatalog? OneSet { get; init; }

    /// <summary>Regions or zones that documents name; others may exist.</summary>
    public DbList<string> Regions { get; init; } = [];

    /// <summary>How many jobs one request can ask for; 0 where changes are immediate.</summary>
    public int JobsPerRequest { get; init; }

    /// <summary>True when changes are jobs that are followed, false where they have ended when they are answered.</summary>
    internal bool HasJobs => JobsPerRequest > 0;

    /// <summary>What can be done, with the service's own actions.</summary>
    public DbList<DbServiceOperation> Operations
    {
        get;
        init => field = value.In(ListForm.Sentences);
    } = [];

    /// <summary>
    /// How many requests a pipeline has under way at once for one instance. It is chosen, as no document sets a number; 1 where the
    /// service refuses a change while another one is made.
    /// </summary>
    public int MostAtOnce { get; init; } = 8;

    /// <summary>True when a request of an operation carries a parameter.</summary>
    internal bool Takes(OperationKind operation, string parameter) =>
        _carried.GetOrAdd(operation, kind => new HashSet<string>(
            Requests(kind).SelectMany(offered => RequestType.Of(offered.RequestType!).Parameters()))).Contains(parameter);

    /// <summary>What an operation may send.</summary>
    internal IReadOnlyList<DbServiceOperation> Requests(OperationKind operation) =>
        [.. Operations.Where(offered => offered.Operation == operation && offered.RequestType is not null)];

    /// <summary>How many accounts one request of an action may change.</summary>
    internal int AccountsPerRequest(string action) =>
        _accounts.GetOrAdd(action, name => Operations.FirstOrDefault(offered => offered.Action == name)?.AccountsPerRequest ?? 1);

    /// <summary>The documented limit of an action in requests a second; null where none is known.</summary>
    internal double? Rate(string action) =>
        _rates.GetOrAdd(action, name => Operations.FirstOrDefault(offered => offered.Action == name)?.RequestsPerSecond);
}
