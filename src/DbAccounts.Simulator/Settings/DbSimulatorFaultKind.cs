namespace DbAccounts.Simulator.Settings;

/// <summary>What can go wrong on purpose. A request meets one of these at most.</summary>
public enum DbSimulatorFaultKind
{
    /// <summary>The answer is held back for a random time, at most <see cref="DbSimulatorFault.LongestLatency"/>.</summary>
    Latency,

    /// <summary>The provider's own answer to too many requests, now and then with Retry-After. Nothing happens.</summary>
    Throttle,

    /// <summary>A change is refused because something else is under way: another task, an update of the service. Nothing happens.</summary>
    Busy,

    /// <summary>The connection is closed without an answer, and nothing happens.</summary>
    DropBefore,

    /// <summary>The connection is closed without an answer, after the request was carried out.</summary>
    DropAfter,

    /// <summary>The connection is reset in the middle of the answer, after the request was carried out.</summary>
    ResetBody,

    /// <summary>A gateway answers 502 or 504 with an HTML page, before or after the request was carried out.</summary>
    ServerErrorHtml,

    /// <summary>A proxy answers 200 with an HTML page, before or after the request was carried out.</summary>
    OkHtml,

    /// <summary>The answer's JSON ends in the middle, although its length is as announced.</summary>
    TruncatedJson,

    /// <summary>The answer has fields and states that no document knows.</summary>
    UnknownFields,

    /// <summary>The answer has null in place of what is optional or empty.</summary>
    Nulls,

    /// <summary>The job takes <see cref="DbSimulatorFault.SlowFactor"/> times as long.</summary>
    SlowJob,

    /// <summary>The job ends as failed or aborted, and nothing was changed.</summary>
    FailedJob,

    /// <summary>The job's id is unknown afterwards; half of these jobs carry out their change all the same.</summary>
    VanishedJob,

    /// <summary>The service's clock is off by more than signatures allow: it refuses the request, and the Date header shows why.</summary>
    ClockSkew,

    /// <summary>A read shows accounts and jobs as they were a while ago, at most <see cref="DbSimulatorFault.LongestLag"/>.</summary>
    StaleRead,
}
