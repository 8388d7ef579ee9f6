using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Text.Json.Nodes;
using DbAccounts.Engines.Cloud.Http;

namespace DbAccounts.Tests.Hostile;

/// <summary>Makes malformed and unexpected answers out of documented ones, the same for the same seed.</summary>
internal sealed class AnswerCorpus(int seed, IReadOnlyList<string> documented)
{
    private static readonly string[] _noJson =
    [
        "", " ", "null", "true", "0", "\"\"", "[]", "[[]]", "{", "}", "{}", "{\"", "nul", "\0", "\uFEFF{}", "<html><body>502 Bad Gateway</body></html>",
        "{u'ret_code': 0}", "{'ret_code': 0}", "ret_code=0", "NaN", "1e999", "{\"ret_code\":1e999}", "{\"Response\":null}", "{\"Response\":[]}",
        "{\"Response\":{\"Error\":null}}", "{\"Response\":{\"Error\":{}}}", "{\"Response\":{\"Error\":{\"Code\":null,\"Message\":7}}}",
        "{\"error\":\"text\"}", "{\"error\":{\"code\":12345678901234567890}}", "{\"error_code\":{}}", "{\"errCode\":null,\"externalMessage\":[]}",
        "{\"ret_code\":\"0\"}", "{\"ret_code\":-1}", "{\"ret_code\":99999999999999999999}", "{\"ret_code\":0,\"ret_code\":1}",
        "{\"ret_code\":0,\"job_id\":\"\\ud800\",\"\\udc00\":1}", "{\"Response\":{\"RequestId\":\"\\ud83d\"}}",
    ];

    private static readonly int[] _statuses = [200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 201, 202, 204, 206, 301, 400, 401, 403, 404, 409, 413, 418, 429, 500, 502, 503, 504, 599];
    private readonly Random _random = new(seed);

    /// <summary>As many answers as asked for.</summary>
    public IEnumerable<ApiResponse> Take(int count) => Enumerable.Range(0, count).Select(_ => new ApiResponse(
        Pick(_statuses),
        _random.Next(3) == 0 ? Odd() : null,
        _random.Next(6) == 0 ? TimeSpan.FromSeconds(_random.Next(-5, 100_000)) : null,
        _random.Next(2) == 0 ? DateTimeOffset.UtcNow.AddSeconds(_random.Next(-100_000, 100_000)) : null,
        Body()));

    private byte[] Body()
    {
        string text = Pick(documented);
        return _random.Next(14) switch
        {
            0 => Encoding.UTF8.GetBytes(Pick(_noJson)),
            1 => Encoding.UTF8.GetBytes(text.Substring(0, _random.Next(text.Length))),
            2 => Encoding.Unicode.GetBytes(text),
            3 => Flipped(Encoding.UTF8.GetBytes(text)),
            4 => Encoding.UTF8.GetBytes(Nested()),
            5 => Random(_random.Next(2000)),
            _ => Encoding.UTF8.GetBytes(Mutated(text)),
        };
    }

    private string Mutated(string text)
    {
        JsonNode root = JsonNode.Parse(text)!;
        for (int i = _random.Next(1, 4); i > 0; i--)
        {
            Mutate(root);
        }

        return root.ToJsonString();
    }

    // Walks down to a random place and puts something there that does not belong.
    private void Mutate(JsonNode node)
    {
        while (true)
        {
            switch (node)
            {
                case JsonObject { Count: > 0 } table:
                    string name = Pick(table.Select(p => p.Key).ToArray());
                    if (table[name] is (JsonObject or JsonArray) and { } inner && _random.Next(6) > 0)
                    {
                        node = inner;
                        continue;
                    }

                    if (_random.Next(4) == 0)
                    {
                        table.Remove(name);
                    }
                    else
                    {
                        table[_random.Next(5) == 0 ? Odd() : name] = OddValue();
                    }

                    return;
                case JsonArray list:
                    if (list.Count > 0 && list[_random.Next(list.Count)] is { } item && _random.Next(2) == 0)
                    {
                        node = item;
                        continue;
                    }

                    list.Add(OddValue());
                    return;
                default:
                    return;
            }
        }
    }

    private JsonNode? OddValue() => _random.Next(12) switch
    {
        0 => null,
        1 => JsonValue.Create(true),
        2 => JsonValue.Create(_random.NextInt64(long.MinValue, long.MaxValue)),
        3 => JsonValue.Create(double.MaxValue),
        4 => JsonValue.Create(-0.5),
        5 => new JsonArray(),
        6 => new JsonObject(),
        7 => new JsonArray(null, null),
        8 => new JsonObject { ["x"] = new JsonArray(new JsonObject()) },
        9 => JsonValue.Create(new string('a', 10_000)),
        10 => JsonValue.Create("2025-13-45T99:99:99+9999"),
        _ => JsonValue.Create(Odd()),
    };

    private string Odd() => Pick(OddText.All);

    private string Nested()
    {
        int depth = _random.Next(1, 5000);
        return string.Concat(Enumerable.Repeat("{\"Response\":[", depth)) + string.Concat(Enumerable.Repeat("]}", _random.Next(depth)));
    }

    private byte[] Flipped(byte[] bytes)
    {
        for (int i = _random.Next(1, 8); i > 0; i--)
        {
            bytes[_random.Next(bytes.Length)] = (byte)_random.Next(256);
        }

        return bytes;
    }

    private byte[] Random(int length)
    {
        var bytes = new byte[length];
        _random.NextBytes(bytes);
        return bytes;
    }

    private T Pick<T>(IReadOnlyList<T> list) => list[_random.Next(list.Count)];
}
