using DbAccounts.Rules;

namespace DbAccounts.Simulator.Clouds.TencentCloud.Requests;

/// <summary>What every request to an instance has; actions that take nothing else use it as it is.</summary>
internal class InstanceRequest
{
    public string? InstanceId { get; set; }
}

/// <summary>A page of accounts. SortBy is the direction and OrderBy the field.</summary>
internal sealed class DescribeAccountsRequest : InstanceRequest
{
    [Range(0, int.MaxValue, "")]
    public int? Offset { get; set; }

    [Range(1, 100, "")]
    public int? Limit { get; set; }

    public string? AccountRegexp { get; set; }

    public string? HostRegexp { get; set; }

    [OneOf("ASC", "DESC", "asc", "desc")]
    public string? SortBy { get; set; }

    [OneOf("CreateTime", "ModifyTime", "ModifyPasswordTime")]
    public string? OrderBy { get; set; }
}

/// <summary>The privileges of one account.</summary>
internal sealed class DescribeAccountPrivilegesRequest : InstanceRequest
{
    [Mandatory]
    public string? User { get; set; }

    [Mandatory]
    public string? Host { get; set; }
}

/// <summary>The state of a task.</summary>
internal sealed class DescribeAsyncRequestInfoRequest
{
    [Mandatory]
    public string? AsyncRequestId { get; set; }
}
