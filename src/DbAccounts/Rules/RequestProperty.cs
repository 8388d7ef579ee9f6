using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using System.Text.Json.Serialization;
using DbAccounts.Model;

namespace DbAccounts.Rules;

/// <summary>One property of a request.</summary>
internal sealed class RequestProperty
{
    private readonly Func<object, object?> _get;

    public RequestProperty(PropertyInfo property)
    {
        _get = Getter.Of(property);
        WireName = property.GetCustomAttribute<JsonPropertyNameAttribute>()?.Name ?? property.Name;
        RequestProperty? judge = property.GetCustomAttribute<JudgedByAttribute>(inherit: false) is { } judged
            ? RequestType.Of(judged.Request)[judged.Property]
            : null;
        Name = judge?.Name ?? property.Name;
        Parameter = judge?.Parameter ?? property.GetCustomAttribute<DbParameterAttribute>(inherit: false)?.Name;
        // A property that overrides another says all of its rules again, so nothing is inherited.
        Rules =
        [
            .. judge?.Rules ?? [],
            .. property.GetCustomAttributes<RuleAttribute>(inherit: false).Select(rule => new PropertyRule(
                new RuleId(property.ReflectedType!.Name, property.Name, rule.Kind).ToString(), rule, Parameter ?? WireName)),
        ];
        Level = property.GetCustomAttribute<OnLevelAttribute>(inherit: false)?.Level;
        Type? element = property.PropertyType.IsGenericType ? property.PropertyType.GetGenericArguments()[0] : null;
        ElementType = element is { IsClass: true } && element != typeof(string) ? RequestType.Of(element) : null;
    }

    /// <summary>The name, that of the property whose rules it shares where it shares some.</summary>
    public string Name { get; }

    /// <summary>The name on the wire.</summary>
    public string WireName { get; }

    /// <summary>The cmdlet parameter, or null.</summary>
    public string? Parameter { get; }

    /// <summary>The level that it is about, where it alone is about one.</summary>
    public DbPrivilegeLevel? Level { get; }

    /// <summary>The rules on the property.</summary>
    public IReadOnlyList<PropertyRule> Rules { get; }

    /// <summary>Where the property is a list of objects: their type.</summary>
    public RequestType? ElementType { get; }

    /// <summary>True where there is something to check.</summary>
    public bool IsJudged => Rules.Count > 0 || ElementType is not null;

    /// <summary>The rules of one kind.</summary>
    public IEnumerable<T> RulesOf<T>()
        where T : RuleAttribute => Rules.Select(rule => rule.Attribute).OfType<T>();

    /// <summary>The property's value in a request.</summary>
    public object? GetValue(object request) => _get(request);
}
