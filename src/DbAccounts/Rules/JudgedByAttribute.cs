using System;

namespace DbAccounts.Rules;

/// <summary>
/// The rules of another request type hold here too: all on its properties together, or those on one of them. So a type with names of its
/// own, such as the simulator's, shares the rules, and nothing else.
/// </summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Property)]
internal sealed class JudgedByAttribute(Type request, string property = "") : Attribute
{
    /// <summary>The type that states the rules.</summary>
    public Type Request { get; } = request;

    /// <summary>The property that they are on; empty for those on several together.</summary>
    public string Property { get; } = property;
}
