using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Internal;
using System.Management.Automation.Language;
using System.Runtime.CompilerServices;
using System.Security;
using DbAccounts.Errors;
using DbAccounts.PowerShell.Session;

namespace DbAccounts.PowerShell.Binding;

/// <summary>
/// What was written on a command line, and whether it says anything. Only what was left out has a default: a variable that was never set,
/// an empty text or an empty list would otherwise mean the default, which is often everything.
/// </summary>
internal sealed class Given
{
    // Values of types that have no null, or no emptiness, tell by themselves that nothing was written in their place.
    private static readonly ConditionalWeakTable<object, object> _nulls = new();

    // What PowerShell keeps of a script block until a record comes; it has no public type.
    private const string ScriptForRecords = "DelayedScriptBlockArgument";

    private readonly Dictionary<string, object?> _values = new(StringComparer.OrdinalIgnoreCase);

    private Given(IEnumerable<KeyValuePair<string, object?>> values)
    {
        foreach (KeyValuePair<string, object?> value in values)
        {
            _values[value.Key] = value.Value;
        }

        Scripts = [.. _values.Where(value => value.Value?.GetType().Name == ScriptForRecords).Select(value => value.Key)];
    }

    /// <summary>The parameters of a command's own that were written, or given by default values of the session.</summary>
    /// <param name="call">The call, before its first record.</param>
    public static Given On(InvocationInfo call) => new(
        from bound in call.BoundParameters
        where !Cmdlet.CommonParameters.Contains(bound.Key) && !Cmdlet.OptionalCommonParameters.Contains(bound.Key)
        select new KeyValuePair<string, object?>(bound.Key, bound.Value));

    /// <summary>True where a parameter was written; also as a script block that is asked for each record.</summary>
    public bool Has(string parameter) => _values.ContainsKey(parameter);

    /// <summary>True where one of several parameters was written.</summary>
    public bool HasAny(params string[] parameters) => parameters.Any(Has);

    /// <summary>The parameters that were written as script blocks, which are asked for each record.</summary>
    public string[] Scripts { get; }

    /// <summary>Refuses what a script block has come to, if it says nothing.</summary>
    /// <param name="call">The call, at a record.</param>
    /// <exception cref="DbAccountsException">A parameter is empty, or holds something empty.</exception>
    public void RequireScriptValues(InvocationInfo call)
    {
        foreach (string parameter in Scripts)
        {
            call.BoundParameters.TryGetValue(parameter, out object? value);
            bool isEmpty = IsEmpty(value) || value?.GetType().Name == ScriptForRecords;
            if (isEmpty || HasEmptyElement(value))
            {
                throw DbError.EmptyParameter(parameter, isEmpty);
            }
        }
    }

    /// <summary>Refuses what was written and says nothing.</summary>
    /// <exception cref="DbAccountsException">A parameter is empty, or holds something empty.</exception>
    public void RequireValues()
    {
        foreach (KeyValuePair<string, object?> value in _values)
        {
            if (IsEmpty(value.Value) || HasEmptyElement(value.Value))
            {
                throw DbError.EmptyParameter(value.Key, IsEmpty(value.Value));
            }
        }
    }

    /// <summary>A value to be bound in place of what says nothing, by a type that can't tell that.</summary>
    /// <param name="value">Any value of the type, of this place alone.</param>
    public static object Null(object value)
    {
        _nulls.Add(value, value);
        return value;
    }

    /// <summary>True for what says nothing: a null, a blank text, a list or table without anything in it.</summary>
    /// <param name="value">What was written, or the cell of a row.</param>
    public static bool IsEmpty(object? value) => (value is PSObject wrapped ? wrapped.BaseObject : value) switch
    {
        null or DBNull or NullString => true,
        _ when ReferenceEquals(value, AutomationNull.Value) => true,
        string text => string.IsNullOrWhiteSpace(text),
        SecureString secret => secret.Length == 0,
        PSCredential credential => string.IsNullOrWhiteSpace(credential.UserName) || credential.Password.Length == 0,
        IDictionary table => table.Count == 0,
        IList list => !Contains(list, isEmpty: false),
        Uri address => string.IsNullOrWhiteSpace(address.OriginalString),
        DbInstanceReference { IsEmpty: true } => true,
        var plain => _nulls.TryGetValue(plain, out _) || Unreadable.Of(value!) is { SaysNothing: true },
    };

    /// <summary>True for a list that says something, and has something empty in it: what that was to be, nobody knows.</summary>
    public static bool HasEmptyElement(object? value) =>
        (value is PSObject wrapped ? wrapped.BaseObject : value) is IList list and not byte[]
        && Contains(list, isEmpty: true) && Contains(list, isEmpty: false);

    private static bool Contains(IList list, bool isEmpty)
    {
        foreach (object? element in list)
        {
            if (IsEmpty(element) == isEmpty)
            {
                return true;
            }
        }

        return false;
    }
}
