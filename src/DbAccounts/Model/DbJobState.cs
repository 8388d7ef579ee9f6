namespace DbAccounts.Model;

/// <summary>The state of a change, one set of words for all services.</summary>
public enum DbJobState : long
{
    /// <summary>The service says nothing, or a word that no document explains.</summary>
    Unknown,

    /// <summary>Accepted, not begun.</summary>
    Pending,

    /// <summary>Under way.</summary>
    Running,

    /// <summary>Done.</summary>
    Succeeded,

    /// <summary>Ended without success, in part or as a whole.</summary>
    Failed,

    /// <summary>Stopped or removed before it was done.</summary>
    Canceled,
}
