using System.Collections.Generic;
using System.Linq;
using DbAccounts.Model;
using DbAccounts.Texts;

namespace DbAccounts.Errors;

/// <summary>The errors of what is on none of several instances.</summary>
public static partial class DbError
{
    private const int MostNamed = 5;

    /// <summary>What is named is on none of the instances that were looked at.</summary>
    /// <param name="what">An account or a job.</param>
    /// <param name="lacks">What each of them says; the first with a name that is nearly it tells what may be meant.</param>
    public static DbAccountsException OnNone(string what, IReadOnlyList<(DbInstanceName Instance, DbAccountsException Error)> lacks)
    {
        string[] all = [.. lacks.Select(one => one.Instance.ToString()).Distinct()];
        string[] instances = [.. all.Take(all.Length > MostNamed ? MostNamed - 1 : MostNamed)];
        string places = all.Length > MostNamed ? Messages.ListAndMore.With(string.Join(", ", instances), all.Length - instances.Length)
            : all.Length == 1 ? all[0]
            : Messages.ListAnd.With(string.Join(", ", instances.Take(instances.Length - 1)), instances[instances.Length - 1]);
        (DbInstanceName Instance, DbAccountsException Error) near = lacks.FirstOrDefault(one => one.Error.Near is not null);
        DbAccountsException first = lacks[0].Error;
        return new(
            first.ErrorId,
            first.Category,
            first.ErrorId == DbErrorId.JobNotFound ? Messages.JobOnNone.With(what, places)
                : near.Error is null ? Messages.AccountOnNone.With(what, places)
                : Messages.AccountOnNoneNear.With(what, places, near.Error.Near, near.Instance),
            near.Error?.RecommendedAction ?? first.RecommendedAction);
    }
}
