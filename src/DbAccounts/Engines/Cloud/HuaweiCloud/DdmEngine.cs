using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Net.Http;
using System.Text;
using System.Text.Json;
using System.Threading.Tasks;
using DbAccounts.Changes;
using DbAccounts.Credentials;
using DbAccounts.Engines.Cloud.Http;
using DbAccounts.Engines.Cloud.HuaweiCloud.Requests;
using DbAccounts.Engines.Delivery;
using DbAccounts.Engines.Listing;
using DbAccounts.Engines.Planning;
using DbAccounts.Errors;
using DbAccounts.Execution;
using DbAccounts.Formats;
using DbAccounts.Model;
using DbAccounts.Rules;
using DbAccounts.Texts;

namespace DbAccounts.Engines.Cloud.HuaweiCloud;

/// <summary>
/// Huawei Cloud DDM, with its V3 account API. Changes are immediate; one privilege set holds for all of an account's schemas.
/// </summary>
internal sealed class DdmEngine : HttpEngine, IRawRequests
{
    private static readonly PrivilegeCatalog _offered = new(new Dictionary<DbPrivilegeLevel, IReadOnlyList<string>>
    {
        [DbPrivilegeLevel.Database] = PrivilegesOf(typeof(UpdateDdmUser)),
    })
    {
        Folding = NameFolding.Databases,
    };

    /// <inheritdoc/>
    public override DbServiceInfo Info { get; } = new()
    {
        Service = "Ddm",
        Provider = "Huawei Cloud",
        Description = "Distributed Database Middleware",
        // The service refuses a change while another one is made.
        MostAtOnce = 1,
        OneSet = _offered,
        PrivilegeLevels = [DbPrivilegeLevel.Database],
        Regions =
        [
            "ae-ad-1", "ap-southeast-1", "cn-east-2", "cn-east-3", "cn-north-1", "cn-north-4", "cn-north-9", "cn-south-1", "cn-south-2",
            "cn-southwest-2", "eu-west-101", "la-north-2", "la-south-2", "my-kualalumpur-1", "ru-moscow-1", "sa-brazil-1",
        ],
        Operations =
        [
            new(OperationKind.CreateAccount, nameof(CreateDdmUser), DdmDocument.Create) { RequestType = typeof(CreateDdmUser) },
            new(OperationKind.ModifyAccount, nameof(UpdateDdmUser), DdmDocument.Update) { RequestType = typeof(UpdateDdmUser) },
            new(OperationKind.ResetPassword, nameof(ResetDdmUserPassword), DdmDocument.Reset)
            {
                RequestType = typeof(ResetDdmUserPassword),
            },
            new(OperationKind.RemoveAccount, nameof(DeleteDdmUser), DdmDocument.Delete) { RequestType = typeof(DeleteDdmUser) },
            new(OperationKind.ListAccounts, "ListDdmUsers", DdmDocument.List),
            new(OperationKind.GrantPrivilege, nameof(UpdateDdmUser), DdmDocument.Update) { RequestType = typeof(UpdateDdmUser) },
            new(OperationKind.RevokePrivilege, nameof(UpdateDdmUser), DdmDocument.Update) { RequestType = typeof(UpdateDdmUser) },
            new(OperationKind.SetPrivilege, nameof(UpdateDdmUser), DdmDocument.Update) { RequestType = typeof(UpdateDdmUser) },
            new(OperationKind.ListPrivileges, "ListDdmUsers", DdmDocument.List),
        ],
    };

    /// <inheritdoc/>
    internal override IEnumerable<(string Parameter, string Words)> Lacks(DbInstanceOptions options)
    {
        foreach ((string, string) one in base.Lacks(options))
        {
            yield return one;
        }

        if (options.Endpoint is null && string.IsNullOrEmpty(options.Region))
        {
            yield return (nameof(options.Region), Messages.NeedsHuaweiRegion);
        }

        if (string.IsNullOrEmpty(options.ProjectId))
        {
            yield return (nameof(options.ProjectId), Messages.NeedsProjectId);
        }
    }

    /// <inheritdoc/>
    // One region stands under another domain.
    protected override Uri EndpointOf(DbInstanceOptions options) => options.Endpoint
        ?? new Uri($"https://ddm.{options.Region}.myhuaweicloud.{(options.Region == "eu-west-101" ? "eu" : "com")}");

    /// <inheritdoc/>
    internal override CredentialGuide Credentials { get; } = new HuaweiCredentials();

    /// <inheritdoc/>
    internal override PrivilegeCatalog PrivilegesOffered => _offered;

    /// <inheritdoc/>
    internal override Func<DbAccount, DbPrivilegeSet> ListedPrivileges => DdmMapping.Privileges;

    /// <inheritdoc/>
    public override Task VerifyAsync(DbInstance instance, CallContext context) =>
        ApiSender.SendAsync(
            instance,
            new HuaweiCall("ListDdmUsers", HttpMethod.Get, Users(instance)) { Query = new Dictionary<string, string> { ["limit"] = "1" } },
            context);

    /// <inheritdoc/>
    public override Task<DbAccountList> ListAccountsAsync(DbInstance instance, CallContext context)
    {
        // The service can't be asked for an order.
        var pages = new DdmPages((offset, limit) => ReadPageAsync(instance, offset, limit, context));
        return AccountListing.ReadAsync(instance, "ListDdmUsers", (start, _) => pages.ReadAsync(start), context);
    }

    /// <inheritdoc/>
    public override async Task<DbPrivilegeSet> GetPrivilegesAsync(DbInstance instance, DbAccountIdentity account, CallContext context) =>
        DdmMapping.Privileges(await FindAsync(instance, account.Name, context).ConfigureAwait(false));

    /// <inheritdoc/>
    public async Task<JsonElement> InvokeAsync(
        DbInstance instance, string action, IReadOnlyDictionary<string, object?> parameters, CallContext context)
    {
        HuaweiCall call = HuaweiAction.Parse(instance, action, parameters);
        call = call with { IsChange = !IsRead(action), Secrets = ParameterText.Secrets(parameters) };
        ApiAnswer answer = await ApiSender.SendAsync(instance, call, context).ConfigureAwait(false);
        return AnswerMask.Mask(answer.Json.ValueKind == JsonValueKind.Undefined ? JsonDocument.Parse("{}").RootElement : answer.Json);
    }

    /// <inheritdoc/>
    public string Show(string action) => action.Trim();

    /// <inheritdoc/>
    public bool IsRead(string action) => action.TrimStart().StartsWith("GET ", StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    protected override IReadOnlyList<ServiceRequest> Map(AccountChange change) => DdmMapping.Requests(change);

    /// <inheritdoc/>
    internal override IEnumerable<Violation> CheckTarget(AccountChange change) => DdmMapping.Check(change);

    /// <inheritdoc/>
    internal override string Show(DbInstance instance, ServiceRequest request)
    {
        HuaweiCall call = CallOf(instance, (DdmRequest)request, DdmJson.Shown);
        return $"{call.Method} {SdkHmacSigner.Path(call.Path)} {Encoding.UTF8.GetString(call.Body)}".TrimEnd();
    }

    /// <inheritdoc/>
    protected override void Address(ServiceRequest request, DbInstance instance)
    {
        ((DdmRequest)request).ProjectId = instance.ProjectId;
        ((DdmRequest)request).InstanceId = instance.InstanceId;
    }

    /// <inheritdoc/>
    protected override void RequireAddressable(ServiceRequest request) => HuaweiCall.RequireSegment(((DdmRequest)request).AccountName());

    /// <inheritdoc/>
    public override bool ReadsToPlan(AccountChange change) => change is ChangePrivilege;

    /// <inheritdoc/>
    protected override bool IsMergedWhenSent => true;

    /// <summary>Grant and revoke are read and merged; a replacement is read to say what it takes away.</summary>
    protected override Task<Reading>? ReadAsync(DbInstance instance, AccountChange change, CallContext context) =>
        change is ChangePrivilege privileges ? MergeAsync(instance, privileges, context) : null;

    /// <inheritdoc/>
    protected override async Task<DbJob> SendAsync(
        DbInstance instance, ServiceRequest request, AccountChange change, DbJob job, CallContext context)
    {
        // One change at a time: the service refuses others meanwhile, and between reading and writing a merge must not be disturbed.
        using IDisposable turn = await InstanceLock.TakeAsync(instance, context).ConfigureAwait(false);
        await RecentChanges.SettleAsync(instance, job.Account, context).ConfigureAwait(false);
        return change is ChangePrivilege { Kind: not OperationKind.SetPrivilege } privileges
            ? await SendMergedAsync(instance, privileges, (UpdateDdmUser)request, job, context).ConfigureAwait(false)
            : await SendWholeAsync(instance, (DdmRequest)request, change, job, context).ConfigureAwait(false);
    }

    private async Task<Reading> MergeAsync(DbInstance instance, ChangePrivilege change, CallContext context)
    {
        DbAccount account = await FindAfterOwnChangesAsync(instance, change.Account.Name, context).ConfigureAwait(false);
        DdmMerge merge = DdmPrivileges.Merge(change, account);
        if (change.Kind == OperationKind.RevokePrivilege && DdmPrivileges.EffectOf(change, account).Words() is { } words)
        {
            context.Warning(words);
        }

        return new Reading(change)
        {
            Requests = [merge.Request],
            Effect = merge.Change,
            IsOfWhatIsHeld = change.Kind != OperationKind.SetPrivilege && account.Privilege is { Length: > 0 },
        };
    }

    private async Task<DbJob> SendWholeAsync(
        DbInstance instance, DdmRequest request, AccountChange change, DbJob job, CallContext context)
    {
        Effect effect = request.Effect();
        var accounts = new DdmAccounts(this, instance);
        HuaweiCall call = ChangeOf(instance, request);
        job = await ReliableSender.SendAsync(
            new ReliableChange(
                instance,
                job,
                () => SendOnceAsync(instance, call, job, context),
                (history, within) => new EffectReadBack(accounts, effect, job, within).FindAsync(history))
            {
                IsRepeatable = effect.IsRepeatable,
                IsShownBy = effect.IsShownBy,
            },
            context).ConfigureAwait(false);
        return effect.IsVerified || change is ChangePrivilege
            ? await VerifiedAsync(instance, accounts, effect, job, context).ConfigureAwait(false)
            : job;
    }

    private async Task<DbJob> SendMergedAsync(
        DbInstance instance, ChangePrivilege change, UpdateDdmUser planned, DbJob job, CallContext context)
    {
        var accounts = new DdmAccounts(this, instance);
        Effect effect = planned.Effect();
        bool isSent = false;
        job = await ReliableSender.SendAsync(
            new ReliableChange(
                instance, job, SendAsync, (history, within) => new EffectReadBack(accounts, effect, job, within).FindAsync(history))
            {
                IsShownBy = found => effect.IsShownBy!(found),
            },
            context).ConfigureAwait(false);
        // A merge may have met another one.
        return isSent ? await VerifiedAsync(instance, accounts, effect, job, context).ConfigureAwait(false) : job;

        async Task<DbJob> SendAsync()
        {
            // Somebody may have changed the account since the change was planned and confirmed, or since it was sent the last time.
            DbAccount now = await FindAfterOwnChangesAsync(instance, change.Account.Name, context).ConfigureAwait(false);
            DdmMerge merge = DdmPrivileges.Merge(change, now);
            effect = merge.Request.Effect();
            if (merge.Change.ChangesNothing)
            {
                context.Verbose?.Invoke(Messages.NothingToSend.With(now.Name));
                return isSent ? job.FoundByReadingBack() : job.WithNothingToChange();
            }

            Address(merge.Request, instance);
            isSent = true;
            return await SendOnceAsync(instance, ChangeOf(instance, merge.Request), job, context).ConfigureAwait(false);
        }
    }

    private static async Task<DbJob> VerifiedAsync(
        DbInstance instance, AccountReader accounts, Effect effect, DbJob job, CallContext context)
    {
        await new DdmVerification(instance.Key, accounts, context).RunAsync(effect, job).ConfigureAwait(false);
        return job;
    }

    private static HuaweiCall ChangeOf(DbInstance instance, DdmRequest request) => CallOf(instance, request, DdmJson.Wire) with
    {
        IsChange = true,
        Secrets = SecretsOf(request),
        IsReadyAsync = look => IsRunningAsync(instance, look),
    };

    private static HuaweiCall CallOf(DbInstance instance, DdmRequest request, DdmJson json)
    {
        (HttpMethod method, string[] path) = request.Route();
        byte[] body = request is DeleteDdmUser ? [] : JsonSerializer.SerializeToUtf8Bytes(request, request.GetType(), json);
        return new HuaweiCall(request.ActionName(), method, [.. Users(instance), .. path]) { Body = body };
    }

    private static async Task<DbJob> SendOnceAsync(DbInstance instance, HuaweiCall call, DbJob job, CallContext context)
    {
        job.SubmittedAt = DateTime.UtcNow;
        job.RequestId = (await ApiSender.SendAsync(instance, call, context).ConfigureAwait(false)).RequestId;
        return job.With(DbJobState.Succeeded, null, null, null);
    }

    private static async Task<bool> IsRunningAsync(DbInstance instance, CallContext context)
    {
        try
        {
            var call = new HuaweiCall("ShowInstance", HttpMethod.Get, ["v3", instance.ProjectId ?? "", "instances", instance.InstanceId]);
            JsonElement answer = (await ApiSender.SendAsync(instance, call, context).ConfigureAwait(false)).Json;
            return (answer.List("instances").FirstOrDefault().Text("status") ?? answer.Text("status")) is null or "RUNNING";
        }
        catch (DbAccountsException)
        {
            // The key may not look at instances: then only sending the change again shows.
            return true;
        }
    }

    private static async Task<AccountPage> ReadPageAsync(DbInstance instance, int offset, int limit, CallContext context)
    {
        var query = new Dictionary<string, string>
        {
            ["offset"] = offset.ToString(CultureInfo.InvariantCulture),
            ["limit"] = limit.ToString(CultureInfo.InvariantCulture),
        };
        var call = new HuaweiCall("ListDdmUsers", HttpMethod.Get, Users(instance)) { Query = query };
        JsonElement answer = (await ApiSender.SendAsync(instance, call, context).ConfigureAwait(false)).Json;
        long total = answer.RequiredCount("total");
        return new AccountPage(offset, [.. answer.RequiredList("users", total).Select(user => DdmMapping.Account(instance, user))], total);
    }

    private static string[] Users(DbInstance instance) => ["v3", instance.ProjectId ?? "", "instances", instance.InstanceId, "users"];

    /// <summary>What a merge begins with has to hold the changes that were made just before.</summary>
    private async Task<DbAccount> FindAfterOwnChangesAsync(DbInstance instance, string name, CallContext context) =>
        await RecentChanges.ReadAfterAsync(
            instance, name, () => FindOrNullAsync(instance, name, context), context).ConfigureAwait(false)
        ?? throw DbError.AccountNotFound(name, instance.Key);

    private async Task<DbAccount> FindAsync(DbInstance instance, string name, CallContext context) =>
        await FindOrNullAsync(instance, name, context).ConfigureAwait(false) ?? throw DbError.AccountNotFound(name, instance.Key);
}
