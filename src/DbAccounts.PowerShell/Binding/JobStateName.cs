using System;
using System.Collections.Generic;
using System.Linq;
using DbAccounts.Errors;
using DbAccounts.Model;
using DbAccounts.PowerShell.Session;
using DbAccounts.Texts;

namespace DbAccounts.PowerShell.Binding;

/// <summary>Reads the name of a job's state. A parameter takes it as text, so that what is empty or no state is said as everywhere.</summary>
internal static class JobStateName
{
    private static readonly string[] _names = Enum.GetNames(typeof(DbJobState));

    /// <summary>The states.</summary>
    public static IReadOnlyList<string> All => _names;

    /// <summary>The state of that name; case does not matter.</summary>
    /// <exception cref="DbAccountsException">There is none.</exception>
    public static DbJobState Read(string name)
    {
        string text = name.Trim();
        return _names.FirstOrDefault(known => string.Equals(known, text, StringComparison.OrdinalIgnoreCase)) is { } found
            ? (DbJobState)Enum.Parse(typeof(DbJobState), found)
            : throw DbError.InvalidInput(
                Nearest.Of(text, _names) is { } meant
                    ? Messages.JobStateUnknownNear.With(name, meant)
                    : Messages.JobStateUnknown.With(name, string.Join(", ", _names)),
                Messages.JobStateUnknownAdvice.With(string.Join(", ", _names)));
    }
}

/// <summary>The states of jobs.</summary>
public sealed class JobStateCompleter : Completer
{
    private protected override IEnumerable<(string, string)> Values(BoundParameters bound) =>
        from name in JobStateName.All
        select (name, Messages.CompleterJobs.With(DbSession.Current.Jobs.Count(job => job.State.ToString() == name)));
}
