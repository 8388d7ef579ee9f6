using System.Collections.Generic;
using System.Linq;
using DbAccounts.Model;

namespace DbAccounts.Rules;

/// <summary>Checks a request against the rules of its type. Where nothing is wrong, nothing is made.</summary>
internal static class RuleCheck
{
    /// <summary>Every rule that the request violates, each once for a value, in the order of its properties.</summary>
    /// <param name="request">The request.</param>
    /// <param name="service">The service, for the words.</param>
    public static IReadOnlyList<Violation> Check(object request, string service = "")
    {
        List<Violation>? found = null;
        CheckRequest(request, "", service, ref found);
        return found is null ? [] : [.. found.Distinct()];
    }

    private static void CheckRequest(object request, string document, string service, ref List<Violation>? found)
    {
        RequestType type = RequestType.Of(request.GetType());
        document = type.Document.Length > 0 ? type.Document : document;
        foreach (RequestProperty property in type.Judged)
        {
            object? value = property.GetValue(request);
            if (value is Secret secret)
            {
                CheckSecret(property, secret, request, document, service, ref found);
                continue;
            }

            CheckValue(property, value, request, document, service, isSecret: false, ref found);
            if (property.ElementType is not null && value is IReadOnlyList<object> elements)
            {
                for (int i = 0; i < elements.Count; i++)
                {
                    CheckRequest(elements[i], document, service, ref found);
                }
            }
        }

        foreach (RequestRuleAttribute rule in type.Rules)
        {
            if (!rule.Allows(request))
            {
                (found ??= []).Add(new Violation(type.IdOf(rule), rule.Parameter, rule.Words, document));
            }
        }
    }

    // Its text is seen once, by all of its rules.
    private static void CheckSecret(
        RequestProperty property, Secret secret, object request, string document, string service, ref List<Violation>? found)
    {
        if (property.Rules.Count == 0)
        {
            return;
        }

        List<Violation>? inSecret = secret.Reveal(text =>
        {
            List<Violation>? broken = null;
            CheckValue(property, text, request, document, service, isSecret: true, ref broken);
            return broken;
        });
        if (inSecret is not null)
        {
            (found ??= []).AddRange(inSecret);
        }
    }

    private static void CheckValue(
        RequestProperty property,
        object? value,
        object request,
        string document,
        string service,
        bool isSecret,
        ref List<Violation>? found)
    {
        for (int i = 0; i < property.Rules.Count; i++)
        {
            PropertyRule rule = property.Rules[i];
            if (!Holds(rule.Attribute, value, request))
            {
                (found ??= []).Add(rule.BrokenBy(isSecret ? [] : Wrong(rule.Attribute, value, request), document, service));
            }
        }
    }

    private static bool Holds(RuleAttribute rule, object? value, object request)
    {
        if (rule.IsOnWhole || value is null || value is not IReadOnlyList<object> elements)
        {
            return (value is null && !rule.IsOnWhole) || rule.Allows(value, request);
        }

        for (int i = 0; i < elements.Count; i++)
        {
            if (!rule.Allows(elements[i], request))
            {
                return false;
            }
        }

        return true;
    }

    private static IReadOnlyList<object> Wrong(RuleAttribute rule, object? value, object request) => value switch
    {
        null => [],
        IReadOnlyList<object> list => [.. list.Where(element => rule.IsOnWhole || !rule.Allows(element, request))],
        _ => [value],
    };
}
