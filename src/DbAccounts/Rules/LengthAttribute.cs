namespace DbAccounts.Rules;

/// <summary>The number of characters that a text has.</summary>
internal sealed class LengthAttribute(int min, int max) : TextRuleAttribute
{
    /// <summary>The fewest characters.</summary>
    public int Min { get; } = min;

    /// <summary>The most characters.</summary>
    public int Max { get; } = max;

    /// <inheritdoc/>
    public override string Words =>
        Min == 0 ? $"has at most {Max} characters"
        : Min == Max ? $"has exactly {Max} characters"
        : $"has {Min} to {Max} characters";

    /// <inheritdoc/>
    protected override bool Allows(string text) => text.Length >= Min && text.Length <= Max;
}
