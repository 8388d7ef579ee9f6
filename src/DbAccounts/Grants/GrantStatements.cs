using System;
using System.Collections.Generic;
using System.Linq;
using DbAccounts.Model;
using DbAccounts.Texts;

namespace DbAccounts.Grants;

/// <summary>Writes GRANT and REVOKE statements: one for each object, in canonical order, every name between quotes.</summary>
public static class GrantStatements
{
    /// <summary>The role of MariaDB that everybody has.</summary>
    internal const string Public = "PUBLIC";

    /// <summary>The statements that give an account what a set holds.</summary>
    /// <param name="account">The account, as <c>name</c> or <c>name@host</c>.</param>
    /// <param name="privileges">The privileges.</param>
    /// <param name="dialect">For which server.</param>
    public static IEnumerable<string> Grant(string account, DbPrivilegeSet privileges, DbGrantDialect dialect) =>
        Lines(privileges, dialect).Select(line => Statement(line, "GRANT", "TO", Account(account, dialect), dialect));

    /// <summary>The statements after which an account that held nothing holds what a set does, and no more.</summary>
    /// <remarks>Who may give <c>PROXY</c> to others gets the global grant option with it: a server that is asked for one gives both.</remarks>
    /// <inheritdoc cref="Grant"/>
    public static IEnumerable<string> Recreate(string account, DbPrivilegeSet privileges, DbGrantDialect dialect)
    {
        bool isKept = privileges[DbPrivilegeTarget.Global].Contains(PrivilegeWord.GrantOption);
        return Grant(account, privileges, dialect).Concat(isKept ? [] : TakingBack(account, privileges, dialect));
    }

    /// <summary>The statements that take what an account gets beside what it is granted, and shall not hold: the global grant option.</summary>
    /// <inheritdoc cref="Grant"/>
    internal static IEnumerable<string> TakingBack(string account, DbPrivilegeSet privileges, DbGrantDialect dialect) =>
        privileges.At(DbPrivilegeLevel.Proxy).Any(proxy => proxy.Value.Contains(PrivilegeWord.GrantOption))
            ? Revoke(account, DbPrivilegeSet.Of([DbPrivilegeTarget.Global], [PrivilegeWord.GrantOption]), dialect)
            : [];

    /// <summary>The statements that take from an account what a set holds.</summary>
    /// <inheritdoc cref="Grant"/>
    public static IEnumerable<string> Revoke(string account, DbPrivilegeSet privileges, DbGrantDialect dialect) =>
        Lines(privileges, dialect).SelectMany(line => Revokes(line, Account(account, dialect), dialect));

    /// <summary>An account as a statement names it.</summary>
    internal static string Account(string account, DbGrantDialect dialect)
    {
        int at = account.LastIndexOf('@');
        return account == Public && dialect.IsMariaDb() ? account
            : at >= 0 ? $"{GrantName.Quoted(account.Substring(0, at))}@{GrantName.Quoted(account.Substring(at + 1))}"
            : GrantName.Quoted(account) + (dialect.IsMariaDb() ? "" : "@`%`");
    }

    /// <summary>Requires that each privilege is a name, as it goes into statements as it is.</summary>
    /// <exception cref="FormatException">One is something else.</exception>
    public static void RequireNames(DbPrivilegeSet privileges)
    {
        if (privileges.SelectMany(held => held.Value).FirstOrDefault(word => !PrivilegeWord.IsName(word)) is { } word)
        {
            throw new InputException(Messages.PrivilegeNoName.With(word.Short()), Messages.NoPrivilegeNamedAdvice);
        }
    }

    private static IEnumerable<Line> Lines(DbPrivilegeSet privileges, DbGrantDialect dialect)
    {
        RequireNames(privileges);
        return Grouped(privileges, dialect);
    }

    // ALL and columns in one statement are no SQL, nor is ALL of a column.
    private static IEnumerable<Line> Grouped(DbPrivilegeSet privileges, DbGrantDialect dialect) =>
        from held in privileges
        let target = held.Key.Line()
        group held by (Target: target, IsApart: held.Key != target && privileges[target].Contains(PrivilegeWord.All)) into line
        orderby line.Key.Target, line.Key.IsApart
        select new Line(
            line.Key.Target,
            [.. line.Where(held => held.Key == line.Key.Target).SelectMany(held => held.Value)],
            [.. dialect.Catalog().Expand(DbPrivilegeSet.From(line.Where(held => held.Key != line.Key.Target).Select(held => (
                held.Key, (IEnumerable<string>)held.Value))))]);

    private static string Statement(Line line, string verb, string preposition, string account, DbGrantDialect dialect) =>
        // What is partially revoked is given by REVOKE, and taken by GRANT.
        line.Target.Level == DbPrivilegeLevel.PartialRevoke
            ? $"{(verb == "GRANT" ? "REVOKE" : "GRANT")} {What(line, dialect)} {(verb == "GRANT" ? "FROM" : "TO")} {account}"
            : $"{verb} {What(line, dialect)} {preposition} {account}{(verb == "GRANT" && line.IsGrantable ? Option(line) : "")}";

    private static IEnumerable<string> Revokes(Line line, string account, DbGrantDialect dialect)
    {
        if (line.Target.Level is DbPrivilegeLevel.Role or DbPrivilegeLevel.Proxy)
        {
            foreach (string statement in RevokesOfMember(line, account, dialect))
            {
                yield return statement;
            }

            yield break;
        }

        if (line.Target.Level == DbPrivilegeLevel.PartialRevoke)
        {
            yield return Statement(line, "REVOKE", "FROM", account, dialect);
            yield break;
        }

        if (line.Words.Any(word => word != PrivilegeWord.GrantOption) || line.Columns.Count > 0)
        {
            yield return Statement(line, "REVOKE", "FROM", account, dialect);
        }

        // ALL and GRANT OPTION in one statement on an object are no SQL.
        if (line.IsGrantable)
        {
            yield return $"REVOKE {PrivilegeWord.GrantOption} ON {Object(line.Target)} FROM {account}";
        }
    }

    // Who is no member any more can't give it to others either. The option alone MariaDB can take of a role; else all goes, and comes back.
    private static IEnumerable<string> RevokesOfMember(Line line, string account, DbGrantDialect dialect)
    {
        bool isOptionAlone = line.Words is [PrivilegeWord.GrantOption];
        if (isOptionAlone && line.Target.Level == DbPrivilegeLevel.Role && dialect.IsMariaDb())
        {
            yield return $"REVOKE ADMIN OPTION FOR {What(line, dialect)} FROM {account}";
            yield break;
        }

        yield return $"REVOKE {What(line, dialect)} FROM {account}";
        if (isOptionAlone)
        {
            yield return $"GRANT {What(line, dialect)} TO {account}";
        }
    }

    private static string Option(Line line) => line.Target.Level == DbPrivilegeLevel.Role ? " WITH ADMIN OPTION" : " WITH GRANT OPTION";

    private static string What(Line line, DbGrantDialect dialect) => line.Target.Level switch
    {
        DbPrivilegeLevel.Role => Role(line.Target.Role!, dialect),
        DbPrivilegeLevel.Proxy => $"PROXY ON {Account(line.Target.ProxiedAccount!, dialect)}",
        _ => $"{Privileges(line)} ON {Object(line.Target)}",
    };

    private static string Role(string role, DbGrantDialect dialect) => dialect.IsMariaDb() && role.EndsWith("@%", StringComparison.Ordinal)
        ? GrantName.Quoted(GrantName.OfRoleWithoutHost(role)) : Account(role, dialect);

    private static string Privileges(Line line)
    {
        string privileges = line.Target.Level == DbPrivilegeLevel.PartialRevoke ? GrantLine.Taken(line.Words) : GrantLine.Privileges(line.Words, line.Columns, GrantName.Quoted);
        return privileges == PrivilegeWord.All ? "ALL PRIVILEGES" : privileges;
    }

    private static string Object(DbPrivilegeTarget target) => target.Level switch
    {
        DbPrivilegeLevel.Global => "*.*",
        DbPrivilegeLevel.Pattern or DbPrivilegeLevel.PartialRevoke => GrantName.Quoted(target.Database!) + ".*",
        DbPrivilegeLevel.Database => GrantName.Quoted(DatabasePattern.Escaped(target.Database!)) + ".*",
        DbPrivilegeLevel.Table => $"{GrantName.Quoted(target.Database!)}.{GrantName.Quoted(target.Table!)}",
        _ => Routine(target),
    };

    private static string Routine(DbPrivilegeTarget target)
    {
        (string kind, string name) = target.RoutineParts();
        return $"{kind} {GrantName.Quoted(target.Database!)}.{GrantName.Quoted(name)}";
    }

    private sealed record Line(
        DbPrivilegeTarget Target, string[] Words, IReadOnlyList<KeyValuePair<DbPrivilegeTarget, IReadOnlyList<string>>> Columns)
    {
        public bool IsGrantable => Words.Contains(PrivilegeWord.GrantOption)
            || Columns.Any(column => column.Value.Contains(PrivilegeWord.GrantOption));
    }
}
