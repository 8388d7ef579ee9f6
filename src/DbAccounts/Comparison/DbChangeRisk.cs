namespace DbAccounts.Comparison;

/// <summary>What a change can do to those who use the account; from the least to the worst.</summary>
public enum DbChangeRisk : long
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>Somebody can do more than before.</summary>
    AddsAccess,

    /// <summary>Somebody can do less than before.</summary>
    RemovesAccess,

    /// <summary>Somebody may not be able to connect any more.</summary>
    Disconnects,

    /// <summary>It can't be taken back: an account that is created anew has another password.</summary>
    CannotBeUndone,
}
