using System;
using System.Collections;
using System.Collections.Generic;
using System.Data;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Internal;
using System.Management.Automation.Language;
using System.Xml;

namespace DbAccounts.PowerShell.Binding;

/// <summary>
/// What one record says, by its members: those of custom, deserialized and .NET objects, the keys of a table of any kind, the columns of
/// a DataRow. Names ignore case and blanks around them.
/// </summary>
internal sealed class Row
{
    // What files begin with that were read as another encoding's, and what pages of the web leave between words.
    private static readonly char[] _around = ['\uFEFF', '\u200B', '\u00A0', ' ', '\t', '\r', '\n'];

    private readonly Dictionary<string, object?> _members;

    private Row(object origin, IEnumerable<(string Name, object? Value)> members)
    {
        Origin = origin;
        _members = members.GroupBy(member => member.Name.Trim(_around), StringComparer.OrdinalIgnoreCase)
            .ToDictionary(same => same.Key, One, StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>What the members were read from.</summary>
    public object Origin { get; }

    /// <summary>The names of all members.</summary>
    public IEnumerable<string> Names => _members.Keys;

    /// <summary>A member, or null.</summary>
    /// <exception cref="FormatException">It can't be read.</exception>
    public object? this[string name] => !_members.TryGetValue(name, out object? value) ? null
        : value is UnreadableMember unreadable ? throw new FormatException(unreadable.Words) : value;

    /// <summary>The members of a record; null for a text, a number or the like, which are values themselves.</summary>
    /// <param name="value">The record.</param>
    public static Row? Of(object? value)
    {
        object? plain = value is PSObject wrapped ? wrapped.BaseObject : value;
        return plain switch
        {
            null or string or ScriptBlock or Type or Unreadable => null,
            _ when plain.GetType() is { IsPrimitive: true } or { IsEnum: true } => null,
            decimal or DateTime or DateTimeOffset or TimeSpan or Guid or Uri or Version => null,
            IDictionary table => new Row(value!, PlainValue.Entries(table).Select(entry => (entry.Key.ToString(), Cell(entry.Value)))),
            // PowerShell shows a row's own properties among its columns, and one of them is called Table.
            DataRow row => new Row(value!, row.Table.Columns.Cast<DataColumn>().Select(column => (column.ColumnName, Cell(row[column])))),
            DataRowView view => Of(view.Row),
            XmlElement element => new Row(value!, Parts(element)),
            IEnumerable => null,
            _ => new Row(value!, PSObject.AsPSObject(value!).Properties.Select(property => (property.Name, Read(property)))),
        };
    }

    /// <summary>True when it has a member of this name, even without a value.</summary>
    public bool Has(string name) => _members.ContainsKey(name);

    /// <summary>True when it has a member of this name that says nothing: a blank cell of a table.</summary>
    public bool IsBlank(string name) => _members.TryGetValue(name, out object? value) && Given.IsEmpty(value);

    /// <summary>A member's text; null where it is absent, blank, or several values, which are no text.</summary>
    /// <exception cref="FormatException">It is an object, of which there is no text.</exception>
    public string? Text(string name)
    {
        object? value = this[name] is PSObject wrapped ? wrapped.BaseObject : this[name];
        return value is IEnumerable and not (string or IDictionary) ? null : TextValue.Of(name, this[name]);
    }

    /// <summary>The text of a member that may be one that can't be read, and then is none.</summary>
    public string? TextOrNull(string name) =>
        _members.TryGetValue(name, out object? value) && value is UnreadableMember ? null : Text(name);

    /// <summary>The members that can't be read.</summary>
    public IEnumerable<UnreadableMember> UnreadableMembers => _members.Values.OfType<UnreadableMember>();

    /// <summary>True for an account or privilege that a service has listed, whatever has become of its type on the way.</summary>
    /// <typeparam name="T">The type.</typeparam>
    /// <param name="value">The record.</param>
    public static bool IsSelectionOf<T>(object? value) =>
        value is PSObject record && record.TypeNames.Any(name => name.EndsWith("." + typeof(T).FullName, StringComparison.Ordinal));

    // An element has properties too that are no part of the row; one of them is called Name.
    private static IEnumerable<(string Name, object? Value)> Parts(XmlElement element) =>
        from XmlNode part in element.Attributes.Cast<XmlNode>().Concat(element.ChildNodes.OfType<XmlElement>())
        select (part.LocalName, (object?)part.InnerText);

    // An error in one member concerns those who read it: ten thousand other rows are waiting.
    private static object? Read(PSPropertyInfo property)
    {
        try
        {
            return Cell(property.Value);
        }
        catch (GetValueException e)
        {
            return new UnreadableMember(property.Name, e.InnerException?.Message ?? e.Message);
        }
    }

    // 'Name' and 'name ' are two columns of some tables, and one member here: which of two values is meant, nobody knows.
    private static object? One(IGrouping<string, (string Name, object? Value)> same)
    {
        object? first = same.First().Value;
        return same.All(member => Equals(member.Value, first))
            ? first
            : new UnreadableMember(same.Key, "there are several columns of this name, with different values.");
    }

    private static object? Cell(object? value) =>
        value is DBNull or NullString || ReferenceEquals(value, AutomationNull.Value) ? null : value;
}

/// <summary>A member of a record whose value could not be read.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Reason">What its object said.</param>
internal sealed record UnreadableMember(string Name, string Reason)
{
    /// <summary>The reason, in a sentence.</summary>
    public string Words => $"The row's {Name} can't be read: {Reason}";
}
