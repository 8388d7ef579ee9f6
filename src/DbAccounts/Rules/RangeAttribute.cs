using System;
using System.Globalization;
using DbAccounts.Texts;

namespace DbAccounts.Rules;

/// <summary>The smallest and the largest number.</summary>
internal sealed class RangeAttribute(long min, long max, string unit) : RuleAttribute
{
    /// <inheritdoc/>
    public override string Words => Range + (IsForEver ? Messages.UnitDaysForEver : "");

    /// <inheritdoc/>
    public override string Told(string parameter, object value, string service) =>
        string.Concat(parameter, " ", Range, Finding(value)) + (IsForEver ? Messages.UnitDaysForEver : "");

    private bool IsForEver => unit == nameof(Messages.UnitDays);

    private string Range => Messages.RuleRange.With(min, max, unit.Length == 0 ? "" : " " + TextFormat.Named(unit));

    /// <inheritdoc/>
    protected override string Finding(object value) => Messages.FindingNumber.With(value);

    /// <inheritdoc/>
    public override bool Allows(object? value, object request) =>
        value is not IConvertible number || number is string
        || (number.ToInt64(CultureInfo.InvariantCulture) is var n && n >= min && n <= max);
}
