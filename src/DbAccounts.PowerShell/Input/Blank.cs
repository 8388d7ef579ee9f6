using System;
using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Internal;
using System.Management.Automation.Language;
using System.Runtime.CompilerServices;
using System.Security;

namespace DbAccounts.PowerShell.Input;

/// <summary>Tells what says nothing, on a command line or in the cell of a row.</summary>
internal static class Blank
{
    // Values of types that have no null, or no emptiness, tell by themselves that nothing was written in their place.
    private static readonly ConditionalWeakTable<object, object> _marked = new();

    /// <summary>Marks a value that stands for what says nothing, of a type that can't tell that.</summary>
    /// <param name="value">Any value of the type, of this place alone.</param>
    public static object Mark(object value)
    {
        _marked.Add(value, value);
        return value;
    }

    /// <summary>True for what says nothing: a null, a blank text, a list or table without anything in it.</summary>
    /// <param name="value">What was written, or the cell of a row.</param>
    public static bool Is(object? value) => value.Plain() switch
    {
        null or DBNull or NullString => true,
        _ when ReferenceEquals(value, AutomationNull.Value) => true,
        string text => string.IsNullOrWhiteSpace(text),
        SecureString secret => secret.Length == 0,
        PSCredential credential => string.IsNullOrWhiteSpace(credential.UserName) || credential.Password.Length == 0,
        IDictionary table => table.Count == 0,
        IList list => !Contains(list, isBlank: false),
        Uri address => string.IsNullOrWhiteSpace(address.OriginalString),
        var plain => _marked.TryGetValue(plain, out _) || Unreadable.Of(value!) is { SaysNothing: true },
    };

    /// <summary>True for a list that says something, and has something empty in it: what that was to be, nobody knows.</summary>
    public static bool IsAmong(object? value) =>
        value.Plain() is IList list and not byte[]
        && Contains(list, isBlank: true) && Contains(list, isBlank: false);

    private static bool Contains(IList list, bool isBlank)
    {
        foreach (object? element in list)
        {
            if (Is(element) == isBlank)
            {
                return true;
            }
        }

        return false;
    }
}
