using System;
using System.Collections.Generic;
using DbAccounts.Changes;
using DbAccounts.Engines.Cloud.QingCloud.Requests;
using DbAccounts.Engines.Planning;

namespace DbAccounts.Engines.Cloud.QingCloud;

/// <summary>The ClickHouse analysis instance of a MySQL Plus cluster.</summary>
internal sealed class MySqlPlusAnalysisEngine : QingCloudEngine
{
    /// <inheritdoc/>
    public override DbServiceInfo Info { get; } = new()
    {
        Service = "MySqlPlusAnalysis",
        Provider = "QingCloud",
        Description = "MySQL Plus, analysis instance (ClickHouse)",
        Regions = Zones,
        JobsPerRequest = MostJobs,
        Operations =
        [
            new(OperationKind.CreateAccount, "add_ck_user", QingCloudDocument.AddCkUser) { RequestType = typeof(AddCkUser) },
            new(OperationKind.RemoveAccount, "del_ck_user", QingCloudDocument.DelCkUser) { RequestType = typeof(DelCkUser) },
            new(OperationKind.ListAccounts, "DescribeClusterDisplayTabs", QingCloudDocument.DisplayTabs),
            new(OperationKind.GetJob, "DescribeJobs", QingCloudDocument.DescribeJobs),
        ],
    };

    /// <inheritdoc/>
    protected override string Role => "analysis";

    /// <inheritdoc/>
    protected override IReadOnlyList<ServiceRequest> Map(AccountChange change) => change switch
    {
        CreateAccount create => [new AddCkUser { User = create.Name, Password = create.Password, Host = create.AllowedHost ?? ["::/0"] }],
        RemoveAccount remove => [new DelCkUser { User = remove.Account.Name }],
        _ => throw new ArgumentOutOfRangeException(nameof(change)),
    };
}
