namespace DbAccounts.Rules;

/// <summary>The only characters that a text may hold.</summary>
internal sealed class CharactersAttribute(string characters, string words) : TextRuleAttribute
{
    /// <inheritdoc/>
    public override string Words => words;

    /// <summary>The characters.</summary>
    public CharacterSet Allowed { get; } = CharacterSet.Of(characters);

    /// <inheritdoc/>
    protected override bool Allows(string text) => Allowed.ContainsAll(text);
}
