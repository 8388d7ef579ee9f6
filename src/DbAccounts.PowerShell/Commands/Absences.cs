using System.Collections.Generic;
using System.Linq;
using DbAccounts.Errors;
using DbAccounts.Model;

namespace DbAccounts.PowerShell.Commands;

/// <summary>
/// What was named and is not on some of the instances that were looked at: nothing where another one has it, and one error where none has.
/// </summary>
internal sealed class Absences
{
    private readonly HashSet<string> _found = [];
    private readonly List<string> _order = [];
    private readonly Dictionary<string, (object? Target, List<(DbInstanceName Instance, DbAccountsException Error)> Lacks)> _lacks = [];

    /// <summary>Remembers what was found, if only on one instance.</summary>
    public void Found(string what) => _found.Add(what);

    /// <summary>Remembers what an instance doesn't have.</summary>
    /// <param name="what">What.</param>
    /// <param name="target">What it was read from, for the error.</param>
    /// <param name="instance">Where.</param>
    /// <param name="error">The error where that is all that there is to say.</param>
    public void Lack(string what, object? target, DbInstanceName instance, DbAccountsException error)
    {
        if (!_lacks.TryGetValue(what, out var known))
        {
            _order.Add(what);
            _lacks[what] = known = (target, []);
        }

        known.Lacks.Add((instance, error));
    }

    /// <summary>The errors, one for what none of the instances has; they are forgotten with that.</summary>
    public IReadOnlyList<(object? Target, DbAccountsException Error)> Take()
    {
        (object?, DbAccountsException)[] errors = [.. _order.Where(what => !_found.Contains(what)).SelectMany(Errors)];
        _order.Clear();
        _lacks.Clear();
        return errors;
    }

    // Where a list shows only a part, nothing is absent for sure, and that is said of the instance.
    private IEnumerable<(object?, DbAccountsException)> Errors(string what)
    {
        (object? target, var lacks) = _lacks[what];
        foreach (var kind in lacks.GroupBy(one => one.Error.ErrorId))
        {
            var all = kind.ToArray();
            if (all.Length == 1 || kind.Key is not (DbErrorId.AccountNotFound or DbErrorId.JobNotFound))
            {
                foreach ((_, DbAccountsException error) in all)
                {
                    yield return (target, error);
                }

                continue;
            }

            yield return (target, DbError.OnNone(what, [.. all.Select(one => (one.Instance, one.Error))]));
        }
    }
}
