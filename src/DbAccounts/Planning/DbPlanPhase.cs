namespace DbAccounts.Planning;

/// <summary>
/// When a step is made: each phase begins on an instance when the one before has ended there, so that nobody loses what the plan leaves
/// them.
/// </summary>
public enum DbPlanPhase : long
{
    /// <summary>Accounts go that a new one of their name can't stand beside, as it has one of their hosts.</summary>
    MakeRoom,

    /// <summary>New accounts come.</summary>
    Create,

    /// <summary>Nothing is taken from anybody.</summary>
    Add,

    /// <summary>Something is taken.</summary>
    Take,

    /// <summary>What was taken along with something else is given back: a server that revokes from a table revokes from its columns too.</summary>
    Restore,

    /// <summary>Accounts go.</summary>
    Remove,
}
