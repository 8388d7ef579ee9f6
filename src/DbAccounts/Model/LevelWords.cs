using DbAccounts.Texts;

namespace DbAccounts.Model;

/// <summary>The levels of privileges, for messages.</summary>
internal static class LevelWords
{
    /// <summary>What privileges of a level are on, in the plural.</summary>
    public static string Of(DbPrivilegeLevel level) => level switch
    {
        DbPrivilegeLevel.Global => Messages.LevelGlobal,
        DbPrivilegeLevel.Pattern => Messages.LevelPattern,
        DbPrivilegeLevel.Database or DbPrivilegeLevel.PartialRevoke => Messages.LevelDatabase,
        DbPrivilegeLevel.Table => Messages.LevelTable,
        DbPrivilegeLevel.Column => Messages.LevelColumn,
        DbPrivilegeLevel.Routine => Messages.LevelRoutine,
        DbPrivilegeLevel.Role => Messages.LevelRole,
        _ => Messages.LevelProxy,
    };
}
