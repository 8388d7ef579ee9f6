using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using DbAccounts.Changes;
using DbAccounts.Errors;
using DbAccounts.Execution;
using DbAccounts.Grants;
using DbAccounts.Model;

namespace DbAccounts.Engines.Listing;

/// <summary>Reads what accounts of an instance can do, by whichever of their grants and of their roles' grants.</summary>
/// <param name="privileges">Reads what they hold.</param>
/// <param name="named">Keeps which objects their grants name; null where nobody asks.</param>
internal sealed class EffectiveAccessReader(PrivilegeReader privileges, GrantedNames? named = null)
{
    // Words of a set that are no privileges, and may be asked for.
    private static readonly string[] _words = [PrivilegeWord.GrantOption, PrivilegeWord.Role, PrivilegeWord.Proxy];

    /// <summary>What each account can do, in the order of the accounts.</summary>
    /// <param name="instance">Where.</param>
    /// <param name="accounts">The accounts.</param>
    /// <param name="question">What is asked for.</param>
    /// <param name="use">Takes the answer for each account; its task fails for one that can't be read.</param>
    /// <param name="context">Cancellation and messages.</param>
    /// <exception cref="DbAccountsException">The service can't tell, or has no such privilege.</exception>
    public async Task ReadAsync(
        DbInstance instance,
        IReadOnlyList<DbAccountIdentity> accounts,
        AccessQuestion question,
        Func<DbAccountIdentity, Task<AccountAccess>, Task> use,
        CallContext context)
    {
        if (instance.Client.Info.Operations.All(offered => offered.Operation != OperationKind.ListPrivileges))
        {
            throw DbError.PrivilegesNotTold(instance.Key);
        }

        PrivilegeCatalog catalog = await instance.Client.GetPrivilegeCatalogAsync(instance, context).ConfigureAwait(false);
        IReadOnlyList<string> written = question.Privileges ?? [];
        question = question.In(catalog);
        var unknown = new HashSet<string>((question.Privileges ?? []).Where(word => !IsOffered(catalog, word)), StringComparer.Ordinal);
        var roles = new RoleReader(instance, context);
        var others = new SharedGrantReader(instance, privileges, context);
        await privileges.ReadAllAsync(instance, accounts, (account, held) => use(account, AnswerAsync(account, held)), context)
            .ConfigureAwait(false);
        if (unknown.Count > 0)
        {
            // An answer of nobody would be a lie where the word is wrong. What a service lists and no document names was seen by now.
            string word = unknown.First();
            throw DbError.UnknownPrivilege(
                written.FirstOrDefault(one => catalog.Name(DbPrivilegeSet.Normalize(one)) == word) ?? word,
                instance.Service,
                [.. Offered(catalog)]);
        }

        async Task<AccountAccess> AnswerAsync(DbAccountIdentity account, Task<DbPrivilegeSet> reading)
        {
            DbPrivilegeSet held = await reading.ConfigureAwait(false);
            (SharedGrants? shared, DbAccountsException? unread) = await others.ReadAsync(account, held).ConfigureAwait(false);
            DbAccountsException? error = await roles.ReadAsync(held, shared?.PublicRole).ConfigureAwait(false) ?? unread;
            foreach (DbPrivilegeSet one in roles.Hold.Values.Append(held))
            {
                unknown.ExceptWith(one.SelectMany(privilege => privilege.Value));
                named?.Keep(one, catalog);
            }

            return new AccountAccess(
                [.. new EffectivePrivileges(catalog, roles.Hold).Of(held, question, shared).Select(one => Access(instance, account, one))], error);
        }
    }

    private static DbAccess Access(DbInstance instance, DbAccountIdentity account, HeldAccess held) => new()
    {
        Service = instance.Service,
        InstanceId = instance.InstanceId,
        Endpoint = instance.Key.Endpoint,
        Account = account.ToString(),
        Privilege = [.. held.Privileges],
        Object = held.Object.ToString(),
        Via = held.Via,
        Role = held.Role,
        GrantedTo = held.Account,
        Grant = held.Grant,
    };

    private static IEnumerable<string> Offered(PrivilegeCatalog catalog) =>
        ((DbPrivilegeLevel[])Enum.GetValues(typeof(DbPrivilegeLevel))).SelectMany(catalog.At).Distinct();

    private static bool IsOffered(PrivilegeCatalog catalog, string word) =>
        _words.Contains(word) || Offered(catalog).Contains(word) || !Offered(catalog).Any();
}
