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
    };

    // Words of other people's tables that are two letters away from one of ours; as above.
    private static readonly HashSet<string> _others = new(StringComparer.Ordinal)
    {
        "active", "amount", "device", "distance", "insurance", "passport", "reason", "volume",
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
                || Array.Exists(words, word => word.Length >= LongSynonym && Nearest.Edits(singular, word) <= 1)));
    }

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
