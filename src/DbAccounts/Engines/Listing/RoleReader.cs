using System;
using System.Collections.Generic;
using System.Threading.Tasks;
using DbAccounts.Errors;
using DbAccounts.Execution;
using DbAccounts.Grants;
using DbAccounts.Model;

namespace DbAccounts.Engines.Listing;

/// <summary>Reads what roles hold, each once.</summary>
internal sealed class RoleReader(DbInstance instance, CallContext context)
{
    private readonly Dictionary<string, DbPrivilegeSet> _hold = new(StringComparer.Ordinal);
    private readonly Dictionary<string, DbAccountsException> _unread = new(StringComparer.Ordinal);

    /// <summary>What the roles hold that were read.</summary>
    public IReadOnlyDictionary<string, DbPrivilegeSet> Hold => _hold;

    /// <summary>Reads the roles that are reached from what an account holds, and from these.</summary>
    /// <param name="held">What an account holds.</param>
    /// <param name="more">A role that it has, too; null for none.</param>
    /// <returns>The error where one can't be read; the others are.</returns>
    public async Task<DbAccountsException?> ReadAsync(DbPrivilegeSet held, string? more = null)
    {
        DbAccountsException? error = null;
        var open = new Queue<string>(EffectivePrivileges.RolesOf(held));
        if (more is not null)
        {
            open.Enqueue(more);
        }

        var seen = new HashSet<string>(StringComparer.Ordinal);
        while (open.Count > 0)
        {
            string role = open.Dequeue();
            if (!seen.Add(role))
            {
                continue;
            }

            if (await FindAsync(role).ConfigureAwait(false) is { } its)
            {
                foreach (string next in EffectivePrivileges.RolesOf(its))
                {
                    open.Enqueue(next);
                }
            }
            else
            {
                error ??= _unread[role];
            }
        }

        return error;
    }

    private async Task<DbPrivilegeSet?> FindAsync(string role)
    {
        if (!_hold.TryGetValue(role, out DbPrivilegeSet? held) && !_unread.ContainsKey(role))
        {
            try
            {
                held = await instance.Client.GetRolePrivilegesAsync(instance, role, context).ConfigureAwait(false);
                _hold[role] = held;
            }
            catch (DbAccountsException e)
            {
                _unread[role] = e;
            }
        }

        return held;
    }
}
