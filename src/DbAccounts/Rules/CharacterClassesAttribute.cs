using System.Linq;

namespace DbAccounts.Rules;

/// <summary>How many classes of characters a password has to mix. Other characters are not rejected: no document forbids them.</summary>
internal sealed class CharacterClassesAttribute(int atLeast, string special) : TextRuleAttribute
{
    private CharacterMix? _mix;

    /// <summary>True where the document counts upper and lower case as one class, letters.</summary>
    public bool LettersAreOneClass { get; set; }

    /// <summary>Characters that one edition of the document adds to the special ones: accepted, never generated.</summary>
    public string AlsoSpecial { get; set; } = "";

    /// <summary>The classes, and how many of them.</summary>
    public CharacterMix Mix => _mix ??= new CharacterMix(
        atLeast,
        [
            .. (LettersAreOneClass ? new[] { Alphabet.Letters } : [Alphabet.Lower, Alphabet.Upper])
                .Append(Alphabet.Digits).Select(characters => new CharacterClass(characters)),
            new(special, AlsoSpecial),
        ]);

    /// <inheritdoc/>
    public override string Words
    {
        get
        {
            string classes = (LettersAreOneClass ? "letters" : "lower-case letters, upper-case letters")
                + ", digits and the special characters " + special + AlsoSpecial;
            return atLeast == 0 ? "may hold " + classes
                : atLeast == Mix.Classes.Count ? "mixes " + classes
                : $"mixes at least {atLeast} of {classes}";
        }
    }

    /// <inheritdoc/>
    protected override bool Allows(string text) => Mix.IsIn(text);
}
