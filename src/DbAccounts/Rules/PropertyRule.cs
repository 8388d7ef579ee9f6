namespace DbAccounts.Rules;

/// <summary>A rule together with the property that it is on.</summary>
/// <param name="Id">The rule's id.</param>
/// <param name="Attribute">What is allowed.</param>
/// <param name="Parameter">The cmdlet parameter, or the name on the wire where there is none.</param>
internal sealed record PropertyRule(string Id, RuleAttribute Attribute, string Parameter)
{
    /// <summary>What says that a value breaks the rule.</summary>
    /// <param name="value">The value; null where it is missing or secret.</param>
    /// <param name="document">The document of the request, for a rule that comes from no other.</param>
    public Violation BrokenBy(string? value, string document) =>
        new(Id, Parameter, Attribute.Words, Attribute.Source ?? document, value);
}
