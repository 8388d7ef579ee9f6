namespace DbAccounts.Rules;

/// <summary>A documented rule on a text; other values pass.</summary>
internal abstract class TextRuleAttribute : RuleAttribute
{
    /// <inheritdoc/>
    public sealed override bool Allows(object? value, object request) => value is not string text || Allows(text);

    /// <inheritdoc/>
    protected sealed override string Finding(object value) => value is string text ? Finding(text) : base.Finding(value);

    /// <summary>What a text is instead.</summary>
    protected virtual string Finding(string text) => base.Finding(text);

    /// <summary>True when the text keeps the rule.</summary>
    protected abstract bool Allows(string text);
}
