using System;
using System.Collections.Generic;
using DbAccounts.Texts;

namespace DbAccounts.Rules;

/// <summary>A value out of a list, spelled exactly so.</summary>
internal sealed class OneOfAttribute(params string[] values) : TextRuleAttribute
{
    /// <inheritdoc/>
    public override IReadOnlyList<string> Values => values;

    /// <summary>What one of the values is called, as an entry of the texts; without it the parameter says it.</summary>
    public string? Noun { get; set; }

    /// <inheritdoc/>
    public override string Words => Noun is null
        ? Messages.RuleOneOf.With(string.Join(", ", values))
        : Messages.RuleOneOfNoun.With(TextFormat.Named(Noun).With(""), string.Join(", ", values));

    /// <inheritdoc/>
    public override string Told(string parameter, object value, string service)
    {
        string text = $"{value}";
        string what = Noun is null ? Messages.NounValue.With(parameter, service) : TextFormat.Named(Noun).With(Messages.NounOf.With(service));
        return (Nearest.Several(text, values) ?? Nearest.Of(text, values)) is { } meant
            ? Messages.NoneOfNear.With(text.Short(), what, meant)
            : Messages.NoneOf.With(text.Short(), what, string.Join(", ", values));
    }

    /// <inheritdoc/>
    protected override bool Allows(string text) => Array.IndexOf(values, text) >= 0;
}
