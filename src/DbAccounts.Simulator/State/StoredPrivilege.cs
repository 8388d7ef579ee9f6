using System.Collections.Generic;
using System.Linq;
using DbAccounts.Model;

namespace DbAccounts.Simulator.State;

/// <summary>Privileges on one object, as they are kept.</summary>
internal sealed class StoredPrivilege
{
    public string? Database { get; set; }

    public string? Table { get; set; }

    public string? Column { get; set; }

    public List<string> Privileges { get; set; } = [];

    /// <summary>What is kept, as a set.</summary>
    public static DbPrivilegeSet ToSet(IEnumerable<StoredPrivilege> stored) => DbPrivilegeSet.From(stored.Select(
        p => (new DbPrivilegeTarget(p.Database, p.Table, p.Column), (IEnumerable<string>)p.Privileges)));

    /// <summary>A set, as it is kept.</summary>
    public static List<StoredPrivilege> From(DbPrivilegeSet set) =>
    [
        .. set.Select(held => new StoredPrivilege
        {
            Database = held.Key.Database,
            Table = held.Key.Table,
            Column = held.Key.Column,
            Privileges = [.. held.Value],
        }),
    ];
}
