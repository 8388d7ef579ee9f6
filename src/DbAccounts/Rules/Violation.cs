namespace DbAccounts.Rules;

/// <summary>A rule that a value breaks. It never holds the value of a secret.</summary>
/// <param name="Id">The rule's id, for example <c>AddUser.User.Length</c>: it stays, whatever becomes of the words.</param>
/// <param name="Parameter">The cmdlet parameter that the rule is about.</param>
/// <param name="Rule">What must be, in words that follow the parameter's name.</param>
/// <param name="Source">The document that says so.</param>
/// <param name="Value">The value that is wrong, of a list those that are; null where none is, and of a secret.</param>
public sealed record Violation(string Id, string Parameter, string Rule, string Source, string? Value = null)
{
    /// <summary>What is wrong with the value, in a sentence without its period; without a value parameter and rule in one phrase.</summary>
    public string Message => Told ?? $"{Parameter} {Rule}";

    /// <summary>What is wrong with the value; null where there is none to be told.</summary>
    internal string? Told { get; init; }

    /// <summary>What to write instead; null where the service's rules say what is allowed.</summary>
    internal string? Advice { get; init; }

    /// <summary>The same as <see cref="Message"/>.</summary>
    public override string ToString() => Message;
}
