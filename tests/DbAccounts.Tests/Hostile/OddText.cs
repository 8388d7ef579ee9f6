using System;
using System.Collections.Generic;
using System.Linq;

namespace DbAccounts.Tests.Hostile;

/// <summary>Texts that break what is put together carelessly.</summary>
internal static class OddText
{
    public static IReadOnlyList<string> All { get; } =
    [
        "", " ", "  lead and trail  ", "\t", "\r\n", "line\nbreak", "\0", "a\0b", "\u0001\u001f\u007f", "%", "%00", "%2e%2e%2f", "%%", "%zz", "+", "a+b", "a b",
        "&", "a&b=c", "=", "?", "#", "a?b#c", "/", "//", "\\", "..", "../..", "./", "a/../b", ";", "a;b", ",", "|", "'", "\"", "`", "''", "\"}", "{\"a\":1}", "[]",
        "'; DROP USER root; --", "x' OR '1'='1", "$(whoami)", "${env:PATH}", "`id`", "<script>alert(1)</script>", "<!--", "]]>", "&amp;", "*", "**", "?*[]", "[a-z]*",
        "(", ")", "(a+)+$", ".*", "^$", "\\Q", "[", "{0}", "{project_id}", "{instance_id}", "%s%n", "-rf", "@", "a@b", "@@", "a@", "root@%", "中文", "名字\u3000",
        "é", "e\u0301", "\u202Eabc", "\u200B", "\uFEFF", "\uFFFD", "ß", "İ", "😀", "👨‍👩‍👧", "\U0010FFFF", "Ω≈ç√", new string('a', 300), new string('中', 5000),
        "null", "true", "undefined", "NaN", "0", "-1", "1e309", "2147483648", "\\u0000", "\\", "\\\"", "signature", "service_params", "Response",
    ];

    /// <summary>Pieces of these put together at random.</summary>
    public static string Combined(Random random) =>
        string.Concat(Enumerable.Range(0, random.Next(1, 5)).Select(_ => All[random.Next(All.Count)]));
}
