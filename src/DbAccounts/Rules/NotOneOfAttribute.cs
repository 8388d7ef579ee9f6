using System;
using DbAccounts.Texts;

namespace DbAccounts.Rules;

/// <summary>A name that the service keeps for itself.</summary>
internal sealed class NotOneOfAttribute(params string[] values) : TextRuleAttribute
{
    /// <inheritdoc/>
    public override string Words =>
        values.Length == 1 ? Messages.RuleNot.With(values[0]) : Messages.RuleNoneOf.With(string.Join(", ", values));

    /// <inheritdoc/>
    protected override string Finding(string text) => Messages.FindingReserved.With(text.Short());

    /// <inheritdoc/>
    protected override bool Allows(string text) => Array.IndexOf(values, text) < 0;
}
