using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace DbAccounts.Simulator.Clouds.QingCloud;

/// <summary>The decoded parameters of a request.</summary>
internal sealed class FormParameters(IReadOnlyList<KeyValuePair<string, string>> pairs)
{
    /// <summary>All of them, in the order they came.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> All => pairs;

    /// <summary>A value; null where it is absent or empty.</summary>
    public string? this[string name] =>
        pairs.Where(p => p.Key == name).Select(p => p.Value).FirstOrDefault() is { Length: > 0 } value ? value : null;

    /// <summary>A value that has to be there.</summary>
    /// <exception cref="RefusalException">It isn't.</exception>
    public string Require(string name) =>
        this[name] ?? throw new RefusalException(RetCode.InvalidMessage, $"MissingParameter, parameter [{name}] is required");

    /// <summary>The values of a list, <c>name.1</c>, <c>name.2</c> and so on, by their numbers.</summary>
    public IReadOnlyList<string> List(string name) =>
    [
        .. from pair in pairs
           where pair.Key.StartsWith(name + ".", StringComparison.Ordinal) && pair.Value.Length > 0
           let suffix = pair.Key.Substring(name.Length + 1)
           let number = int.TryParse(suffix, NumberStyles.None, CultureInfo.InvariantCulture, out int n) ? n : -1
           where number >= 0
           orderby number
           select pair.Value,
    ];

    /// <summary>A number that isn't negative, or its default.</summary>
    /// <exception cref="RefusalException">It is something else.</exception>
    public int Number(string name, int byDefault) =>
        this[name] is not { } text ? byDefault
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number
        : throw RetCode.Invalid($"parameter [{name}] is not a number");
}
