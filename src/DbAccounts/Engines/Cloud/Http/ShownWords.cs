using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using DbAccounts.Formats;
using DbAccounts.Model;

namespace DbAccounts.Engines.Cloud.Http;

/// <summary>
/// What may be shown of a text that a service wrote some time after a change, when the change's password is no longer at hand: words, short
/// numbers and names that are known, and no word of a password that this process has sent. Everything else is masked.
/// </summary>
internal static class ShownWords
{
    private const int MostKept = 10_000;
    private const string Ideographs = @"\p{Lo}\p{Lm}\u3000-\u303F\uFF00-\uFF0F\uFF1A-\uFF20\u201C\u201D";
    private static readonly char[] _punctuation = ['.', ',', ':', ';', '\'', '"', '[', ']', '(', ')'];

    // Chinese has no spaces, so what is written in it stands apart from what is not.
    private static readonly Regex _word = new($@"[{Ideographs}]+|[^\s{Ideographs}]+", RegexOptions.CultureInvariant);

    // Words, names in Pascal and camel case, capitals, numbers that are shorter than any password, the codes of QingCloud's apps, and
    // SQL states, as in ERROR 1396 (HY000).
    private static readonly Regex _plain = new(
        @"\A(?:|\p{Lu}?\p{Ll}+(?:'\p{Ll}+)?|\p{Ll}*(?:\p{Lu}\p{Ll}{2,})+|\p{Lu}+|(?:err_code)?[0-9]{1,7}|(?:HY|[0-9][0-9A-Z])[0-9A-Z][0-9]{2}|"
            + $@"[{Ideographs}]+|[-=/])\z",
        RegexOptions.CultureInvariant);

    // Passwords that read like words are told by their fingerprints.
    private static readonly HashSet<string> _kept = [];
    private static readonly Queue<string> _order = new();

    /// <summary>Keeps the words of passwords that are being sent, as hashes.</summary>
    public static void Keep(IEnumerable<Secret> secrets)
    {
        foreach (string hash in secrets.SelectMany(secret =>
            secret.Reveal(text => Words(text).Where(IsPlain).Select(Fingerprint.Of).ToArray())))
        {
            lock (_kept)
            {
                if (_kept.Add(hash))
                {
                    _order.Enqueue(hash);
                }

                if (_order.Count > MostKept)
                {
                    _kept.Remove(_order.Dequeue());
                }
            }
        }
    }

    /// <summary>The text with everything masked that may not be shown.</summary>
    /// <param name="text">The service's text.</param>
    /// <param name="names">Names that are known, and may be shown whatever they look like.</param>
    public static string Of(string text, IEnumerable<string> names)
    {
        var known = new HashSet<string>(names);
        return _word.Replace(text, match => Core(match.Value) is var word && (IsPlain(word) || known.Contains(word)) && !IsKept(word)
            ? match.Value
            : Secret.Mask);
    }

    private static IEnumerable<string> Words(string text) =>
        _word.Matches(text).Cast<Match>().Select(match => Core(match.Value)).Where(word => word.Length > 0);

    // MySQL quotes both halves of an account: 'app'@'%'.
    private static string Core(string word) => word.Trim(_punctuation).Replace("'@'", "@");

    private static bool IsPlain(string word) => _plain.IsMatch(word);

    private static bool IsKept(string word)
    {
        lock (_kept)
        {
            return _kept.Count > 0 && _kept.Contains(Fingerprint.Of(word));
        }
    }
}
