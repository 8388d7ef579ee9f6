using System.Collections.Generic;

namespace DbAccounts.Rules;

/// <summary>The service requires a value.</summary>
internal sealed class MandatoryAttribute : RuleAttribute
{
    /// <inheritdoc/>
    public override string Words => "is required";

    /// <inheritdoc/>
    public override bool IsOnWhole => true;

    /// <inheritdoc/>
    public override bool Allows(object? value, object request) => value switch
    {
        null => false,
        string text => text.Length > 0,
        IReadOnlyCollection<object> list => list.Count > 0,
        _ => true,
    };
}
