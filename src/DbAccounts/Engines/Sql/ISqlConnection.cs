using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;

namespace DbAccounts.Engines.Sql;

/// <summary>A connection to a server, for one statement at a time.</summary>
internal interface ISqlConnection : IDisposable
{
    /// <summary>True while the connection can be used.</summary>
    bool IsOpen { get; }

    /// <summary>Sends a statement and reads its answer to the end.</summary>
    /// <param name="statement">One statement.</param>
    /// <param name="parameters">The values of what it calls <c>@name</c>; null for none.</param>
    /// <param name="cancellation">Ends the statement at the server too, where that is still possible.</param>
    /// <exception cref="SqlFailure">The server refused it, or the connection was lost.</exception>
    /// <exception cref="OperationCanceledException">It was canceled.</exception>
    Task<SqlRows> ExecuteAsync(string statement, IReadOnlyDictionary<string, object?>? parameters, CancellationToken cancellation);

    /// <summary>Looks whether the server still answers.</summary>
    Task<bool> PingAsync(CancellationToken cancellation);
}
