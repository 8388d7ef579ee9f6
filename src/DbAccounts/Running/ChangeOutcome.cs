using System;
using DbAccounts.Model;

namespace DbAccounts.Running;

/// <summary>What has become of a change so far: a job, an error, or a job with the error that it ended with.</summary>
/// <param name="Job">
/// The job; null where nothing was accepted. Of several changes that travel together the first one has it: it names all accounts.
/// </param>
/// <param name="Error">Why the change is not made, or not known to be; null where there is none.</param>
public sealed record ChangeOutcome(DbJob? Job, Exception? Error);
