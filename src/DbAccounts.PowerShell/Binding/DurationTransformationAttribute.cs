using System;
using System.Globalization;
using System.Management.Automation;
using DbAccounts.PowerShell.Input;
using DbAccounts.Texts;

namespace DbAccounts.PowerShell.Binding;

/// <summary>Takes a duration as seconds, fractions allowed, or as a TimeSpan.</summary>
internal sealed class DurationTransformationAttribute : ArgumentTransformationAttribute
{
    private const double Longest = 365.0 * 24 * 3600;

    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        object? value = Blank.Is(inputData) ? null : inputData.Plain();
        switch (value)
        {
            case null:
                // Longer than nothing, or the validation would speak first.
                return Blank.Mark(TimeSpan.FromSeconds(1));
            case TimeSpan:
                return value;
            case string text when double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number):
                return Seconds(number);
            case string text when TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out TimeSpan span):
                return span;
            case IConvertible and not string and not bool and not char and not DateTime:
                return Seconds(Convert.ToDouble(value, CultureInfo.InvariantCulture));
            default:
                throw new ArgumentTransformationMetadataException(
                    Messages.DurationForms);
        }
    }

    private static TimeSpan Seconds(double number) => Math.Abs(number) <= Longest
        ? TimeSpan.FromSeconds(number)
        : throw new ArgumentTransformationMetadataException(Messages.DurationTooLong);
}
