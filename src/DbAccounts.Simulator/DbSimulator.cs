using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.Sockets;
using DbAccounts.Errors;
using DbAccounts.Simulator.Clouds;
using DbAccounts.Simulator.Clouds.HuaweiCloud;
using DbAccounts.Simulator.Clouds.QingCloud;
using DbAccounts.Simulator.Clouds.TencentCloud;
using DbAccounts.Simulator.Faults;
using DbAccounts.Simulator.Http;
using DbAccounts.Simulator.Settings;
using DbAccounts.Simulator.State;
using DbAccounts.Texts;

namespace DbAccounts.Simulator;

/// <summary>The documented database services on a port of the loopback address, with one instance each.</summary>
/// <remarks>
/// It is used over HTTP only, with real signatures, which it verifies by its own code; the vendors' SDKs can use it unchanged.
/// All members may be called from any thread.
/// </remarks>
public sealed class DbSimulator : IDisposable
{
    private readonly SimulatorStore _store;
    private readonly FaultInjector _faults;
    private readonly HttpServer _server;

    private DbSimulator(DbSimulatorOptions options, Func<DateTimeOffset> clock)
    {
        DbSimulatorBehavior behavior = options.Behavior;
        _store = new SimulatorStore(options, clock, now => FirstState.At(now, behavior));
        _faults = new FaultInjector(options.Fault ?? new DbSimulatorFault(), options.Seed ?? new Random().Next());
        var others = new Others(_store, behavior, Seed);
        ISimulatedCloud[] clouds =
            [new QingCloudApi(_store, behavior), new HuaweiApi(_store, behavior, others), new TencentApi(_store, behavior, others, Seed)];
        var exchange = new Exchange(clouds, _store, _faults, options.Latency);
        _server = Listen(options.Port, exchange, () => _store.Clock);
        Port = _server.Port;
        Endpoint = new Uri($"http://127.0.0.1:{Port}");
        Instance = [.. SimulatedService.All.Select(service => DbSimulatorInstance.Of(service, Endpoint))];
        IsRunning = true;
    }

    /// <summary>The address of all its services, <c>http://127.0.0.1:port</c>.</summary>
    public Uri Endpoint { get; }

    /// <summary>The port.</summary>
    public int Port { get; }

    /// <summary>The instances, one of each service.</summary>
    public IReadOnlyList<DbSimulatorInstance> Instance { get; }

    /// <summary>False once it was stopped.</summary>
    public bool IsRunning { get; private set; }

    /// <summary>How many API requests it was sent.</summary>
    public long Requests => _faults.Requests;

    /// <summary>How often each kind of fault was injected.</summary>
    public IReadOnlyDictionary<DbSimulatorFaultKind, int> Faults => _faults.Counts;

    /// <summary>The seed of its faults, and of what somebody else does.</summary>
    public int Seed => _faults.Seed;

    /// <summary>What it knows. Whoever looks holds its gate.</summary>
    internal SimulatorStore Store => _store;

    /// <summary>Starts a simulator.</summary>
    /// <exception cref="DbAccountsException">The port is taken, or the state file holds something else.</exception>
    public static DbSimulator Start(DbSimulatorOptions options) => Start(options, () => DateTimeOffset.UtcNow);

    /// <summary>Starts a simulator that lives in a time of its own.</summary>
    internal static DbSimulator Start(DbSimulatorOptions options, Func<DateTimeOffset> clock) =>
        new(options ?? throw new ArgumentNullException(nameof(options)), clock);

    /// <summary>Ends all connections and stops listening. What it knows stays in its file, if it has one.</summary>
    public void Stop()
    {
        lock (_server)
        {
            if (!IsRunning)
            {
                return;
            }

            IsRunning = false;
            _server.Dispose();
        }

        lock (_store.Gate)
        {
            _store.Settle();
            _store.Save();
        }
    }

    /// <summary>The same as <see cref="Stop"/>.</summary>
    public void Dispose() => Stop();

    /// <summary>The address and whether it runs.</summary>
    public override string ToString() => IsRunning ? Endpoint.ToString() : Endpoint + " (stopped)";

    private static HttpServer Listen(int port, Exchange exchange, Func<DateTimeOffset> clock)
    {
        try
        {
            return new HttpServer(port, exchange.AnswerAsync, clock);
        }
        catch (Exception e) when (e is SocketException or ArgumentOutOfRangeException)
        {
            throw new DbAccountsException(
                DbErrorId.SimulatorNotStarted,
                DbErrorCategory.ConnectionError,
                Messages.SimulatorNotStarted.With(port, e.Message),
                Messages.SimulatorNotStartedAdvice,
                e);
        }
    }
}
