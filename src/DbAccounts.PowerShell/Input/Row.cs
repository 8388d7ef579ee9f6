using System;
using System.Collections;
using System.Collections.Generic;
using System.Data;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Internal;
using System.Management.Automation.Language;
using System.Xml;
using DbAccounts.Texts;

namespace DbAccounts.PowerShell.Input;

/// <summary>
/// What one record says, by its members: those of custom, deserialized and .NET objects, the keys of a table of any kind, the columns of
/// a DataRow. Names ignore case and blanks around them.
/// </summary>
internal sealed class Row
{
    private readonly object?[] _values;

    private Row(object origin, List<string> names, List<object?> values)
    {
        Origin = origin;
        Columns = RowColumns.Of(names);
        _values = Columns.HasDoubles ? Columns.Merge(values) : [.. values];
        HasUnreadable = Array.Exists(_values, value => value is UnreadableMember);
    }

    /// <summary>What the members were read from.</summary>
    public object Origin { get; }

    /// <summary>Its columns, which it shares with the other rows that have the same.</summary>
    public RowColumns Columns { get; }

    /// <summary>The names of all members.</summary>
    public IReadOnlyList<string> Names => Columns.Names;

    /// <summary>True when a member can't be read.</summary>
    public bool HasUnreadable { get; }

    /// <summary>The members that can't be read.</summary>
    public IEnumerable<UnreadableMember> UnreadableMembers => _values.OfType<UnreadableMember>();

    /// <summary>A member, or null.</summary>
    /// <exception cref="FormatException">It can't be read.</exception>
    public object? this[string name] => Member(name) switch
    {
        UnreadableMember unreadable => throw new FormatException(unreadable.Words),
        var value => value,
    };

    /// <summary>True for what has members, and is no value itself as a text or a number is.</summary>
    public static bool HasMembers(object? value)
    {
        object? plain = value.Plain();
        return plain switch
        {
            null or string or ScriptBlock or Type or Unreadable => false,
            decimal or DateTime or DateTimeOffset or TimeSpan or Guid or Uri or Version => false,
            IDictionary or DataRow or DataRowView or XmlElement => true,
            IEnumerable => false,
            _ => plain.GetType() is { IsPrimitive: false, IsEnum: false },
        };
    }

    /// <summary>The members of a record; null for a text, a number or the like, which are values themselves.</summary>
    /// <param name="value">The record.</param>
    public static Row? Of(object? value)
    {
        if (!HasMembers(value))
        {
            return null;
        }

        List<string> names = [];
        List<object?> values = [];
        switch (value.Plain())
        {
            case IDictionary table:
                foreach (DictionaryEntry entry in table)
                {
                    Add(entry.Key.ToString(), entry.Value);
                }

                break;
            // PowerShell shows a row's own properties among its columns, and one of them is called Table.
            case DataRow row:
                foreach (DataColumn column in row.Table.Columns)
                {
                    Add(column.ColumnName, row[column]);
                }

                break;
            case DataRowView view:
                return Of(view.Row);
            // An element has properties too that are no part of the row; one of them is called Name.
            case XmlElement element:
                foreach (XmlNode part in element.Attributes.Cast<XmlNode>().Concat(element.ChildNodes.OfType<XmlElement>()))
                {
                    Add(part.LocalName, part.InnerText);
                }

                break;
            default:
                foreach (PSPropertyInfo property in PSObject.AsPSObject(value!).Properties)
                {
                    Add(property.Name, Read(property));
                }

                break;
        }

        return new Row(value!, names, values);

        void Add(string name, object? cell)
        {
            names.Add(name);
            values.Add(cell is DBNull or NullString || ReferenceEquals(cell, AutomationNull.Value) ? null : cell);
        }
    }

    /// <summary>The account that a record names, as far as that can be read; null for none.</summary>
    public static string? AccountOf(object? record, Row? members = null)
    {
        try
        {
            return (members ?? Of(record)) is { } row ? row.TextOrNull("Account") ?? row.TextOrNull("Name") : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }

    /// <summary>True when it has a member of this name, even without a value.</summary>
    public bool Has(string name) => Columns.Find(name) >= 0;

    /// <summary>True when it has a member of this name that says nothing: a blank cell of a table.</summary>
    public bool IsBlank(string name) => Columns.Find(name) is >= 0 and var place && Blank.Is(_values[place]);

    /// <summary>A member's text; null where it is absent, blank, or several values, which are no text.</summary>
    /// <exception cref="FormatException">It is an object, of which there is no text.</exception>
    public string? Text(string name)
    {
        object? value = this[name];
        object? plain = value.Plain();
        return plain is IEnumerable and not (string or IDictionary) ? null : TextValue.Of(name, value);
    }

    /// <summary>What is written in a member, if that is one text.</summary>
    public string? Written(string name) => Member(name).Plain() as string;

    /// <summary>The text of a member that may be one that can't be read, and then is none.</summary>
    public string? TextOrNull(string name) => Member(name) is UnreadableMember ? null : Text(name);

    /// <summary>True for an account or privilege that a service has listed, whatever has become of its type on the way.</summary>
    /// <typeparam name="T">The type.</typeparam>
    /// <param name="value">The record.</param>
    public static bool IsSelectionOf<T>(object? value)
    {
        string ending = "." + typeof(T).FullName;
        return value is PSObject record && record.TypeNames.Any(name => name.EndsWith(ending, StringComparison.Ordinal));
    }

    // An error in one member concerns those who read it: ten thousand other rows are waiting.
    private static object? Read(PSPropertyInfo property)
    {
        try
        {
            return property.Value;
        }
        catch (GetValueException e)
        {
            return new UnreadableMember(property.Name, e.InnerException?.Message ?? e.Message);
        }
    }

    private object? Member(string name) => Columns.Find(name) is >= 0 and var place ? _values[place] : null;
}

/// <summary>A member of a record whose value could not be read.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Reason">What its object said.</param>
internal sealed record UnreadableMember(string Name, string Reason)
{
    /// <summary>The reason, in a sentence.</summary>
    public string Words => Messages.RowMemberUnreadable.With(Name, Reason);
}
