using System;

namespace DbAccounts.Rules;

/// <summary>The document that a request type, and with it each of its rules, comes from.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class DocumentAttribute(string title) : Attribute
{
    /// <summary>Title, and where it is public the address.</summary>
    public string Title { get; } = title;
}
