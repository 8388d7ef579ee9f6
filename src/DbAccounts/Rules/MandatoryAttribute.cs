using System.Collections.Generic;
using DbAccounts.Texts;

namespace DbAccounts.Rules;

/// <summary>The service requires a value.</summary>
internal sealed class MandatoryAttribute : RuleAttribute
{
    /// <inheritdoc/>
    public override string Words => Messages.RuleMandatory;

    /// <inheritdoc/>
    public override bool IsOnWhole => true;

    /// <inheritdoc/>
    protected override string Finding(object value) => "";

    /// <inheritdoc/>
    public override bool Allows(object? value, object request) => value switch
    {
        null => false,
        string text => text.Length > 0,
        IReadOnlyCollection<object> list => list.Count > 0,
        _ => true,
    };
}
