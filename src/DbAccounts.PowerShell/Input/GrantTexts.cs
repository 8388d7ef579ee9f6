using System.Collections.Generic;
using System.Linq;
using DbAccounts.Grants;
using DbAccounts.Model;
using DbAccounts.Texts;

namespace DbAccounts.PowerShell.Input;

/// <summary>Privileges that name their objects themselves, where a parameter takes names of privileges: <c>SELECT ON shop.*</c>.</summary>
internal static class GrantTexts
{
    /// <summary>The grants of a parameter; null where it has names alone.</summary>
    /// <param name="privileges">The parameter's value; null for none.</param>
    /// <param name="hasObject">Objects are given by parameters too.</param>
    /// <exception cref="InputException">Some name their objects and others don't, or the objects are given twice.</exception>
    public static DbPrivilegeSet? Of(IReadOnlyList<string>? privileges, bool hasObject)
    {
        if (privileges?.FirstOrDefault(GrantText.IsGrant) is not { } grant)
        {
            return null;
        }

        return privileges.FirstOrDefault(text => !GrantText.IsGrant(text)) is { } word
            ? throw new InputException(Messages.PrivilegeWithoutObject.With(word), Messages.PrivilegeWithoutObjectAdvice.With(word))
            : hasObject ? throw new InputException(Messages.PrivilegeWithObject.With(grant), Messages.PrivilegeWithObjectAdvice)
            : DbPrivilegeSet.Of(privileges.Select(GrantText.Parse));
    }
}
