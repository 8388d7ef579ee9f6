using System;
using System.Collections.Generic;
using System.Linq;
using DbAccounts.Texts;

namespace DbAccounts.PowerShell.Input;

/// <summary>
/// Tells a column that was meant as another from one that is somebody else's. A misspelt column would be passed over, and an account
/// that was to come from one host would come from everywhere.
/// </summary>
internal static class ColumnNames
{
    // What people write in place of the parameters' names; without blanks, dashes and underscores, in the singular.
    private static readonly Dictionary<string, string[]> _synonyms = new(StringComparer.OrdinalIgnoreCase)
    {
        ["AllowedHost"] =
        [
            "host", "hostname", "ip", "ipaddress", "address", "network", "subnet", "cidr", "fromhost", "sourcehost", "sourceip",
            "clienthost", "clientip", "allowedip", "allowednetwork", "allowedaddress", "allowhost",
        ],
        ["Name"] = ["user", "username", "login", "loginname", "account", "accountname", "dbuser", "userid"],
        ["Account"] = ["user", "username", "login", "loginname", "accountname", "dbuser", "userid"],
        ["Database"] = ["db", "dbname", "databasename", "schema", "schemaname", "catalog"],
        ["Table"] = ["tbl", "tablename"],
        ["Column"] = ["col", "columnname", "fieldname"],
        ["Privilege"] = ["priv", "grant", "perm", "permission", "right", "accessright"],
        ["Password"] = ["passwd", "pass", "pwd", "passphrase", "newpassword"],
        ["Global"] = ["isglobal"],
        ["RequireSsl"] = ["ssl", "tls", "usessl", "requiretls", "requiressltls"],
        ["MaxUserConnections"] = ["maxconnection", "connectionlimit", "maxuserconnection"],
        ["Instance"] = ["instancename", "dbinstance", "dbinstanceid", "clusterid", "cluster"],
        ["Endpoint"] = ["url", "uri", "endpointurl"],
        ["Description"] = ["desc", "descr"],
        ["SecretName"] = ["secret", "secretid"],
        ["Credential"] = ["secretkey", "secretaccesskey", "accesskey", "apikey"],
    };

    // Words that are also used for something else: they count only where nothing else in the row says what they may have meant.
    private static readonly Dictionary<string, string[]> _weak = new(StringComparer.OrdinalIgnoreCase)
    {
        ["AllowedHost"] = ["from", "source", "client", "origin"],
        ["Table"] = ["object", "relation", "tab"],
        ["Column"] = ["field", "attribute"],
        ["Instance"] = ["server", "servername"],
    };

    // Words of other people's tables that are two letters away from one of ours; as above.
    private static readonly HashSet<string> _others = new(StringComparer.Ordinal)
    {
        "active", "amount", "device", "distance", "form", "insurance", "passport", "pem", "reason", "volume",
    };

    // So long a word is still told from others when a letter of it is wrong.
    private const int LongSynonym = 6;

    /// <summary>True for a column that is a parameter's name in the plural, written otherwise or wrongly, or another word for it.</summary>
    /// <param name="column">The column, as it stands in the row.</param>
    /// <param name="parameter">The parameter's name, which the column is not.</param>
    /// <param name="withSynonyms">Other words for the parameter count too.</param>
    public static bool IsNear(string column, string parameter, bool withSynonyms = true)
    {
        string letters = Letters(column);
        string wanted = Letters(parameter);
        string singular = Nearest.Singular(letters);
        string[] words = withSynonyms && _synonyms.TryGetValue(parameter, out string[]? some) ? some : [];
        return letters == wanted || singular == Nearest.Singular(wanted) || words.Contains(singular) || words.Contains(letters)
            || (!_others.Contains(singular) && (IsTypo(letters, wanted) || IsTypo(singular, wanted)
                || Array.Exists(words, word => IsSlip(singular, word))));
    }

    /// <summary>True for a word that may have meant a parameter, and is used for something else as well.</summary>
    /// <param name="column">The column, as it stands in the row.</param>
    /// <param name="parameter">The parameter's name, of which the row has no column.</param>
    public static bool IsWeaklyNear(string column, string parameter)
    {
        string word = Nearest.Singular(Letters(column));
        return _weak.TryGetValue(parameter, out string[]? words) && !_others.Contains(word)
            && Array.Exists(words, weak => word == weak || IsSlip(word, weak));
    }

    // Short words have neighbours that are words too ('host', 'cost'): of them only what a hasty hand makes counts, a letter left out
    // in the middle, written twice, or two that have changed places.
    private static bool IsSlip(string word, string wanted)
    {
        if (wanted.Length >= LongSynonym)
        {
            return Nearest.Edits(word, wanted) <= 1;
        }

        if (wanted.Length < 4 || word.Length < 3 || word[0] != wanted[0] || word[word.Length - 1] != wanted[wanted.Length - 1]
            || Nearest.Edits(word, wanted) != 1)
        {
            return false;
        }

        return word.Length < wanted.Length
            || (word.Length == wanted.Length ? word.OrderBy(c => c).SequenceEqual(wanted.OrderBy(c => c)) : Once(word) == Once(wanted));
    }

    private static string Once(string word) => new([.. word.Where((letter, i) => i == 0 || letter != word[i - 1])]);

    // Short words have too many neighbours: 'Note' is two letters away from 'Name', 'Title' from 'Table'.
    private static bool IsTypo(string word, string wanted)
    {
        int allowed = wanted.Length < 6 ? 1 : 2;
        if (wanted.Length < 4 || word.Length < 3 || Math.Abs(word.Length - wanted.Length) > allowed)
        {
            return false;
        }

        int edits = Nearest.Edits(word, wanted);
        // A word of another beginning and two other letters is another word.
        return edits <= 1 || (edits <= allowed && word[0] == wanted[0]);
    }

#pragma warning disable CA1308 // the table above is in lower case
    private static string Letters(string text) => new([.. text.ToLowerInvariant().Where(char.IsLetterOrDigit)]);
#pragma warning restore CA1308
}
