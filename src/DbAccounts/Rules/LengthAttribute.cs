using DbAccounts.Texts;

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
        Min == 0 ? Messages.RuleLengthAtMost.With(Max)
        : Min == Max ? Messages.RuleLengthExactly.With(Max)
        : Messages.RuleLength.With(Min, Max);

    /// <inheritdoc/>
    protected override string Finding(string text) => Messages.FindingLength.With(text.Short(), text.Length);

    /// <inheritdoc/>
    protected override bool Allows(string text) => text.Length >= Min && text.Length <= Max;
}
