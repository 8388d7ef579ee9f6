using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Security;
using DbAccounts.Model;

namespace DbAccounts.PowerShell.Binding;

/// <summary>Turns what PowerShell wraps into plain values: tables, lists, texts, numbers, secrets.</summary>
internal static class PlainValue
{
    /// <summary>A table by name.</summary>
    public static IReadOnlyDictionary<string, object?> Dictionary(IDictionary? table) =>
        table?.Cast<DictionaryEntry>().ToDictionary(e => e.Key.ToString(), e => Of(e.Value)) ?? [];

    private static object? Of(object? value) => value switch
    {
        PSObject { BaseObject: PSCustomObject } row => row.Properties.ToDictionary(p => p.Name, p => Of(p.Value)),
        PSObject wrapped => Of(wrapped.BaseObject),
        SecureString secure => new Secret(secure),
        SwitchParameter flag => flag.IsPresent,
        IDictionary table => table.Cast<DictionaryEntry>().ToDictionary(e => e.Key.ToString(), e => Of(e.Value)),
        IEnumerable list and not string => list.Cast<object?>().Select(Of).ToArray(),
        _ => value,
    };
}
