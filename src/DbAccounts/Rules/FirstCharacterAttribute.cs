using DbAccounts.Texts;

namespace DbAccounts.Rules;

/// <summary>What a text may begin with; an empty one passes.</summary>
internal sealed class FirstCharacterAttribute(string words) : TextRuleAttribute
{
    private CharacterSet? _allowed;

    /// <summary>The characters that it may begin with.</summary>
    public string? Is { get; set; }

    /// <summary>The characters that it may not begin with.</summary>
    public string IsNot { get; set; } = "";

    /// <inheritdoc/>
    public override string Words => TextFormat.Named(words);

    /// <summary>What it may begin with.</summary>
    public CharacterSet Allowed => _allowed ??= Is is null ? CharacterSet.AllBut(IsNot) : CharacterSet.Of(Is);

    /// <inheritdoc/>
    protected override string Finding(string text) => Messages.FindingFirst.With(text.Short(), text[0]);

    /// <inheritdoc/>
    protected override bool Allows(string text) => text.Length == 0 || Allowed.Contains(text[0]);
}
