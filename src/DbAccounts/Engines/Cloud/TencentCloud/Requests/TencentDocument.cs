namespace DbAccounts.Engines.Cloud.TencentCloud.Requests;

/// <summary>The documents that the rules of TencentDB for MySQL come from.</summary>
internal static class TencentDocument
{
    private const string Base = "https://www.tencentcloud.com/document/product/236/";
    public const string CreateAccounts = "TencentDB for MySQL API, CreateAccounts, " + Base + "17502";
    public const string DeleteAccounts = "TencentDB for MySQL API, DeleteAccounts, " + Base + "17501";
    public const string DescribeAccounts = "TencentDB for MySQL API, DescribeAccounts, " + Base + "17499";
    public const string DescribeAccountPrivileges = "TencentDB for MySQL API, DescribeAccountPrivileges, " + Base + "17500";
    public const string ModifyAccountPrivileges = "TencentDB for MySQL API, ModifyAccountPrivileges, " + Base + "17496";
    public const string ModifyAccountPassword = "TencentDB for MySQL API, ModifyAccountPassword, " + Base + "17497";
    public const string ModifyAccountDescription = "TencentDB for MySQL API, ModifyAccountDescription, " + Base + "17498";
    public const string ModifyAccountHost = "TencentDB for MySQL API, ModifyAccountHost, https://cloud.tencent.com/document/api/236/60617";
    public const string ModifyAccountMaxUserConnections = "TencentDB for MySQL API, ModifyAccountMaxUserConnections, " + Base + "40589";
    public const string DescribeAsyncRequestInfo = "TencentDB for MySQL API, DescribeAsyncRequestInfo, " + Base + "20410";
    public const string Console = "TencentDB for MySQL, Creating Account, " + Base + "31900";
}
