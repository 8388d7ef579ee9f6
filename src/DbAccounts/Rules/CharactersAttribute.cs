using System.Linq;
using DbAccounts.Texts;

namespace DbAccounts.Rules;

/// <summary>The only characters that a text may hold.</summary>
internal sealed class CharactersAttribute(string characters, string words) : TextRuleAttribute
{
    /// <inheritdoc/>
    public override string Words => TextFormat.Named(words);

    /// <summary>The characters.</summary>
    public CharacterSet Allowed { get; } = CharacterSet.Of(characters);

    /// <inheritdoc/>
    protected override string Finding(string text)
    {
        string[] others = [.. text.Where(c => !Allowed.Contains(c)).Distinct().Select(c => $"'{c}'")];
        return Messages.FindingCharacters.With(text.Short(), string.Join(", ", others));
    }

    /// <inheritdoc/>
    protected override bool Allows(string text) => Allowed.ContainsAll(text);
}
