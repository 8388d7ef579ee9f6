using System.Collections.Generic;
using DbAccounts.Texts;

namespace DbAccounts.Rules;

/// <summary>A list that, where it is given, has an element.</summary>
internal sealed class NotEmptyListAttribute(string words) : RuleAttribute
{
    /// <inheritdoc/>
    public override string Words => TextFormat.Named(words);

    /// <inheritdoc/>
    public override bool IsOnWhole => true;

    /// <inheritdoc/>
    protected override string Finding(object value) => "";

    /// <inheritdoc/>
    public override bool Allows(object? value, object request) => value is not IReadOnlyCollection<object> { Count: 0 };
}
