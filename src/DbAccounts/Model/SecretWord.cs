using System.Text.RegularExpressions;

namespace DbAccounts.Model;

/// <summary>Masks a secret in a text. A short one is part of many words, so it is masked where it stands as a word of its own.</summary>
internal static class SecretWord
{
    private const int ShortestAnywhere = 8;

    /// <summary>The text without the secret.</summary>
    public static string Hide(string text, string secret)
    {
        if (secret.Length == 0)
        {
            return text;
        }

        if (secret.Length >= ShortestAnywhere)
        {
            return text.Replace(secret, Secret.Mask);
        }

        string before = IsOfWord(secret[0]) ? @"(?<![\p{L}\p{N}_])" : "", after = IsOfWord(secret[secret.Length - 1]) ? @"(?![\p{L}\p{N}_])" : "";
        return Regex.Replace(text, before + Regex.Escape(secret) + after, Secret.Mask, RegexOptions.CultureInvariant);
    }

    private static bool IsOfWord(char c) => char.IsLetterOrDigit(c) || c == '_';
}
