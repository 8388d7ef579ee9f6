using System;
using DbAccounts.Engines.Sql.MySql.Dialect;

namespace DbAccounts.Engines.Sql.MySql;

/// <summary>A connection, with what its server has said of itself.</summary>
/// <param name="Connection">The connection.</param>
/// <param name="Server">The server.</param>
internal sealed record MySqlSession(ISqlConnection Connection, MySqlServer Server) : IDisposable
{
    /// <inheritdoc/>
    public void Dispose() => Connection.Dispose();
}
