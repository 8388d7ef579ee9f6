using System.Globalization;
using DbAccounts.Engines.Sql.MySql.Dialect;
using DbAccounts.Model;

namespace DbAccounts.Engines.Sql.MySql.Requests;

/// <summary>What CREATE USER and ALTER USER say of an account beside its password, in the order that their grammar has.</summary>
/// <param name="RequireSsl">REQUIRE SSL or NONE; null is left out.</param>
/// <param name="MaxUserConnections">The most connections at once.</param>
/// <param name="PasswordLifetime">How many days a password is valid; 0 is for ever.</param>
/// <param name="Locked">ACCOUNT LOCK or UNLOCK.</param>
/// <param name="Comment">The comment of MySQL.</param>
internal readonly record struct AccountOptions(
    bool? RequireSsl, int? MaxUserConnections, int? PasswordLifetime, bool? Locked, string? Comment)
{
    /// <summary>A password is valid as long as the server's default says.</summary>
    public bool HasDefaultLifetime { get; init; }

    /// <summary>Adds what is given to a statement.</summary>
    public SqlStatement AddTo(SqlStatement statement, MySqlServer server)
    {
        if (RequireSsl is { } ssl)
        {
            statement.Add(ssl ? " REQUIRE SSL" : " REQUIRE NONE");
        }

        if (MaxUserConnections is { } most)
        {
            statement.Add(string.Format(CultureInfo.InvariantCulture, " WITH MAX_USER_CONNECTIONS {0}", most));
        }

        // MariaDB before 10.5 takes these in one order only.
        if (Locked is { } locked && server.IsMariaDb)
        {
            statement.Add(LockWords(locked));
        }

        if (PasswordLifetime is { } days)
        {
            statement.Add(days == 0
                ? " PASSWORD EXPIRE NEVER"
                : string.Format(CultureInfo.InvariantCulture, " PASSWORD EXPIRE INTERVAL {0} DAY", days));
        }

        if (HasDefaultLifetime)
        {
            statement.Add(" PASSWORD EXPIRE DEFAULT");
        }

        if (Locked is { } lockedToo && !server.IsMariaDb)
        {
            statement.Add(LockWords(lockedToo));
        }

        return Comment is null ? statement : statement.Add($" COMMENT {MySqlText.Literal(Comment)}");
    }

    /// <summary>True where a listed account shows what is given; what it doesn't tell proves nothing.</summary>
    public bool IsShownBy(DbAccount found) =>
        IsSame(RequireSsl, found.RequireSsl) && IsSame(MaxUserConnections, found.MaxUserConnections)
        && IsSame(PasswordLifetime, found.PasswordLifetime) && IsSame(Locked, found.Locked)
        && !(HasDefaultLifetime && found.PasswordLifetime is not null)
        && (Comment is null || found.Description is null || Comment == found.Description);

    private static bool IsSame<T>(T? given, T? found)
        where T : struct => given is null || found is null || given.Equals(found);

    private static string LockWords(bool locked) => locked ? " ACCOUNT LOCK" : " ACCOUNT UNLOCK";
}
