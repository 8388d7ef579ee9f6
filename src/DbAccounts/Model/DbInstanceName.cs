namespace DbAccounts.Model;

/// <summary>Which instance of which service.</summary>
/// <param name="Service">The service, one of the names of <c>Get-DbService</c>.</param>
/// <param name="InstanceId">The instance or cluster.</param>
public sealed record DbInstanceName(string Service, string InstanceId)
{
    /// <summary>The instance and its service, for messages.</summary>
    public override string ToString() => $"{InstanceId} ({Service})";
}
