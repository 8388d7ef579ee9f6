using System.Collections.Generic;
using DbAccounts.Texts;

namespace DbAccounts.Rules;

/// <summary>A list that takes one element only.</summary>
internal sealed class SingleAttribute(string words) : RuleAttribute
{
    /// <inheritdoc/>
    public override string Words => TextFormat.Named(words);

    /// <inheritdoc/>
    public override bool IsOnWhole => true;

    /// <inheritdoc/>
    public override bool Allows(object? value, object request) => value is not IReadOnlyCollection<object> list || list.Count <= 1;
}
