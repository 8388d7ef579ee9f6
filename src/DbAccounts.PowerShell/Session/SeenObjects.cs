using System;
using System.Collections.Generic;
using System.Linq;
using DbAccounts.Changes;
using DbAccounts.Model;

namespace DbAccounts.PowerShell.Session;

/// <summary>The databases, tables and columns that a session has seen: what accounts hold, and what was granted.</summary>
/// <param name="most">How many are kept.</param>
internal sealed class SeenObjects(int most)
{
    private readonly Recent<(DbInstanceName, DbPrivilegeTarget), (DbInstanceName Instance, DbPrivilegeTarget Target)> _seen = new(most);

    /// <summary>Those of some instances.</summary>
    public IEnumerable<DbPrivilegeTarget> Of(Func<DbInstanceName, bool> isMeant) =>
        _seen.All.Where(seen => isMeant(seen.Instance)).Select(seen => seen.Target);

    /// <summary>Keeps what privileges are held on.</summary>
    public void Keep(DbInstanceName instance, DbPrivilegeSet privileges)
    {
        foreach (DbPrivilegeTarget target in privileges.Targets)
        {
            Keep(instance, target);
        }
    }

    /// <summary>Keeps what an account is for.</summary>
    public void Keep(DbInstanceName instance, IEnumerable<string>? databases)
    {
        foreach (string database in databases ?? [])
        {
            Keep(instance, new DbPrivilegeTarget(database));
        }
    }

    /// <summary>Keeps what a change names.</summary>
    public void Keep(DbInstanceName instance, AccountChange change)
    {
        Keep(instance, change switch
        {
            CreateAccount create => create.Database,
            ModifyAccount modify => modify.Database,
            _ => null,
        });
        if (change is ChangePrivilege { Kind: not OperationKind.RevokePrivilege } given)
        {
            Keep(instance, given.Privileges);
        }
    }

    private void Keep(DbInstanceName instance, DbPrivilegeTarget target)
    {
        if (target.Database is not null)
        {
            _seen.Keep((instance, target), (instance, target));
        }
    }
}
