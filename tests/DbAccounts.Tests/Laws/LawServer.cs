using System;
using DbAccounts.Tests.Support;
using MySqlConnector;

namespace DbAccounts.Tests.Laws;

/// <summary>A server on which nobody but the laws changes anything.</summary>
public sealed class LawServer : IDisposable
{
    /// <summary>The server.</summary>
    public MariaDbServer Server { get; } = new();

    /// <summary>A connection of its own, as an account.</summary>
    public MySqlConnection Open(string user = "root", string password = "", string? host = null)
    {
        var connection = new MySqlConnection(new MySqlConnectionStringBuilder
        {
            Server = host ?? Server.Socket,
            Port = (uint)Server.Port,
            ConnectionProtocol = host is null ? MySqlConnectionProtocol.UnixSocket : MySqlConnectionProtocol.Socket,
            UserID = user,
            Password = password,
            Pooling = false,
            SslMode = MySqlSslMode.None,
        }.ConnectionString);
        connection.Open();
        return connection;
    }

    public void Dispose() => Server.Dispose();
}
