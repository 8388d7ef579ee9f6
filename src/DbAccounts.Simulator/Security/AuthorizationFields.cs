using System;
using System.Collections.Generic;
using System.Linq;

namespace DbAccounts.Simulator.Security;

/// <summary>The fields of an Authorization header: <c>Algorithm name=value, name=value</c>.</summary>
internal sealed class AuthorizationFields
{
    private readonly Dictionary<string, string> _fields;

    private AuthorizationFields(Dictionary<string, string> fields) => _fields = fields;

    /// <summary>A field's value, empty where there is none.</summary>
    public string this[string name] => _fields.TryGetValue(name, out string? value) ? value : "";

    /// <summary>Reads a header; null where it is of another algorithm. Any number of spaces may follow the algorithm.</summary>
    public static AuthorizationFields? Read(string? header, string algorithm)
    {
        if (header is null || !header.StartsWith(algorithm + " ", StringComparison.Ordinal))
        {
            return null;
        }

        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (string[] field in header.Substring(algorithm.Length).Split(',').Select(f => f.Trim().Split(['='], 2)))
        {
            fields[field[0]] = field.Length == 2 ? field[1] : "";
        }

        return new AuthorizationFields(fields);
    }

    /// <summary>The names in SignedHeaders.</summary>
    public string[] SignedHeaders() => this[nameof(SignedHeaders)].Split(';');
}
