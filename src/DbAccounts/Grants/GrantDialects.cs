using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using DbAccounts.Model;

namespace DbAccounts.Grants;

/// <summary>What differs between the servers' statements and privileges.</summary>
/// <remarks>
/// MySQL: "Privileges Provided by MySQL" in the manuals of 5.7, 8.0 and 8.4. MariaDB: the page "GRANT" of its documentation, and
/// <c>SHOW PRIVILEGES</c> and <c>SHOW GRANTS</c> of a server 10.11.
/// </remarks>
internal static class GrantDialects
{
    private static readonly string[] _column = ["INSERT", "REFERENCES", "SELECT", "UPDATE"];

    private static readonly string[] _table =
    [
        "ALTER", "CREATE", "CREATE VIEW", "DELETE", "DROP", "INDEX", "INSERT", "REFERENCES", "SELECT", "SHOW VIEW", "TRIGGER", "UPDATE",
    ];

    private static readonly string[] _database =
        [.. _table, "ALTER ROUTINE", "CREATE ROUTINE", "CREATE TEMPORARY TABLES", "EVENT", "EXECUTE", "LOCK TABLES"];

    private static readonly string[] _routine = ["ALTER ROUTINE", "EXECUTE"];

    // Before the servers went different ways.
    private static readonly string[] _global =
    [
        .. _database, "CREATE TABLESPACE", "CREATE USER", "FILE", "PROCESS", "RELOAD", "REPLICATION SLAVE", "SHOW DATABASES", "SHUTDOWN",
        "SUPER",
    ];

    private static readonly string[] _mySql80 =
    [
        .. _global, "REPLICATION CLIENT", "CREATE ROLE", "DROP ROLE",
        "APPLICATION_PASSWORD_ADMIN", "AUDIT_ABORT_EXEMPT", "AUDIT_ADMIN", "AUTHENTICATION_POLICY_ADMIN", "BACKUP_ADMIN", "BINLOG_ADMIN",
        "BINLOG_ENCRYPTION_ADMIN", "CLONE_ADMIN", "CONNECTION_ADMIN", "ENCRYPTION_KEY_ADMIN", "FIREWALL_EXEMPT", "FLUSH_OPTIMIZER_COSTS",
        "FLUSH_STATUS", "FLUSH_TABLES", "FLUSH_USER_RESOURCES", "GROUP_REPLICATION_ADMIN", "GROUP_REPLICATION_STREAM",
        "INNODB_REDO_LOG_ARCHIVE", "INNODB_REDO_LOG_ENABLE", "PASSWORDLESS_USER_ADMIN", "PERSIST_RO_VARIABLES_ADMIN",
        "REPLICATION_APPLIER", "REPLICATION_SLAVE_ADMIN", "RESOURCE_GROUP_ADMIN", "RESOURCE_GROUP_USER", "ROLE_ADMIN",
        "SENSITIVE_VARIABLES_OBSERVER", "SERVICE_CONNECTION_ADMIN", "SESSION_VARIABLES_ADMIN", "SET_USER_ID", "SHOW_ROUTINE",
        "SYSTEM_USER", "SYSTEM_VARIABLES_ADMIN", "TABLE_ENCRYPTION_ADMIN", "TELEMETRY_LOG_ADMIN", "XA_RECOVER_ADMIN",
    ];

    private static readonly string[] _mySql84 =
    [
        .. _mySql80.Except(["SET_USER_ID"]),
        "ALLOW_NONEXISTENT_DEFINER", "FLUSH_PRIVILEGES", "OPTIMIZE_LOCAL_TABLE", "SET_ANY_DEFINER", "TRANSACTION_GTID_TAG",
    ];

    private static readonly string[] _mariaDb105 =
    [
        .. _global, "BINLOG ADMIN", "BINLOG MONITOR", "BINLOG REPLAY", "CONNECTION ADMIN", "DELETE HISTORY", "FEDERATED ADMIN",
        "READ_ONLY ADMIN", "REPLICATION MASTER ADMIN", "REPLICATION SLAVE ADMIN", "SET USER", "SLAVE MONITOR",
    ];

    private static readonly Dictionary<string, string> _mariaDbNames = new()
    {
        ["DELETE VERSIONING ROWS"] = "DELETE HISTORY",
        ["READ ONLY ADMIN"] = "READ_ONLY ADMIN",
        ["REPLICATION CLIENT"] = "BINLOG MONITOR",
        ["REPLICATION REPLICA"] = "REPLICATION SLAVE",
        ["REPLICATION REPLICA ADMIN"] = "REPLICATION SLAVE ADMIN",
        ["REPLICA MONITOR"] = "SLAVE MONITOR",
    };

    private static readonly ConcurrentDictionary<DbGrantDialect, PrivilegeCatalog> _catalogs = new();

    /// <summary>What is offered on which level.</summary>
    public static PrivilegeCatalog Catalog(this DbGrantDialect dialect) => _catalogs.GetOrAdd(dialect, Make);

    /// <summary>The dialect of a server.</summary>
    public static DbGrantDialect Of(bool isMariaDb, Version version) => isMariaDb
        ? version >= new Version(11, 3) ? DbGrantDialect.MariaDb113
            : version >= new Version(10, 5) ? DbGrantDialect.MariaDb : DbGrantDialect.MariaDb104
        : version >= new Version(8, 4) ? DbGrantDialect.MySql
            : version >= new Version(8, 0) ? DbGrantDialect.MySql80 : DbGrantDialect.MySql57;

    /// <summary>True for a server on which a role is no account, and has no host.</summary>
    public static bool IsMariaDb(this DbGrantDialect dialect) =>
        dialect is DbGrantDialect.MariaDb or DbGrantDialect.MariaDb113 or DbGrantDialect.MariaDb104;

    /// <summary>The same set with each privilege as the dialect calls it.</summary>
    public static DbPrivilegeSet Named(this DbGrantDialect dialect, DbPrivilegeSet set) => DbPrivilegeSet.From(set.Select(held => (
        held.Key, held.Value.Select(word => dialect.Catalog().NameOf(held.Key.Level, word, DbGrantDialect.MariaDb.Catalog())))));

    /// <summary>What of a set the dialect has no words for.</summary>
    public static DbPrivilegeSet Lacks(this DbGrantDialect dialect, DbPrivilegeSet set) => DbPrivilegeSet.From(set.Select(held => (
        held.Key, held.Value.Where(word => !dialect.Has(held.Key.Level, word)))));

    private static bool Has(this DbGrantDialect dialect, DbPrivilegeLevel level, string word) => level switch
    {
        DbPrivilegeLevel.Role => dialect != DbGrantDialect.MySql57,
        DbPrivilegeLevel.Proxy => true,
        // Plugins bring privileges of their own, with an underscore in their names.
        DbPrivilegeLevel.Global when word.IndexOf('_') >= 0 && !dialect.IsMariaDb() => dialect != DbGrantDialect.MySql57,
        _ => word is PrivilegeWord.All or PrivilegeWord.GrantOption or PrivilegeWord.Usage || dialect.Catalog().At(level).Contains(word),
    };

    /// <summary>The newest version of the dialect, as the comments have it that are meant for servers from a version on.</summary>
    public static int Newest(this DbGrantDialect dialect) => dialect switch
    {
        DbGrantDialect.MySql57 => 50799,
        DbGrantDialect.MySql80 => 80399,
        DbGrantDialect.MariaDb104 => 100499,
        DbGrantDialect.MariaDb => 110299,
        _ => int.MaxValue,
    };

    /// <summary>True for a server on which what is held globally can be taken in single databases.</summary>
    public static bool HasPartialRevokes(this DbGrantDialect dialect) => dialect is DbGrantDialect.MySql or DbGrantDialect.MySql80;

    private static PrivilegeCatalog Make(DbGrantDialect dialect)
    {
        string[] history = dialect.IsMariaDb() ? ["DELETE HISTORY"] : [];
        string[] showRoutine = dialect == DbGrantDialect.MariaDb113 ? ["SHOW CREATE ROUTINE"] : [];
        return new PrivilegeCatalog(
            new Dictionary<DbPrivilegeLevel, IReadOnlyList<string>>
            {
                [DbPrivilegeLevel.Global] = [.. Global(dialect), .. showRoutine],
                [DbPrivilegeLevel.Database] = [.. _database, .. history, .. showRoutine],
                [DbPrivilegeLevel.Table] = [.. _table, .. history],
                [DbPrivilegeLevel.Column] = _column,
                [DbPrivilegeLevel.Routine] = [.. _routine, .. showRoutine],
                [DbPrivilegeLevel.PartialRevoke] = dialect.HasPartialRevokes() ? _database : [],
            },
            dialect is DbGrantDialect.MariaDb or DbGrantDialect.MariaDb113 ? _mariaDbNames : null)
        {
            IsOfMariaDb = dialect.IsMariaDb(),
        };
    }

    private static string[] Global(DbGrantDialect dialect) => dialect switch
    {
        DbGrantDialect.MySql57 => [.. _global, "REPLICATION CLIENT"],
        DbGrantDialect.MySql80 => _mySql80,
        DbGrantDialect.MySql => _mySql84,
        DbGrantDialect.MariaDb104 => [.. _global, "REPLICATION CLIENT", "DELETE HISTORY"],
        _ => _mariaDb105,
    };
}
