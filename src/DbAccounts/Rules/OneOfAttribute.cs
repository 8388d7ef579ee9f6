using System.Collections.Generic;
using System.Linq;

namespace DbAccounts.Rules;

/// <summary>A value out of a list, spelled exactly so.</summary>
internal sealed class OneOfAttribute(params string[] values) : RuleAttribute
{
    /// <inheritdoc/>
    public override IReadOnlyList<string> Values => values;

    /// <inheritdoc/>
    public override string Words => "is one of " + string.Join(", ", values);

    /// <inheritdoc/>
    public override bool Allows(object? value, object request) => OnText(value, text => values.Contains(text));
}
