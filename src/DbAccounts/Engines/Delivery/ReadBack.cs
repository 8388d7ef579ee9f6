using DbAccounts.Model;
using DbAccounts.Texts;

namespace DbAccounts.Engines.Delivery;

/// <summary>What reading back has shown of a change whose answer was lost.</summary>
internal sealed record ReadBack
{
    private ReadBack(string words) => Words = words;

    /// <summary>The change's job, where the change was found.</summary>
    public DbJob? Job { get; private init; }

    /// <summary>True when no attempt was applied so far, and none that was answered by now will be.</summary>
    public bool IsNotApplied { get; private init; }

    /// <summary>True when a change that must not be made twice may be sent again: what it makes was seen to be absent.</summary>
    public bool MayBeSentAgain { get; private init; }

    /// <summary>What was seen, in a sentence.</summary>
    public string Words { get; }

    /// <summary>The change was found.</summary>
    public static ReadBack Applied(DbJob job) => new(Messages.SeenChange) { Job = job };

    /// <summary>The change was not applied.</summary>
    public static ReadBack NotApplied(string words) => new(words) { IsNotApplied = true, MayBeSentAgain = true };

    /// <summary>The change does not show, and its job may still be waiting: it may be sent again, and come twice.</summary>
    public static ReadBack NotYet(string words) => new(words) { MayBeSentAgain = true };

    /// <summary>What can be seen proves nothing.</summary>
    public static ReadBack Unclear(string words) => new(words);
}
