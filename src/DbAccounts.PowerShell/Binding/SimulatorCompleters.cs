using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using DbAccounts.PowerShell.Session;
using DbAccounts.Simulator.Settings;
using DbAccounts.Texts;

namespace DbAccounts.PowerShell.Binding;

/// <summary>The ports of the simulators that run in this process.</summary>
public sealed class SimulatorPortCompleter : Completer
{
    private protected override IEnumerable<(string, string)> Values(BoundParameters bound) =>
        Simulators.Running.Select(simulator =>
            (simulator.Port.ToString(CultureInfo.InvariantCulture), Messages.CompleterSimulator.With(simulator.Endpoint)));
}

/// <summary>The faults that a simulator can inject.</summary>
public sealed class FaultCompleter : Completer
{
    private protected override IEnumerable<(string, string)> Values(BoundParameters bound) =>
        from kind in (DbSimulatorFaultKind[])Enum.GetValues(typeof(DbSimulatorFaultKind))
        select (kind.ToString(), Words(kind));

    private static string Words(DbSimulatorFaultKind kind) => kind switch
    {
        DbSimulatorFaultKind.Latency => Messages.FaultSlowAnswer,
        DbSimulatorFaultKind.Throttle => Messages.FaultThrottled,
        DbSimulatorFaultKind.Busy => Messages.FaultBusy,
        DbSimulatorFaultKind.DropBefore => Messages.FaultLostBefore,
        DbSimulatorFaultKind.DropAfter => Messages.FaultLostAfter,
        DbSimulatorFaultKind.ResetBody => Messages.FaultReset,
        DbSimulatorFaultKind.ServerErrorHtml => Messages.FaultGatewayPage,
        DbSimulatorFaultKind.OkHtml => Messages.FaultProxyPage,
        DbSimulatorFaultKind.TruncatedJson => Messages.FaultBrokenJson,
        DbSimulatorFaultKind.UnknownFields => Messages.FaultUnknownFields,
        DbSimulatorFaultKind.Nulls => Messages.FaultNullFields,
        DbSimulatorFaultKind.SlowJob => Messages.FaultSlowJob,
        DbSimulatorFaultKind.FailedJob => Messages.FaultFailedJob,
        DbSimulatorFaultKind.VanishedJob => Messages.FaultForgottenJob,
        DbSimulatorFaultKind.ClockSkew => Messages.FaultClock,
        DbSimulatorFaultKind.StaleRead => Messages.FaultStaleRead,
        _ => "",
    };
}
