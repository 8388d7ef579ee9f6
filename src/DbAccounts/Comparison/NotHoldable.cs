using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using DbAccounts.Changes;
using DbAccounts.Documents;
using DbAccounts.Engines;
using DbAccounts.Execution;
using DbAccounts.Model;
using DbAccounts.Rules;
using DbAccounts.Texts;

namespace DbAccounts.Comparison;

/// <summary>What a document wants that is not there, and that no change could make: it is wrong with the document, and not with what is there.</summary>
internal static class NotHoldable
{
    /// <summary>Finds it on an instance.</summary>
    /// <param name="comparison">What differs there.</param>
    /// <param name="context">Cancellation and messages.</param>
    public static async Task<IReadOnlyList<DocumentProblem>> FindAsync(InstanceComparison comparison, CallContext context)
    {
        var problems = new List<DocumentProblem>();
        CurrentState current = comparison.Current;
        var roles = new Dictionary<string, bool>();
        foreach (AccountComparison account in comparison.Accounts.Where(one => one is { Named: not null, Desired.Exists: true, Untouched: null }))
        {
            DesiredAccount named = account.Named!;
            foreach ((AccountAspect aspect, _, string desired) in account.Settings)
            {
                if (current.NotHeld.TryGetValue(aspect.Parameter, out string? why) && (account.Current.Exists || !aspect.IsOfNewAccount(desired)))
                {
                    problems.Add(new DocumentProblem(
                        named.Own.TryGetValue(aspect.Name, out DocumentPlace? place) ? place : named.Place,
                        Messages.DesiredNotHeld.With(aspect.Name, current.Instance, why)));
                }
            }

            foreach (KeyValuePair<DbPrivilegeTarget, IReadOnlyList<string>> added in account.Added)
            {
                if (added.Key is { Level: DbPrivilegeLevel.Role, Role: { } role })
                {
                    if (!roles.TryGetValue(role, out bool isThere))
                    {
                        roles[role] = isThere = await IsThereAsync(current, role, context).ConfigureAwait(false);
                    }

                    if (!isThere)
                    {
                        problems.Add(new DocumentProblem(PlaceOf(named, added.Key, PrivilegeWord.Role, current.Catalog), Messages.DesiredNoRole.With(current.Instance, added.Key)));
                    }

                    continue;
                }

                foreach (string word in added.Value)
                {
                    if (Why(current, account.Account, added.Key, word) is { } words)
                    {
                        problems.Add(new DocumentProblem(PlaceOf(named, added.Key, word, current.Catalog), words));
                    }
                }
            }
        }

        return problems;
    }

    private static string? Why(
        CurrentState current, DbAccountIdentity account, DbPrivilegeTarget target, string word)
    {
        DbServiceInfo info = current.Instance.Client.Info;
        var change = new ChangePrivilege(
            info.HasOnePrivilegeSet ? OperationKind.SetPrivilege : OperationKind.GrantPrivilege, account, DbPrivilegeSet.Of([target], [word]))
        {
            Global = target.Level == DbPrivilegeLevel.Global,
            NamesAreExact = true,
        };
        // Of the account's own name the change is judged, so that the others go on.
        Violation[] broken = [.. current.Instance.Client.Check(change).Where(one => one.Parameter is not (nameof(CreateAccount.Name) or nameof(CreateAccount.AllowedHost)))];
        if (broken.Length > 0)
        {
            return Messages.DesiredRuleBroken.With(info.Service, string.Join("; ", broken.Select(one => one.Message).Distinct()));
        }

        IReadOnlyList<string> all = current.Catalog.At(target.Level);
        return all.Count == 0 || word is PrivilegeWord.GrantOption or PrivilegeWord.All || all.Contains(word) ? null
            : Nearest.Of(word, all) is { } near
                ? Messages.DesiredNoPrivilegeNear.With(current.Instance, word, LevelWords.Of(target.Level), near)
                : Messages.DesiredNoPrivilege.With(current.Instance, word, LevelWords.Of(target.Level));
    }

    // Where not all can be seen, the server judges.
    private static async Task<bool> IsThereAsync(CurrentState current, string role, CallContext context)
    {
        string name = GrantName.OfRoleWithoutHost(role);
        return !current.IsWhole
            || !(current.Instance.Client is IRoleNames roles && current.Catalog.IsOfMariaDb)
            || name.ToUpperInvariant() is "PUBLIC"
            || await roles.IsRoleAsync(current.Instance, name, context).ConfigureAwait(false);
    }

    private static DocumentPlace PlaceOf(DesiredAccount named, DbPrivilegeTarget target, string word, PrivilegeCatalog catalog) => named.Parts
        .Where(part => ComparablePrivileges.Of(part.Privileges, catalog)[target].Contains(word)).Select(part => part.Place).FirstOrDefault() ?? named.Place;
}
