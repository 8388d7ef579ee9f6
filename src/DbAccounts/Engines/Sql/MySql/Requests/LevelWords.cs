using DbAccounts.Model;

namespace DbAccounts.Engines.Sql.MySql.Requests;

/// <summary>The levels of privileges, for messages.</summary>
internal static class LevelWords
{
    /// <summary>What privileges of a level are on, in the plural.</summary>
    public static string Of(DbPrivilegeLevel level) => level switch
    {
        DbPrivilegeLevel.Global => "the whole server",
        DbPrivilegeLevel.Database or DbPrivilegeLevel.Pattern => "databases",
        DbPrivilegeLevel.Table => "tables",
        DbPrivilegeLevel.Column => "columns",
        DbPrivilegeLevel.Routine => "routines",
        DbPrivilegeLevel.Role => "roles",
        _ => "accounts",
    };
}
