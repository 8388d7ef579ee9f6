namespace DbAccounts.Rules;

/// <summary>A documented rule on a text; other values pass.</summary>
internal abstract class TextRuleAttribute : RuleAttribute
{
    /// <inheritdoc/>
    public sealed override bool Allows(object? value, object request) => value is not string text || Allows(text);

    /// <summary>True when the text keeps the rule.</summary>
    protected abstract bool Allows(string text);
}
