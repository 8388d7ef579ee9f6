using System.Linq;
using DbAccounts.Texts;

namespace DbAccounts.Model;

/// <summary>What can stand in a header of HTTP, where any other character would be refused or read as something else.</summary>
internal static class HeaderText
{
    /// <summary>What is allowed, as the rest of a sentence.</summary>
    public static string Words => Messages.RuleHeaderText;

    /// <summary>True for a text that can.</summary>
    public static bool IsMatch(string text) => text.All(c => c is >= ' ' and <= '~');
}
