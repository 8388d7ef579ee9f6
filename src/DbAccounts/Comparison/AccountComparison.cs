using System.Collections.Generic;
using System.Linq;
using DbAccounts.Engines;
using DbAccounts.Model;
using DbAccounts.Texts;

namespace DbAccounts.Comparison;

/// <summary>What differs in one account.</summary>
/// <param name="Instance">Where.</param>
/// <param name="Account">The account.</param>
/// <param name="Current">What is there.</param>
/// <param name="Desired">What shall be; what it doesn't say is left as it is.</param>
internal sealed record AccountComparison(DbInstance Instance, DbAccountIdentity Account, AccountState Current, AccountState Desired)
{
    private const string Present = "present";

    /// <summary>What the document says of it; null where it doesn't name the account.</summary>
    public DesiredAccount? Named { get; init; }

    /// <summary>Why no plan touches it, as the end of a sentence; null where one may.</summary>
    public string? Untouched { get; } = ProtectedAccounts.Why(Instance, Account);

    /// <summary>The settings that differ.</summary>
    public IReadOnlyList<(AccountAspect Aspect, string? Current, string Desired)> Settings { get; } =
        AccountAspect.Differing(Instance.Client.Info, Current, Desired);

    /// <summary>The privileges that are missing.</summary>
    public DbPrivilegeSet Added { get; } = Desired.Privileges?.Except(Current.Privileges ?? DbPrivilegeSet.Empty) ?? DbPrivilegeSet.Empty;

    /// <summary>The privileges that shall not be held.</summary>
    public DbPrivilegeSet Removed => field ??= Desired is { Exists: true, Privileges: { } desired } && Current.Privileges is { } current
        ? (Catalog ?? PrivilegeCatalog.None).WithoutIncluded(current, desired).Except(desired) : DbPrivilegeSet.Empty;

    /// <summary>True where it is as it shall be.</summary>
    public bool IsEqual => Current.Exists == Desired.Exists && Settings.Count == 0 && Added.IsEmpty && Removed.IsEmpty;

    /// <summary>The aspects that the service doesn't tell, and that something is said of at the account itself.</summary>
    public IEnumerable<AccountAspect> NotComparable => Current.Exists && Desired.Exists
        ? Desired.Settings.Keys.Select(name => AccountAspect.Of(name)!).Where(aspect => !Current.Settings.ContainsKey(aspect.Name) && Named?.Own.ContainsKey(aspect.Name) == true)
        : [];

    /// <summary>The differences one by one.</summary>
    public IEnumerable<DbAccountDifference> Differences()
    {
        if (Current.Exists && !Desired.Exists)
        {
            yield return Difference("account", Present, null, Untouched is null ? DbChangeRisk.CannotBeUndone : DbChangeRisk.None);
            yield break;
        }

        if (!Current.Exists && Desired.Exists)
        {
            yield return Difference("account", null, Present, DbChangeRisk.AddsAccess);
        }

        foreach ((AccountAspect aspect, string? current, string desired) in Settings)
        {
            yield return Difference(aspect.Name, current, desired, Current.Exists ? aspect.Risk(current, desired) : DbChangeRisk.None);
        }

        PrivilegeCatalog catalog = Catalog ?? PrivilegeCatalog.None;
        foreach (DbPrivilegeTarget target in Added.Union(Removed).Targets)
        {
            yield return Difference(
                "grant",
                Text(Current.Privileges, target),
                Text(Desired.Privileges, target),
                Removed[target].Count > 0 ? DbChangeRisk.RemovesAccess : DbChangeRisk.AddsAccess);
        }

        string? Text(DbPrivilegeSet? set, DbPrivilegeTarget target) => set is null || set[target].Count == 0
            ? null
            : catalog.Collapse(DbPrivilegeSet.Of([target], set[target])).ToString();
    }

    /// <summary>The parameters of settings that the instance can't hold, each with why.</summary>
    public IReadOnlyDictionary<string, string> NotHeld { get; init; } = new Dictionary<string, string>();

    /// <summary>What the instance offers, so that all of it is shown as ALL.</summary>
    public PrivilegeCatalog? Catalog { get; init; }

    private DbAccountDifference Difference(string aspect, string? current, string? desired, DbChangeRisk risk) => new()
    {
        Service = Instance.Service,
        InstanceId = Instance.InstanceId,
        Endpoint = Instance.Key.Endpoint,
        Account = Account.ToString(),
        Aspect = aspect,
        Current = current,
        Desired = desired,
        Change = current is null ? DbDifferenceKind.Add : desired is null ? DbDifferenceKind.Remove : DbDifferenceKind.Change,
        Risk = risk,
        Note = Untouched is null ? null : Messages.CompareUntouched.With(Untouched),
    };
}
