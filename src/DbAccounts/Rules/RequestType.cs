using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using DbAccounts.Model;

namespace DbAccounts.Rules;

/// <summary>What the attributes of a request type say, read once.</summary>
internal sealed class RequestType
{
    private static readonly ConcurrentDictionary<Type, RequestType> _known = new();

    private RequestType(Type type)
    {
        RequestType? judge = type.GetCustomAttribute<JudgedByAttribute>(inherit: false) is { } judged ? Of(judged.Request) : null;
        Name = judge?.Name ?? type.Name;
        Document = judge?.Document ?? type.GetCustomAttribute<DocumentAttribute>()?.Title ?? "";
        Level = type.GetCustomAttribute<OnLevelAttribute>(inherit: false)?.Level;
        Rules = judge?.Rules ?? [.. type.GetCustomAttributes<RequestRuleAttribute>()];
        Properties =
        [
            .. type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
                .Where(property => property.GetIndexParameters().Length == 0)
                .Select(property => new RequestProperty(property)),
        ];
        Judged = [.. Properties.Where(property => property.IsJudged)];
    }

    /// <summary>The name of the type, or of the one whose rules it shares.</summary>
    public string Name { get; }

    /// <summary>The document that the type comes from.</summary>
    public string Document { get; }

    /// <summary>The level of the privileges that it holds; null where it is about none or several.</summary>
    public DbPrivilegeLevel? Level { get; }

    /// <summary>The rules on several properties together.</summary>
    public RequestRuleAttribute[] Rules { get; }

    /// <summary>The properties in the order of their declaration.</summary>
    public RequestProperty[] Properties { get; }

    /// <summary>The properties that a check has to look at.</summary>
    public RequestProperty[] Judged { get; }

    /// <summary>The property of a name.</summary>
    /// <exception cref="InvalidOperationException">There is none.</exception>
    public RequestProperty this[string name]
    {
        get
        {
            foreach (RequestProperty property in Properties)
            {
                if (property.Name == name)
                {
                    return property;
                }
            }

            throw new InvalidOperationException($"{Name} has no property {name}.");
        }
    }

    /// <summary>Reads a type's attributes, or what was read before.</summary>
    public static RequestType Of(Type type) => _known.GetOrAdd(type, t => new RequestType(t));

    /// <summary>The id of a rule on several properties together.</summary>
    public string IdOf(RequestRuleAttribute rule) => new RuleId(Name, "", rule.Kind).ToString();

    /// <summary>All the cmdlet parameters that the type carries, in lists of objects too.</summary>
    public IEnumerable<string> Parameters() =>
        Properties.SelectMany(p => (p.Parameter is null ? [] : new[] { p.Parameter }).Concat(p.ElementType?.Parameters() ?? []));
}
