using System.Linq;
using DbAccounts.Changes;
using DbAccounts.Errors;
using DbAccounts.Grants;
using DbAccounts.Model;
using DbAccounts.Texts;

namespace DbAccounts.PowerShell.Commands;

/// <summary>
/// What a change of privileges means of an object of Get-DbAccess: to give, on what it shows; to take away, on what the grant is on that gives
/// it, as nothing else can be taken. Neither is ever more than that says.
/// </summary>
internal static class AccessPrivileges
{
    /// <summary>The privileges with their object.</summary>
    /// <param name="access">Who can do what on what, by which grant.</param>
    /// <param name="kind">Which change it is.</param>
    /// <param name="words">The privileges that are named beside it; null for its own.</param>
    /// <param name="force">To take away more than it shows, where the grant that gives it is on more, is accepted.</param>
    /// <exception cref="DbAccountsException">It comes by a role, the grant is on more, or all that the account holds would be replaced.</exception>
    public static DbPrivilegeSet Of(DbAccess access, OperationKind kind, string[]? words, bool force)
    {
        string[] privileges = words ?? [.. access.Privilege];
        if (kind == OperationKind.SetPrivilege)
        {
            throw DbError.InvalidInput(Messages.AccessNoReplacement.With(access.Account), Messages.AccessNoReplacementAdvice.With(access.Account));
        }

        if (kind == OperationKind.GrantPrivilege)
        {
            return GrantText.On(privileges, access.Object);
        }

        string what = string.Join(", ", privileges);
        if (access.Role is { Length: > 0 } role)
        {
            throw DbError.InvalidInput(
                Messages.AccessByRole.With(access.Account, what, access.Object, role, access.Grant),
                role == GrantText.EverybodysRole
                    ? Messages.AccessByPublicAdvice
                    : Messages.AccessByRoleAdvice.With(access.Account, role));
        }

        if (access.GrantedTo is { Length: > 0 } other)
        {
            throw DbError.InvalidInput(
                Messages.AccessByOther.With(access.Account, what, access.Object, other, access.Grant),
                Messages.AccessByOtherAdvice.With(access.Account, other, access.Grant));
        }

        DbPrivilegeTarget[] granted = [.. GrantText.Parse(access.Grant).Targets];
        string[] wider = [.. granted.Select(target => target.ToString()).Where(target => target != access.Object)];
        return wider.Length == 0 || force
            ? DbPrivilegeSet.Of(granted, privileges)
            : throw DbError.WiderEffect(
                Messages.AccessWider.With(access.Account, what, access.Object, wider[0]),
                Messages.AccessWiderAdvice.With(access.Account, what, wider[0]));
    }
}
