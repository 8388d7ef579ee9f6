using System;
using System.Collections.Generic;
using DbAccounts.Model;
using DbAccounts.Rules;

namespace DbAccounts.Errors;

/// <summary>The one exception of the engine: what happened, under a stable id, and what to do about it.</summary>
/// <remarks>The ids and their remedies are listed in <c>docs/errors.md</c>.</remarks>
public sealed class DbAccountsException : Exception
{
    internal DbAccountsException(
        string errorId, DbErrorCategory category, string message, string recommendedAction, Exception? inner = null)
        : base(VisibleText.Lines(Sentence.Of(message)), inner)
    {
        ErrorId = errorId;
        Category = category;
        RecommendedAction = VisibleText.Lines(Sentence.Of(recommendedAction));
    }

    /// <summary>The stable id, one of <see cref="DbErrorId"/>.</summary>
    public string ErrorId { get; }

    /// <summary>The kind of error.</summary>
    public DbErrorCategory Category { get; }

    /// <summary>What the user can do, in one sentence or two.</summary>
    public string RecommendedAction { get; }

    /// <summary>The service's own code.</summary>
    public string? ServiceCode { get; init; }

    /// <summary>The service's own text.</summary>
    public string? ServiceMessage { get; init; }

    /// <summary>The service's id of the request.</summary>
    public string? RequestId { get; init; }

    /// <summary>The job of the change that it is about, where the change may have been made; null for any other error.</summary>
    public DbJob? Job { get; init; }

    /// <summary>The same error, with more to say.</summary>
    internal DbAccountsException With(string more, string advice, DbJob? job = null) => Of($"{Message} {more}", advice, job);

    /// <summary>The same error, with another way out of it.</summary>
    internal DbAccountsException Advising(string advice) => Of(Message, advice, Job);

    /// <summary>The same error in other words.</summary>
    internal DbAccountsException Saying(string message) => Of(message, RecommendedAction, Job);

    /// <summary>The same error, of a job.</summary>
    internal DbAccountsException Of(DbJob job) => Of(Message, RecommendedAction, job);

    /// <summary>The same error of several accounts, with what it is of each; it holds for no other of the job's.</summary>
    internal DbAccountsException OfAccounts(IReadOnlyDictionary<string, DbAccountsException> each)
    {
        DbAccountsException error = Of(Message, RecommendedAction, Job);
        error.Each = each;
        return error;
    }

    private DbAccountsException Of(string message, string advice, DbJob? job) =>
        new(ErrorId, Category, message, advice, InnerException)
        {
            ServiceCode = ServiceCode,
            ServiceMessage = ServiceMessage,
            RequestId = RequestId,
            MayComeYet = MayComeYet,
            Near = Near,
            Violations = Violations,
            Problems = Problems,
            Job = job ?? Job,
            Each = Each,
        };

    /// <summary>What it is of each account, where it holds for some of a job's; empty where it holds for all.</summary>
    internal IReadOnlyDictionary<string, DbAccountsException> Each { get; private set; } = new Dictionary<string, DbAccountsException>();

    /// <summary>An account that may be meant in place of one that is not there; null where none is near.</summary>
    internal string? Near { get; init; }

    /// <summary>The service was too slow to answer, so a change that does not show yet may still come.</summary>
    internal bool MayComeYet { get; init; }

    /// <summary>What is wrong with a document, each with its place; empty for any other error.</summary>
    public IReadOnlyList<string> Problems { get; init; } = [];

    /// <summary>The rules that were violated, empty for any other error.</summary>
    public IReadOnlyList<Violation> Violations { get; init; } = [];
}
