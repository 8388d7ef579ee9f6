using System.Linq;

namespace DbAccounts.Rules;

/// <summary>A name that the service keeps for itself.</summary>
internal sealed class NotOneOfAttribute(params string[] values) : RuleAttribute
{
    /// <inheritdoc/>
    public override string Words =>
        values.Length == 1 ? $"is not {values[0]}" : $"is none of {string.Join(", ", values)}";

    /// <inheritdoc/>
    public override bool Allows(object? value, object request) => OnText(value, text => !values.Contains(text));
}
