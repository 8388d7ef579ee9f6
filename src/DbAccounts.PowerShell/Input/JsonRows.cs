using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Text.RegularExpressions;
using DbAccounts.Formats;
using DbAccounts.Texts;

namespace DbAccounts.PowerShell.Input;

/// <summary>Reads objects that come as JSON text: one, or an array of them.</summary>
internal static class JsonRows
{
    private const int LongestText = 16 * 1024 * 1024;

    // No name, id or sensible wildcard begins like this.
    private static readonly Regex _beginning = new(@"\A\uFEFF?\s*(\{|\[\s*[\{\[\]""])", RegexOptions.CultureInvariant);

    // Nor is one a line of JSON, which Get-Content reads of a file without -Raw.
    private static readonly Regex _line = new(@"\A\s*([\}\]]|\[\s*\z|""[^""]*""\s*([:,]|\z))", RegexOptions.CultureInvariant);

    /// <summary>True for a text that is meant as JSON, well-formed or not.</summary>
    public static bool IsJson(string text) => _beginning.IsMatch(text);

    /// <summary>True for a text that is JSON, well-formed or not, or a line of it.</summary>
    public static bool IsJsonOrLine(string text) => IsJson(text) || _line.IsMatch(text);

    /// <summary>The objects, as tables that ignore case, and what else the array holds.</summary>
    /// <exception cref="FormatException">It is no JSON, or too much of it. The message repeats nothing of the text.</exception>
    public static IReadOnlyList<object?> Read(string text)
    {
        if (text.Length > LongestText)
        {
            throw new InputException(Messages.JsonTooLong.With(LongestText / 1024 / 1024), Messages.JsonTooLongAdvice);
        }

        try
        {
            using JsonDocument document = JsonDocument.Parse(
                text.TrimStart('\uFEFF'), new JsonDocumentOptions { MaxDepth = Nesting.Deepest });
            return document.RootElement.ValueKind switch
            {
                JsonValueKind.Array => [.. document.RootElement.EnumerateArray().Select(Value)],
                JsonValueKind.Object => [Value(document.RootElement)],
                _ => throw new JsonException(),
            };
        }
        catch (JsonException e)
        {
            string where = e.LineNumber is { } line
                ? Messages.JsonPlace.With(line + 1, (e.BytePositionInLine ?? 0) + 1)
                : "";
            throw new InputException(
                Messages.JsonBroken.With(where, Nesting.Deepest), Messages.JsonBrokenAdvice);
        }
    }

    private static object? Value(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => Table(element),
        JsonValueKind.Array => element.EnumerateArray().Select(Value).ToArray(),
        _ => JsonObject.From(element),
    };

    private static Hashtable Table(JsonElement element)
    {
        var table = new Hashtable(StringComparer.OrdinalIgnoreCase);
        foreach (JsonProperty property in element.EnumerateObject())
        {
            table[property.Name] = Value(property.Value);
        }

        return table;
    }
}
