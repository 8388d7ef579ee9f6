namespace DbAccounts.Rules;

/// <summary>A documented rule that a value breaks. It never holds the value of a secret.</summary>
/// <param name="Parameter">The cmdlet parameter that the rule is about.</param>
/// <param name="Rule">What is allowed, in words.</param>
/// <param name="Source">The document that says so.</param>
public sealed record Violation(string Parameter, string Rule, string Source)
{
    /// <summary>Parameter and rule in one phrase.</summary>
    public string Message => $"{Parameter} {Rule}";

    /// <summary>The same as <see cref="Message"/>.</summary>
    public override string ToString() => Message;
}
