using System;

namespace DbAccounts.Running;

/// <summary>How changes are run.</summary>
public sealed record ChangeRunOptions
{
    /// <summary>Wait for the end of the last job of each change too.</summary>
    public bool Wait { get; init; }

    /// <summary>
    /// The first request goes alone until <see cref="ChangeRun.Proceed"/> is called: a reader that has enough with the first change, or stops
    /// at the first error, has no others sent. It goes on by itself when the first change has to be waited for.
    /// </summary>
    public bool FirstAlone { get; init; }

    /// <summary>How jobs are waited for.</summary>
    public JobWaitOptions Waiting { get; init; } = new();

    /// <summary>How long what became of a change waits for those before it, to be told in their order.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// How long a change may wait for others that can travel with it in one request: a moment, so that one at a prompt is sent at once and
    /// a stream goes on.
    /// </summary>
    public TimeSpan Gathering { get; init; } = TimeSpan.FromSeconds(0.1);
}
