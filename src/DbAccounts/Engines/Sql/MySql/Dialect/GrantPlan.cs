using System.Collections.Generic;
using System.Linq;
using DbAccounts.Changes;
using DbAccounts.Grants;
using DbAccounts.Model;
using DbAccounts.Texts;

namespace DbAccounts.Engines.Sql.MySql.Dialect;

/// <summary>The smallest set of grants and revokes that makes a change of privileges, without that anything is lost on the way.</summary>
internal sealed class GrantPlan
{
    private readonly OperationKind _kind;
    private readonly DbPrivilegeSet _asked;

    private GrantPlan(OperationKind kind, DbPrivilegeSet asked, DbGrantDialect dialect)
    {
        _kind = kind;
        _asked = asked;
        Dialect = dialect;
    }

    /// <summary>Whose statements they are.</summary>
    public DbGrantDialect Dialect { get; }

    /// <summary>What is given first.</summary>
    public DbPrivilegeSet Given { get; private init; } = DbPrivilegeSet.Empty;

    /// <summary>What is taken.</summary>
    public DbPrivilegeSet Taken { get; private init; } = DbPrivilegeSet.Empty;

    /// <summary>What the server takes along with it, and is given anew: a privilege on a table takes those on its columns with it.</summary>
    public DbPrivilegeSet GivenAgain { get; private init; } = DbPrivilegeSet.Empty;

    /// <summary>True where the account is already what it shall be.</summary>
    public bool IsEmpty => Given.IsEmpty && Taken.IsEmpty && GivenAgain.IsEmpty;

    /// <summary>Plans a change.</summary>
    /// <param name="kind">Grant, revoke or replace.</param>
    /// <param name="privileges">What is given, taken, or held afterwards.</param>
    /// <param name="held">What the account holds; of no matter for a grant.</param>
    /// <param name="dialect">Whose statements they are.</param>
    public static GrantPlan Of(OperationKind kind, DbPrivilegeSet privileges, DbPrivilegeSet held, DbGrantDialect dialect)
    {
        PrivilegeCatalog catalog = dialect.Catalog();
        DbPrivilegeSet asked = catalog.Expand(privileges);
        held = catalog.Expand(held);
        if (kind == OperationKind.GrantPrivilege)
        {
            return new GrantPlan(kind, asked, dialect) { Given = asked };
        }

        if (kind == OperationKind.RevokePrivilege)
        {
            return new GrantPlan(kind, asked, dialect) { Taken = Effective(asked, held) };
        }

        DbPrivilegeSet given = asked.Except(held);
        DbPrivilegeSet taken = held.Except(asked);
        DbPrivilegeSet again = asked.Except(held.Union(given).Revoke(taken));
        return new GrantPlan(kind, asked, dialect) { Given = given.Except(again), Taken = taken, GivenAgain = again };
    }

    /// <summary>The statements, in order.</summary>
    public IEnumerable<string> Statements(string account) =>
        GrantStatements.Grant(account, Sent(Given), Dialect)
            .Concat(GrantStatements.Revoke(account, Sent(Taken), Dialect))
            .Concat(GrantStatements.Grant(account, Sent(GivenAgain), Dialect));

    /// <summary>What shows that the change was not made, as the end of a sentence; null where it shows.</summary>
    public string? Difference(DbPrivilegeSet held)
    {
        held = Dialect.Catalog().Expand(held);
        DbPrivilegeSet lacks = _kind == OperationKind.RevokePrivilege ? DbPrivilegeSet.Empty : _asked.Except(held);
        DbPrivilegeSet still = _kind switch
        {
            OperationKind.GrantPrivilege => DbPrivilegeSet.Empty,
            OperationKind.RevokePrivilege => Effective(_asked, held),
            _ => held.Except(_asked),
        };
        string[] words =
        [
            .. still.IsEmpty ? Enumerable.Empty<string>() : [Messages.StillHolds.With(still)],
            .. lacks.IsEmpty ? Enumerable.Empty<string>() : [Messages.DoesNotHold.With(lacks)],
        ];
        return words.Length == 0 ? null : string.Join(", and ", words);
    }

    /// <summary>
    /// What is held, with the privileges on columns that a revoke on their table takes along as if they were the table's: a revoke is judged
    /// by that.
    /// </summary>
    public static DbPrivilegeSet AsRevoked(DbPrivilegeSet asked, DbPrivilegeSet held) => DbPrivilegeSet.From(held.SelectMany(one =>
    {
        DbPrivilegeTarget target = one.Key;
        if (target.Level != DbPrivilegeLevel.Column)
        {
            return new[] { (target, (IEnumerable<string>)one.Value) };
        }

        var table = new DbPrivilegeTarget(target.Database, target.Table);
        string[] along = [.. one.Value.Intersect(asked[table])];
        return [(target, one.Value.Except(along)), (table, along)];
    }));

    private static DbPrivilegeSet Effective(DbPrivilegeSet asked, DbPrivilegeSet held) => asked.Intersect(AsRevoked(asked, held));

    // ALL is what this very version has, whatever that is; of columns there is none.
    private DbPrivilegeSet Sent(DbPrivilegeSet set) => DbPrivilegeSet.From(
        Dialect.Catalog().Collapse(Except(set, DbPrivilegeLevel.Column)).Concat(set.At(DbPrivilegeLevel.Column))
            .Select(one => (one.Key, (IEnumerable<string>)one.Value)));

    private static DbPrivilegeSet Except(DbPrivilegeSet set, DbPrivilegeLevel level) => DbPrivilegeSet.From(
        set.Where(one => one.Key.Level != level).Select(one => (one.Key, (IEnumerable<string>)one.Value)));
}
