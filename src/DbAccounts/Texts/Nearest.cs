using System;
using System.Collections.Generic;
using System.Linq;

namespace DbAccounts.Texts;

/// <summary>Finds the name that was probably meant where another one was written.</summary>
internal static class Nearest
{
    // Of longer texts nobody mistypes two letters only, and the table of edits would grow with their square.
    private const int Longest = 64;

    /// <summary>The known name that a text is nearest to; null where it is near none. Case does not count.</summary>
    public static string? Of(string text, IEnumerable<string> known) =>
        (from name in known.Distinct()
         let edits = Math.Min(Distance(text, name), Distance(Singular(text), Singular(name)))
         where edits <= Allowed(name)
         orderby edits, name.Length
         select name).FirstOrDefault();

    /// <summary>
    /// The account that is nearest by its name, in which hardly a letter differs: a suggestion may be removed. Hosts are compared only between
    /// those of one name.
    /// </summary>
    /// <param name="account">What was written: a name, or <c>name@host</c>.</param>
    /// <param name="known">The accounts that there are, written likewise.</param>
    public static string? Account(string account, IEnumerable<string> known)
    {
        (string name, string host) = Parts(account);
        return (from one in known.Distinct()
                let other = Parts(one)
                where name.Length <= Longest && other.Name.Length <= Longest
                let edits = Edits(name.ToUpperInvariant(), other.Name.ToUpperInvariant())
                where edits <= (Math.Max(name.Length, other.Name.Length) < 3 ? 0 : Math.Min(name.Length, other.Name.Length) <= 5 ? 1 : 2)
                orderby edits, !string.Equals(host, other.Host, StringComparison.OrdinalIgnoreCase), other.Name.Length
                select one).FirstOrDefault();
    }

    /// <summary>The known names that a text is, with blanks between them and no separator; null for anything else.</summary>
    public static string? Several(string text, IReadOnlyCollection<string> known)
    {
        string[] words = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        List<string> found = [];
        for (int i = 0; i < words.Length;)
        {
            // Of CREATE and CREATE VIEW the longer one is meant.
            string? next = (from name in known
                            let length = name.Split(' ').Length
                            where string.Equals(string.Join(" ", words.Skip(i).Take(length)), name, StringComparison.OrdinalIgnoreCase)
                            orderby length descending
                            select name).FirstOrDefault();
            if (next is null)
            {
                return null;
            }

            found.Add(next);
            i += next.Split(' ').Length;
        }

        return found.Count > 1 ? string.Join(", ", found) : null;
    }

    /// <summary>How many letters have to be put in, left out, exchanged, or set in each other's place.</summary>
    public static int Edits(string a, string b)
    {
        int[,] cost = new int[a.Length + 1, b.Length + 1];
        for (int i = 0; i <= a.Length; i++)
        {
            cost[i, 0] = i;
        }

        for (int j = 0; j <= b.Length; j++)
        {
            cost[0, j] = j;
        }

        for (int i = 1; i <= a.Length; i++)
        {
            for (int j = 1; j <= b.Length; j++)
            {
                int other = a[i - 1] == b[j - 1] ? 0 : 1;
                cost[i, j] = Math.Min(Math.Min(cost[i - 1, j] + 1, cost[i, j - 1] + 1), cost[i - 1, j - 1] + other);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                {
                    cost[i, j] = Math.Min(cost[i, j], cost[i - 2, j - 2] + 1);
                }
            }
        }

        return cost[a.Length, b.Length];
    }

    /// <summary>A word of English without the ending of its plural.</summary>
    public static string Singular(string word) =>
        word.EndsWith("sses", StringComparison.OrdinalIgnoreCase) ? word.Substring(0, word.Length - 2)
        : word.EndsWith("s", StringComparison.OrdinalIgnoreCase) && !word.EndsWith("ss", StringComparison.OrdinalIgnoreCase)
            ? word.Substring(0, word.Length - 1)
        : word;

    private static (string Name, string Host) Parts(string account)
    {
        int at = account.LastIndexOf('@');
        // A name alone is that of every host.
        return at < 0 ? (account, "%") : (account.Substring(0, at), account.Substring(at + 1));
    }

    // Blanks, dashes and underscores are written in many ways.
    private static int Distance(string text, string name) =>
        text.Length > Longest || name.Length > Longest ? int.MaxValue : Edits(Plain(text), Plain(name));

    private static string Plain(string text) =>
        new([.. text.Where(c => c is not (' ' or '_' or '-')).Select(char.ToUpperInvariant)]);

    private static int Allowed(string name) => name.Length switch { <= 2 => 0, <= 4 => 1, <= 8 => 2, _ => 3 };
}
