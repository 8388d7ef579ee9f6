using System;
using System.Threading.Tasks;
using DbAccounts.Changes;
using DbAccounts.Errors;
using DbAccounts.Execution;
using DbAccounts.Model;

namespace DbAccounts.Engines.Delivery;

/// <summary>A change whose answer may be lost, and what can be done about that.</summary>
/// <param name="Instance">Where.</param>
/// <param name="Job">The change's job.</param>
/// <param name="SendAsync">Sends it once.</param>
/// <param name="ReadBackAsync">Looks for it, after its answer was lost, and as long as time is left.</param>
internal sealed record ReliableChange(
    DbInstance Instance, DbJob Job, Func<Task<DbJob>> SendAsync, Func<SendHistory, CallContext, Task<ReadBack>> ReadBackAsync)
{
    /// <summary>
    /// It may be made twice: the second time it changes nothing, or is refused. A creation, or a move to another host, may
    /// only where it was seen that the first was not made.
    /// </summary>
    public bool IsRepeatable { get; init; } = true;

    /// <summary>
    /// Prepares what is looked at when the job has ended: after an attempt that may still come, either of the two may fail because of
    /// the other. Null where a change has ended when it is answered.
    /// </summary>
    public Action<DbJob, SendHistory>? Accepted { get; init; }

    /// <summary>Tells later on whether an account shows the change; null where that can't be told. It holds no secret.</summary>
    public Func<DbAccount, bool>? IsShownBy { get; init; }

    /// <summary>True for a removal.</summary>
    public bool IsRemoval => Job.Operation == nameof(OperationKind.RemoveAccount);

    /// <summary>True for a creation.</summary>
    public bool IsCreation => Job.Operation == nameof(OperationKind.CreateAccount);

    /// <summary>True where the account remains the one that it was: it is neither made, removed nor moved.</summary>
    public bool KeepsCreation => IsRepeatable && !IsRemoval;

    /// <summary>True when a refusal is the echo of an attempt whose answer was lost: there is nothing left to remove.</summary>
    // That an account exists is no echo before it is listed: names may be the same to the service that are not to this process.
    public bool IsEcho(DbAccountsException refusal) => IsOfAbsence(refusal) && Job.Account.Length == 1;

    /// <summary>True when a refusal says that one of several accounts is not there to be removed: the others may be.</summary>
    public bool IsOfOne(DbAccountsException refusal) => IsOfAbsence(refusal) && Job.Account.Length > 1;

    /// <summary>True when a refusal holds for the attempt whose answer was lost too: it had the same values.</summary>
    public bool HoldsForAll(DbAccountsException refusal) => refusal.ErrorId switch
    {
        DbErrorId.AccountNotFound => IsRepeatable && !IsRemoval,
        DbErrorId.RequestRefused => refusal.Category == DbErrorCategory.InvalidArgument,
        _ => false,
    };

    /// <summary>
    /// True where it can't be told whether a refusal is such an echo: QingCloud has one code for whatever is not there, and the instance
    /// was there a moment ago.
    /// </summary>
    public bool MayBeEcho(DbAccountsException refusal) => IsRemoval && refusal.ErrorId == DbErrorId.InstanceNotFound;

    private bool IsOfAbsence(DbAccountsException refusal) => IsRemoval && refusal.ErrorId == DbErrorId.AccountNotFound;
}
