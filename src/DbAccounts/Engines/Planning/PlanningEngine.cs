using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using DbAccounts.Changes;
using DbAccounts.Credentials;
using DbAccounts.Errors;
using DbAccounts.Execution;
using DbAccounts.Model;
using DbAccounts.Rules;
using DbAccounts.Texts;

namespace DbAccounts.Engines.Planning;

/// <summary>What all clouds do alike: refuse what is not offered, check the rules, turn requests into steps and batches.</summary>
internal abstract class PlanningEngine : IDbEngine
{
    /// <inheritdoc/>
    public abstract DbServiceInfo Info { get; }

    /// <inheritdoc/>
    CredentialGuide IDbEngine.Credentials => Credentials;

    /// <inheritdoc cref="IDbEngine.Credentials"/>
    internal abstract CredentialGuide Credentials { get; }

    /// <inheritdoc/>
    Func<DbAccount, DbPrivilegeSet>? IDbEngine.ListedPrivileges => ListedPrivileges;

    /// <inheritdoc cref="IDbEngine.ListedPrivileges"/>
    internal virtual Func<DbAccount, DbPrivilegeSet>? ListedPrivileges => null;

    /// <inheritdoc/>
    IEnumerable<string> IDbEngine.NotTaken(DbInstanceOptions options) => NotTaken(options);

    /// <inheritdoc cref="IDbEngine.NotTaken"/>
    internal abstract IEnumerable<string> NotTaken(DbInstanceOptions options);

    /// <inheritdoc/>
    IEnumerable<(string Parameter, string Words)> IDbEngine.Lacks(DbInstanceOptions options) => Lacks(options);

    /// <inheritdoc cref="IDbEngine.Lacks"/>
    internal virtual IEnumerable<(string Parameter, string Words)> Lacks(DbInstanceOptions options) => [];

    /// <inheritdoc/>
    DbInstanceOptions IDbEngine.Settle(DbInstanceOptions options) => Settle(options);

    /// <inheritdoc cref="IDbEngine.Settle"/>
    internal virtual DbInstanceOptions Settle(DbInstanceOptions options) => options;

    /// <inheritdoc/>
    public abstract Uri ResolveEndpoint(DbInstanceOptions options);

    /// <inheritdoc/>
    public IJobSource? Jobs => this as IJobSource;

    /// <inheritdoc/>
    public IRawRequests? RawRequests => this as IRawRequests;

    /// <inheritdoc/>
    public IReadOnlyList<Violation> Check(AccountChange change)
    {
        RequireOffered(change.Kind);
        change = AllPrivileges.Expand(change, PrivilegesOffered);
        IReadOnlyList<ServiceRequest> requests = Map(change);
        return [.. TargetChecks.Of(this, change, requests), .. requests.SelectMany(request => RuleCheck.Check(request, Info.Service)).Distinct()];
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<PlannedChange>> PlanAsync(
        DbInstance instance, IReadOnlyList<AccountChange> changes, CallContext context)
    {
        var planned = new PlannedChange[changes.Count];
        for (int i = 0; i < planned.Length; i++)
        {
            try
            {
                planned[i] = new PlannedChange(await PlanAsync(instance, changes[i], context).ConfigureAwait(false), null);
            }
            // One that can't be made is no matter of the others.
            catch (Exception e) when (e is not OperationCanceledException)
            {
                planned[i] = new PlannedChange(null, e);
            }
        }

        return planned;
    }

    /// <inheritdoc/>
    public abstract bool ReadsToPlan(AccountChange change);

    /// <inheritdoc/>
    public Task<DbJob> ApplyAsync(DbInstance instance, IReadOnlyList<ChangeStep> batch, CallContext context)
    {
        var first = (RequestStep)batch[0];
        ServiceRequest request = batch.Count == 1
            ? first.ServiceRequest
            : first.ServiceRequest.Joined([.. batch.Select(step => ((RequestStep)step).ServiceRequest)])!;
        DbJob job = instance.NewJob();
        // Creating an account with privileges takes two requests, and the second is a grant like any other.
        job.Operation = (request.PartOf(first.Change) ?? first.Change).Kind.ToString();
        job.Action = first.Action;
        job.Account = batch.Count == 1 ? [.. first.Accounts] : request.Effect().Names();
        if (first.ChangesNothing && !IsMergedWhenSent)
        {
            context.Verbose?.Invoke(Messages.NothingToSend.With(string.Join(", ", job.Account)));
            return Task.FromResult(job.WithNothingToChange());
        }

        return SendAsync(instance, request, first.Change, job, context.Begun());
    }

    /// <inheritdoc/>
    public abstract Task VerifyAsync(DbInstance instance, CallContext context);

    /// <inheritdoc/>
    public abstract Task<DbAccountList> ListAccountsAsync(DbInstance instance, CallContext context);

    /// <inheritdoc/>
    Task<DbPrivilegeSet> IDbEngine.GetRolePrivilegesAsync(DbInstance instance, string role, CallContext context) =>
        RolePrivilegesAsync(instance, role, context);

    /// <summary>What a role holds; one is an account, unless a service says otherwise.</summary>
    internal virtual Task<DbPrivilegeSet> RolePrivilegesAsync(DbInstance instance, string role, CallContext context) =>
        GetPrivilegesAsync(instance, new DbAccountIdentity(role), context);

    /// <inheritdoc/>
    Task<PrivilegeCatalog> IDbEngine.GetPrivilegeCatalogAsync(DbInstance instance, CallContext context) =>
        PrivilegesOfferedAsync(instance, context);

    /// <inheritdoc cref="IDbEngine.GetPrivilegeCatalogAsync"/>
    internal virtual Task<PrivilegeCatalog> PrivilegesOfferedAsync(DbInstance instance, CallContext context) =>
        Task.FromResult(PrivilegesOffered);

    /// <summary>Which privileges the service documents on which level, whatever the instance.</summary>
    internal virtual PrivilegeCatalog PrivilegesOffered => PrivilegeCatalog.None;

    /// <summary>What the service offers on the instance, as far as that is known without asking.</summary>
    internal virtual PrivilegeCatalog PrivilegesKnown(DbInstance? instance) => PrivilegesOffered;

    /// <inheritdoc/>
    Task<DbAccountList> IDbEngine.LookUpAsync(DbInstance instance, string name, CallContext context) =>
        LookUpAsync(instance, name, context);

    /// <inheritdoc cref="IDbEngine.LookUpAsync"/>
    internal async Task<DbAccountList> LookUpAsync(DbInstance instance, string name, CallContext context)
    {
        DbAccountList all = await ListNamedAsync(instance, name, context).ConfigureAwait(false);
        return new DbAccountList([.. all.Where(account => account.Name == name)], all.IsWhole);
    }

    /// <inheritdoc/>
    public virtual Task<DbPrivilegeSet> GetPrivilegesAsync(DbInstance instance, DbAccountIdentity account, CallContext context) =>
        throw NotOffered(OperationKind.ListPrivileges);

    /// <summary>A request as the service documents it, its secrets masked.</summary>
    internal abstract string Show(DbInstance instance, ServiceRequest request);

    /// <summary>What requests have in common that may be one; null for one that can't be joined with others.</summary>
    internal virtual string? BatchKey(ServiceRequest request) => null;

    /// <summary>The requests that make the change, in order; what the user didn't say is null in them. Sends nothing.</summary>
    protected abstract IReadOnlyList<ServiceRequest> Map(AccountChange change);

    /// <summary>Puts the instance into a request.</summary>
    protected abstract void Address(ServiceRequest request, DbInstance instance);

    /// <summary>Refuses an account that no later request could reach; on most services there is none.</summary>
    /// <exception cref="DbAccountsException">It is such an account.</exception>
    protected virtual void RequireAddressable(ServiceRequest request)
    {
    }

    /// <summary>
    /// What no attribute can express, and what decides on the target: it is looked at even where the documented rules are not. Most
    /// services have none.
    /// </summary>
    internal virtual IEnumerable<Violation> CheckTarget(AccountChange change) => [];

    /// <summary>Reads what the service needs and the user didn't say; null where nothing has to be read.</summary>
    protected virtual Task<Reading>? ReadAsync(DbInstance instance, AccountChange change, CallContext context) => null;

    /// <summary>True where changes of privileges are merged with what is held at the moment of sending, and may then be nothing.</summary>
    protected virtual bool IsMergedWhenSent => false;

    /// <summary>Sends a request, and finds out what became of it.</summary>
    /// <param name="instance">Where.</param>
    /// <param name="request">The request, with all of its accounts.</param>
    /// <param name="change">The change that it is a part of; of several that travel together the first.</param>
    /// <param name="job">The job that it becomes.</param>
    /// <param name="context">How long, and where to tell what goes on.</param>
    protected abstract Task<DbJob> SendAsync(
        DbInstance instance, ServiceRequest request, AccountChange change, DbJob job, CallContext context);

    /// <summary>The accounts of a name, and maybe others: all of them, unless the service can be asked for fewer.</summary>
    protected virtual Task<DbAccountList> ListNamedAsync(DbInstance instance, string name, CallContext context) =>
        ListAccountsAsync(instance, context);

    /// <summary>The account of a name, where a name is all that identifies one; null where there is none.</summary>
    /// <exception cref="DbAccountsException">The service shows only a part of its accounts, and not this one.</exception>
    internal async Task<DbAccount?> FindOrNullAsync(DbInstance instance, string name, CallContext context)
    {
        DbAccountList found = await LookUpAsync(instance, name, context).ConfigureAwait(false);
        return found.Count > 0 ? found[0]
            : found.IsWhole ? null
            : throw DbError.AccountNotListed(name, instance.Key, found);
    }

    /// <summary>The error for an operation that the service documents nothing for.</summary>
    protected DbAccountsException NotOffered(OperationKind kind) => DbError.NotSupported(
        Info.Service, OperationWords.Of(kind), OperationWords.Of(Info.Operations.Select(offered => offered.Operation)));

    /// <summary>The privileges that a part of a request may name, by its rule.</summary>
    protected static IReadOnlyList<string> PrivilegesOf(Type part) =>
        RequestType.Of(part).Properties.Single(property => property.Parameter == nameof(CreateAccount.Privilege))
            .RulesOf<OneOfAttribute>().Single().Values;

    /// <summary>The passwords in a request: an answer may repeat them.</summary>
    protected static IReadOnlyList<Secret> SecretsOf(ServiceRequest request) => request.CarriedPassword() is { } password ? [password] : [];

    private async Task<ChangePlan> PlanAsync(DbInstance instance, AccountChange change, CallContext context)
    {
        RequireOffered(change.Kind);
        WellFormedText.Require(change);
        change = WithoutOwnHost(AllPrivileges.Expand(change, PrivilegesOffered), out bool isItself);
        // What the user wrote is judged first, so that nothing is read for a change that can't be.
        IReadOnlyList<ServiceRequest> requests = Map(change);
        Require(instance, change, requests, context);
        Reading reading = new(change);
        if (isItself)
        {
            await RequireThereAsync(instance, change.Account, context).ConfigureAwait(false);
            reading = reading with { Effect = new ChangeEffect { ChangesNothing = true } };
        }
        else if (ReadAsync(instance, change, context) is { } read)
        {
            reading = await read.ConfigureAwait(false);
            requests = reading.Requests ?? Map(reading.Change);
            // What the service itself shows to be held can be taken away, whether a document names it or not.
            Require(instance, reading.Change, requests, reading.IsOfWhatIsHeld ? context with { SkipRuleCheck = true } : context);
        }

        if (!reading.Effect.ChangesNothing && ProtectedAccounts.Warning(instance, change) is { } warning)
        {
            context.Warning(warning);
        }

        return new ChangePlan(
            change,
            ChangeDescription.Of(reading.Change, instance.Key, reading.Effect, PrivilegesKnown(instance)),
            [.. requests.Select(request => new RequestStep(this, instance, change, request)
            {
                ChangesNothing = reading.Effect.ChangesNothing,
                Part = requests.Count > 1 && request.PartOf(change) is { } part ? ChangePart.Of(instance.Key, part) : null,
            })]);
    }

    // A host that the account has is none to give it. Where it is all that was asked for, it stays to be shown.
    private static AccountChange WithoutOwnHost(AccountChange change, out bool isAll)
    {
        isAll = false;
        if (change is not ModifyAccount { Account.Host: not null, AllowedHost: { } hosts } modify
            || !new DbAccountIdentity(change.Account.Name, DbAccountIdentity.HostOf(hosts)).Equals(change.Account))
        {
            return change;
        }

        ModifyAccount rest = modify with { AllowedHost = null };
        isAll = !rest.Given().Any();
        return isAll ? change : rest;
    }

    private async Task RequireThereAsync(DbInstance instance, DbAccountIdentity account, CallContext context)
    {
        DbAccountList named = await LookUpAsync(instance, account.Name, context).ConfigureAwait(false);
        if (named.IsWhole && !named.Any(one => DbAccountIdentity.Of(one).Equals(account)))
        {
            throw DbError.AccountNotFound(account.ToString(), instance.Key);
        }
    }

    private void RequireOffered(OperationKind kind)
    {
        if (Info.Operations.All(offered => offered.Operation != kind))
        {
            throw NotOffered(kind);
        }
    }

    private void Require(DbInstance instance, AccountChange change, IReadOnlyList<ServiceRequest> requests, CallContext context)
    {
        foreach (ServiceRequest request in requests)
        {
            Address(request, instance);
        }

        Violation[] ofTarget = [.. TargetChecks.Of(this, change, requests).Distinct()];
        Violation[] ofRules = context.SkipRuleCheck ? [] :
        [
            .. requests.SelectMany(request => RuleCheck.Check(request, Info.Service)).Except(ofTarget)
            .Select(violation => OtherLevels.AsWritten(OtherLevels.Tell(Info.Service, PrivilegesOffered, violation), change)),
        ];
        if (ofTarget.Length + ofRules.Length > 0)
        {
            throw DbError.RuleViolation(Info.Service, change.Subject, [.. ofTarget, .. ofRules], canBeSkipped: ofRules.Length > 0,
                canGenerate: change is CreateAccount or ResetPassword);
        }

        foreach (ServiceRequest request in requests)
        {
            RequireAddressable(request);
        }
    }
}
