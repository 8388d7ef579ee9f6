using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Security;
using DbAccounts.Errors;
using DbAccounts.Formats;
using DbAccounts.Model;

namespace DbAccounts.PowerShell.Input;

/// <summary>Turns what PowerShell wraps into plain values: tables, lists, texts, numbers, secrets.</summary>
internal static class PlainValue
{
    /// <summary>A table by name.</summary>
    /// <exception cref="DbAccountsException">It is nested too deep.</exception>
    public static IReadOnlyDictionary<string, object?> Dictionary(IDictionary? table) =>
        table is null ? new Dictionary<string, object?>() : Members(table, 0);

    /// <summary>The entries of a table of any kind: enumerated as a plain list, a generic one would yield pairs of its own type.</summary>
    public static IEnumerable<DictionaryEntry> Entries(IDictionary table)
    {
        foreach (DictionaryEntry entry in table)
        {
            yield return entry;
        }
    }

    // 1 and '1' are two keys of a hashtable and one name on the wire.
    private static Dictionary<string, object?> Members(IDictionary table, int depth) =>
        Entries(table).GroupBy(entry => entry.Key.ToString())
            .ToDictionary(same => same.Key, same => Of(same.Last().Value, Nesting.Below(depth)));

    private static object? Of(object? value, int depth) => value switch
    {
        PSObject { BaseObject: PSCustomObject } row => row.Properties.ToDictionary(p => p.Name, p => Of(p.Value, Nesting.Below(depth))),
        PSObject wrapped => Of(wrapped.BaseObject, depth),
        SecureString secure => new Secret(secure),
        SwitchParameter flag => flag.IsPresent,
        IDictionary table => Members(table, depth),
        IEnumerable list and not string => list.Cast<object?>().Select(item => Of(item, Nesting.Below(depth))).ToArray(),
        _ => value,
    };
}
