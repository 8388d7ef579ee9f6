using System;
using DbAccounts.Changes;

namespace DbAccounts.Engines;

/// <summary>One operation of a service.</summary>
/// <param name="Operation">What is done, in the words that hold for all services.</param>
/// <param name="Action">The service's own action.</param>
/// <param name="Document">The document that describes it.</param>
public sealed record DbServiceOperation(OperationKind Operation, string Action, string Document)
{
    /// <summary>The documented limit in requests a second; null where none is documented.</summary>
    public double? RequestsPerSecond { get; init; }

    /// <summary>How many accounts one request may change, where it takes several: no document sets a limit, so it is chosen.</summary>
    public int AccountsPerRequest { get; init; } = 1;

    /// <summary>The type of the request whose attributes hold the rules.</summary>
    internal Type? RequestType { get; init; }

    /// <summary>The operation, its action, and the limit where there is one.</summary>
    public override string ToString() =>
        $"{Operation}: {Action}" + (RequestsPerSecond is { } limit ? FormattableString.Invariant($", at most {limit} a second") : "");
}
