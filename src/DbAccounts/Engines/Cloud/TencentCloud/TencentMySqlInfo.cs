using DbAccounts.Changes;
using DbAccounts.Engines.Cloud.TencentCloud.Requests;
using DbAccounts.Model;
using DbAccounts.Rules;

namespace DbAccounts.Engines.Cloud.TencentCloud;

/// <summary>What TencentDB for MySQL documents: its operations, limits and levels.</summary>
internal static class TencentMySqlInfo
{
    // Accounts.N has no documented limit; a task is chosen that is ten times the usual, and that can still be split in a few steps.
    private const int MostAccounts = 50;

    /// <summary>The facts that <c>Get-DbService</c> shows.</summary>
    public static DbServiceInfo Info { get; } = new()
    {
        Service = "TencentMySql",
        Provider = "Tencent Cloud",
        Description = "TencentDB for MySQL",
        HostIsIdentity = true,
        Hosts = HostForm.Patterns,
        // Older documents let one Host hold several, separated so; they are sent as accounts of their own.
        PrivilegeLevels = [DbPrivilegeLevel.Global, DbPrivilegeLevel.Database, DbPrivilegeLevel.Table, DbPrivilegeLevel.Column],
        Regions =
        [
            "ap-bangkok", "ap-beijing", "ap-chengdu", "ap-chongqing", "ap-guangzhou", "ap-hongkong", "ap-jakarta", "ap-mumbai",
            "ap-nanjing", "ap-seoul", "ap-shanghai", "ap-shanghai-fsi", "ap-shenzhen-fsi", "ap-singapore", "ap-tokyo", "eu-frankfurt",
            "eu-moscow", "na-ashburn", "na-siliconvalley", "na-toronto", "sa-saopaulo",
        ],
        JobsPerRequest = 1,
        Operations =
        [
            new(OperationKind.CreateAccount, nameof(CreateAccounts), TencentDocument.CreateAccounts)
            {
                RequestsPerSecond = 10,
                RequestType = typeof(CreateAccounts),
            },
            new(OperationKind.CreateAccount, nameof(ModifyAccountPrivileges), TencentDocument.ModifyAccountPrivileges)
            {
                RequestsPerSecond = 10,
                RequestType = typeof(ModifyAccountPrivileges),
                AccountsPerRequest = MostAccounts,
            },
            new(OperationKind.ModifyAccount, nameof(ModifyAccountDescription), TencentDocument.ModifyAccountDescription)
            {
                RequestsPerSecond = 10,
                RequestType = typeof(ModifyAccountDescription),
                AccountsPerRequest = MostAccounts,
            },
            new(OperationKind.ModifyAccount, nameof(ModifyAccountMaxUserConnections), TencentDocument.ModifyAccountMaxUserConnections)
            {
                RequestsPerSecond = 20,
                RequestType = typeof(ModifyAccountMaxUserConnections),
                AccountsPerRequest = MostAccounts,
            },
            new(OperationKind.ModifyAccount, nameof(ModifyAccountHost), TencentDocument.ModifyAccountHost)
            {
                RequestsPerSecond = 20,
                RequestType = typeof(ModifyAccountHost),
            },
            new(OperationKind.ResetPassword, nameof(ModifyAccountPassword), TencentDocument.ModifyAccountPassword)
            {
                RequestsPerSecond = 10,
                RequestType = typeof(ModifyAccountPassword),
            },
            new(OperationKind.RemoveAccount, nameof(DeleteAccounts), TencentDocument.DeleteAccounts)
            {
                RequestsPerSecond = 10,
                RequestType = typeof(DeleteAccounts),
                AccountsPerRequest = MostAccounts,
            },
            new(OperationKind.ListAccounts, "DescribeAccounts", TencentDocument.DescribeAccounts) { RequestsPerSecond = 50 },
            new(OperationKind.GrantPrivilege, nameof(ModifyAccountPrivileges), TencentDocument.ModifyAccountPrivileges)
            {
                RequestsPerSecond = 10,
                RequestType = typeof(ModifyAccountPrivileges),
                AccountsPerRequest = MostAccounts,
            },
            new(OperationKind.RevokePrivilege, nameof(ModifyAccountPrivileges), TencentDocument.ModifyAccountPrivileges)
            {
                RequestsPerSecond = 10,
                RequestType = typeof(ModifyAccountPrivileges),
                AccountsPerRequest = MostAccounts,
            },
            new(OperationKind.SetPrivilege, nameof(ModifyAccountPrivileges), TencentDocument.ModifyAccountPrivileges)
            {
                RequestsPerSecond = 10,
                RequestType = typeof(ModifyAccountPrivileges),
                AccountsPerRequest = MostAccounts,
            },
            new(OperationKind.ListPrivileges, "DescribeAccountPrivileges", TencentDocument.DescribeAccountPrivileges)
            {
                RequestsPerSecond = 10,
            },
            new(OperationKind.GetJob, "DescribeAsyncRequestInfo", TencentDocument.DescribeAsyncRequestInfo) { RequestsPerSecond = 40 },
        ],
    };
}
