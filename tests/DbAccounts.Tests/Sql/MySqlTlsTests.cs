using System;
using System.IO;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Threading.Tasks;
using DbAccounts.Engines;
using DbAccounts.Engines.Sql.MySql;
using DbAccounts.Engines.Sql.MySql.Dialect;
using DbAccounts.Errors;
using DbAccounts.Model;
using DbAccounts.Tests.Support;
using Xunit;

namespace DbAccounts.Tests.Sql;

/// <summary>A server that has TLS, and what is checked of its certificate.</summary>
public sealed class MySqlTlsTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("dba-").FullName;
    private readonly MariaDbServer? _server;

    public MySqlTlsTests()
    {
        if (MariaDbServer.WhyNone is not null)
        {
            return;
        }

        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        using X509Certificate2 certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(30));
        File.WriteAllText(Certificate, certificate.ExportCertificatePem());
        File.WriteAllText(Path.Combine(_folder, "key.pem"), key.ExportPkcs8PrivateKeyPem());
        using RSA other = RSA.Create(2048);
        using X509Certificate2 stranger = new CertificateRequest("CN=other", other, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            .CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(30));
        File.WriteAllText(Path.Combine(_folder, "other.pem"), stranger.ExportCertificatePem());
        _server = new MariaDbServer($"--ssl-cert={Certificate}", $"--ssl-key={Path.Combine(_folder, "key.pem")}");
        DbInstance root = DbInstance.Connect(new DbInstanceOptions
        {
            Service = "MySql",
            InstanceId = _server.Socket,
            Credential = new DbCredential("root", null),
        });
        foreach (string statement in new[]
        {
            $"CREATE USER 'tls'@'%' IDENTIFIED BY PASSWORD '{MySqlText.NativeHash("x")}' REQUIRE SSL",
            $"CREATE USER 'tls'@'localhost' IDENTIFIED BY PASSWORD '{MySqlText.NativeHash("x")}' REQUIRE SSL",
        })
        {
            MySqlSender.RunAsync(
                root,
                new MySqlWork("Test", ""),
                (session, cancellation) => session.Connection.ExecuteAsync(statement, null, cancellation),
                MariaDb.Context()).GetAwaiter().GetResult();
        }
    }

    private string Certificate => Path.Combine(_folder, "server.pem");

    [MariaDbFact]
    public async Task Each_mode_checks_what_it_says()
    {
        await ConnectAsync("127.0.0.1", DbSslMode.Required, null);
        await ConnectAsync("127.0.0.1", null, null);
        await ConnectAsync("127.0.0.1", DbSslMode.VerifyCA, Certificate);
        await ConnectAsync("localhost", DbSslMode.VerifyFull, Certificate);
        // A name that the certificate hasn't, an authority that isn't its own, and none at all.
        await FailsAsync(DbErrorId.ConnectionNotSecure, "127.0.0.1", DbSslMode.VerifyFull, Certificate);
        await FailsAsync(DbErrorId.ConnectionNotSecure, "127.0.0.1", DbSslMode.VerifyCA, Path.Combine(_folder, "other.pem"));
        await FailsAsync(DbErrorId.ConnectionNotSecure, "127.0.0.1", DbSslMode.VerifyCA, null);
        await FailsAsync(DbErrorId.AuthenticationFailed, "127.0.0.1", DbSslMode.None, null);
    }

    public void Dispose()
    {
        _server?.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task FailsAsync(string errorId, string host, DbSslMode mode, string? sslCa)
    {
        DbAccountsException error = await Assert.ThrowsAsync<DbAccountsException>(() => ConnectAsync(host, mode, sslCa));
        Assert.True(error.ErrorId == errorId, $"{host} {mode} {sslCa}: {error.ErrorId}: {error.Message}");
    }

    private Task ConnectAsync(string host, DbSslMode? mode, string? sslCa)
    {
        DbInstance instance = DbInstance.Connect(new DbInstanceOptions
        {
            Service = "MySql",
            InstanceId = $"{host}:{_server!.Port}",
            Credential = new DbCredential("tls", Secret.From("x")),
            SslMode = mode,
            SslCa = sslCa,
        });
        return instance.Client.VerifyAsync(instance, MariaDb.Context() with { Clock = new WaitedClock() });
    }
}
