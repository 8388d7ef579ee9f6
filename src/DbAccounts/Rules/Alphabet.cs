namespace DbAccounts.Rules;

/// <summary>The characters that documents call letters and digits.</summary>
internal static class Alphabet
{
    /// <summary>Lower-case letters.</summary>
    public const string Lower = "abcdefghijklmnopqrstuvwxyz";

    /// <summary>Upper-case letters.</summary>
    public const string Upper = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";

    /// <summary>Letters.</summary>
    public const string Letters = Lower + Upper;

    /// <summary>Digits.</summary>
    public const string Digits = "0123456789";

    /// <summary>Letters, digits and the underscore.</summary>
    public const string Word = Letters + Digits + "_";
}
