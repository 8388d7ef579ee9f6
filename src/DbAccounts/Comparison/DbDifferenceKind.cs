namespace DbAccounts.Comparison;

/// <summary>What would end a difference.</summary>
public enum DbDifferenceKind : long
{
    /// <summary>Something that is missing has to be added.</summary>
    Add,

    /// <summary>Something has to be removed.</summary>
    Remove,

    /// <summary>Something has to be changed.</summary>
    Change,
}
