using System;

namespace DbAccounts.Rules;

/// <summary>
/// The id of a rule, such as <c>AddUser.User.Length</c>: stable, whatever becomes of its words, and unique within a service.
/// </summary>
/// <param name="Owner">The request, a part of one, or <see cref="Target"/>.</param>
/// <param name="Property">The property; empty for a rule on several together.</param>
/// <param name="Kind">What the rule is about.</param>
internal readonly record struct RuleId(string Owner, string Property, string Kind)
{
    /// <summary>The owner of what no document says, and what decides on the target of a change.</summary>
    public const string Target = nameof(Target);

    /// <summary>The id of the check on hosts.</summary>
    public static string OfHost { get; } = OfTarget("AllowedHost", "Form");

    /// <summary>The id of a check on the target of a change.</summary>
    public static string OfTarget(string property, string kind) => new RuleId(Target, property, kind).ToString();

    /// <summary>The kind of the rules that an attribute states.</summary>
    public static string KindOf(Type attribute) =>
        attribute.Name.Substring(0, attribute.Name.LastIndexOf(nameof(Attribute), StringComparison.Ordinal));

    /// <summary>The parts of an id.</summary>
    public static RuleId Read(string id)
    {
        string[] parts = id.Split('.');
        return new RuleId(parts[0], parts.Length > 2 ? parts[1] : "", parts[parts.Length - 1]);
    }

    /// <summary>The id.</summary>
    public override string ToString() => Property.Length == 0 ? $"{Owner}.{Kind}" : $"{Owner}.{Property}.{Kind}";
}
