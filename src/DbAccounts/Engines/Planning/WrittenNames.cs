using System.Collections.Generic;
using System.Linq;
using DbAccounts.Changes;
using DbAccounts.Model;
using DbAccounts.Rules;
using DbAccounts.Texts;

namespace DbAccounts.Engines.Planning;

/// <summary>
/// Names of objects that hardly mean what they say where a parameter or a cell has them: 'shop.orders' is a table to who writes it, and would be
/// a database of that name. A grant's text says which of the two is meant, and is never judged here.
/// </summary>
internal static class WrittenNames
{
    private static readonly char[] _quotes = ['`', '\'', '"'];

    /// <summary>What is wrong with the names of a change.</summary>
    public static IEnumerable<Violation> Of(DbServiceInfo info, AccountChange change)
    {
        (IEnumerable<Named> all, IEnumerable<string> privileges) = change switch
        {
            CreateAccount create => ((create.Database ?? []).Select(Database), create.Privilege ?? []),
            ModifyAccount modify => ((modify.Database ?? []).Select(Database), []),
            ChangePrivilege { NamesAreExact: false } grants =>
                (grants.Privileges.Targets.SelectMany(Parts), grants.Privileges.SelectMany(held => held.Value).Distinct()),
            _ => ((IEnumerable<Named>)[], (IEnumerable<string>)[]),
        };
        string document = info.Requests(change.Kind)[0].Document;
        Named[] names = [.. all.Distinct()];
        string[] words = [.. privileges];
        foreach (Named named in names)
        {
            if (Unquoted(named.Name) is { } plain)
            {
                yield return Wrong(named, document, "Quotes", Messages.ObjectInQuotes.With(named.Parameter, named.Name.Short(), plain.Short()))
                    with { Advice = Messages.ObjectInQuotesAdvice };
            }
            else if (HasDot(named.Name) && info.PrivilegeLevels.Contains(DbPrivilegeLevel.Table))
            {
                yield return Wrong(named, document, "Dot", Messages.ObjectWithDot.With(named.Parameter, named.Name.Short()))
                    with { Advice = Messages.ObjectWithDotAdvice.With(Text(words, named.Split()), Text(words, named.Target)) };
            }
        }
    }

    // What begins or ends with one, and a star, which other checks know.
    private static bool HasDot(string name) => name.Trim('.').IndexOf('.') >= 0 && name.IndexOf('*') < 0;

    private static string? Unquoted(string name)
    {
        string text = name.Trim();
        return text.Length > 2 && _quotes.Contains(text[0]) && text[text.Length - 1] == text[0] ? text.Substring(1, text.Length - 2) : null;
    }

    private static Violation Wrong(Named named, string document, string kind, string told) =>
        new(RuleId.OfTarget(named.Parameter, kind), named.Parameter, told, document, named.Name) { Told = told };

    private static string Text(string[] privileges, DbPrivilegeTarget target) =>
        $"'{GrantLine.Of(target, privileges.Length > 0 ? privileges : ["SELECT"])}'";

    private static Named Database(string name) => new(nameof(Database), name, DbPrivilegeTarget.OfDatabases(name));

    private static IEnumerable<Named> Parts(DbPrivilegeTarget target)
    {
        if (target.Database is { } database && target.IsOfData)
        {
            yield return new Named("Database", database, target);
        }

        if (target.Table is { } table)
        {
            yield return new Named("Table", table, target);
        }

        if (target.Column is { } column)
        {
            yield return new Named("Column", column, target);
        }
    }

    // A name, and the object that it is taken to name.
    private sealed record Named(string Parameter, string Name, DbPrivilegeTarget Target)
    {
        // The object that the dots speak of.
        public DbPrivilegeTarget Split()
        {
            string[] parts = Name.Split('.');
            return Parameter switch
            {
                "Database" => new(parts[0], parts[1], parts.ElementAtOrDefault(2)),
                "Table" => new(Target.Database, parts[parts.Length - 1], Target.Column),
                _ => new(Target.Database, Target.Table, parts[parts.Length - 1]),
            };
        }
    }
}
