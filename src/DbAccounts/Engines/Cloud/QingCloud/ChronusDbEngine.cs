using System;
using System.Collections.Generic;
using System.Threading.Tasks;
using DbAccounts.Changes;
using DbAccounts.Engines.Cloud.QingCloud.Requests;
using DbAccounts.Engines.Delivery;
using DbAccounts.Engines.Planning;
using DbAccounts.Errors;
using DbAccounts.Execution;
using DbAccounts.Model;

namespace DbAccounts.Engines.Cloud.QingCloud;

/// <summary>ChronusDB, a time-series database made from ClickHouse.</summary>
internal sealed class ChronusDbEngine : QingCloudEngine
{
    private static readonly string[] _anywhere = ["::/0"];

    /// <inheritdoc/>
    public override DbServiceInfo Info { get; } = new()
    {
        Service = "ChronusDB",
        Provider = "QingCloud",
        Description = "ChronusDB",
        Regions = Zones,
        JobsPerRequest = MostJobs,
        Operations =
        [
            new(OperationKind.CreateAccount, "add_users", QingCloudDocument.AddUsers) { RequestType = typeof(AddUsers) },
            new(OperationKind.ModifyAccount, "modify_users", QingCloudDocument.ModifyUsers) { RequestType = typeof(ModifyUsers) },
            new(OperationKind.ResetPassword, "modify_users", QingCloudDocument.ModifyUsers) { RequestType = typeof(ModifyUsers) },
            new(OperationKind.RemoveAccount, "remove_users", QingCloudDocument.RemoveUsers) { RequestType = typeof(RemoveUsers) },
            new(OperationKind.ListAccounts, "DescribeClusterDisplayTabs", QingCloudDocument.DisplayTabs),
            new(OperationKind.GetJob, "DescribeJobs", QingCloudDocument.DescribeJobs),
        ],
    };

    /// <inheritdoc/>
    protected override string? Role => null;

    /// <inheritdoc/>
    protected override IReadOnlyList<ServiceRequest> Map(AccountChange change) => change switch
    {
        CreateAccount create =>
            [new AddUsers { Name = create.Name, Password = create.Password, Networks = create.AllowedHost ?? _anywhere }],
        ModifyAccount modify => [new ModifyUsers { Name = modify.Account.Name, Password = modify.Password, Networks = modify.AllowedHost }],
        // The networks are read before this is sent; until then any will do for the check of the rest.
        ResetPassword reset =>
        [
            new ModifyUsers
            {
                Name = reset.Account.Name,
                Password = reset.Password,
                Networks = reset.AllowedHost ?? _anywhere,
            },
        ],
        RemoveAccount remove => [new RemoveUsers { Name = remove.Account.Name }],
        _ => throw new ArgumentOutOfRangeException(nameof(change)),
    };

    /// <inheritdoc/>
    public override bool ReadsToPlan(AccountChange change) => change is ResetPassword;

    /// <summary>A new password is sent together with the networks, so those are read: they must not change.</summary>
    protected override Task<Reading>? ReadAsync(DbInstance instance, AccountChange change, CallContext context) =>
        change is ResetPassword reset ? ReadNetworksAsync(instance, reset, context) : null;

    private async Task<Reading> ReadNetworksAsync(DbInstance instance, ResetPassword reset, CallContext context)
    {
        DbAccount? account;
        try
        {
            account = await RecentChanges.ReadAfterAsync(
                instance, reset.Account.Name, () => FindOrNullAsync(instance, reset.Account.Name, context), context).ConfigureAwait(false);
        }
        catch (DbAccountsException e) when (
            e.ErrorId is DbErrorId.AccountListNotShown or DbErrorId.AccountNotShown && reset.AllowedHost is not null)
        {
            // What the user says is all that is known of them.
            return new Reading(reset);
        }

        return account switch
        {
            null => throw DbError.AccountNotFound(reset.Account.Name, instance.Key),
            { AllowedHost: null or { Length: 0 } } => throw DbError.HostsNotShown(reset.Account.Name, instance.Key),
            _ => new Reading(reset with { AllowedHost = account.AllowedHost }),
        };
    }
}
