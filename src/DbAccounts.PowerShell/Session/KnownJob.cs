using System;
using System.Collections.Generic;
using DbAccounts.Model;

namespace DbAccounts.PowerShell.Session;

/// <summary>
/// A job that a session has seen, as it was seen last, and all objects of it that somebody may hold: those show its state too.
/// </summary>
internal sealed class KnownJob
{
    private readonly List<WeakReference<DbJob>> _held = [];
    private DbJob? _latest;

    /// <summary>The job as it was seen last.</summary>
    public DbJob Latest => _latest!;

    /// <summary>Takes one more object of the job; from now on all of them show the latest state.</summary>
    public void See(DbJob job)
    {
        lock (_held)
        {
            DbJob latest = _latest is { } before && !ReferenceEquals(before, job) && before.IsLaterThan(job) ? before : job;
            bool isHeld = false;
            _held.RemoveAll(held => !held.TryGetTarget(out _));
            foreach (WeakReference<DbJob> held in _held)
            {
                if (held.TryGetTarget(out DbJob? one))
                {
                    one.BringUpTo(latest);
                    isHeld |= ReferenceEquals(one, job);
                }
            }

            if (!isHeld)
            {
                job.BringUpTo(latest);
                _held.Add(new WeakReference<DbJob>(job));
            }

            _latest = latest;
        }
    }
}
