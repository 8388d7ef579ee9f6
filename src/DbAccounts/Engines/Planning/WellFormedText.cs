using System.Collections.Generic;
using System.Linq;
using DbAccounts.Changes;
using DbAccounts.Errors;
using DbAccounts.Model;
using DbAccounts.Texts;

namespace DbAccounts.Engines.Planning;

/// <summary>Refuses text that has no form in UTF-8: it would be sent as something else than what was written.</summary>
internal static class WellFormedText
{
    /// <summary>Checks every text of a change.</summary>
    /// <exception cref="DbAccountsException">A text holds half of a surrogate pair.</exception>
    public static void Require(AccountChange change)
    {
        foreach (KeyValuePair<string, object> given in change.Given())
        {
            Require(given.Key, given.Value);
        }

        Require(nameof(change.Account), change.Account);
        if (change is ChangePrivilege privileges)
        {
            Require(nameof(privileges.Privileges), privileges.Privileges);
        }
        else if (change is ResetPassword reset)
        {
            Require(nameof(reset.Password), reset.Password);
        }
    }

    private static void Require(string parameter, object value)
    {
        if (!Is(value))
        {
            throw DbError.InvalidInput(Messages.HalfSurrogate.With(parameter), Messages.HalfSurrogateAdvice.With(parameter));
        }
    }

    private static bool Is(object? value) => value switch
    {
        string text => IsText(text),
        IEnumerable<string> list => list.All(IsText),
        DbAccountIdentity account => IsText(account.Name) && IsText(account.Host ?? ""),
        DbPrivilegeSet privileges => IsText(privileges.ToString()),
        Secret secret => secret.Reveal(IsText),
        _ => true,
    };

    private static bool IsText(string text)
    {
        for (int i = 0; i < text.Length; i++)
        {
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                i++;
            }
            else if (char.IsSurrogate(text[i]))
            {
                return false;
            }
        }

        return true;
    }
}
