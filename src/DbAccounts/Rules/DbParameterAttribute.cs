using System;

namespace DbAccounts.Rules;

/// <summary>Which parameter of the cmdlets a property of a request carries.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class DbParameterAttribute(string name) : Attribute
{
    /// <summary>The parameter, a property of one of the <c>AccountChange</c> types.</summary>
    public string Name { get; } = name;
}
