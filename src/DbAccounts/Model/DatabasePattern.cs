using System;
using System.Collections.Generic;
using System.Text;

namespace DbAccounts.Model;

/// <summary>
/// Patterns of databases as MySQL and MariaDB have them in GRANT: <c>%</c> is any text, <c>_</c> any character, and a backslash takes the
/// meaning from the character behind it.
/// </summary>
internal static class DatabasePattern
{
    private const char Escape = '\\';

    private enum Part
    {
        Character,
        AnyCharacter,
        AnyText,
    }

    /// <summary>The pattern that matches one name and no other.</summary>
    public static string Escaped(string name)
    {
        var pattern = new StringBuilder(name.Length + 4);
        foreach (char c in name)
        {
            if (c is '%' or '_' or Escape)
            {
                pattern.Append(Escape);
            }

            pattern.Append(c);
        }

        return pattern.ToString();
    }

    /// <summary>The name that a pattern was made of by <see cref="Escaped"/>; null for one that was not.</summary>
    public static string? NameOf(string pattern)
    {
        var name = new StringBuilder(pattern.Length);
        foreach ((_, char c) in Parts(pattern))
        {
            name.Append(c);
        }

        return Escaped(name.ToString()) == pattern ? name.ToString() : null;
    }

    /// <summary>True when a pattern matches a name.</summary>
    public static bool Matches(string pattern, string name) => Covers(pattern, Escaped(name));

    /// <summary>True when a pattern matches each name that another one does.</summary>
    public static bool Covers(string pattern, string other)
    {
        (Part Kind, char Character)[] outer = [.. Parts(pattern)];
        (Part Kind, char Character)[] inner = [.. Parts(other)];
        // covered[i]: what was looked at of the outer covers the first i parts of the inner.
        var covered = new bool[inner.Length + 1];
        covered[0] = true;
        foreach ((Part kind, char character) in outer)
        {
            var next = new bool[inner.Length + 1];
            for (int i = 0; i <= inner.Length; i++)
            {
                next[i] = kind == Part.AnyText
                    ? covered[i] || (i > 0 && next[i - 1])
                    : i > 0 && covered[i - 1] && IsOne(kind, character, inner[i - 1]);
            }

            covered = next;
        }

        return covered[inner.Length];
    }

    /// <summary>
    /// How exactly a pattern says what it means on MariaDB: one without <c>%</c> before one with it, then the one that matches longer names,
    /// has fewer <c>%</c>, more characters of its own, and its first wildcard earlier (as a server 10.11 does it).
    /// </summary>
    public static long ExactnessOfMariaDb(string pattern)
    {
        int own = 0, any = 0, groups = 0, first = -1, place = 0;
        Part before = Part.Character;
        foreach ((Part kind, _) in Parts(pattern))
        {
            own += kind == Part.Character ? 1 : 0;
            any += kind == Part.AnyCharacter ? 1 : 0;
            groups += kind == Part.AnyText && before != Part.AnyText ? 1 : 0;
            first = first < 0 && kind != Part.Character ? place : first;
            before = kind;
            place++;
        }

        // Names have 64 characters at most.
        return (groups == 0 ? 1L << 40 : 0) | ((long)(own + any) << 30) | ((long)(1023 - groups) << 20) | ((long)own << 10)
            | (uint)(1023 - Math.Min(first < 0 ? 0 : first, 1023));
    }

    /// <summary>
    /// How exactly a pattern says what it means: by the place of its first wildcard, and a name without one says it most exactly. Of the
    /// patterns that match a database a server uses the most exact one, and no other.
    /// </summary>
    public static int Exactness(string pattern)
    {
        int at = 0;
        foreach ((Part kind, char c) in Parts(pattern))
        {
            if (kind != Part.Character)
            {
                return at < 126 ? at + 1 : 127;
            }

            // An escaped character takes two places.
            at += c != pattern[at] || (c == Escape && at + 1 < pattern.Length) ? 2 : 1;
        }

        return pattern.Length == 0 ? 0 : 128;
    }

    // What a wildcard of the inner stands for may be anything, so that only a wildcard covers it.
    private static bool IsOne(Part kind, char character, (Part Kind, char Character) inner) =>
        inner.Kind != Part.AnyText && (kind == Part.AnyCharacter || (inner.Kind == Part.Character && inner.Character == character));

    private static IEnumerable<(Part Kind, char Character)> Parts(string pattern)
    {
        for (int i = 0; i < pattern.Length; i++)
        {
            char c = pattern[i];
            if (c == Escape && i + 1 < pattern.Length)
            {
                yield return (Part.Character, pattern[++i]);
            }
            else
            {
                yield return (c switch { '%' => Part.AnyText, '_' => Part.AnyCharacter, _ => Part.Character }, c);
            }
        }
    }
}
