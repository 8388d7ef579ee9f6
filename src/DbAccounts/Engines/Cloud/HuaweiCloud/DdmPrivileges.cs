using System;
using System.Collections.Generic;
using System.Linq;
using DbAccounts.Changes;
using DbAccounts.Engines.Cloud.HuaweiCloud.Requests;
using DbAccounts.Engines.Delivery;
using DbAccounts.Errors;
using DbAccounts.Model;
using DbAccounts.Texts;

namespace DbAccounts.Engines.Cloud.HuaweiCloud;

/// <summary>
/// One privilege set for all schemas: what an account holds is a rectangle of privileges × schemas. A change that leads
/// to anything else is refused, unless the user accepts the smallest rectangle around a grant or inside a revoke.
/// </summary>
internal static class DdmPrivileges
{
    /// <summary>The request for a change, with what the account has to hold afterwards in place of what is added or taken away.</summary>
    /// <exception cref="DbAccountsException">DDM can't express the outcome, and its wider effect isn't accepted.</exception>
    public static DdmMerge Merge(ChangePrivilege change, DbAccount account)
    {
        string[] heldPrivileges = account.Privilege ?? [];
        string[] heldSchemas = account.Database ?? [];
        string[] privileges = [.. change.Privileges.SelectMany(held => held.Value).Distinct()];
        // Without a schema the change is about all that the account has. Schema names have no upper case.
        string[] schemas = [.. change.Privileges.Targets.Select(target => target.Database).OfType<string>().Select(Lower).Distinct()];
        bool all = schemas.Length == 0;
        schemas = all ? heldSchemas : schemas;
        if (schemas.Length == 0 && change.Kind != OperationKind.RevokePrivilege && privileges.Length > 0)
        {
            throw DbError.InvalidInput(Messages.DdmNoSchemas.With(account.Name), Messages.DdmNoSchemasAdvice);
        }

        DbPrivilegeSet held = Rectangle(heldPrivileges, heldSchemas);
        DbPrivilegeSet asked = Rectangle(privileges, schemas);
        if (!all && !Rectangle(privileges, schemas).Equals(Lowered(change.Privileges)))
        {
            throw DbError.WiderEffect(Messages.DdmSamePrivileges, Messages.DdmSamePrivilegesAdvice);
        }

        if (change is { Kind: OperationKind.RevokePrivilege, AllOn.Count: > 0 })
        {
            // All is what the account holds too, whether a document names it or not.
            privileges = [.. privileges.Union(heldPrivileges)];
            asked = Rectangle(privileges, schemas);
        }

        (string[] newPrivileges, string[] newSchemas) = change.Kind switch
        {
            OperationKind.GrantPrivilege => ([.. heldPrivileges.Union(privileges)], [.. heldSchemas.Union(schemas)]),
            OperationKind.RevokePrivilege => Revoked(heldPrivileges, heldSchemas, privileges, schemas, all),
            _ => (privileges, schemas),
        };
        DbPrivilegeSet wanted = change.Kind switch
        {
            OperationKind.GrantPrivilege => held.Union(asked),
            OperationKind.RevokePrivilege => held.Except(asked),
            _ => asked,
        };
        DbPrivilegeSet outcome = Rectangle(newPrivileges, newSchemas);
        if (!outcome.Equals(wanted) && !change.Force)
        {
            DbPrivilegeSet difference = outcome.Except(wanted).Union(wanted.Except(outcome));
            throw DbError.WiderEffect(
                (change.Kind == OperationKind.RevokePrivilege ? Messages.DdmWiderRevoke : Messages.DdmWiderGrant).With(
                    account.Name, held.IsEmpty ? Messages.Nothing : held, difference),
                Messages.WiderEffectAdvice);
        }

        bool replaces = change.Kind == OperationKind.SetPrivilege;
        UpdateDdmUser request = Request(change.Account.Name, newPrivileges, newSchemas);
        return new DdmMerge(request)
        {
            Change = new ChangeEffect
            {
                Asked = all && schemas.Length > 0 ? asked : null,
                Removed = replaces ? held.Except(asked) : null,
                Added = replaces ? asked.Except(held) : null,
                Wider = outcome.Except(wanted).Union(wanted.Except(outcome)),
                ChangesNothing = !replaces && request.IsShownBy(account),
            },
        };
    }

    /// <summary>A request with what the user named, for the check of the rules before it is merged.</summary>
    public static UpdateDdmUser Request(ChangePrivilege change) => Request(
        change.Account.Name,
        change.Privileges.SelectMany(held => held.Value).Distinct(),
        change.Privileges.Targets.Select(target => target.Database).OfType<string>());

    private static UpdateDdmUser Request(string account, IEnumerable<string> privileges, IEnumerable<string> schemas) => new()
    {
        Username = account,
        BaseAuthority = [.. privileges.OrderBy(name => name, StringComparer.Ordinal)],
        Databases = DdmMapping.Schemas([.. schemas]),
    };

    /// <summary>What a revoke takes away, and what it doesn't.</summary>
    public static RevokeEffect EffectOf(ChangePrivilege change, DbAccount account)
    {
        string[] schemas = account.Database ?? [];
        string[] named = [.. change.Privileges.SelectMany(one => one.Value).Distinct()];
        // Without a schema the change is about all that the account has, and where it has none there is nothing to take away.
        DbPrivilegeSet asked = change.Privileges.Targets.Any(target => !string.IsNullOrEmpty(target.Database)) ? Lowered(change.Privileges)
            : schemas.Length > 0 ? Lowered(Rectangle(named, schemas))
            : DbPrivilegeSet.Of([DbPrivilegeTarget.Global], named);
        return new RevokeEffect(
            account.Name, asked, Lowered(Rectangle(account.Privilege ?? [], schemas)), change.AllOn.Count > 0 ? asked.Targets : null);
    }

    private static (string[] Privileges, string[] Schemas) Revoked(
        string[] heldPrivileges, string[] heldSchemas, string[] privileges, string[] schemas, bool all)
    {
        string[] left = [.. heldPrivileges.Except(privileges)];
        // No privilege left: the service wants at least one, so the schemas are what is taken away.
        return left.Length == 0
            ? (heldPrivileges, [.. heldSchemas.Except(schemas)])
            : all || heldSchemas.Intersect(schemas).Any() ? (left, heldSchemas) : (heldPrivileges, heldSchemas);
    }

    private static DbPrivilegeSet Rectangle(IEnumerable<string> privileges, IEnumerable<string> schemas) =>
        DbPrivilegeSet.Of(schemas.Select(schema => new DbPrivilegeTarget(schema)), privileges);

    private static DbPrivilegeSet Lowered(DbPrivilegeSet set) =>
        DbPrivilegeSet.From(set.Select(held => (new DbPrivilegeTarget(Lower(held.Key.Database ?? "")), (IEnumerable<string>)held.Value)));

#pragma warning disable CA1308 // schema names are lower case at the service
    private static string Lower(string schema) => schema.ToLowerInvariant();
#pragma warning restore CA1308
}
