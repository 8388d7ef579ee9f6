namespace DbAccounts.Engines.Cloud.QingCloud;

/// <summary>What the cluster's list of accounts shows of a change.</summary>
/// <param name="IsListed">Whether the account is listed; null where no list could have shown it.</param>
/// <param name="Sign">The sign that the change was made, in a clause; null where there is none.</param>
internal sealed record AccountTabFinding(bool? IsListed, string? Sign)
{
    /// <summary>Nothing.</summary>
    public static AccountTabFinding None { get; } = new(null, null);
}
