using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Runtime.InteropServices;
using DbAccounts.Credentials;
using DbAccounts.Formats;
using DbAccounts.Model;
using DbAccounts.Texts;

namespace DbAccounts.Engines.Sql.MySql;

/// <summary>
/// An account of the server and its password, and where the programs of MySQL and MariaDB find them: <c>~/.my.cnf</c>, which goes first with
/// them too, and the variables MYSQL_PWD, MYSQL_HOST, MYSQL_TCP_PORT and MYSQL_UNIX_PORT.
/// </summary>
internal sealed class MySqlCredentials : CredentialGuide
{
    private const int WritableByOthers = 2;
    private static readonly string[] _off = ["0", "OFF", "FALSE"];
    private static readonly string[] _groups =
        ["client", "client-server", "client-mariadb", "mysql", "mariadb-client"];

    /// <inheritdoc/>
    public override string Needs => Messages.NeedsSqlCredential;

    /// <inheritdoc/>
    public override bool NamesInstances => true;

    /// <inheritdoc/>
    public override bool TakesToken => false;

    /// <inheritdoc/>
    protected override bool IsInHeaders => false;

    /// <inheritdoc/>
    public override IReadOnlyList<CredentialPlace> Places(HostEnvironment environment, DbInstanceOptions options)
    {
        string file = environment.InHome(".my.cnf");
        CredentialPlace[] known =
        [
            new(Messages.PlaceFile.With(file), () => OfFile(file, environment)),
            new(Messages.PlaceSqlVariable, () => new FoundSettings
            {
                Credential = environment.Variable("MYSQL_PWD") is { } password
                    ? new DbCredential(Environment.UserName, Secret.From(password)) : null,
                InstanceId = Instance(
                    environment.Variable("MYSQL_HOST"), environment.Variable("MYSQL_TCP_PORT"), environment.Variable("MYSQL_UNIX_PORT")),
            }),
        ];
        // A server asks the system who is at the other end of a socket.
        return options.InstanceId.StartsWith("/", StringComparison.Ordinal)
            ? [.. known, new(Messages.PlaceSqlUser.With(Environment.UserName), () => new FoundSettings
            {
                Credential = new DbCredential(Environment.UserName, null),
            })]
            : known;
    }

    /// <summary>A password may be empty.</summary>
    public override bool IsComplete(DbCredential credential) => credential is { KeyId.Length: > 0, Token: null };

    private static FoundSettings OfFile(string file, HostEnvironment environment)
    {
        if (File.Exists(file) && IsWritableByOthers(file))
        {
            environment.Warning(Messages.SqlFileWritable.With(file));
            return new FoundSettings();
        }

        return CredentialReading.File(file, text =>
        {
            IReadOnlyDictionary<string, string?> options = OptionFile.Parse(
                text, _groups, word => environment.Warning(Messages.SqlFileWord.With(word, file)));
            string? user = Text(options, "user");
            string? password = options.TryGetValue("password", out string? given) ? given : environment.Variable("MYSQL_PWD");
            return new FoundSettings
            {
                Credential = user is null && password is null ? null
                    : new DbCredential(user ?? Environment.UserName, password is null ? null : Secret.From(password)),
                InstanceId = Instance(Text(options, "host"), Text(options, "port"), Text(options, "socket")),
                SslMode = Mode(options),
                SslCa = Text(options, "ssl-ca"),
            };
        });
    }

    private static string? Text(IReadOnlyDictionary<string, string?> options, string name) =>
        options.TryGetValue(name, out string? text) && text is { Length: > 0 } ? text : null;

    // As the programs do: a socket is for this machine, which localhost means too.
    private static string? Instance(string? host, string? port, string? socket) =>
        socket is not null && host is null or "localhost" ? socket
        : host is null && port is null ? null
        : (host is { } name && name.Contains(':') ? $"[{name}]" : host ?? "localhost") + (port is null ? "" : ":" + port);

    // MySQL's option first, then those of MariaDB.
    private static DbSslMode? Mode(IReadOnlyDictionary<string, string?> options) =>
        Text(options, "ssl-mode")?.ToUpperInvariant() switch
        {
            "DISABLED" => DbSslMode.None,
            "PREFERRED" => DbSslMode.Preferred,
            "REQUIRED" => DbSslMode.Required,
            "VERIFY_CA" => DbSslMode.VerifyCA,
            "VERIFY_IDENTITY" => DbSslMode.VerifyFull,
            { } other => throw new FormatException(Messages.SqlFileSslMode.With(other)),
            null => IsOn(options, "ssl-verify-server-cert") == true ? DbSslMode.VerifyFull
                : Text(options, "ssl-ca") is not null ? DbSslMode.VerifyCA
                : IsOn(options, "ssl") == false ? DbSslMode.None
                : IsOn(options, "ssl") == true ? DbSslMode.Required
                : null,
        };

    private static bool? IsOn(IReadOnlyDictionary<string, string?> options, string name) =>
        !options.TryGetValue(name, out string? value) ? null
        : value is null || !_off.Contains(value.ToUpperInvariant());

    // .NET Standard has no call for it, and Windows no such permission.
    private static bool IsWritableByOthers(string file) =>
        !RuntimeInformation.IsOSPlatform(OSPlatform.Windows)
        && typeof(File).GetMethod("GetUnixFileMode", [typeof(string)]) is MethodInfo mode
        && ((int)mode.Invoke(null, [file]) & WritableByOthers) != 0;
}
