using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using DbAccounts.Comparison;
using DbAccounts.Documents;
using Json.Schema;
using Xunit;

namespace DbAccounts.Tests.Access;

/// <summary>The schema that editors use says what the reader says.</summary>
public class SchemaTests
{
    private static readonly string _root = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Here())!, "..", "..", ".."));
    private static readonly string _text = File.ReadAllText(Path.Combine(_root, "src", "DbAccounts.PowerShell", "access.schema.json"));
    private static readonly JsonSchema _schema = JsonSchema.FromText(_text);
    private static readonly JsonDocumentOptions _lenient = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip };

    // A document with one of each, of which parts are taken out, doubled in kind, or misspelt.
    private const string Whole =
        """
        { "$schema": "./access.schema.json",
          "roles": { "r": ["SELECT ON {db}.*"], "s": "PROCESS ON *.*" },
          "defaults": { "allowedHost": "%", "maxUserConnections": 1, "password": { "secretName": "x", "vault": "v" } },
          "instances": [
            { "id": "i", "service": "TencentMySql", "endpoint": "https://example.com", "profile": "p", "defaults": { "description": "" },
              "accounts": [
                { "name": "a", "allowedHost": ["%", "b"], "description": "d", "maxUserConnections": 0, "passwordLifetime": 3, "databases": [], "accountType": "Standard",
                  "requireSsl": true, "locked": false, "grants": ["SELECT ON a.*", { "grant": "SELECT ON b.*", "expires": "2030-01-31" }],
                  "roles": ["s", { "role": "r", "db": ["x", "y"], "expires": "2030-01-31T10:00:00+02:00" }], "absent": false, "expires": "2030-01-31T10:00Z",
                  "password": { "secretName": "x" } } ] } ],
          "accounts": [ { "name": "b", "grants": "SELECT ON a.*", "roles": "s" } ] }
        """;

    [Fact]
    public void The_whole_document_and_the_example_are_valid_for_both()
    {
        Assert.Equal((true, true), Judged(Whole));
        Assert.Equal((true, true), Judged(File.ReadAllText(Path.Combine(_root, "examples", "access", "access.json"))));
    }

    [Fact]
    public void Every_part_that_is_missing_misspelt_or_of_another_kind_is_judged_alike()
    {
        var different = new List<string>();
        int invalid = 0;
        foreach ((string what, string json) in Mutations())
        {
            (bool bySchema, bool byReader) = Judged(json);
            invalid += byReader ? 0 : 1;
            if (bySchema != byReader)
            {
                different.Add($"{what}: the schema says {bySchema}, the reader {byReader}: {string.Join("; ", Problems(json))}");
            }
        }

        Assert.True(different.Count == 0, string.Join("\n", different));
        Assert.InRange(invalid, 100, int.MaxValue);
    }

    [Theory]
    [InlineData("2030-01-31", true)]
    [InlineData("2030-13-01", false)]
    [InlineData("2030-02-30", false)]
    [InlineData("2030-02-29", false)]
    [InlineData("2028-02-29", true)]
    [InlineData("1900-02-29", false)]
    [InlineData("2000-02-29", true)]
    [InlineData("0000-02-29", false)]
    [InlineData("2030-04-31", false)]
    [InlineData("9999-12-31", true)]
    [InlineData("2030-01-01T00:00+14:00", true)]
    [InlineData("2030-01-01T00:00+14:30", false)]
    [InlineData("2030-01-31T10:00:00", false)]
    [InlineData("2030-01-31T10:00:00Z", true)]
    [InlineData("2030-01-31T10:00:00.5+01:00", true)]
    [InlineData("2030-01-31 10:00:00Z", false)]
    [InlineData("2030-01-31T24:00Z", false)]
    [InlineData("tomorrow", false)]
    public void Times_are_judged_alike(string time, bool isValid) =>
        Assert.Equal((isValid, isValid), Judged($$"""{ "accounts": [ { "name": "a", "expires": "{{time}}" } ] }"""));

    [Fact]
    public void It_has_the_settings_that_the_reader_has()
    {
        JsonNode properties = JsonNode.Parse(_text)!["$defs"]!["account"]!["properties"]!;
        Assert.Empty(AccountAspect.All.Select(aspect => aspect.Name).Except(properties.AsObject().Select(property => property.Key)));
    }

    private static (bool Schema, bool Reader) Judged(string json)
    {
        JsonNode? node = JsonNode.Parse(json, null, _lenient);
        return (_schema.Evaluate(node).IsValid, Problems(json).Length == 0);
    }

    private static string[] Problems(string json)
    {
        var problems = new List<DocumentProblem>();
        DocumentReader.ReadJson(json, problems);
        return [.. problems.Select(problem => problem.ToString())];
    }

    private static IEnumerable<(string What, string Json)> Mutations()
    {
        foreach (string path in Paths(JsonNode.Parse(Whole)!, ""))
        {
            // A role that is used elsewhere, or a name of one, is more than the schema can know.
            bool isOfRole = path.StartsWith("/roles", StringComparison.Ordinal) || path.Contains("/role", StringComparison.Ordinal) || path.EndsWith("/db", StringComparison.Ordinal);
            if (!isOfRole)
            {
                yield return ($"without {path}", Mutated(path, (parent, key) => Remove(parent, key)));
                yield return ($"{path} misspelt", Mutated(path, (parent, key) => Rename(parent, key)));
            }

            foreach (string other in new[] { "null", "true", "7", "-7", "\"\"", "[]", "[{}]", "{}", "[7]" })
            {
                bool isText = path.EndsWith("/$schema", StringComparison.Ordinal);
                if (!isOfRole || other is "null" or "true" or "7" || isText)
                {
                    yield return ($"{path} as {other}", Mutated(path, (parent, key) => Set(parent, key, JsonNode.Parse(other))));
                }
            }
        }
    }

    private static IEnumerable<string> Paths(JsonNode node, string path) => node switch
    {
        JsonObject table => table.SelectMany(one => Paths(one.Value!, $"{path}/{one.Key}").Prepend($"{path}/{one.Key}")),
        JsonArray list => list.SelectMany((one, i) => Paths(one!, $"{path}/{i}").Prepend($"{path}/{i}")),
        _ => [],
    };

    private static string Mutated(string path, Action<JsonNode, string> change)
    {
        JsonNode root = JsonNode.Parse(Whole)!;
        string[] parts = path.Split('/')[1..];
        JsonNode parent = root;
        foreach (string part in parts[..^1])
        {
            parent = parent is JsonArray list ? list[int.Parse(part, System.Globalization.CultureInfo.InvariantCulture)]! : parent[part]!;
        }

        change(parent, parts[^1]);
        return root.ToJsonString();
    }

    private static void Remove(JsonNode parent, string key)
    {
        if (parent is JsonArray list)
        {
            list.RemoveAt(int.Parse(key, System.Globalization.CultureInfo.InvariantCulture));
        }
        else
        {
            parent.AsObject().Remove(key);
        }
    }

    private static void Rename(JsonNode parent, string key)
    {
        if (parent is JsonObject table)
        {
            JsonNode? value = table[key];
            table.Remove(key);
            table[key + "x"] = value;
        }
    }

    private static void Set(JsonNode parent, string key, JsonNode? value)
    {
        if (parent is JsonArray list)
        {
            list[int.Parse(key, System.Globalization.CultureInfo.InvariantCulture)] = value;
        }
        else
        {
            parent[key] = value;
        }
    }

    private static string Here([CallerFilePath] string path = "") => path;
}
