using System;
using System.Globalization;

namespace DbAccounts.Rules;

/// <summary>The smallest and the largest number.</summary>
internal sealed class RangeAttribute(long min, long max, string unit) : RuleAttribute
{
    /// <inheritdoc/>
    public override string Words => $"is a number from {min} to {max}{(unit.Length == 0 ? "" : " " + unit)}";

    /// <inheritdoc/>
    public override bool Allows(object? value, object request) =>
        value is not IConvertible number || number is string
        || (number.ToInt64(CultureInfo.InvariantCulture) is var n && n >= min && n <= max);
}
