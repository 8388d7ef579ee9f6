using DbAccounts.Model;

namespace DbAccounts.Services;

/// <summary>What reading back has shown of a change whose answer was lost.</summary>
internal sealed record ReadBack
{
    private ReadBack(DbJob? job, bool isNotApplied, string words)
    {
        Job = job;
        IsNotApplied = isNotApplied;
        Words = words;
    }

    /// <summary>The change's job, where the change was found.</summary>
    public DbJob? Job { get; }

    /// <summary>True when the change has not been applied, so that it may be sent again.</summary>
    public bool IsNotApplied { get; }

    /// <summary>What was seen, in a sentence.</summary>
    public string Words { get; }

    /// <summary>The change was found.</summary>
    public static ReadBack Applied(DbJob job) => new(job, false, "The change was found when reading back.");

    /// <summary>The change was not applied.</summary>
    public static ReadBack NotApplied(string words) => new(null, true, words);

    /// <summary>What can be seen proves neither.</summary>
    public static ReadBack Unclear(string words) => new(null, false, words);
}
