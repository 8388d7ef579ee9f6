using System;
using System.Collections.Generic;
using System.Linq;

namespace DbAccounts.Simulator.Http;

/// <summary>A request as it came over the wire; nothing in it has been decoded.</summary>
internal sealed class HttpRequest(
    string method, string target, IReadOnlyList<KeyValuePair<string, string>> headers, byte[] body)
{
    private readonly int _queryStart = target.IndexOf('?');

    /// <summary>The method as sent.</summary>
    public string Method { get; } = method;

    /// <summary>The path as sent, still encoded.</summary>
    public string Path => _queryStart < 0 ? target : target.Substring(0, _queryStart);

    /// <summary>What follows the question mark, still encoded; empty where there is none.</summary>
    public string Query => _queryStart < 0 ? "" : target.Substring(_queryStart + 1);

    /// <summary>The body, chunks joined.</summary>
    public byte[] Body { get; } = body;

    /// <summary>A header's value, trimmed; several of one name are joined as HTTP says. Null where there is none.</summary>
    public string? Header(string name)
    {
        string[] values = [.. headers.Where(h => string.Equals(h.Key, name, StringComparison.OrdinalIgnoreCase)).Select(h => h.Value)];
        return values.Length == 0 ? null : string.Join(", ", values);
    }

    /// <summary>True when a header is there that lists this word.</summary>
    public bool HeaderHas(string name, string word) =>
        Header(name)?.Split(',').Any(value => string.Equals(value.Trim(), word, StringComparison.OrdinalIgnoreCase)) == true;
}
