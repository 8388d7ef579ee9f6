using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Runtime.CompilerServices;
using DbAccounts.Changes;
using DbAccounts.Engines;
using DbAccounts.Errors;
using DbAccounts.Model;
using DbAccounts.PowerShell.Input;
using DbAccounts.Texts;

namespace DbAccounts.PowerShell.Session;

/// <summary>What one runspace has connected and seen. Completion reads it, so it never has to ask the network.</summary>
internal sealed class DbSession
{
    // Enough for a long pipeline, and a bound for a runspace that lives for weeks.
    private const int MostRemembered = 10_000;
    private static readonly ConditionalWeakTable<Runspace, DbSession> _sessions = new();

    // Of all runspaces: an object that was handed to another one is forgotten there too.
    private static readonly ConditionalWeakTable<DbInstance, object> _forgotten = new();
    private readonly object _lock = new();
    private readonly Recent<(DbInstanceName, string), KnownJob> _jobs = new(MostRemembered);
    private readonly Recent<(DbInstanceName, string), DbAccount> _accounts = new(MostRemembered);

    private readonly Recent<DbInstanceName, DbInstanceName> _told = new(MostRemembered);

    // Replaced as a whole: each row asks what is connected.
    private volatile DbInstance[] _instances = [];

    /// <summary>The session of the runspace that the calling thread belongs to.</summary>
    public static DbSession Current => _sessions.GetOrCreateValue(Runspace.DefaultRunspace);

    /// <summary>The instance that is meant where none is named.</summary>
    public DbInstance? Default { get; private set; }

    /// <summary>True while a pipeline connects: each instance is the default until the next one, so which one it will be isn't known.</summary>
    public bool IsConnecting { get; set; }

    /// <summary>The connected instances, in the order of connecting.</summary>
    public IReadOnlyList<DbInstance> Instances => _instances;

    /// <summary>The jobs that this session has seen, in their last known state.</summary>
    public IReadOnlyList<DbJob> Jobs => [.. _jobs.All.Select(known => known.Latest)];

    /// <summary>The accounts that this session has seen.</summary>
    public IReadOnlyList<DbAccount> Accounts => _accounts.All;

    /// <summary>The databases and what is in them that this session has seen.</summary>
    public SeenObjects Objects { get; } = new(MostRemembered);

    /// <summary>A job by its id: of an instance that is named, else of any, the default's first.</summary>
    public DbJob? JobById(string id, DbInstance? named) => Jobs
        .Where(job => job.Id == id && (named is null || Belonging.Of(job).Fits(named)))
        .OrderByDescending(job => Default is { } meant && Belonging.Of(job).Fits(meant))
        .FirstOrDefault();

    /// <summary>True where the id alone does not tell a connection from another one.</summary>
    public bool IsShared(DbInstance instance) => HasSeveral(instance.Service, instance.InstanceId);

    /// <summary>True where not even the address tells a connection from another one, but its key alone.</summary>
    public bool SharesAddress(DbInstanceName name) => _instances.Count(other => other.Key.Equals(name)) > 1;

    /// <summary>True where several connections are of that id and service.</summary>
    public bool HasSeveral(string service, string instanceId) => _instances.Count(other => other.Service == service
        && string.Equals(other.InstanceId, instanceId, StringComparison.OrdinalIgnoreCase)) > 1;

    /// <summary>True once for an instance whose jobs can't be asked for, until it is connected again: what was said need not be said each time.</summary>
    public bool IsNews(DbInstanceName instance)
    {
        bool isNews = false;
        _told.Keep(instance, () =>
        {
            isNews = true;
            return instance;
        });
        return isNews;
    }

    /// <summary>The connections whose id, service or 'service/id' matches a pattern.</summary>
    public IEnumerable<DbInstance> Matching(string pattern)
    {
        WildcardPattern wanted = Patterns.Of(pattern);
        return Instances.Where(instance => wanted.IsMatch(instance.InstanceId) || wanted.IsMatch(instance.Service)
            || wanted.IsMatch($"{instance.Service}/{instance.InstanceId}"));
    }

    /// <summary>What tells a connection from others of its id, in words.</summary>
    public static string Place(DbInstance instance) => Messages.ConnectedAt.With(instance.Key.Endpoint, instance.KeyId ?? instance.CredentialSource);

    /// <summary>Adds a connection, in place of an older one by the same key.</summary>
    /// <param name="instance">The connection.</param>
    /// <param name="makeDefault">False leaves the default what it is, and its credential.</param>
    public void Connect(DbInstance instance, bool makeDefault)
    {
        _told.Forget(instance.Key);
        lock (_lock)
        {
            List<DbInstance> all = [.. _instances];
            // Another secret of the default's key is no renewal that -NoDefault asks for.
            DbInstance[] older =
            [
                .. all.Where(other => other.Connection == instance.Connection
                    && (makeDefault || !ReferenceEquals(other, Default) || other.Source.IsSameAs(instance.Source))),
            ];
            int place = older.Length > 0 ? all.IndexOf(older[0]) : all.Count;
            all.RemoveAll(older.Contains);
            all.Insert(place, instance);
            _instances = [.. all];
            Default = makeDefault || older.Contains(Default) ? instance : Default;
        }
    }

    /// <summary>Makes one of the connections the default.</summary>
    public void Select(DbInstance instance)
    {
        lock (_lock)
        {
            Default = instance;
        }
    }

    /// <summary>Forgets a connection; without its default a session has none until the next is connected.</summary>
    public void Disconnect(DbInstance instance)
    {
        lock (_lock)
        {
            List<DbInstance> all = [.. _instances];
            all.Remove(instance);
            _instances = [.. all];
            Default = ReferenceEquals(Default, instance) ? null : Default;
            _ = _forgotten.GetValue(instance, forgotten => new object());
        }
    }

    /// <summary>True for a connection that was disconnected: its object names the instance, and sends nothing any more.</summary>
    public static bool IsForgotten(DbInstance instance) => _forgotten.TryGetValue(instance, out _);

    /// <summary>Keeps a job for completion and for Get-DbJob.</summary>
    public void Remember(DbJob job)
    {
        if (job.Id is not null || job.Companion is not null)
        {
            _jobs.Keep(KeyOf(job), () => new KnownJob()).See(job);
        }
    }

    /// <summary>Drops a job that its service no longer knows.</summary>
    public void Forget(DbJob job) => _jobs.Forget(KeyOf(job));

    /// <summary>The accounts of an instance that this session has seen, as errors name them.</summary>
    public IEnumerable<string> AccountsOf(DbInstanceName instance) => Accounts
        .Where(account => new DbInstanceName(account.Service, account.InstanceId, account.Endpoint) == instance)
        .Select(account => account.ToString());

    /// <summary>Keeps an account for completion.</summary>
    public void Remember(DbAccount account)
    {
        var instance = new DbInstanceName(account.Service, account.InstanceId, account.Endpoint);
        _accounts.Keep((instance, account.ToString()), account);
        Objects.Keep(instance, account.Database);
    }

    /// <summary>Keeps for completion what a change that was accepted has made, and forgets what it has removed.</summary>
    public void Remember(DbInstance instance, AccountChange change)
    {
        Objects.Keep(instance.Key, change);
        DbAccountIdentity account = change.Account;
        if (change is RemoveAccount)
        {
            _accounts.Forget((instance.Key, account.ToString()));
        }
        else if (change is CreateAccount create)
        {
            string[]? hosts = create.AllowedHost is { } given ? [.. given] : account.Hosts();
            Remember(new DbAccount
            {
                Service = instance.Service,
                InstanceId = instance.InstanceId,
                Endpoint = instance.Key.Endpoint,
                Connection = instance.Connection,
                Name = account.Name,
                AllowedHost = hosts.Length == 0 ? null : hosts,
            });
        }
    }

    /// <summary>The connection of this session that an instance is, or that has taken its place.</summary>
    /// <exception cref="DbAccountsException">There is none: it belongs to another runspace, or was disconnected.</exception>
    public DbInstance Own(DbInstance instance) =>
        Instances.FirstOrDefault(connected => ReferenceEquals(connected, instance))
        ?? Instances.FirstOrDefault(connected => connected.Connection == instance.Connection)
        ?? throw DbError.NotConnected(instance.ToOptions(), []);

    /// <summary>
    /// Finds the connection that is meant: the only one that fits; of several the default, or the one that the object came through.
    /// </summary>
    /// <param name="place">What is known of it; nothing means the default.</param>
    /// <exception cref="DbAccountsException">None or more than one fits.</exception>
    public DbInstance Resolve(Belonging place)
    {
        DbInstance[] all = _instances;
        if (place is { Service: null, InstanceId: null, Endpoint: null })
        {
            return Default ?? throw DbError.NothingConnected(all.Select(one => IsShared(one) ? Words(one) : one.ToString()));
        }

        DbInstance[] found = Array.FindAll(all, place.Fits);
        if (found.Length <= 1)
        {
            return found.FirstOrDefault() ?? throw Absent(place, all);
        }

        // An id alone may be of two services; which of them is no matter of what happens to be the default.
        string[] services = [.. found.Select(instance => instance.Service).Distinct()];
        if (place.InstanceId is { } id && services.Length > 1)
        {
            throw DbError.Ambiguous(id, services);
        }

        DbInstance[] named = [.. found.Where(instance => IsNamed(instance, place.Named))];
        return named.Length == 1 ? named[0]
            : found.FirstOrDefault(instance => ReferenceEquals(instance, Default))
            ?? found.FirstOrDefault(instance => instance.Connection == place.Connection)
            ?? throw (place.InstanceId is null && found.Select(instance => instance.InstanceId).Distinct(StringComparer.OrdinalIgnoreCase).Count() > 1
                ? DbError.SeveralConnected(found[0].Service, found.Select(one => IsShared(one) ? Words(one) : one.InstanceId))
                : DbError.SeveralConnections(place.InstanceId ?? found[0].InstanceId, found.Select(Words)));
    }

    /// <summary>An error for a command that makes no connection: what is not connected can't be what it was to do.</summary>
    public DbAccountsException AmongConnected(DbAccountsException error) => error.ErrorId switch
    {
        DbErrorId.InstanceNotConnected => DbError.AmongConnected(error, [.. Instances.Select(instance => instance.ToString())]),
        DbErrorId.AmbiguousInstance => new DbAccountsException(error.ErrorId, error.Category, error.Message, Messages.AmongSeveralAdvice, error),
        _ => error,
    };

    private static DbAccountsException Absent(Belonging place, IReadOnlyList<DbInstance> all)
    {
        if (place is { Service: { } service, Named: null })
        {
            // A service that there is none of can't be connected either.
            _ = ServiceCatalog.Get(service);
        }

        if (place.InstanceId is null && place.Endpoint is null)
        {
            return DbError.ServiceNotConnected(place.Service!);
        }

        var options = place.Named?.ToOptions() ?? new DbInstanceOptions
        {
            Service = place.Service ?? "",
            InstanceId = place.InstanceId ?? "",
            Region = place.Region,
            Endpoint = place.Endpoint is null ? null : new Uri(place.Endpoint),
        };
        IEnumerable<DbInstance> elsewhere = place.InstanceId is null ? [] : all.Where((place with { Endpoint = null }).Fits);
        return DbError.NotConnected(options, elsewhere.Select(instance => instance.Key.Endpoint!), Names(place, all));
    }

    // A text that is no service's name may be meant as one.
    private static IEnumerable<string> Names(Belonging place, IReadOnlyList<DbInstance> all) =>
        all.Where((place with { InstanceId = null, Endpoint = null }).Fits).Select(instance => instance.InstanceId)
            .Concat(place.Service is null ? all.Select(instance => instance.Service) : []);

    // What was saved tells its key, or where that came from.
    private static bool IsNamed(DbInstance connected, DbInstance? saved) => saved is not null
        && (saved.Region is null || saved.Region == connected.Region)
        && (saved.KeyId is null ? saved.CredentialSource == connected.CredentialSource : saved.KeyId == connected.KeyId);

    private static string Words(DbInstance instance) => $"{instance} {Place(instance)}";

    private static (DbInstanceName, string) KeyOf(DbJob job) =>
        (new DbInstanceName(job.Service, job.InstanceId, job.Endpoint), job.Id ?? $"{job.Operation} {string.Join(", ", job.Account)}");
}
