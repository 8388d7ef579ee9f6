using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace DbAccounts.Rules;

/// <summary>A rule together with the property that it is on.</summary>
/// <param name="Id">The rule's id.</param>
/// <param name="Attribute">What is allowed.</param>
/// <param name="Parameter">The cmdlet parameter, or the name on the wire where there is none.</param>
internal sealed record PropertyRule(string Id, RuleAttribute Attribute, string Parameter)
{
    /// <summary>What says that values break the rule.</summary>
    /// <param name="values">The values; none where it is missing or secret.</param>
    /// <param name="document">The document of the request, for a rule that comes from no other.</param>
    /// <param name="service">The service.</param>
    public Violation BrokenBy(IReadOnlyList<object> values, string document, string service) => new(
        Id,
        Parameter,
        Attribute.Words,
        Attribute.Source ?? document,
        values.Count == 0 ? null : string.Join(", ", values.Select(value => Convert.ToString(value, CultureInfo.InvariantCulture))))
    {
        Told = values.Count == 0 ? null : string.Join("; ", Told(values, service)),
    };

    // Of what is wrong as a whole there is one thing to say.
    private IEnumerable<string> Told(IReadOnlyList<object> values, string service) => Attribute.IsOnWhole
        ? [Attribute.Told(Parameter, string.Join(", ", values), service)]
        : values.Select(value => Attribute.Told(Parameter, value, service));
}
