namespace DbAccounts.Comparison;

/// <summary>One difference between what is there and what shall be.</summary>
public sealed class DbAccountDifference
{
    /// <summary>The service, one of the names of <c>Get-DbService</c>.</summary>
    public string Service { get; set; } = "";

    /// <summary>The instance or cluster.</summary>
    public string InstanceId { get; set; } = "";

    /// <summary>The address of the service there.</summary>
    public string? Endpoint { get; set; }

    /// <summary>The account, as <c>name</c> or <c>name@host</c>.</summary>
    public string Account { get; set; } = "";

    /// <summary>What differs: <c>account</c> (that it exists), <c>grant</c>, or one of its settings, named as in the document.</summary>
    public string Aspect { get; set; } = "";

    /// <summary>What is there; null where nothing is.</summary>
    public string? Current { get; set; }

    /// <summary>What shall be; null where nothing shall.</summary>
    public string? Desired { get; set; }

    /// <summary>What would end the difference.</summary>
    public DbDifferenceKind Change { get; set; }

    /// <summary>What that can do to those who use the account.</summary>
    public DbChangeRisk Risk { get; set; }

    /// <summary>Why no plan ends it, where none does: the account is protected.</summary>
    public string? Note { get; set; }

    /// <summary>The account and what differs.</summary>
    public override string ToString() => $"{Account}: {Aspect} is {Current ?? "nothing"}, and must be {Desired ?? "nothing"}";
}
