using System;

namespace DbAccounts.Rules;

/// <summary>A name that the service keeps for itself.</summary>
internal sealed class NotOneOfAttribute(params string[] values) : TextRuleAttribute
{
    /// <inheritdoc/>
    public override string Words =>
        values.Length == 1 ? $"is not {values[0]}" : $"is none of {string.Join(", ", values)}";

    /// <inheritdoc/>
    protected override bool Allows(string text) => Array.IndexOf(values, text) < 0;
}
