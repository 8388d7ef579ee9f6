using System.Text.RegularExpressions;

namespace DbAccounts.Documents;

/// <summary>The name of a secret, in which <c>{name}</c> is the account's name.</summary>
internal static class SecretNameText
{
    private const string Name = "{name}";

    private static readonly Regex _parameter = new(@"\{[^{}]*\}", RegexOptions.CultureInvariant);

    /// <summary>The secret of an account.</summary>
    public static string Of(string secret, string account) => secret.Replace(Name, account);

    /// <summary>A word in braces that is none; null where there is none such.</summary>
    public static string? Stray(string secret)
    {
        foreach (Match match in _parameter.Matches(secret))
        {
            if (match.Value != Name)
            {
                return match.Value;
            }
        }

        return null;
    }
}
