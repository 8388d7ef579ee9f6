using System;
using System.Collections.Generic;
using System.Linq;
using DbAccounts.Model;

namespace DbAccounts.Errors;

/// <content>Errors about what became of a change: lost answers, turns, lists, jobs.</content>
public static partial class DbError
{
    /// <summary>The answer to a change was lost, and neither reading back nor sending it again did tell.</summary>
    /// <param name="job">The change's job.</param>
    /// <param name="lost">The error of the attempt whose answer was lost.</param>
    /// <param name="refusal">How it was refused when it was sent again; null where it wasn't.</param>
    /// <param name="readBack">What was seen, in a sentence.</param>
    public static DbAccountsException OutcomeUnknown(DbJob job, DbAccountsException lost, DbAccountsException? refusal, string readBack) =>
        new(
            DbErrorId.OutcomeUnknown,
            DbErrorCategory.ConnectionError,
            $"{lost.Message} {Sentence.Of(readBack)}{(refusal is null ? "" : $" Sent again, it was refused: {refusal.Message}")}",
            lost.RecommendedAction,
            lost)
        {
            ServiceCode = lost.ServiceCode,
            ServiceMessage = lost.ServiceMessage,
            RequestId = lost.RequestId,
            Job = job.WithUnknownOutcome(),
        };

    /// <summary>
    /// A change was sent again after its answer was lost, its job failed, and it can't be told whether the other was done.
    /// </summary>
    /// <param name="job">The job that failed.</param>
    /// <param name="seen">What was seen, in a sentence.</param>
    public static DbAccountsException DoneOrNot(DbJob job, string seen) => new(
        DbErrorId.OutcomeUnknown,
        DbErrorCategory.ConnectionError,
        $"{JobFailed(job).Message} It was sent before, and that answer was lost: the change may or may not have been applied. {seen}",
        "Look at the account with Get-DbAccount or Get-DbPrivilege before you repeat the change.")
    {
        ServiceCode = job.ErrorCode,
        ServiceMessage = job.ErrorMessage,
        RequestId = job.RequestId,
        Job = job.WithUnknownOutcome(),
    };

    /// <summary>The service says that a change was made, and shows something else.</summary>
    /// <param name="instance">Where.</param>
    /// <param name="account">The account.</param>
    /// <param name="seen">What it shows, as the end of a sentence.</param>
    /// <param name="job">The change's job; null where there is none.</param>
    /// <param name="inner">Why it could not be read.</param>
    public static DbAccountsException ChangeNotVerified(
        DbInstanceName instance, string account, string seen, DbJob? job = null, Exception? inner = null) => new(
        DbErrorId.ChangeNotVerified,
        DbErrorCategory.InvalidResult,
        $"{instance} accepted the change of '{account}', but {seen}",
        "Somebody else may have changed the account at the same time: look at it with Get-DbPrivilege and repeat the change.",
        inner)
    {
        RequestId = job?.RequestId,
        Job = job?.WithUnknownOutcome(),
    };

    /// <summary>A change that was answered without the job that carries it out: reading back may find it.</summary>
    public static DbAccountsException JobNotNamed(string action, DbInstanceName instance, string? requestId) =>
        AnswerLost(action, instance, "the answer names no job", null, null, requestId);

    /// <summary>A change without an answer that tells what became of it.</summary>
    public static DbAccountsException AnswerLost(
        string action,
        object instance,
        string reason,
        string? serviceCode,
        string? serviceMessage,
        string? requestId,
        bool mayComeYet = false) => new(
        DbErrorId.OutcomeUnknown,
        DbErrorCategory.ConnectionError,
        $"{action} on {instance}: {Sentence.Part(reason)}. The change may or may not have been applied.",
        "Look at the account with Get-DbAccount or Get-DbPrivilege before you repeat the change.")
    {
        ServiceCode = serviceCode,
        ServiceMessage = serviceMessage,
        RequestId = requestId,
        MayComeYet = mayComeYet,
    };

    /// <summary>A request that the rate limit left no turn.</summary>
    public static DbAccountsException NoTurnAtRate(string action, object instance, double perSecond) => new(
        DbErrorId.Throttled,
        DbErrorCategory.LimitsExceeded,
        FormattableString.Invariant(
            $"{action} on {instance}: the limit of {perSecond} requests a second left it no turn in the time allowed. It was not sent."),
        "Allow more time with -Timeout, or send fewer requests at a time.");

    /// <summary>A change whose instance was taken by other changes of this process all the time.</summary>
    public static DbAccountsException NoTurnOnInstance(DbInstanceName instance) => new(
        DbErrorId.InstanceBusy,
        DbErrorCategory.ResourceBusy,
        $"{instance} takes one change at a time, and others of this process took all the time allowed. This one was not sent.",
        "Try again, and allow more time with -Timeout.");

    /// <summary>A change whose account was taken by other changes of this process all the time.</summary>
    public static DbAccountsException NoTurnOnAccount(string account, DbInstanceName instance) => new(
        DbErrorId.InstanceBusy,
        DbErrorCategory.ResourceBusy,
        $"Another change of '{account}' on {instance}, by this process, took all the time allowed. This one was not sent.",
        "Try again, and allow more time with -Timeout.");

    /// <summary>A change after one whose answer was lost, and that may still come.</summary>
    public static DbAccountsException MayStillCome(string account, DbInstanceName instance) => new(
        DbErrorId.InstanceBusy,
        DbErrorCategory.ResourceBusy,
        $"An earlier change of '{account}' on {instance}, whose answer was lost, may still come, and would undo this one. "
        + "The time allowed is too short to wait for that. This change was not sent.",
        "Try again in half a minute, or allow more time with -Timeout.");

    /// <summary>A request whose credential another command of this process was still getting.</summary>
    public static DbAccountsException NoTurnAtCredential(DbInstanceName instance) => new(
        DbErrorId.InstanceBusy,
        DbErrorCategory.ResourceBusy,
        $"Another command of this process was still getting the credential of {instance} when the time allowed was over. Nothing was sent.",
        "Try again, and allow more time with -Timeout.");

    /// <summary>A name and password that were refused a moment ago.</summary>
    public static DbAccountsException RefusedBefore(DbAccountsException refusal) => new(
        refusal.ErrorId,
        refusal.Category,
        $"{refusal.Message} That was a moment ago: the same name and password are not tried again for a minute, as that may lock the user.",
        refusal.RecommendedAction,
        refusal)
    {
        ServiceCode = refusal.ServiceCode,
        ServiceMessage = refusal.ServiceMessage,
        RequestId = refusal.RequestId,
    };

    /// <summary>A change that needs what is read, which may be older than a change of a moment ago.</summary>
    public static DbAccountsException TooSoonAfter(string account, DbInstanceName instance) => new(
        DbErrorId.InstanceBusy,
        DbErrorCategory.ResourceBusy,
        $"'{account}' on {instance} was changed a moment ago, and the time allowed is too short to see that for sure. "
        + "This change was not sent.",
        "Try again, and allow more time with -Timeout.");

    /// <summary>An answer without something that it has to hold, such as a list that was asked for.</summary>
    public static DbAccountsException NotInAnswer(string what) => new(
        DbErrorId.ProtocolError,
        DbErrorCategory.ProtocolError,
        $"The answer holds no {what}, which the service documents.",
        "Try again. If it stays so, check the endpoint, and whether a proxy stands in between.");

    /// <summary>A list that ends before it is whole.</summary>
    public static DbAccountsException ListNotWhole(string action, DbInstanceName instance, long seen, long total) => new(
        DbErrorId.ProtocolError,
        DbErrorCategory.ProtocolError,
        FormattableString.Invariant($"{action} on {instance}: the service counts {total} accounts, but lists {seen}."),
        "Try again. If it stays so, check whether a proxy stands in between that cuts answers.");

    /// <summary>A list that changed each time that it was read.</summary>
    public static DbAccountsException ListChanging(string action, DbInstanceName instance, int readings) => new(
        DbErrorId.ListChanging,
        DbErrorCategory.ResourceBusy,
        FormattableString.Invariant(
            $"{action} on {instance}: the list of accounts changed while it was read, each of {readings} times: some may be missing."),
        "Try again when fewer accounts are created and removed on the instance.");

    /// <summary>The job does not exist; on a service without jobs none can.</summary>
    public static DbAccountsException JobNotFound(string id, DbInstanceName instance, bool hasJobs = true) => new(
        DbErrorId.JobNotFound,
        DbErrorCategory.ObjectNotFound,
        $"{instance} knows no job '{id}'"
            + (hasJobs ? "." : $": {instance.Service} has no jobs, as its changes have ended when they are answered."),
        (hasJobs ? "Check the id and the instance. Services forget jobs, done or not: look" : "Look")
            + " at the account with Get-DbAccount before you repeat the change.");

    /// <summary>A job without an id, which can't be looked for.</summary>
    public static DbAccountsException JobWithoutId(DbJob job, DbInstanceName instance) => new(
        DbErrorId.JobNotFound,
        DbErrorCategory.ObjectNotFound,
        $"{Subject(job)} has no id by which {instance} would know it: its answer was lost.",
        "Look at the account with Get-DbAccount or Get-DbPrivilege before you repeat the change.");

    /// <summary>The job ended without success.</summary>
    public static DbAccountsException JobFailed(DbJob job) => new(
        DbErrorId.JobFailed,
        DbErrorCategory.InvalidResult,
        $"{Subject(job)} ended as {job.ServiceState ?? job.State.ToString()}: "
        + (string.Join(" ", new[] { job.ErrorCode, job.ErrorMessage }.Where(text => !string.IsNullOrEmpty(text))) is { Length: > 0 } reason
            ? reason
            : "the service gives no reason"),
        "Look at the account with Get-DbAccount, correct the cause and repeat the change.")
    {
        ServiceCode = job.ErrorCode,
        ServiceMessage = job.ErrorMessage,
        RequestId = job.RequestId,
    };

    /// <summary>The job ended without success, and its account is not there.</summary>
    public static DbAccountsException JobFailedWithout(
        DbAccountsException failure, DbAccountIdentity account, DbInstanceName instance, IReadOnlyList<DbAccountIdentity> others) => new(
        failure.ErrorId,
        failure.Category,
        $"{failure.Message} {AccountNotFoundAmong(account, instance, others).Message}",
        AccountNotFoundAmong(account, instance, others).RecommendedAction,
        failure)
    {
        ServiceCode = failure.ServiceCode,
        ServiceMessage = failure.ServiceMessage,
        RequestId = failure.RequestId,
        Job = failure.Job,
    };

    /// <summary>The job did not end in the time allowed.</summary>
    public static DbAccountsException JobTimeout(DbJob job, TimeSpan allowed) => new(
        DbErrorId.JobTimeout,
        DbErrorCategory.OperationTimeout,
        FormattableString.Invariant(
            $"{Subject(job)} is still {job.State} after {allowed.TotalSeconds:0.#} seconds."),
        "The job goes on at the service: wait again with Wait-DbJob, and a longer -Timeout.")
    {
        RequestId = job.RequestId,
    };
}
