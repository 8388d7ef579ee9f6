using DbAccounts.Model;

namespace DbAccounts.Rules;

/// <summary>One documented rule, as <c>Get-DbAccountRule</c> shows it.</summary>
/// <param name="Service">The service.</param>
/// <param name="Operation">The operation, for example <c>CreateAccount</c>.</param>
/// <param name="Parameter">The cmdlet parameter, or several for a rule on them together.</param>
/// <param name="Rule">What is allowed, in words that follow the parameter's name.</param>
/// <param name="Values">The allowed values, where they can be listed.</param>
/// <param name="Source">The document that says so.</param>
/// <param name="WireName">The service's own name of the parameter.</param>
/// <param name="Id">What the rule is called, for example <c>AddUser.User.Length</c>: it stays, whatever becomes of the words.</param>
public sealed record DbAccountRule(
    string Service,
    string Operation,
    string Parameter,
    string Rule,
    DbList<string> Values,
    string Source,
    string? WireName,
    string Id)
{
    /// <summary>The level of the privileges that the rule is about; null for a rule that is about none.</summary>
    public DbPrivilegeLevel? Level { get; init; }
}
