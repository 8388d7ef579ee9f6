using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using DbAccounts.Errors;
using DbAccounts.PowerShell.Input;

namespace DbAccounts.PowerShell.Binding;

/// <summary>
/// What was written on a command line, and whether it says anything. Only what was left out has a default: a variable that was never set,
/// an empty text or an empty list would otherwise mean the default, which is often everything.
/// </summary>
internal sealed class Given
{
    // What PowerShell keeps of a script block until a record comes; it has no public type.
    private const string ScriptForRecords = "DelayedScriptBlockArgument";

    private readonly Dictionary<string, object?> _values = new(StringComparer.OrdinalIgnoreCase);

    // What a change is about, or by what; who reads may leave it out for all.
    private static readonly string[] _needed = ["Account", "Name", "Privilege", "Id", "InputObject", "Action", "Service", "Grant"];
    private readonly bool _isReading;
    private readonly bool _clears;

    private Given(IEnumerable<KeyValuePair<string, object?>> values, CommandInfo command)
    {
        _isReading = command.Name.StartsWith("Get-", StringComparison.OrdinalIgnoreCase);
        _clears = command.Parameters.ContainsKey("Clear");
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
        select new KeyValuePair<string, object?>(bound.Key, bound.Value),
        call.MyCommand);

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
            bool isEmpty = Blank.Is(value) || value?.GetType().Name == ScriptForRecords;
            if (isEmpty || Blank.IsAmong(value))
            {
                throw DbError.EmptyParameter(parameter, isEmpty, HasDefault(parameter), CanBeCleared(parameter));
            }
        }
    }

    /// <summary>Refuses what was written and says nothing.</summary>
    /// <exception cref="DbAccountsException">A parameter is empty, or holds something empty.</exception>
    public void RequireValues()
    {
        foreach (KeyValuePair<string, object?> value in _values)
        {
            if (Blank.Is(value.Value) || Blank.IsAmong(value.Value))
            {
                throw DbError.EmptyParameter(value.Key, Blank.Is(value.Value), HasDefault(value.Key), CanBeCleared(value.Key));
            }
        }
    }

    private bool CanBeCleared(string parameter) => _clears && ClearedSettings.OfAccount.Concat(ClearedSettings.OfProfile)
        .Any(setting => string.Equals(setting.Text, parameter, StringComparison.OrdinalIgnoreCase));

    private bool HasDefault(string parameter) => _isReading || !_needed.Contains(parameter, StringComparer.OrdinalIgnoreCase);
}
