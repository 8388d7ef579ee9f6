using System;
using System.Collections;
using System.Globalization;
using System.Linq;
using System.Management.Automation;
using DbAccounts.PowerShell.Input;
using DbAccounts.Simulator.Settings;
using DbAccounts.Texts;

namespace DbAccounts.PowerShell.Binding;

/// <summary>
/// Takes a simulator's faults as names, or as a table of names and shares; a table also takes the three times and factors.
/// </summary>
internal sealed class FaultTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        object? input = Blank.Is(inputData) ? null : inputData.Plain();
        var fault = new DbSimulatorFault();
        switch (input)
        {
            case null:
                return null;
            case IList list when Blank.IsAmong(list):
                return Blank.Mark(fault);
            case DbSimulatorFault:
                return input;
            case IDictionary table:
                foreach (DictionaryEntry entry in table)
                {
                    Set(fault, Text(entry.Key), entry.Value);
                }

                return fault;
            default:
                foreach (string name in LanguagePrimitives.ConvertTo<string[]>(input).SelectMany(text => text.Split(',')))
                {
                    Set(fault, name.Trim(), DbSimulatorFault.DefaultShare);
                }

                return fault;
        }
    }

    private static void Set(DbSimulatorFault fault, string name, object? value)
    {
        switch (name.ToUpperInvariant())
        {
            case "LONGESTLATENCY":
                fault.LongestLatency = Time(value);
                return;
            case "LONGESTLAG":
                fault.LongestLag = Time(value);
                return;
            case "SLOWFACTOR":
                fault.SlowFactor = Number(value);
                return;
        }

        string[] names = Enum.GetNames(typeof(DbSimulatorFaultKind));
        if (!names.Contains(name, StringComparer.OrdinalIgnoreCase))
        {
            throw new ArgumentTransformationMetadataException(
                Nearest.Of(name, names) is { } meant
                    ? Messages.FaultUnknownNear.With(name, meant)
                    : Messages.FaultUnknown.With(name, string.Join(", ", names)));
        }

        try
        {
            fault[(DbSimulatorFaultKind)Enum.Parse(typeof(DbSimulatorFaultKind), name, ignoreCase: true)] = Number(value);
        }
        catch (ArgumentOutOfRangeException)
        {
            throw new ArgumentTransformationMetadataException(
                Messages.FaultShare.With(name));
        }
    }

    private static double Number(object? value) =>
        LanguagePrimitives.TryConvertTo(value, CultureInfo.InvariantCulture, out double number) && number >= 0
            ? number
            : throw new ArgumentTransformationMetadataException(Messages.FaultNumber.With(value));

    private static TimeSpan Time(object? value) =>
        value is TimeSpan time ? time : TimeSpan.FromSeconds(Number(value));

    private static string Text(object? key) => LanguagePrimitives.ConvertTo<string>(key);
}
