using System.Linq;
using DbAccounts.Errors;
using DbAccounts.Model;
using DbAccounts.Texts;

namespace DbAccounts.PowerShell.Commands;

/// <summary>The objects that a command line names with -Database, -Table, -Column and -Global.</summary>
internal static class PrivilegeObjects
{
    /// <summary>The objects: each column of each table of each database; everything where none is named.</summary>
    /// <param name="databases">The databases; null for none.</param>
    /// <param name="tables">The tables, in each of them; null for none.</param>
    /// <param name="columns">The columns, in each of those; null for none.</param>
    /// <param name="isGlobal">Everything is said to be meant.</param>
    /// <exception cref="DbAccountsException">The names are of no object.</exception>
    public static DbPrivilegeTarget[] Of(string[]? databases, string[]? tables, string[]? columns, bool isGlobal)
    {
        string?[] inDatabases = databases ?? [];
        string?[] inTables = tables ?? [];
        string?[] inColumns = columns ?? [];
        if ((inTables.Length > 0 && inDatabases.Length == 0) || (inColumns.Length > 0 && inTables.Length == 0))
        {
            throw DbError.InvalidInput(Messages.TableWithoutDatabase, Messages.TableWithoutDatabaseAdvice);
        }

        if (isGlobal && inDatabases.Length > 0)
        {
            throw DbError.InvalidInput(Messages.GlobalAndDatabase, Messages.GlobalAndDatabaseAdvice);
        }

        return inDatabases.Length == 0 ? [DbPrivilegeTarget.Global] :
        [
            .. from database in inDatabases
               from table in inTables.DefaultIfEmpty()
               from column in inColumns.DefaultIfEmpty()
               select table is null ? DbPrivilegeTarget.OfDatabases(database!) : new DbPrivilegeTarget(database, table, column),
        ];
    }
}
