using System.Collections.Generic;
using DbAccounts.Changes;
using DbAccounts.Model;
using DbAccounts.Rules;
using DbAccounts.Texts;

namespace DbAccounts.Engines.Planning;

/// <summary>What privileges are on has to be said, where they can be on everything: they are never so by omission.</summary>
internal static class ObjectChecks
{
    /// <summary>What is wrong with the objects of a change.</summary>
    /// <param name="change">The change.</param>
    /// <param name="document">The document that says how privileges are granted.</param>
    public static IEnumerable<Violation> Of(AccountChange change, string document)
    {
        if (change is CreateAccount create)
        {
            if (create is { Privilege: null } and ({ Database: not null } or { Global: true }))
            {
                string given = create.Global ? nameof(create.Global) : nameof(create.Database);
                yield return new Violation(RuleId.OfTarget(given, "WithPrivilege"), given, Messages.RuleWithPrivilege, document)
                {
                    Told = create.Global ? Messages.GlobalWithoutPrivilege
                        : Messages.DatabaseWithoutPrivilege.With(string.Join(", ", create.Database!).Short()),
                    Advice = Messages.WithoutPrivilegeAdvice.With(given),
                };
            }

            if (create is { Privilege: not null, Database: null, Global: false })
            {
                yield return NoObject(create.Privilege, document);
            }

            if (create is { Database: not null, Global: true })
            {
                yield return new Violation(RuleId.OfTarget("Object", "Single"), Messages.ListOr.With("Database", "Global"), Messages.RuleNotBoth, document);
            }
        }

        if (change is ChangePrivilege { Global: false } privileges && privileges.Privileges[DbPrivilegeTarget.Global].Count > 0)
        {
            yield return NoObject(privileges.Privileges[DbPrivilegeTarget.Global], document);
        }
    }

    private static Violation NoObject(IEnumerable<string> privileges, string document) => new(
        RuleId.OfTarget("Object", "Mandatory"), Messages.ListOr.With("Database", "Global"), Messages.RuleObjectNeeded, document)
    {
        Told = Messages.PrivilegeWithoutTarget.With(string.Join(", ", privileges)),
        Advice = Messages.PrivilegeWithoutTargetAdvice,
    };
}
