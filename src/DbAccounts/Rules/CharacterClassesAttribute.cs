using System.Linq;
using DbAccounts.Texts;

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
            string letters = LettersAreOneClass ? Messages.ClassLetters : Messages.ClassCasedLetters;
            string characters = special + AlsoSpecial;
            return atLeast == 0 ? Messages.RuleMayHold.With(letters, characters)
                : atLeast == Mix.Classes.Count ? Messages.RuleMixesAll.With(letters, characters)
                : Messages.RuleMixes.With(letters, characters, atLeast);
        }
    }

    /// <inheritdoc/>
    protected override bool Allows(string text) => Mix.IsIn(text);
}
