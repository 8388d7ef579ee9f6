using System.Collections.Generic;

namespace DbAccounts.Rules;

/// <summary>A list that takes one element only.</summary>
internal sealed class SingleAttribute(string words) : RuleAttribute
{
    /// <inheritdoc/>
    public override string Words => words;

    /// <inheritdoc/>
    public override bool IsOnWhole => true;

    /// <inheritdoc/>
    public override bool Allows(object? value, object request) => value is not IReadOnlyCollection<object> list || list.Count <= 1;
}
