using System.Collections.Generic;
using System.Linq;

namespace DbAccounts.Rules;

/// <summary>How many classes of characters a password has to mix. Other characters are not rejected: no document forbids them.</summary>
internal sealed class CharacterClassesAttribute(int atLeast, string special) : RuleAttribute
{
    private const string Lower = "abcdefghijklmnopqrstuvwxyz";
    private const string Upper = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    private const string Digits = "0123456789";

    /// <summary>True where the document counts upper and lower case as one class, letters.</summary>
    public bool LettersAreOneClass { get; set; }

    /// <summary>Characters that one edition of the document adds to the special ones: accepted, never generated.</summary>
    public string AlsoSpecial { get; set; } = "";

    /// <summary>The alphabet of each class, for generating.</summary>
    public IReadOnlyList<string> Alphabets => LettersAreOneClass ? [Lower + Upper, Digits, special] : [Lower, Upper, Digits, special];

    /// <inheritdoc/>
    public override string Words
    {
        get
        {
            string classes = (LettersAreOneClass ? "letters" : "lower-case letters, upper-case letters")
                + ", digits and the special characters " + special + AlsoSpecial;
            return atLeast == 0 ? "may hold " + classes
                : atLeast == Alphabets.Count ? "mixes " + classes
                : $"mixes at least {atLeast} of {classes}";
        }
    }

    /// <inheritdoc/>
    public override bool Allows(object? value, object request) => OnText(value, text =>
        Alphabets.Count(alphabet => text.Any(c => alphabet.IndexOf(c) >= 0))
        + (text.Any(c => AlsoSpecial.IndexOf(c) >= 0) && !text.Any(c => special.IndexOf(c) >= 0) ? 1 : 0) >= atLeast);
}
