using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;

namespace DbAccounts.PowerShell.Binding;

/// <summary>An object that is known by its members: a custom or deserialized object, or a table of any kind. Names ignore case.</summary>
internal sealed class Row
{
    private readonly Dictionary<string, object?> _members;

    private Row(object origin, IEnumerable<(string Name, object? Value)> members)
    {
        Origin = origin;
        // 'Name' and 'name' are two keys of some tables, and one member here.
        _members = members.GroupBy(member => member.Name, StringComparer.OrdinalIgnoreCase)
            .ToDictionary(same => same.Key, same => same.First().Value, StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>What the members were read from.</summary>
    public object Origin { get; }

    /// <summary>A member, or null.</summary>
    public object? this[string name] => _members.TryGetValue(name, out object? value) ? value : null;

    /// <summary>The members of an object; null for what is known by its type, such as texts and objects of the model.</summary>
    public static Row? Of(object? value) => (value is PSObject wrapped ? wrapped.BaseObject : value) switch
    {
        IDictionary table => new Row(value!, PlainValue.Entries(table).Select(entry => (entry.Key.ToString(), (object?)entry.Value))),
        PSCustomObject => new Row(value!, ((PSObject)value!).Properties.Select(property => (property.Name, (object?)property.Value))),
        _ => null,
    };

    /// <summary>True when it has a member of this name, even without a value.</summary>
    public bool Has(string name) => _members.ContainsKey(name);

    /// <summary>A member's text; null where it is absent, blank, or several values, which are no text.</summary>
    public string? Text(string name)
    {
        object? value = this[name] is PSObject wrapped ? wrapped.BaseObject : this[name];
        return value is IEnumerable and not string ? null : TextValue.OrNull(value?.ToString());
    }
}
