using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using DbAccounts.PowerShell.Session;
using DbAccounts.Simulator.Settings;

namespace DbAccounts.PowerShell.Binding;

/// <summary>The ports of the simulators that run in this process.</summary>
public sealed class SimulatorPortCompleter : Completer
{
    private protected override IEnumerable<(string, string)> Values(BoundParameters bound) =>
        Simulators.Running.Select(simulator =>
            (simulator.Port.ToString(CultureInfo.InvariantCulture), $"the simulator at {simulator.Endpoint}"));
}

/// <summary>The faults that a simulator can inject.</summary>
public sealed class FaultCompleter : Completer
{
    private protected override IEnumerable<(string, string)> Values(BoundParameters bound) =>
        from kind in (DbSimulatorFaultKind[])Enum.GetValues(typeof(DbSimulatorFaultKind))
        select (kind.ToString(), Words(kind));

    private static string Words(DbSimulatorFaultKind kind) => kind switch
    {
        DbSimulatorFaultKind.Latency => "the answer comes late",
        DbSimulatorFaultKind.Throttle => "too many requests; nothing happens",
        DbSimulatorFaultKind.Busy => "a change is refused because another is under way",
        DbSimulatorFaultKind.DropBefore => "no answer, and nothing happens",
        DbSimulatorFaultKind.DropAfter => "no answer, after the request was carried out",
        DbSimulatorFaultKind.ResetBody => "the connection is reset in the middle of the answer",
        DbSimulatorFaultKind.ServerErrorHtml => "a gateway's error page with 502 or 504",
        DbSimulatorFaultKind.OkHtml => "a proxy's page with 200",
        DbSimulatorFaultKind.TruncatedJson => "the answer's JSON ends in the middle",
        DbSimulatorFaultKind.UnknownFields => "the answer has fields and states that no document knows",
        DbSimulatorFaultKind.Nulls => "the answer has null for what is optional or empty",
        DbSimulatorFaultKind.SlowJob => "the job takes much longer",
        DbSimulatorFaultKind.FailedJob => "the job fails, and nothing was changed",
        DbSimulatorFaultKind.VanishedJob => "the job's id is unknown afterwards",
        DbSimulatorFaultKind.ClockSkew => "the request is refused because the clocks differ",
        DbSimulatorFaultKind.StaleRead => "a read shows how things were a while ago",
        _ => "",
    };
}
