namespace DbAccounts.Simulator.State;

/// <summary>Why a job failed. What the services write there is not documented, so the words are the simulator's own.</summary>
internal static class JobError
{
    public const string AccountExists = nameof(AccountExists);
    public const string AccountMissing = nameof(AccountMissing);
    public const string RuleViolation = nameof(RuleViolation);

    /// <summary>A fault: the service failed to carry it out.</summary>
    public const string Failed = nameof(Failed);

    /// <summary>A fault: the job was stopped before it had done anything.</summary>
    public const string Aborted = nameof(Aborted);
}
