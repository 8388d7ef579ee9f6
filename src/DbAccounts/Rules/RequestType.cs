using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using System.Text.Json.Serialization;

namespace DbAccounts.Rules;

/// <summary>What the attributes of a request type say, read once.</summary>
internal sealed class RequestType
{
    private static readonly ConcurrentDictionary<Type, RequestType> _known = new();

    private RequestType(Type type)
    {
        Document = type.GetCustomAttribute<DocumentAttribute>()?.Title ?? "";
        Rules = [.. type.GetCustomAttributes<RequestRuleAttribute>()];
        Properties = [.. type.GetProperties().Select(property => new RequestProperty(property))];
    }

    /// <summary>The document that the type comes from.</summary>
    public string Document { get; }

    /// <summary>The rules on several properties together.</summary>
    public IReadOnlyList<RequestRuleAttribute> Rules { get; }

    /// <summary>The properties in the order of their declaration.</summary>
    public IReadOnlyList<RequestProperty> Properties { get; }

    /// <summary>Reads a type's attributes, or what was read before.</summary>
    public static RequestType Of(Type type) => _known.GetOrAdd(type, t => new RequestType(t));

    /// <summary>All the cmdlet parameters that the type carries, in lists of objects too.</summary>
    public IEnumerable<string> Parameters() =>
        Properties.SelectMany(p => (p.Parameter is null ? [] : new[] { p.Parameter }).Concat(p.ElementType?.Parameters() ?? []));
}

/// <summary>One property of a request.</summary>
internal sealed class RequestProperty
{
    private readonly PropertyInfo _property;

    public RequestProperty(PropertyInfo property)
    {
        _property = property;
        WireName = property.GetCustomAttribute<JsonPropertyNameAttribute>()?.Name ?? property.Name;
        Parameter = property.GetCustomAttribute<DbParameterAttribute>()?.Name;
        Rules = [.. property.GetCustomAttributes<RuleAttribute>()];
        Type? element = property.PropertyType.IsGenericType ? property.PropertyType.GetGenericArguments()[0] : null;
        ElementType = element is { IsClass: true } && element != typeof(string) ? RequestType.Of(element) : null;
    }

    /// <summary>The name on the wire.</summary>
    public string WireName { get; }

    /// <summary>The cmdlet parameter, or null.</summary>
    public string? Parameter { get; }

    /// <summary>The rules on the property.</summary>
    public IReadOnlyList<RuleAttribute> Rules { get; }

    /// <summary>Where the property is a list of objects: their type.</summary>
    public RequestType? ElementType { get; }

    /// <summary>The property's value in a request.</summary>
    public object? GetValue(object request) => _property.GetValue(request);
}
