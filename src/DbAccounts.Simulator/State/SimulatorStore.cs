using System;
using System.Collections.Generic;
using System.Linq;
using DbAccounts.Simulator.Settings;

namespace DbAccounts.Simulator.State;

/// <summary>The simulator's accounts and jobs. Callers hold <see cref="Gate"/>.</summary>
internal sealed class SimulatorStore
{
    // So much of a job's time it waits to be begun.
    private const double WaitingShare = 0.2;
    private const int JobsKept = 10_000;
    private readonly SimulatorState _state;
    private readonly StateFile? _file;
    private readonly Func<DateTimeOffset> _clock;
    private readonly TimeSpan _jobDuration;
    private readonly Dictionary<string, AccountBook> _books;
    private readonly Dictionary<string, StoredJob> _jobs;
    private readonly List<StoredJob> _pending;
    private readonly DbSimulatorBehavior _behavior;
    private readonly History? _history;
    private Circumstances? _circumstances;
    private bool _isChanged;

    /// <summary>Takes up what the file of the options holds, or begins one.</summary>
    /// <param name="options">How the simulator is started.</param>
    /// <param name="clock">The time.</param>
    /// <param name="first">What it knows at a time, where there is no file yet.</param>
    public SimulatorStore(DbSimulatorOptions options, Func<DateTimeOffset> clock, Func<DateTimeOffset, SimulatorState> first)
    {
        _behavior = options.Behavior;
        var ahead = TimeSpan.FromSeconds(_behavior.ClockAhead);
        _clock = () => clock() + ahead;
        _history = options.Fault?[DbSimulatorFaultKind.StaleRead] > 0 ? new History(options.Fault.LongestLag) : null;
        _jobDuration = options.JobDuration;
        _file = options.Path is null ? null : new StateFile(options.Path);
        SimulatorState? loaded = _file?.Load();
        _state = loaded ?? first(_clock());
        _books = SimulatedService.All.ToDictionary(service => service.Name, service => BookOf(service, Accounts(_state, service)));
        _jobs = _state.Jobs.ToDictionary(job => job.Id);
        _pending = [.. _state.Jobs.Where(job => !job.HasEnded)];
        if (loaded is null)
        {
            _file?.SaveFirst(_state);
        }
    }

    /// <summary>Held by whoever uses the store.</summary>
    public object Gate { get; } = new();

    /// <summary>The time, of which no fault makes another.</summary>
    public DateTimeOffset Clock => _clock();

    /// <summary>Told of every change that was applied, with its service.</summary>
    public Action<string, StoredChange> Applied { get; set; } = (_, _) => { };

    /// <summary>The service's time.</summary>
    public DateTimeOffset Now => _clock() + (_circumstances?.Skew ?? TimeSpan.Zero);

    /// <summary>The time that reads show: now, unless they lag behind.</summary>
    public DateTimeOffset Seen => Now - (_circumstances?.Lag ?? TimeSpan.Zero);

    /// <summary>The jobs that can be seen, in the order of their submission.</summary>
    public IEnumerable<StoredJob> Jobs => _state.Jobs.Where(CanBeSeen);

    /// <summary>The accounts of a service's instance, as they can be seen.</summary>
    public AccountBook Accounts(string service) =>
        _circumstances?.Lag > TimeSpan.Zero && _history?.At(service, Seen) is { } past
            ? BookOf(SimulatedService.All.First(s => s.Name == service), past)
            : _books[service];

    /// <summary>The job of that id, or null where it can't be seen.</summary>
    public StoredJob? FindJob(string id) => _jobs.TryGetValue(id, out StoredJob? job) && CanBeSeen(job) ? job : null;

    /// <summary>What the request asked for that began the job of that id; null where it is none's. It takes the gate itself.</summary>
    public string? OriginOf(string id)
    {
        lock (Gate)
        {
            return _jobs.TryGetValue(id, out StoredJob? job) ? job.Origin : null;
        }
    }

    /// <summary>Serves one request under its circumstances.</summary>
    public T Under<T>(Circumstances circumstances, Func<T> serve)
    {
        _circumstances = circumstances;
        try
        {
            return serve();
        }
        finally
        {
            _circumstances = null;
        }
    }

    /// <summary>True while a job of one of the services is under way.</summary>
    public bool IsBusy(params string[] services) => _pending.Any(job => services.Contains(job.Service));

    /// <summary>True while a job that changes an account of that name is under way.</summary>
    public bool IsPending(string service, string name) =>
        _pending.Any(job => job.Service == service && job.Change.Accounts.Any(account => account.Name == name));

    /// <summary>Applies a change now.</summary>
    public ChangeOutcome Apply(string service, StoredChange change)
    {
        return Apply(service, change, Now);
    }

    /// <summary>Takes a change that is applied when its job ends.</summary>
    /// <param name="job">The job, its times not set yet.</param>
    public void Submit(StoredJob job)
    {
        job.Created = Now;
        job.Begins = job.Created + TimeSpan.FromTicks((long)(_jobDuration.Ticks * WaitingShare));
        job.Ends = job.Created + _jobDuration;
        _circumstances?.Befall(job);
        if (_state.Jobs.Count >= JobsKept)
        {
            _jobs.Remove(_state.Jobs[0].Id);
            _state.Jobs.RemoveAt(0);
        }

        _state.Jobs.Add(job);
        _jobs.Add(job.Id, job);
        _pending.Add(job);
        _isChanged = true;
    }

    /// <summary>Ends the jobs whose time has come, in the order of their ends.</summary>
    public void Settle()
    {
        DateTimeOffset now = Now;
        foreach (StoredJob job in _pending.Where(job => job.Ends <= now).OrderBy(job => job.Ends).ToList())
        {
            job.Error ??= Apply(job.Service, job.Change, job.Ends) switch
            {
                ChangeOutcome.AccountExists => JobError.AccountExists,
                ChangeOutcome.AccountMissing => JobError.AccountMissing,
                _ => null,
            };
            job.HasEnded = true;
            job.Change = new StoredChange();
            _pending.Remove(job);
            _isChanged = true;
        }
    }

    /// <summary>Brings the file up to date.</summary>
    public void Save()
    {
        if (_isChanged)
        {
            _file?.Save(_state);
            _isChanged = false;
        }
    }

    private ChangeOutcome Apply(string service, StoredChange change, DateTimeOffset time)
    {
        _isChanged = true;
        _history?.Keep(service, _books[service].All, time);
        ChangeOutcome outcome = _books[service].Apply(change, time);
        if (outcome == ChangeOutcome.Applied)
        {
            Applied(service, change);
        }

        return outcome;
    }

    private bool CanBeSeen(StoredJob job) => !job.IsVanished && job.Created <= Seen;

    private static List<StoredAccount> Accounts(SimulatorState state, SimulatedService service)
    {
        if (!state.Accounts.TryGetValue(service.Name, out List<StoredAccount>? accounts))
        {
            state.Accounts[service.Name] = accounts = [];
        }

        return accounts;
    }

    private AccountBook BookOf(SimulatedService service, List<StoredAccount> accounts)
    {
        bool ignoreCase = service == SimulatedService.Ddm && _behavior.DdmNamesIgnoreCase;
        return new AccountBook(
            accounts,
            service.HostIsIdentity,
            ignoreCase ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal,
            !_behavior.TencentRevokeReachesOnlyNamedLevel);
    }
}
