using DbAccounts.Texts;

namespace DbAccounts.Rules;

/// <summary>What a text may end with; an empty one passes.</summary>
internal sealed class LastCharacterAttribute(string characters, string words) : TextRuleAttribute
{
    private readonly CharacterSet _allowed = CharacterSet.Of(characters);

    /// <inheritdoc/>
    public override string Words => TextFormat.Named(words);

    /// <inheritdoc/>
    protected override string Finding(string text) => Messages.FindingLast.With(text.Short(), text[text.Length - 1]);

    /// <inheritdoc/>
    protected override bool Allows(string text) => text.Length == 0 || _allowed.Contains(text[text.Length - 1]);
}
