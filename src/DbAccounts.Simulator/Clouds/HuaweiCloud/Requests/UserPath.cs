using DbAccounts.Engines.Cloud.HuaweiCloud.Requests;
using DbAccounts.Rules;

namespace DbAccounts.Simulator.Clouds.HuaweiCloud.Requests;

/// <summary>The account that is to be deleted: its path says all.</summary>
internal sealed class UserPath
{
    [JudgedBy(typeof(DeleteDdmUser), nameof(DeleteDdmUser.Username))]
    public string? Username { get; set; }
}
