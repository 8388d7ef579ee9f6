using System.Text.RegularExpressions;

namespace DbAccounts.Model;

/// <summary>Words in a list of privileges that are more than the name of one.</summary>
internal static class PrivilegeWord
{
    /// <summary>Each privilege that the service offers on the level.</summary>
    public const string All = "ALL";

    /// <summary>May give to others what is held on the object.</summary>
    public const string GrantOption = "GRANT OPTION";

    /// <summary>Is a member of the role.</summary>
    public const string Role = "ROLE";

    /// <summary>May act as the account.</summary>
    public const string Proxy = "PROXY";

    /// <summary>Nothing, where a statement needs a word.</summary>
    public const string Usage = "USAGE";

    private static readonly Regex _name = new(@"\A[A-Z][A-Z0-9_]*(?: [A-Z0-9_]+)*\z", RegexOptions.CultureInvariant);

    /// <summary>True for what can be the name of a privilege: such words go into statements as they are.</summary>
    public static bool IsName(string word) => _name.IsMatch(word);
}
