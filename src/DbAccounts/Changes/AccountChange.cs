namespace DbAccounts.Changes;

/// <summary>
/// A change that a user asks for, in the words of the cmdlets. A service maps it to its own requests.
/// The properties are named as the parameters; null is "not given".
/// </summary>
public abstract record AccountChange
{
    /// <summary>What is to be done.</summary>
    public abstract OperationKind Kind { get; }

    /// <summary>The account in one string, for messages.</summary>
    public abstract string Subject { get; }
}
