using System;
using System.Collections.Generic;
using System.Linq;

namespace DbAccounts.Model;

/// <summary>The canonical text of what is held on one object: <c>INSERT, SELECT, UPDATE (total) ON shop.orders WITH GRANT OPTION</c>.</summary>
internal static class GrantLine
{
    /// <summary>The lines of a set, one for each object; a table's columns stand with it, as servers show them.</summary>
    public static IEnumerable<string> Of(DbPrivilegeSet set) =>
        from held in set
        group held by held.Key.Line() into line
        orderby line.Key
        select Text(
            line.Key,
            [.. line.Where(held => held.Key == line.Key).SelectMany(held => held.Value)],
            [.. line.Where(held => held.Key != line.Key)]);

    /// <summary>The line of one object.</summary>
    public static string Of(DbPrivilegeTarget target, IEnumerable<string> words)
    {
        string[] all = [.. words];
        return target.Level == DbPrivilegeLevel.Column
            ? Text(new DbPrivilegeTarget(target.Database, target.Table), [], [new(target, all)])
            : Text(target, all, []);
    }

    /// <summary>What stands before ON: the privileges, and those on columns with their columns.</summary>
    public static string Privileges(
        IEnumerable<string> words,
        IEnumerable<KeyValuePair<DbPrivilegeTarget, IReadOnlyList<string>>> ofColumns,
        Func<string, string> quote)
    {
        IEnumerable<(string Word, string Text)> onColumns =
            from column in ofColumns
            from word in column.Value
            where word != PrivilegeWord.GrantOption
            group quote(column.Key.Column!) by word into columns
            select (columns.Key, $"{columns.Key} ({string.Join(", ", columns)})");
        string[] all =
        [
            .. words.Where(word => word != PrivilegeWord.GrantOption).Select(word => (Word: word, Text: word)).Concat(onColumns)
                .OrderBy(one => one.Word, StringComparer.Ordinal).ThenBy(one => one.Text, StringComparer.Ordinal).Select(one => one.Text),
        ];
        return all.Length == 0 ? PrivilegeWord.Usage : string.Join(", ", all);
    }

    /// <summary>What stands before ON where it is taken: the grant option is a word among others.</summary>
    public static string Taken(IEnumerable<string> words) => string.Join(", ", words.OrderBy(word => word, StringComparer.Ordinal));

    private static string Text(
        DbPrivilegeTarget target, string[] words, IReadOnlyList<KeyValuePair<DbPrivilegeTarget, IReadOnlyList<string>>> columns)
    {
        bool isGrantable = words.Contains(PrivilegeWord.GrantOption) || columns.Any(column => column.Value.Contains(PrivilegeWord.GrantOption));
        return target.Level == DbPrivilegeLevel.PartialRevoke ? $"REVOKE {Taken(words)} ON {target}"
            : target.Level == DbPrivilegeLevel.Role
            ? !words.Contains(PrivilegeWord.Role) ? $"ADMIN OPTION FOR {target}" : target + (isGrantable ? " WITH ADMIN OPTION" : "")
            : $"{Privileges(words, columns, GrantName.Of)} ON {target}{(isGrantable ? " WITH GRANT OPTION" : "")}";
    }
}
