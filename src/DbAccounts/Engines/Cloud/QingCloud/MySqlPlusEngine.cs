using System;
using System.Collections.Generic;
using DbAccounts.Changes;
using DbAccounts.Engines.Cloud.QingCloud.Requests;
using DbAccounts.Engines.Planning;
using DbAccounts.Errors;
using DbAccounts.Rules;

namespace DbAccounts.Engines.Cloud.QingCloud;

/// <summary>The main instance of a MySQL Plus cluster. Accounts are created and removed; no change of one is documented.</summary>
internal sealed class MySqlPlusEngine : QingCloudEngine
{
    /// <inheritdoc/>
    public override DbServiceInfo Info { get; } = new()
    {
        Service = "MySqlPlus",
        Provider = "QingCloud",
        Description = "MySQL Plus, main instance",
        HostIsIdentity = true,
        Hosts = HostForm.Patterns,
        AccountHasHostList = true,
        AllDatabases = "*",
        Regions = Zones,
        JobsPerRequest = MostJobs,
        Operations =
        [
            new(OperationKind.CreateAccount, "add_user", QingCloudDocument.AddUser) { RequestType = typeof(AddUser) },
            new(OperationKind.RemoveAccount, "del_user", QingCloudDocument.DelUser) { RequestType = typeof(DelUser) },
            new(OperationKind.ListAccounts, "DescribeClusterDisplayTabs", QingCloudDocument.DisplayTabs),
            new(OperationKind.GetJob, "DescribeJobs", QingCloudDocument.DescribeJobs),
        ],
    };

    /// <inheritdoc/>
    protected override string Role => "maininstance";

    /// <inheritdoc/>
    protected override IReadOnlyList<ServiceRequest> Map(AccountChange change) => change switch
    {
        CreateAccount create =>
        [
            new AddUser
            {
                User = create.Name,
                Password = create.Password,
                Host = create.AllowedHost ?? ["%"],
                Database = create.Database ?? ["*"],
                AccountType = create.AccountType ?? "Standard",
                Ssl = create.RequireSsl == true ? "YES" : "NO",
            },
        ],
        // What was listed without its host may be any of the accounts of that name.
        RemoveAccount { Account: { HostIsUnknown: true } account } =>
            throw DbError.HostNotListed(account.Name, Info.Service),
        RemoveAccount remove =>
            [new DelUser { User = remove.Account.Name, Host = remove.Account.Host is null ? ["%"] : remove.Account.Hosts() }],
        _ => throw new ArgumentOutOfRangeException(nameof(change)),
    };
}
