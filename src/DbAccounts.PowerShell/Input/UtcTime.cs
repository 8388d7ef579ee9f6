using System;
using System.Collections.ObjectModel;
using System.Globalization;
using System.Management.Automation;
using System.Text.RegularExpressions;
using DbAccounts.Texts;

namespace DbAccounts.PowerShell.Input;

/// <summary>The one form in which times are written as text, and the ways in which they are read: always as UTC.</summary>
public static class UtcTime
{
    private const string Form = "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'";
    private static readonly TextMethod _toString = new();

    // What ConvertTo-Json of Windows PowerShell makes of a time.
    private static readonly Regex _milliseconds = new(@"\A/Date\((-?\d{1,15})\)/\z", RegexOptions.CultureInvariant);

    // Windows PowerShell makes an object of a time that has members in JSON: there it stays as it is.
    private static readonly bool _canHaveMembers = typeof(PSObject).Assembly.GetName().Version.Major >= 7;

    /// <summary>
    /// A time that says in every text that it is UTC. What .NET and so Export-Csv make of one depends on the culture and tells no zone.
    /// </summary>
    internal static object Telling(DateTime time)
    {
        var telling = new PSObject(time);
        if (_canHaveMembers)
        {
            telling.Members.Add(_toString);
        }

        return telling;
    }

    /// <summary>The method ToString of a time.</summary>
    /// <param name="time">The time.</param>
    /// <param name="format">What ToString was given: nothing, or a format, a provider, or both.</param>
    public static string Text(PSObject? time, params object?[]? format)
    {
        var value = (DateTime)(time?.BaseObject ?? throw new ArgumentNullException(nameof(time)));
        string? given = format is { Length: > 0 } ? format[0] as string : null;
        object? provider = format is { Length: > 0 } ? format[format.Length - 1] : null;
        return format is null or { Length: 0 } ? value.ToString(Form, CultureInfo.InvariantCulture)
            : value.ToString(given, provider.Plain() as IFormatProvider ?? CultureInfo.CurrentCulture);
    }

    /// <summary>Reads a time: one without a zone is UTC.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    internal static DateTime? Of(object? value) => value switch
    {
        null => null,
        DateTime time => Utc(time),
        DateTimeOffset time => time.UtcDateTime,
        string text when string.IsNullOrWhiteSpace(text) => null,
        string text => Parse(text.Trim()),
        _ => throw new FormatException(Messages.TimeForm),
    };

    private static DateTime Parse(string text)
    {
        const DateTimeStyles style = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
        if (_milliseconds.Match(text) is { Success: true } match)
        {
            return DateTimeOffset.FromUnixTimeMilliseconds(long.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture)).UtcDateTime;
        }

        // Files of Windows PowerShell have times as its culture writes them; only a text that begins with a year means the same in all.
        bool hasYearFirst = text.Length > 4 && text[4] == '-';
        return !hasYearFirst && DateTime.TryParse(text, CultureInfo.CurrentCulture, style, out DateTime local)
            ? local
            : DateTime.Parse(text, CultureInfo.InvariantCulture, style);
    }

    private static DateTime Utc(DateTime time) =>
        time.Kind == DateTimeKind.Local ? time.ToUniversalTime() : DateTime.SpecifyKind(time, DateTimeKind.Utc);

    // PowerShell hands a format on only to a method that has several forms.
    private sealed class TextMethod() : PSCodeMethod(nameof(ToString), typeof(UtcTime).GetMethod(nameof(Text)))
    {
        public override Collection<string> OverloadDefinitions =>
            ["string ToString()", "string ToString(string format)", "string ToString(string format, System.IFormatProvider provider)"];

        public override PSMemberInfo Copy() => new TextMethod();
    }
}
