using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using DbAccounts.Simulator.Http;

namespace DbAccounts.Simulator.Faults;

/// <summary>
/// What a request asks for, as a text: action, instance, accounts and their values. Passwords, which may be generated, are left out, and
/// a job's id stands for the request that began it, so that the text is the same in every run.
/// </summary>
internal static class RequestSubject
{
    private static readonly string[] _secrets = ["password", "passwd"];

    /// <summary>The text of a request's fields.</summary>
    /// <param name="content">Names and values; a value may be a JSON object.</param>
    /// <param name="originOf">The request that began the job of an id; null where it is no job's id.</param>
    public static string Of(IEnumerable<KeyValuePair<string, string>> content, Func<string, string?> originOf) => string.Join(
        "\n",
        from field in content
        where !IsSecret(field.Key)
        let json = field.Value.StartsWith("{", StringComparison.Ordinal) ? Json.ReadObject(field.Value) : null
        from line in json is { } value ? Lines(field.Key, value, originOf) : [Line(field.Key, field.Value, originOf)]
        orderby line
        select line);

    private static IEnumerable<string> Lines(string name, JsonElement value, Func<string, string?> originOf) => value.ValueKind switch
    {
        JsonValueKind.Object => value.EnumerateObject().Where(p => !IsSecret(p.Name))
            .SelectMany(p => Lines($"{name}.{p.Name}", p.Value, originOf)),
        JsonValueKind.Array => value.EnumerateArray().SelectMany(item => Lines(name, item, originOf)),
        _ => [Line(name, value.ToString(), originOf)],
    };

    private static string Line(string name, string value, Func<string, string?> originOf) => $"{name}={originOf(value) ?? value}";

    private static bool IsSecret(string name) => _secrets.Any(secret => name.EndsWith(secret, StringComparison.OrdinalIgnoreCase));
}
