using System.Collections.Generic;

namespace DbAccounts.Rules;

/// <summary>A list that, where it is given, has an element.</summary>
internal sealed class NotEmptyListAttribute(string words) : RuleAttribute
{
    /// <inheritdoc/>
    public override string Words => words;

    /// <inheritdoc/>
    public override bool IsOnWhole => true;

    /// <inheritdoc/>
    public override bool Allows(object? value, object request) => value is not IReadOnlyCollection<object> { Count: 0 };
}
