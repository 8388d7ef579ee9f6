using System;

namespace DbAccounts.Engines.Sql;

/// <summary>What went wrong with a statement, or on the way to the server.</summary>
internal enum SqlFailureKind
{
    /// <summary>The server refused the statement, or the connection, with a code.</summary>
    Refused,

    /// <summary>The server was not reached.</summary>
    NotReached,

    /// <summary>There is no host of that name, or no socket: another try finds none either.</summary>
    NotThere,

    /// <summary>The connection can't be protected as it was asked for.</summary>
    NotSecure,

    /// <summary>The connection was lost: what was sent last may have been done.</summary>
    Lost,

    /// <summary>No answer came in the time allowed: what was sent last may still be done.</summary>
    Late,
}

/// <summary>A driver's error in words that hold for all of them.</summary>
/// <param name="kind">What it means.</param>
/// <param name="code">The server's number; 0 where it has said nothing.</param>
/// <param name="state">The SQL state; null where the server has said none.</param>
/// <param name="message">The text.</param>
/// <param name="inner">The driver's own exception.</param>
internal sealed class SqlFailure(SqlFailureKind kind, int code, string? state, string message, Exception? inner)
    : Exception(message, inner)
{
    /// <summary>What it means.</summary>
    public SqlFailureKind Kind => kind;

    /// <summary>The server's number.</summary>
    public int Code => code;

    /// <summary>The SQL state.</summary>
    public string? State => state;
}
