using System;
using System.Collections.Generic;
using System.Threading.Tasks;
using DbAccounts.Engines;
using DbAccounts.Errors;
using DbAccounts.PowerShell.Session;

namespace DbAccounts.PowerShell.Commands;

/// <summary>Reads on all instances that are named for one record, each once.</summary>
/// <remarks>
/// Where a pattern names them, what is on none of them is missing; of an instance that is named by itself that is said at once.
/// </remarks>
/// <param name="session">What is connected.</param>
/// <param name="guard">Makes an error of what goes wrong, and goes on.</param>
/// <param name="absences">What was found, and what is missing.</param>
/// <param name="write">Writes an error about what it is of.</param>
internal sealed class InstanceReading(
    DbSession session, Func<Func<Task>, Task> guard, Absences absences, Func<object?, DbAccountsException, Task> write)
{
    /// <summary>True while instances are read that a pattern names.</summary>
    public bool IsPattern { get; private set; }

    /// <summary>True where other instances come through the pipeline, so that only at its end it is known what none of them has.</summary>
    public bool IsOneOfMany { get; init; }

    /// <summary>True where others are looked at too: what this one doesn't have may be on one of them.</summary>
    public bool IsShared => IsPattern || IsOneOfMany;

    /// <summary>Reads.</summary>
    /// <param name="named">The instances that are named; null for the record's own, or the default.</param>
    /// <param name="own">Where the record says that it belongs.</param>
    /// <param name="isOfRecord">The record itself names them.</param>
    /// <param name="subject">What the record was read from.</param>
    /// <param name="read">Reads on one instance.</param>
    public async Task RunAsync(
        DbInstanceReference[]? named, Belonging own, bool isOfRecord, object? subject, Func<DbInstance, Task> read)
    {
        var done = new HashSet<DbInstance>();
        DbAccountsException? other = null;
        foreach (DbInstanceReference? reference in (IEnumerable<DbInstanceReference?>?)named ?? [null])
        {
            IsPattern = reference?.IsPattern == true;
            await guard(async () =>
            {
                foreach (Func<DbInstance> one in Meant(reference))
                {
                    await guard(() => ReadAsync(one)).ConfigureAwait(false);
                }
            }).ConfigureAwait(false);
        }

        if (done.Count == 0 && other is not null)
        {
            await guard(() => throw other).ConfigureAwait(false);
        }

        if (!IsOneOfMany)
        {
            await SayAsync(absences, write).ConfigureAwait(false);
        }

        async Task ReadAsync(Func<DbInstance> find)
        {
            DbInstance instance;
            try
            {
                instance = find();
            }
            catch (DbAccountsException e) when (e.ErrorId == DbErrorId.InstanceMismatch)
            {
                // What belongs to one of several instances is read there, and says nothing to the others.
                other ??= e;
                return;
            }

            if (done.Add(instance))
            {
                await read(instance).ConfigureAwait(false);
            }
        }

        IEnumerable<Func<DbInstance>> Meant(DbInstanceReference? reference) =>
            reference is null ? [() => session.Resolve(own)]
            : reference.IsPattern ? reference.ResolveAll(session, own, subject)
            : [() => reference.Resolve(session, own, isOfRecord, subject)];
    }

    /// <summary>Remembers what was found, if only on one instance.</summary>
    public void Found(string what) => absences.Found(what);

    /// <summary>Says what an instance doesn't have; where others are looked at too, only if none of them has it.</summary>
    /// <param name="what">What.</param>
    /// <param name="target">What it was read from, for the error.</param>
    /// <param name="instance">Where.</param>
    /// <param name="error">The error.</param>
    public async Task MissingAsync(string what, object? target, DbInstance instance, DbAccountsException error)
    {
        if (IsShared)
        {
            absences.Lack(what, target, instance.Key, error);
        }
        else
        {
            await write(target, error).ConfigureAwait(false);
        }
    }

    /// <summary>Writes what none of the instances has.</summary>
    public static async Task SayAsync(Absences absences, Func<object?, DbAccountsException, Task> write)
    {
        foreach ((object? target, DbAccountsException error) in absences.Take())
        {
            await write(target, error).ConfigureAwait(false);
        }
    }
}
