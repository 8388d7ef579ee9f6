using System;
using System.Threading;
using System.Threading.Tasks;
using DbAccounts.Engines.Sql;
using DbAccounts.Model;
using MySqlConnector;

namespace DbAccounts.Sql;

/// <summary>Connects to MySQL and MariaDB.</summary>
public sealed class MySqlDriver : ISqlDriver
{
    /// <inheritdoc/>
    async Task<ISqlConnection> ISqlDriver.OpenAsync(SqlAddress address, DbCredential credential, CancellationToken cancellation)
    {
        // The password is no part of the text: the driver asks for it when the server does.
        var connection = new MySqlConnection(Settings(address, credential.KeyId ?? "").ConnectionString)
        {
            ProvidePasswordCallback = _ => credential.SecretKey?.Reveal(text => text) ?? "",
        };
        try
        {
            await connection.OpenAsync(cancellation).ConfigureAwait(false);
            return new MySqlDriverConnection(connection);
        }
        catch (Exception e)
        {
            connection.Dispose();
            cancellation.ThrowIfCancellationRequested();
            SqlFailure failure = Failures.Opening(e);
            throw failure.Kind == SqlFailureKind.NotReached
                ? await Reachability.ExplainAsync(address, failure, cancellation).ConfigureAwait(false) : failure;
        }
    }

    private static MySqlConnectionStringBuilder Settings(SqlAddress address, string user)
    {
        var settings = new MySqlConnectionStringBuilder
        {
            Server = address.Socket ?? address.Host,
            ConnectionProtocol = address.Socket is null ? MySqlConnectionProtocol.Sockets : MySqlConnectionProtocol.UnixSocket,
            UserID = user,
            // The engine keeps connections itself, and no password with them.
            Pooling = false,
            SslMode = address.SslMode switch
            {
                DbSslMode.None => MySqlSslMode.None,
                DbSslMode.Preferred => MySqlSslMode.Preferred,
                DbSslMode.VerifyCA => MySqlSslMode.VerifyCA,
                DbSslMode.VerifyFull => MySqlSslMode.VerifyFull,
                _ => MySqlSslMode.Required,
            },
            ConnectionTimeout = (uint)Math.Max(1, Math.Ceiling(address.ConnectTimeout.TotalSeconds)),
            // How long a statement may take is said by who sends it.
            DefaultCommandTimeout = 0,
            // What is no parameter means what the server makes of it.
            AllowUserVariables = true,
            // A server that is not on this machine could ask for the password in this way.
            AllowPublicKeyRetrieval = address.IsLocal,
            AllowLoadLocalInfile = false,
            GuidFormat = MySqlGuidFormat.None,
            TreatTinyAsBoolean = false,
            AllowZeroDateTime = false,
            ConvertZeroDateTime = true,
            ApplicationName = "DbAccounts",
        };
        if (address.Socket is null)
        {
            settings.Port = (uint)address.Port;
        }

        if (address.SslCa is not null)
        {
            settings.SslCa = address.SslCa;
        }

        return settings;
    }
}
