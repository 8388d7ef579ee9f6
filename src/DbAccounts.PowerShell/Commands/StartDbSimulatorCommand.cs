using System;
using System.Management.Automation;
using DbAccounts.Errors;
using DbAccounts.PowerShell.Binding;
using DbAccounts.PowerShell.Errors;
using DbAccounts.PowerShell.Session;
using DbAccounts.Simulator.Settings;
using DbAccounts.Texts;

namespace DbAccounts.PowerShell.Commands;

/// <summary>Starts a simulator of all services on the loopback address, in this process.</summary>
[Cmdlet(VerbsLifecycle.Start, "DbSimulator")]
[OutputType(typeof(DbSimulatorView))]
public sealed class StartDbSimulatorCommand : DbCommand
{
    /// <summary>The port. Default: one that is free.</summary>
    [Parameter(Position = 0)]
    [CellTransformation]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public int? Port { get; set; }

    /// <summary>How long every answer takes; seconds or a TimeSpan. Default: 0.</summary>
    [Parameter]
    [DurationTransformation, ValidatePositive(AllowZero = true)]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public TimeSpan Latency { get; set; }

    /// <summary>How long a job takes; seconds or a TimeSpan. Default: 0.5.</summary>
    [Parameter]
    [DurationTransformation, ValidatePositive(AllowZero = true)]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public TimeSpan JobDuration { get; set; } = TimeSpan.FromSeconds(0.5);

    /// <summary>A JSON file that keeps the state; it is made where there is none. Default: the state is in memory.</summary>
    [Parameter]
    public string? Path { get; set; }

    /// <summary>
    /// Faults to inject: their names, or a table of names and shares of the requests, such as @{ Throttle = 0.1; DropAfter = 0.05 }.
    /// A fault that is only named is met by 5 % of the requests. About the names see DbSimulatorFaultKind.
    /// </summary>
    [Parameter]
    [FaultTransformation]
    [ArgumentCompleter(typeof(FaultCompleter))]
    public DbSimulatorFault? Fault { get; set; }

    /// <summary>
    /// Makes the faults reproducible: with the same seed a request meets the same faults in every run. Default: a random one.
    /// </summary>
    [Parameter]
    [CellTransformation]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public int? Seed { get; set; }

    /// <summary>
    /// What the documents leave open, by name, such as @{ DdmOffsetIsPage = $true }; about the names see DbSimulatorBehavior.
    /// </summary>
    [Parameter]
    [EmptyTransformation]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public DbSimulatorBehavior Behavior { get; set; } = new();

    /// <inheritdoc/>
    private protected override void CheckCommandLine()
    {
        if (Port is < 0 or > 65535)
        {
            throw DbError.InvalidInput(Messages.PortRange.With(Port), Messages.PortRangeAdvice);
        }
    }

    /// <inheritdoc/>
    protected override void End()
    {
        try
        {
            WriteObject(new DbSimulatorView(Simulators.Start(new DbSimulatorOptions
            {
                Port = Port ?? 0,
                Latency = Latency,
                JobDuration = JobDuration,
                Path = string.IsNullOrEmpty(Path) ? null : GetUnresolvedProviderPathFromPSPath(Path),
                Fault = Fault,
                Seed = Seed,
                Behavior = Behavior,
            })));
        }
        catch (DbAccountsException e)
        {
            ThrowTerminatingError(ErrorRecords.From(e, (object?)Path ?? Port));
        }
    }
}
