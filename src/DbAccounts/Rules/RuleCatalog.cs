using System;
using System.Collections.Generic;
using System.Linq;

namespace DbAccounts.Rules;

/// <summary>Lists the rules of request types.</summary>
internal static class RuleCatalog
{
    /// <summary>The rules of one request type, with those of the objects in its lists; each once.</summary>
    public static IEnumerable<DbAccountRule> RulesOf(string service, string operation, Type requestType) =>
        RulesOf(service, operation, RequestType.Of(requestType), "").Distinct();

    private static IEnumerable<DbAccountRule> RulesOf(string service, string operation, RequestType type, string document)
    {
        document = type.Document.Length > 0 ? type.Document : document;
        foreach (RequestProperty property in type.Properties)
        {
            foreach (PropertyRule rule in property.Rules)
            {
                yield return new DbAccountRule(
                    service,
                    operation,
                    rule.Parameter,
                    rule.Attribute.Words,
                    [.. rule.Attribute.Values],
                    rule.Attribute.Source ?? document,
                    property.WireName,
                    rule.Id)
                {
                    Level = property.Level ?? type.Level,
                };
            }

            foreach (DbAccountRule inner in property.ElementType is null ? [] : RulesOf(service, operation, property.ElementType, document))
            {
                yield return inner;
            }
        }

        foreach (RequestRuleAttribute rule in type.Rules)
        {
            yield return new DbAccountRule(service, operation, rule.Parameter, rule.Words, [], document, null, type.IdOf(rule));
        }
    }
}
