using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading.Tasks;
using DbAccounts.Engines.Delivery;
using DbAccounts.Engines.Sql.MySql.Dialect;
using DbAccounts.Errors;
using DbAccounts.Execution;
using DbAccounts.Grants;
using DbAccounts.Model;
using DbAccounts.Texts;

namespace DbAccounts.Engines.Sql.MySql;

/// <summary>The accounts of a server: reads them, and looks for the effect of a change whose answer was lost.</summary>
internal sealed class MySqlAccounts(DbInstance instance) : AccountReader(instance)
{
    // What was lost may be at work for a moment.
    private static readonly TimeSpan[] _waits = [TimeSpan.FromSeconds(0.2), TimeSpan.FromSeconds(1)];

    private static readonly string[] _noAccess = ["1044", "1142", "1143", "1227"];

    /// <inheritdoc/>
    public override bool IsImmediate => true;

    /// <inheritdoc/>
    public override IReadOnlyList<TimeSpan> Waits(Effect effect) => _waits;

    /// <inheritdoc/>
    public override async Task<DbAccount?> FindAsync(DbAccountIdentity account, CallContext context)
    {
        DbAccountList named = await ListAsync(account.Name, context).ConfigureAwait(false);
        return named.FirstOrDefault(found => DbAccountIdentity.Of(found).Equals(account))
            ?? (named.IsWhole ? null : throw DbError.AccountNotListed(account.ToString(), Instance.Key, named));
    }

    /// <summary>An account; null where there is none, or none is shown.</summary>
    public async Task<DbAccount?> FindIfShownAsync(DbAccountIdentity account, CallContext context) =>
        (await ListAsync(account.Name, context).ConfigureAwait(false)).FirstOrDefault(found => DbAccountIdentity.Of(found).Equals(account));

    /// <summary>No server says when an account was created, but when it got its password.</summary>
    public override DateTime? CreatedUtc(DbAccount account) => account.PasswordChanged;

    /// <summary>The accounts, or those of a name. Roles of MariaDB are none; those of MySQL can't be told from accounts.</summary>
    /// <param name="name">The name; null for all.</param>
    /// <param name="context">How long.</param>
    public async Task<DbAccountList> ListAsync(string? name, CallContext context)
    {
        var work = new MySqlWork(Messages.SqlListing, name ?? "");
        try
        {
            SqlRows rows = await MySqlSender.ReadAsync(Instance, work, server => Statement(server, name), context).ConfigureAwait(false);
            return new DbAccountList([.. rows.Rows.Select(Account)]);
        }
        catch (DbAccountsException e) when (Array.IndexOf(_noAccess, e.ServiceCode) >= 0)
        {
            // Everybody may read this, and sees what concerns himself.
            string own = "SELECT DISTINCT GRANTEE FROM information_schema.USER_PRIVILEGES";
            SqlRows rows = await MySqlSender.ReadAsync(Instance, work, _ => own, context).ConfigureAwait(false);
            context.Warning(
                Messages.SqlListPartial.With(Instance.Key, e.Message));
            return new DbAccountList(
                [.. rows.Rows.Select(row => Grantee((string)row[0]!)).Where(account => name is null || account.Name == name)], isWhole: false);
        }
    }

    /// <summary>What checks an account's password; null where that can't be read.</summary>
    public async Task<string?> PluginAsync(DbAccountIdentity account, CallContext context)
    {
        try
        {
            SqlRows rows = await MySqlSender.ReadAsync(
                Instance,
                new MySqlWork(Messages.SqlReading, account.ToString()),
                _ => "SELECT plugin FROM mysql.user WHERE User = " + MySqlText.Literal(account.Name)
                    + " AND Host = " + MySqlText.Literal(account.Host ?? MySqlText.AnyHost),
                context).ConfigureAwait(false);
            return rows.Rows.Count > 0 ? rows.Rows[0][0] as string : null;
        }
        catch (DbAccountsException e) when (Array.IndexOf(_noAccess, e.ServiceCode) >= 0)
        {
            return null;
        }
    }

    /// <summary>True where the role of everybody is there: it comes with the first grant to it, and stays. Who may not look has to expect it.</summary>
    public Task<bool> HasPublicAsync(CallContext context) => IsThereAsync(
        GrantStatements.Public, $"SELECT 1 FROM mysql.global_priv WHERE User = '{GrantStatements.Public}' AND Host = ''", ifHidden: true, context);

    /// <summary>True for a role, which on MariaDB is no account.</summary>
    public async Task<bool> IsRoleAsync(string name, CallContext context) =>
        (await MySqlSender.ServerAsync(Instance, context).ConfigureAwait(false)).IsMariaDb
        && await IsThereAsync(
            name, $"SELECT 1 FROM mysql.user WHERE User = {MySqlText.Literal(name)} AND is_role = 'Y'", ifHidden: false, context).ConfigureAwait(false);

    private async Task<bool> IsThereAsync(string name, string statement, bool ifHidden, CallContext context)
    {
        try
        {
            SqlRows rows = await MySqlSender.ReadAsync(Instance, new MySqlWork(Messages.SqlReading, name), _ => statement, context).ConfigureAwait(false);
            return rows.Rows.Count > 0;
        }
        catch (DbAccountsException e) when (Array.IndexOf(_noAccess, e.ServiceCode) >= 0)
        {
            return ifHidden;
        }
    }

    private static string Statement(MySqlServer server, string? name)
    {
        string where = name is null ? "" : $" AND User = {MySqlText.Literal(name)}";
        if (server.Has(mySql: null, mariaDb: "10.4.0"))
        {
            static string Value(string path) => $"JSON_VALUE(Priv, '$.{path}')";
            return $"SELECT User, Host, {Value("ssl_type")}, {Value("max_user_connections")}, {Value("account_locked")}, "
                + $"{Value("password_lifetime")}, {Value("password_last_changed")}, NULL, {string.Join(", ", OtherSettings.Columns(server, Value))} "
                + $"FROM mysql.global_priv WHERE IFNULL({Value("is_role")}, '0') IN ('0', 'false'){where} ORDER BY User, Host";
        }

        string isLocked = server.Has("5.7.6", null) ? "account_locked" : "NULL";
        string lifetime = server.Has("5.7.4", null) ? "password_lifetime, UNIX_TIMESTAMP(password_last_changed)" : "NULL, NULL";
        string comment = server.Has("8.0.21", null) ? "JSON_UNQUOTE(JSON_EXTRACT(User_attributes, '$.metadata.comment'))" : "NULL";
        string accounts = server.IsMariaDb ? "is_role = 'N'" : "1 = 1";
        return $"SELECT User, Host, ssl_type, max_user_connections, {isLocked}, {lifetime}, {comment}, "
            + $"{string.Join(", ", OtherSettings.Columns(server, path => path))} "
            + $"FROM mysql.user WHERE {accounts}{where} ORDER BY User, Host";
    }

    private DbAccount Account(object?[] row)
    {
        int? lifetime = Number(row[5]) is { } days and >= 0 ? (int)days : null;
        DateTime? changed = Number(row[6]) is { } seconds and > 0 ? DateTimeOffset.FromUnixTimeSeconds(seconds).UtcDateTime : null;
        DbAccount account = Of(Text(row[0])!, Text(row[1])!);
        account.RequireSsl = Text(row[2]) is not (null or "" or "0" or "NONE");
        account.MaxUserConnections = (int)(Number(row[3]) ?? 0);
        account.Locked = Text(row[4]) is "Y" or "1" or "true";
        account.PasswordLifetime = lifetime;
        account.PasswordChanged = changed;
        account.PasswordExpires = lifetime > 0 ? changed?.AddDays(lifetime.Value) : null;
        account.Description = Text(row[7]);
        string[] others = [.. OtherSettings.Of([.. row.Skip(8).Select(Text)])];
        account.OtherSetting = others.Length > 0 ? others : null;
        return account;
    }

    // 'name'@'host', in which quotes are not doubled: the last @ separates.
    private DbAccount Grantee(string grantee)
    {
        int at = grantee.LastIndexOf("'@'", StringComparison.Ordinal);
        return at < 0 ? Of(grantee.Trim('\''), "") : Of(grantee.Substring(1, at - 1), grantee.Substring(at + 3).TrimEnd('\''));
    }

    private DbAccount Of(string name, string host) => new()
    {
        Service = Instance.Service,
        InstanceId = Instance.InstanceId,
        Endpoint = Instance.Key.Endpoint,
        Connection = Instance.Connection,
        Name = name,
        AllowedHost = [host],
    };

    private static string? Text(object? value) => value is null ? null : Convert.ToString(value, CultureInfo.InvariantCulture);

    private static long? Number(object? value) =>
        long.TryParse(Text(value)?.Split('.')[0], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long number) ? number : null;
}
