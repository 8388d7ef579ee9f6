using System;
using System.Collections;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using DbAccounts.Errors;
using DbAccounts.Model;
using DbAccounts.Texts;

namespace DbAccounts.Engines.Cloud.Http;

/// <summary>Parameters of any action as text, for a query or a path, and the secrets among them.</summary>
internal static class ParameterText
{
    /// <summary>One value as text.</summary>
    /// <exception cref="DbAccountsException">It is a list, a table or something else that has no form there.</exception>
    public static string Of(string name, object? value) => value switch
    {
        null => "",
        Secret secret => secret.Reveal(text => text),
        bool flag => flag ? "1" : "0",
        string text => text,
        IConvertible number => number.ToString(CultureInfo.InvariantCulture),
        _ => throw DbError.InvalidInput(
            Messages.ParameterNoQuery.With(name, value.GetType().Name), Messages.ParameterNoQueryAdvice),
    };

    /// <summary>All secrets among values, in lists and tables too.</summary>
    public static IReadOnlyList<Secret> Secrets(object? value) => value switch
    {
        Secret secret => [secret],
        string => [],
        IDictionary table => [.. table.Values.Cast<object?>().SelectMany(Secrets)],
        IReadOnlyDictionary<string, object?> table => [.. table.Values.SelectMany(Secrets)],
        IEnumerable list => [.. list.Cast<object?>().SelectMany(Secrets)],
        _ => [],
    };
}
