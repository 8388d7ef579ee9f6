using System;
using System.Collections.Generic;
using System.Globalization;
using DbAccounts.Texts;

namespace DbAccounts.Rules;

/// <summary>A documented rule on one property of a request. On a list it holds for each element, on a secret for its text.</summary>
[AttributeUsage(AttributeTargets.Property, AllowMultiple = true)]
internal abstract class RuleAttribute : Attribute
{
    /// <summary>The document, where it is another than the request type's own.</summary>
    public string? Source { get; set; }

    /// <summary>The name of the rule in its id, where the property has another rule of this kind.</summary>
    public string? Name { get; set; }

    /// <summary>What the rule is about, the last part of its id: its name, or the kind of rule.</summary>
    public string Kind => Name ?? RuleId.KindOf(GetType());

    /// <summary>What is allowed, as a phrase that follows the parameter's name.</summary>
    public abstract string Words { get; }

    /// <summary>What is wrong with a value, in a sentence without its period; of a secret nothing is said but the rule.</summary>
    /// <param name="parameter">The parameter.</param>
    /// <param name="value">The value.</param>
    /// <param name="service">The service.</param>
    public virtual string Told(string parameter, object value, string service) => $"{parameter} {Words}{Finding(value)}";

    /// <summary>What a value is instead, as the end of the sentence that says the rule.</summary>
    protected virtual string Finding(object value) => Messages.FindingOther.With(string.Format(CultureInfo.InvariantCulture, "{0}", value).Short());

    /// <summary>The allowed values, where they can be listed.</summary>
    public virtual IReadOnlyList<string> Values => [];

    /// <summary>True for a rule on a list as a whole, or on a value that may be absent.</summary>
    public virtual bool IsOnWhole => false;

    /// <summary>True when the value keeps the rule; null comes only to rules on the whole.</summary>
    public abstract bool Allows(object? value, object request);
}
