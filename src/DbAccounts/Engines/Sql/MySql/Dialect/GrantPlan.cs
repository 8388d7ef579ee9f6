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

    private GrantPlan(OperationKind kind, DbPrivilegeSet asked, MySqlServer server)
    {
        _kind = kind;
        _asked = asked;
        Server = server;
    }

    /// <summary>The server that the statements are for.</summary>
    public MySqlServer Server { get; }

    /// <summary>What is given first.</summary>
    public DbPrivilegeSet Given { get; private init; } = DbPrivilegeSet.Empty;

    /// <summary>What is taken.</summary>
    public DbPrivilegeSet Taken { get; private init; } = DbPrivilegeSet.Empty;

    /// <summary>What the server takes along with it, and is given anew: a privilege on a table takes those on its columns with it.</summary>
    public DbPrivilegeSet GivenAgain { get; private init; } = DbPrivilegeSet.Empty;

    /// <summary>True where the account may give to others what it holds globally, before the change or after it.</summary>
    private bool KeepsGrantOption { get; init; }

    /// <summary>True where the account is already what it shall be.</summary>
    public bool IsEmpty => Given.IsEmpty && Taken.IsEmpty && GivenAgain.IsEmpty;

    /// <summary>Plans a change.</summary>
    /// <param name="kind">Grant, revoke or replace.</param>
    /// <param name="privileges">What is given, taken, or held afterwards.</param>
    /// <param name="held">What the account holds; of no matter for a grant.</param>
    /// <param name="server">The server that the statements are for.</param>
    public static GrantPlan Of(OperationKind kind, DbPrivilegeSet privileges, DbPrivilegeSet held, MySqlServer server)
    {
        PrivilegeCatalog catalog = server.Catalog;
        DbPrivilegeSet asked = catalog.Expand(privileges);
        held = catalog.Expand(held);
        if (kind == OperationKind.GrantPrivilege)
        {
            return new GrantPlan(kind, asked, server) { Given = asked, KeepsGrantOption = MayGive(asked) || MayGive(held) };
        }

        if (kind == OperationKind.RevokePrivilege)
        {
            return new GrantPlan(kind, asked, server) { Taken = Effective(asked, held) };
        }

        DbPrivilegeSet given = asked.Except(held);
        DbPrivilegeSet taken = WithoutEnded(held.Except(asked));
        DbPrivilegeSet again = asked.Except(held.Union(given).Revoke(taken));
        return new GrantPlan(kind, asked, server)
        {
            Given = given.Except(again),
            Taken = taken,
            GivenAgain = again,
            KeepsGrantOption = MayGive(asked) || MayGive(taken),
        };
    }

    /// <summary>The statements, in order.</summary>
    public IEnumerable<string> Statements(string account) =>
        GrantStatements.Grant(account, Sent(Given), Server.Dialect)
            .Concat(KeepsGrantOption ? [] : GrantStatements.TakingBack(account, Given, Server.Dialect))
            .Concat(GrantStatements.Revoke(account, Sent(Taken), Server.Dialect))
            .Concat(GrantStatements.Grant(account, Sent(GivenAgain), Server.Dialect));

    /// <summary>What shows that the change was not made, as the end of a sentence; null where it shows.</summary>
    public string? Difference(DbPrivilegeSet held)
    {
        held = Server.Catalog.Expand(held);
        DbPrivilegeSet lacks = _kind == OperationKind.RevokePrivilege ? DbPrivilegeSet.Empty : _asked.Except(held).Except(Returned(held));
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

    private static bool MayGive(DbPrivilegeSet set) => set[DbPrivilegeTarget.Global].Contains(PrivilegeWord.GrantOption);

    // A partial revoke ends with what it is an exception of; to end it by itself would be a grant on the database.
    private static DbPrivilegeSet WithoutEnded(DbPrivilegeSet taken)
    {
        IReadOnlyList<string> global = taken[DbPrivilegeTarget.Global];
        return DbPrivilegeSet.From(taken.Select(one => (
            one.Key, one.Key.Level == DbPrivilegeLevel.PartialRevoke ? one.Value.Except(global) : (IEnumerable<string>)one.Value)));
    }

    // What a GRANT on a database gives back of what was partially revoked is held globally, and shown there alone.
    private DbPrivilegeSet Returned(DbPrivilegeSet held) => DbPrivilegeSet.From(
        from asked in _asked
        where Server.HasPartialRevokes && asked.Key.Level == DbPrivilegeLevel.Database
        select (asked.Key, held[DbPrivilegeTarget.Global].Except(held[DbPrivilegeTarget.OfPartialRevoke(asked.Key.Database!)])));

    private static DbPrivilegeSet Effective(DbPrivilegeSet asked, DbPrivilegeSet held) => asked.Intersect(AsRevoked(asked, held));

    // ALL is what this very version has, whatever that is; of columns there is none.
    private DbPrivilegeSet Sent(DbPrivilegeSet set) => Server.Written(DbPrivilegeSet.From(
        Server.Catalog.Collapse(Except(set, DbPrivilegeLevel.Column)).Concat(set.At(DbPrivilegeLevel.Column))
            .Select(one => (one.Key, (IEnumerable<string>)one.Value))));

    private static DbPrivilegeSet Except(DbPrivilegeSet set, DbPrivilegeLevel level) => DbPrivilegeSet.From(
        set.Where(one => one.Key.Level != level).Select(one => (one.Key, (IEnumerable<string>)one.Value)));
}
