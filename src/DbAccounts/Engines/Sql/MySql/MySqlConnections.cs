using System;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Tasks;
using DbAccounts.Engines.Sql.MySql.Dialect;
using DbAccounts.Execution;
using DbAccounts.Model;

namespace DbAccounts.Engines.Sql.MySql;

/// <summary>The connections of one instance, and what its server has said of itself.</summary>
internal sealed class MySqlConnections
{
    private const string WhoIsThere = "SELECT VERSION(), @@version_comment, CURRENT_USER(), "
        + "(SELECT COUNT(*) FROM information_schema.PLUGINS WHERE PLUGIN_TYPE = 'PASSWORD VALIDATION' AND PLUGIN_STATUS = 'ACTIVE'), "
        + "@@lower_case_table_names";

    // The sender ends waiting before that, and says so in its own words.
    private static readonly TimeSpan _longestConnecting = MySqlSender.LongestConnecting + TimeSpan.FromSeconds(5);
    private static readonly ConditionalWeakTable<DbInstance, MySqlConnections> _all = new();
    private readonly SqlPool<MySqlSession> _pool = new();

    /// <summary>The server, as it was when it was last connected; null before.</summary>
    public MySqlServer? Server { get; private set; }

    /// <summary>Those of an instance.</summary>
    public static MySqlConnections Of(DbInstance instance) => _all.GetOrCreateValue(instance);

    /// <summary>A connection that answers: one that is kept, or a new one.</summary>
    /// <exception cref="SqlFailure">The server was not reached, or lets nobody in so.</exception>
    public async Task<MySqlSession> TakeAsync(DbInstance instance, DbCredential credential, CallContext context, CancellationToken cancellation)
    {
        while (_pool.Take() is { } kept)
        {
            // A server that was started again, or has waited too long, has closed it meanwhile.
            if (await IsAliveAsync(kept, cancellation).ConfigureAwait(false))
            {
                return kept;
            }

            SqlPool<MySqlSession>.Close(kept);
        }

        TimeSpan left = context.Left < _longestConnecting ? context.Left : _longestConnecting;
        ISqlConnection connection = await SqlDrivers.MySql.OpenAsync(
            MySqlAddress.Read(instance.InstanceId).ToSql(instance.SslMode, instance.SslCa, left), credential, cancellation)
            .ConfigureAwait(false);
        try
        {
            object?[] said = (await connection.ExecuteAsync(WhoIsThere, null, cancellation).ConfigureAwait(false)).Rows[0];
            MySqlServer server = MySqlServer.Read(Text(said[0]), Text(said[1]), Text(said[2])) with
            {
                ValidatesPasswords = Convert.ToInt64(said[3], System.Globalization.CultureInfo.InvariantCulture) > 0,
                FoldsNames = Convert.ToInt64(said[4], System.Globalization.CultureInfo.InvariantCulture) > 0,
            };
            if (server.Has(mySql: "8.0.16", mariaDb: null))
            {
                // Where the variable is not known, selecting it would be an error.
                SqlRows partial = await connection.ExecuteAsync("SHOW VARIABLES LIKE 'partial\\_revokes'", null, cancellation).ConfigureAwait(false);
                server = server with { HasPartialRevokes = partial.Rows.Any(row => Text(row[1]) is "ON" or "1") };
            }

            // What is quoted, and times, must mean the same on every server; a grant must never create an account.
            string create = server.Has(mySql: "8.0.0", mariaDb: null) ? "" : ",NO_AUTO_CREATE_USER";
            await connection.ExecuteAsync(
                $"SET SESSION sql_mode = 'STRICT_TRANS_TABLES{create}', time_zone = '+00:00'", null, cancellation).ConfigureAwait(false);
            Server = server;
            return new MySqlSession(connection, server);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Keeps a connection for the next statement.</summary>
    public void Give(MySqlSession session) => _pool.Give(session);

    /// <summary>Closes a connection of which nobody knows what state it is in.</summary>
    public static void Drop(MySqlSession session) => SqlPool<MySqlSession>.Close(session);

    private static string Text(object? value) => value as string ?? "";

    private static async Task<bool> IsAliveAsync(MySqlSession session, CancellationToken cancellation)
    {
        try
        {
            return await session.Connection.PingAsync(cancellation).ConfigureAwait(false);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            return false;
        }
    }
}
