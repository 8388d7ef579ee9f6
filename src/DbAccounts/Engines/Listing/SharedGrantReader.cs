using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using DbAccounts.Errors;
using DbAccounts.Execution;
using DbAccounts.Grants;
using DbAccounts.Model;

namespace DbAccounts.Engines.Listing;

/// <summary>Reads whose grants count for the logins of an account beside its own, each once.</summary>
internal sealed class SharedGrantReader(DbInstance instance, PrivilegeReader privileges, CallContext context)
{
    private readonly Dictionary<DbAccountIdentity, DbPrivilegeSet> _hold = [];
    private readonly Dictionary<DbAccountIdentity, DbAccountsException> _unread = [];
    private DbAccountIdentity[]? _all;
    private string? _publicRole;

    /// <summary>Reads them.</summary>
    /// <param name="account">The account.</param>
    /// <param name="held">What it holds itself, which others may need.</param>
    /// <returns>What was read, null on a service where there is nothing of the kind; and the error where one can't be read.</returns>
    public async Task<(SharedGrants? Shared, DbAccountsException? Error)> ReadAsync(DbAccountIdentity account, DbPrivilegeSet held)
    {
        if (instance.Client is not ISharedGrants engine)
        {
            return (null, null);
        }

        _hold[account] = held;
        if (_all is null)
        {
            _publicRole = await engine.PublicRoleAsync(instance, context).ConfigureAwait(false);
            DbAccountList listed = await privileges.KnownAsync(instance, context).ConfigureAwait(false);
            _all = [.. listed.Select(DbAccountIdentity.Of)];
        }

        DbAccountsException? error = null;
        var others = new List<KeyValuePair<DbAccountIdentity, DbPrivilegeSet>>();
        foreach (DbAccountIdentity other in SharedGrants.OthersOf(account, _all))
        {
            if (await FindAsync(other).ConfigureAwait(false) is { } its)
            {
                others.Add(new KeyValuePair<DbAccountIdentity, DbPrivilegeSet>(other, its));
            }
            else
            {
                error ??= _unread[other];
            }
        }

        return (new SharedGrants(account) { Others = others, PublicRole = _publicRole }, error);
    }

    private async Task<DbPrivilegeSet?> FindAsync(DbAccountIdentity other)
    {
        if (!_hold.TryGetValue(other, out DbPrivilegeSet? held) && !_unread.ContainsKey(other))
        {
            try
            {
                _hold[other] = held = await privileges.ReadAsync(instance, other, context).ConfigureAwait(false);
            }
            catch (DbAccountsException e)
            {
                _unread[other] = e;
            }
        }

        return held;
    }
}
