using System;
using System.Collections.Generic;
using System.Linq;
using DbAccounts.Changes;
using DbAccounts.Engines;
using DbAccounts.Errors;
using DbAccounts.Model;

namespace DbAccounts.Running;

/// <summary>A change that is being run: how far it is, and what has become of it.</summary>
internal sealed class RunningChange(DbInstance instance, ChangePlan plan, Action<ChangeOutcome> told, Action<DbJob> accepted)
{
    private bool _isSent;
    private readonly Queue<(TimeSpan At, ChangeOutcome Outcome)> _outcomes = new();

    /// <summary>Where.</summary>
    public DbInstance Instance => instance;

    /// <summary>The account that it is about.</summary>
    public DbAccountIdentity Account => plan.Change.Account;

    /// <summary>Which accounts it changes: another change of one of them comes before or after it.</summary>
    public string[] Accounts { get; } =
        [.. plan.Steps.SelectMany(step => step.Accounts).Append(plan.Change.Subject).Distinct(StringComparer.OrdinalIgnoreCase)];

    /// <summary>Where it stands in the order in which changes came.</summary>
    public long Order { get; set; }

    /// <summary>How many changes of its accounts come before it.</summary>
    public int Before { get; set; }

    /// <summary>The step that it is at.</summary>
    public ChangeStep Step => plan.Steps[StepIndex];

    /// <summary>Which of the steps that is.</summary>
    public int StepIndex { get; private set; }

    /// <summary>True at the last step.</summary>
    public bool IsAtLastStep => StepIndex == plan.Steps.Count - 1;

    /// <summary>The job of the step before; null at the first.</summary>
    public DbJob? JobBefore { get; private set; }

    /// <summary>Nothing more will become of it.</summary>
    public bool IsSettled { get; set; }

    /// <summary>Notes that it goes into a request; true the first time.</summary>
    public bool IsFirstSent() => !_isSent && (_isSent = true);

    /// <summary>Told as soon as the service has accepted a job: waiting for its end may be cut off.</summary>
    public void Accept(DbJob job) => accepted(job);

    /// <summary>Goes to the next step, when the job of this one has succeeded.</summary>
    public void Advance(DbJob job)
    {
        JobBefore = job;
        StepIndex++;
    }

    /// <summary>True where something has become of it that was not told.</summary>
    public bool HasNews
    {
        get
        {
            lock (_outcomes)
            {
                return _outcomes.Count > 0;
            }
        }
    }

    /// <summary>Keeps what became of a step until it is told.</summary>
    public void Note(TimeSpan now, ChangeOutcome outcome)
    {
        lock (_outcomes)
        {
            _outcomes.Enqueue((now, outcome));
        }
    }

    /// <summary>Tells what has become of it since the last time.</summary>
    /// <param name="notedBefore">Only what became of it before a time, by the clock; null for all.</param>
    public void Tell(TimeSpan? notedBefore = null)
    {
        while (true)
        {
            ChangeOutcome outcome;
            lock (_outcomes)
            {
                if (_outcomes.Count == 0 || _outcomes.Peek().At > notedBefore)
                {
                    return;
                }

                outcome = _outcomes.Dequeue().Outcome;
            }

            told(outcome);
        }
    }

    /// <summary>An error of this step, with the parts of the change that were not made.</summary>
    public DbAccountsException WithUnmadeParts(DbAccountsException error, bool isStepMade) => StepIndex > 0 || isStepMade || error.Job is not null
        ? ChangePart.Tell(
            error,
            plan.Steps.Skip(isStepMade || error.Job is not null ? StepIndex + 1 : StepIndex).Select(step => step.Part),
            isStepMade ? null : JobBefore)
        : error;
}
