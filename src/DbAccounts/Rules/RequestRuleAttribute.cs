using System;

namespace DbAccounts.Rules;

/// <summary>A documented rule on several properties of a request together.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
internal abstract class RequestRuleAttribute : Attribute
{
    /// <summary>What the rule is about, the last part of its id.</summary>
    public string Kind => RuleId.KindOf(GetType());

    /// <summary>The parameters that the rule is about, as one phrase.</summary>
    public abstract string Parameter { get; }

    /// <summary>What is allowed, as a phrase that follows the parameters.</summary>
    public abstract string Words { get; }

    /// <summary>True when the request keeps the rule.</summary>
    public abstract bool Allows(object request);
}
