using System;
using System.Text.RegularExpressions;
using DbAccounts.Texts;

namespace DbAccounts.Rules;

/// <summary>A text matches a regular expression as a whole; the words say what it means.</summary>
internal sealed class PatternAttribute : TextRuleAttribute
{
    // The service's own limits are a few dozen characters; a longer text must not cost more than it says.
    private static readonly TimeSpan _limit = TimeSpan.FromSeconds(1);
    private readonly Regex _pattern;
    private readonly string _words;

    public PatternAttribute(string pattern, string words)
    {
        _pattern = new Regex(@"\A(?:" + pattern + @")\z", RegexOptions.CultureInvariant | RegexOptions.Singleline, _limit);
        _words = words;
    }

    /// <inheritdoc/>
    public override string Words => TextFormat.Named(_words);

    /// <inheritdoc/>
    protected override bool Allows(string text) => _pattern.IsMatch(text);
}
