using System.Collections;
using System.Collections.Generic;
using System.Linq;

namespace DbAccounts.Rules;

/// <summary>Checks a request against the rules of its type.</summary>
internal static class RuleCheck
{
    /// <summary>Every rule that the request violates, each once, in the order of its properties.</summary>
    public static IReadOnlyList<Violation> Check(object request) => [.. Find(request, "").Distinct()];

    private static IEnumerable<Violation> Find(object request, string document)
    {
        RequestType type = RequestType.Of(request.GetType());
        document = type.Document.Length > 0 ? type.Document : document;
        foreach (RequestProperty property in type.Properties)
        {
            object? value = property.GetValue(request);
            foreach (RuleAttribute rule in property.Rules.Where(rule => !Holds(rule, value, request)))
            {
                yield return new Violation(property.Parameter ?? property.WireName, rule.Words, rule.Source ?? document);
            }

            if (property.ElementType is not null && value is IEnumerable elements)
            {
                foreach (Violation violation in elements.OfType<object>().SelectMany(element => Find(element, document)))
                {
                    yield return violation;
                }
            }
        }

        foreach (RequestRuleAttribute rule in type.Rules.Where(rule => !rule.Allows(request)))
        {
            yield return new Violation(rule.Parameter, rule.Words, document);
        }
    }

    private static bool Holds(RuleAttribute rule, object? value, object request) =>
        rule.IsOnWhole ? rule.Allows(value, request)
        : value is null
        || (value is IEnumerable list and not string
            ? list.Cast<object>().All(element => rule.Allows(element, request))
            : rule.Allows(value, request));
}
