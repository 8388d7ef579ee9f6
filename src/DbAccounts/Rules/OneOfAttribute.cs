using System;
using System.Collections.Generic;

namespace DbAccounts.Rules;

/// <summary>A value out of a list, spelled exactly so.</summary>
internal sealed class OneOfAttribute(params string[] values) : TextRuleAttribute
{
    /// <inheritdoc/>
    public override IReadOnlyList<string> Values => values;

    /// <inheritdoc/>
    public override string Words => "is one of " + string.Join(", ", values);

    /// <inheritdoc/>
    protected override bool Allows(string text) => Array.IndexOf(values, text) >= 0;
}
