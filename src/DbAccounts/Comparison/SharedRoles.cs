using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using DbAccounts.Documents;
using DbAccounts.Model;

namespace DbAccounts.Comparison;

/// <summary>Finds what many accounts hold alike, up to the name of the database, and makes roles of it.</summary>
internal sealed class SharedRoles
{
    private const string Parameter = "database";

    // A word that needs no quotes and that nobody has.
    private const string Placeholder = "dbaccounts_parameter_7c1e";
    private const int FewestAccounts = 2;

    private readonly Dictionary<string, string> _names;

    private SharedRoles(Dictionary<string, string> names) => _names = names;

    /// <summary>The roles, by name.</summary>
    public IReadOnlyList<AccessRole> Roles =>
        [.. _names.OrderBy(role => role.Value, StringComparer.Ordinal).Select(role => new AccessRole(role.Value, role.Key.Split('\n')))];

    /// <summary>What several of the accounts hold.</summary>
    public static SharedRoles Of(IEnumerable<DbPrivilegeSet> accounts)
    {
        var names = new Dictionary<string, string>();
        var taken = new HashSet<string>();
        string[] shared =
        [
            .. accounts.SelectMany(held => Parts(held).Select(part => part.Template).Distinct()).GroupBy(template => template)
                .Where(same => same.Count() >= FewestAccounts && IsText(same.Key)).OrderByDescending(same => same.Count())
                .ThenBy(same => same.Key, StringComparer.Ordinal).Select(same => same.Key),
        ];
        foreach (string template in shared)
        {
            string name = NameOf(template);
            string one = name;
            for (int i = 2; !taken.Add(one); i++)
            {
                one = name + i.ToString(CultureInfo.InvariantCulture);
            }

            names[template] = one;
        }

        return new SharedRoles(names);
    }

    /// <summary>The account with roles in place of what they grant.</summary>
    public AccessAccount Use(AccessAccount account, DbPrivilegeSet held)
    {
        (string Template, string? Database, DbPrivilegeSet Part)[] parts = [.. Parts(held)];
        AccessRoleUse[] uses =
        [
            .. from part in parts
               where _names.ContainsKey(part.Template)
               group part.Database by _names[part.Template] into role
               orderby role.Key
               let databases = role.OfType<string>().OrderBy(name => name, StringComparer.Ordinal).ToArray()
               select new AccessRoleUse(role.Key)
               {
                   Parameters = databases.Length == 0
                       ? new Dictionary<string, IReadOnlyList<string>>()
                       : new Dictionary<string, IReadOnlyList<string>> { [Parameter] = databases },
               },
        ];
        DbPrivilegeSet rest = DbPrivilegeSet.Of(parts.Where(part => !_names.ContainsKey(part.Template)).Select(part => part.Part));
        return uses.Length == 0 ? account : account with { Roles = uses, Grants = rest.IsEmpty ? null : [.. StateDocument.Grants(rest)] };
    }

    // What is held on each database, and what is held on none.
    private static IEnumerable<(string Template, string? Database, DbPrivilegeSet Part)> Parts(DbPrivilegeSet held) =>
        from one in held
        group one by (one.Key.Database, IsPattern: one.Key.Level == DbPrivilegeLevel.Pattern) into database
        let part = DbPrivilegeSet.From(database.Select(one => (one.Key, (IEnumerable<string>)one.Value)))
        let isParameter = database.Key.Database is { } name && IsValue(name)
        let texts = isParameter
            ? DbPrivilegeSet.From(database.Select(one => (Renamed(one.Key), (IEnumerable<string>)one.Value))).ToTexts()
                .Select(text => text.Replace(Placeholder, $"{{{Parameter}}}"))
            : part.ToTexts()
        select (string.Join("\n", texts), isParameter ? database.Key.Database : null, part);

    // What has braces of its own would be read as a parameter.
    private static bool IsText(string template) => template.Replace($"{{{Parameter}}}", "").IndexOf('{') < 0;

    private static bool IsValue(string name) => name.Trim() == name && name.Length > 0;

    private static DbPrivilegeTarget Renamed(DbPrivilegeTarget target) => target.Level switch
    {
        DbPrivilegeLevel.Routine => DbPrivilegeTarget.OfRoutine(Placeholder, target.Routine!),
        DbPrivilegeLevel.PartialRevoke => DbPrivilegeTarget.OfPartialRevoke(Placeholder),
        DbPrivilegeLevel.Pattern => DbPrivilegeTarget.PatternAsListed(Placeholder),
        _ => new DbPrivilegeTarget(Placeholder, target.Table, target.Column),
    };

    private static string NameOf(string template)
    {
        HashSet<string> words = [.. template.Split('\n').SelectMany(
            line => (line.IndexOf(" ON ", StringComparison.Ordinal) is > 0 and var on ? line.Substring(0, on) : line).Split(',')).Select(word => word.Trim())];
        bool isWhole = template.EndsWith("{" + Parameter + "}.*", StringComparison.Ordinal) && template.IndexOf('\n') < 0;
        string what = words.Contains(PrivilegeWord.All) ? "owner"
            : words.IsSubsetOf(["SELECT", "SHOW VIEW", "EXECUTE", "SHOW DATABASES"]) ? "reader"
            : words.IsSubsetOf(["SELECT", "SHOW VIEW", "EXECUTE", "INSERT", "UPDATE", "DELETE", "LOCK TABLES", "CREATE TEMPORARY TABLES"]) ? "writer"
            : "role";
        return isWhole || what == "role" ? what : template.IndexOf('{') < 0 ? "global" + char.ToUpperInvariant(what[0]) + what.Substring(1) : "part" + char.ToUpperInvariant(what[0]) + what.Substring(1);
    }
}
