using System.Management.Automation;
using DbAccounts.Errors;

namespace DbAccounts.PowerShell.Input;

/// <summary>Reads wildcard patterns.</summary>
internal static class Patterns
{
    /// <summary>A pattern that ignores case.</summary>
    /// <exception cref="DbAccountsException">It is no pattern, such as <c>[</c>.</exception>
    public static WildcardPattern Of(string text)
    {
        var pattern = new WildcardPattern(text, WildcardOptions.IgnoreCase | WildcardOptions.CultureInvariant);
        try
        {
            // The pattern is read when it is first used.
            pattern.IsMatch("");
            return pattern;
        }
        catch (WildcardPatternException e)
        {
            throw DbError.UnreadableInput(e);
        }
    }
}
