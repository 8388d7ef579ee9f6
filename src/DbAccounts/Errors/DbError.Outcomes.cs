using System;
using System.Collections.Generic;
using System.Linq;
using DbAccounts.Model;
using DbAccounts.Texts;

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
            lost.Message + " " + Sentence.Of(readBack) + (refusal is null ? "" : Messages.OutcomeSentAgain.With(refusal.Message)),
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
        Messages.DoneOrNot.With(JobFailed(job).Message, seen),
        Messages.LookFirst)
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
        Messages.ChangeNotVerified.With(instance, account, seen),
        Messages.ChangeNotVerifiedAdvice,
        inner)
    {
        RequestId = job?.RequestId,
        Job = job?.WithUnknownOutcome(),
    };

    /// <summary>A change that was answered without the job that carries it out: reading back may find it.</summary>
    public static DbAccountsException JobNotNamed(string action, DbInstanceName instance, string? requestId) =>
        AnswerLost(action, instance, Messages.AnswerWithoutJob, null, null, requestId);

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
        Messages.AnswerLost.With(action, instance, Sentence.Part(reason)),
        Messages.LookFirst)
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
        Messages.NoTurnAtRate.With(action, instance, perSecond),
        Messages.NoTurnAtRateAdvice);

    /// <summary>A change whose instance was taken by other changes of this process all the time.</summary>
    public static DbAccountsException NoTurnOnInstance(DbInstanceName instance) => new(
        DbErrorId.InstanceBusy,
        DbErrorCategory.ResourceBusy,
        Messages.NoTurnOnInstance.With(instance),
        Messages.MoreTime);

    /// <summary>A change whose account was taken by other changes of this process all the time.</summary>
    public static DbAccountsException NoTurnOnAccount(string account, DbInstanceName instance) => new(
        DbErrorId.InstanceBusy,
        DbErrorCategory.ResourceBusy,
        Messages.NoTurnOnAccount.With(account, instance),
        Messages.MoreTime);

    /// <summary>A change after one whose answer was lost, and that may still come.</summary>
    public static DbAccountsException MayStillCome(string account, DbInstanceName instance) => new(
        DbErrorId.InstanceBusy,
        DbErrorCategory.ResourceBusy,
        Messages.MayStillCome.With(account, instance),
        Messages.MayStillComeAdvice);

    /// <summary>A request whose credential another command of this process was still getting.</summary>
    public static DbAccountsException NoTurnAtCredential(DbInstanceName instance) => new(
        DbErrorId.InstanceBusy,
        DbErrorCategory.ResourceBusy,
        Messages.NoTurnAtCredential.With(instance),
        Messages.MoreTime);

    /// <summary>A name and password that were refused a moment ago.</summary>
    public static DbAccountsException RefusedBefore(DbAccountsException refusal) => new(
        refusal.ErrorId,
        refusal.Category,
        Messages.RefusedBefore.With(refusal.Message),
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
        Messages.TooSoonAfter.With(account, instance),
        Messages.MoreTime);

    /// <summary>An answer without something that it has to hold, such as a list that was asked for.</summary>
    public static DbAccountsException NotInAnswer(string what) => new(
        DbErrorId.ProtocolError,
        DbErrorCategory.ProtocolError,
        Messages.NotInAnswer.With(what),
        Messages.CheckProxy);

    /// <summary>A list that ends before it is whole.</summary>
    public static DbAccountsException ListNotWhole(string action, DbInstanceName instance, long seen, long total) => new(
        DbErrorId.ProtocolError,
        DbErrorCategory.ProtocolError,
        Messages.ListNotWhole.With(action, instance, total, seen),
        Messages.ListNotWholeAdvice);

    /// <summary>A list that changed each time that it was read.</summary>
    public static DbAccountsException ListChanging(string action, DbInstanceName instance, int readings) => new(
        DbErrorId.ListChanging,
        DbErrorCategory.ResourceBusy,
        Messages.ListChanging.With(action, instance, readings),
        Messages.ListChangingAdvice);

    /// <summary>The job does not exist; on a service without jobs none can.</summary>
    public static DbAccountsException JobNotFound(string id, DbInstanceName instance, bool hasJobs = true) => new(
        DbErrorId.JobNotFound,
        DbErrorCategory.ObjectNotFound,
        hasJobs ? Messages.JobNotFound.With(instance, id) : Messages.JobsNone.With(instance, id, instance.Service),
        hasJobs ? Messages.JobNotFoundAdvice : Messages.LookAtAccount);

    /// <summary>A job without an id, which can't be looked for.</summary>
    public static DbAccountsException JobWithoutId(DbJob job, DbInstanceName instance) => new(
        DbErrorId.JobNotFound,
        DbErrorCategory.ObjectNotFound,
        Messages.JobWithoutId.With(Subject(job), instance),
        Messages.LookFirst);

    /// <summary>The job ended without success.</summary>
    public static DbAccountsException JobFailed(DbJob job) => new(
        DbErrorId.JobFailed,
        DbErrorCategory.InvalidResult,
        (job.State == DbJobState.Failed ? Messages.JobFailed : Messages.JobEnded).With(
            Subject(job),
            string.Join(" ", new[] { SaysState(job) ? null : job.ErrorCode, job.ErrorMessage }
                .Where(text => !string.IsNullOrEmpty(text))) is { Length: > 0 } reason
                ? reason
                : Messages.JobWithoutReason,
            job.ServiceState ?? job.State.ToString()),
        Messages.JobFailedAdvice)
    {
        ServiceCode = job.ErrorCode,
        ServiceMessage = job.ErrorMessage,
        RequestId = job.RequestId,
    };

    // Some services have no code but the state again, and that the sentence says already.
    private static bool SaysState(DbJob job) => string.Equals(job.ErrorCode, job.State.ToString(), StringComparison.OrdinalIgnoreCase);

    /// <summary>The job ended without success, and its account is not there.</summary>
    public static DbAccountsException JobFailedWithout(
        DbAccountsException failure,
        DbAccountIdentity account,
        DbInstanceName instance,
        IReadOnlyList<DbAccountIdentity> others,
        IReadOnlyCollection<string>? known = null) => new(
        failure.ErrorId,
        failure.Category,
        $"{failure.Message} {AccountNotFoundAmong(account, instance, others, known: known).Message}",
        AccountNotFoundAmong(account, instance, others).RecommendedAction,
        failure)
    {
        ServiceCode = failure.ServiceCode,
        ServiceMessage = failure.ServiceMessage,
        RequestId = failure.RequestId,
        Job = failure.Job,
    };

    /// <summary>The job that creates an account ended without success, and one of its name has a host in common with it.</summary>
    public static DbAccountsException JobFailedBeside(DbAccountsException failure, DbAccountIdentity other, DbInstanceName instance) => new(
        failure.ErrorId,
        failure.Category,
        $"{failure.Message} {Messages.ReviewHostTaken.With(other, instance)}",
        Messages.AdviceAccountExists,
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
        Messages.JobTimeout.With(Subject(job), job.State, allowed.TotalSeconds),
        Messages.JobTimeoutAdvice)
    {
        RequestId = job.RequestId,
    };
}
