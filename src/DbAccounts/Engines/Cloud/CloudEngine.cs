using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using DbAccounts.Changes;
using DbAccounts.Credentials;
using DbAccounts.Errors;
using DbAccounts.Execution;
using DbAccounts.Model;
using DbAccounts.Rules;

namespace DbAccounts.Engines.Cloud;

/// <summary>What all services do alike: refuse what is not offered, check the rules, turn requests into steps.</summary>
internal abstract class CloudEngine : IDbEngine
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
    public abstract Uri ResolveEndpoint(DbInstanceOptions options);

    /// <inheritdoc/>
    public IReadOnlyList<Violation> Check(AccountChange operation)
    {
        RequireOffered(operation.Kind);
        return CheckRequests(operation, Map(operation));
    }

    /// <inheritdoc/>
    public async Task<ChangePlan> PlanAsync(DbInstance instance, AccountChange operation, CallContext context)
    {
        RequireOffered(operation.Kind);
        WellFormedText.Require(operation);
        // What the user wrote is judged first, so that nothing is read for a change that can't be.
        Require(instance, operation, context);
        AccountChange complete = await CompleteAsync(instance, operation, context).ConfigureAwait(false);
        IReadOnlyList<object> requests = Require(instance, complete, context);
        bool changesNothing = complete is ChangePrivilege { ChangesNothing: true };
        return new ChangePlan(
            ChangeDescription.Of(complete, $"{operation.Subject} on {instance.Key}"),
            [.. requests.Select(request => new ChangeStep(
                ActionOf(request),
                changesNothing ? "nothing has to be changed, so nothing is sent" : Show(instance, request),
                call => SendAsync(instance, request, complete, call.Begun()))
                {
                    Part = requests.Count > 1 && PartOf(request, complete) is { } part ? ChangePart.Of(instance.Key, part) : null,
                })]);
    }

    /// <inheritdoc/>
    public abstract Task VerifyAsync(DbInstance instance, CallContext context);

    /// <inheritdoc/>
    public abstract Task<DbAccountList> ListAccountsAsync(DbInstance instance, CallContext context);

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

    /// <inheritdoc/>
    public abstract Task<IReadOnlyList<DbJob>> GetJobsAsync(DbInstance instance, IReadOnlyList<DbJob> jobs, CallContext context);

    /// <inheritdoc/>
    public abstract Task<JsonElement> InvokeAsync(
        DbInstance instance, string action, IReadOnlyDictionary<string, object?> parameters, CallContext context);

    /// <inheritdoc/>
    public abstract bool IsRead(string action);

    /// <summary>The requests that make the change, in order; what the user didn't say is null in them. Sends nothing.</summary>
    protected abstract IReadOnlyList<object> Map(AccountChange operation);

    /// <summary>Puts the instance into a request.</summary>
    protected abstract void Address(object request, DbInstance instance);

    /// <summary>Refuses an account that no later request could reach; on most services there is none.</summary>
    /// <exception cref="DbAccountsException">It is such an account.</exception>
    protected virtual void RequireAddressable(object request)
    {
    }

    /// <summary>The service's own name of the action that a request is for.</summary>
    protected abstract string ActionOf(object request);

    /// <summary>A request as the service documents it, its secrets masked.</summary>
    protected abstract string Show(DbInstance instance, object request);

    /// <summary>Sends one request of a change.</summary>
    protected abstract Task<DbJob> SendAsync(DbInstance instance, object request, AccountChange operation, CallContext context);

    /// <summary>What one of several requests of a change does, as an operation of its own; null where that is told otherwise.</summary>
    protected virtual AccountChange? PartOf(object request, AccountChange operation) => null;

    /// <summary>Reads what the service needs and the user didn't say; most changes need nothing.</summary>
    protected virtual Task<AccountChange> CompleteAsync(DbInstance instance, AccountChange operation, CallContext context) =>
        Task.FromResult(operation);

    /// <summary>
    /// What no attribute can express, and what decides on the target: it is looked at even where the documented rules are not. Most
    /// services have none.
    /// </summary>
    protected virtual IEnumerable<Violation> CheckOperation(AccountChange operation) => [];

    /// <summary>The accounts of a name, and maybe others: all of them, unless the service can be asked for fewer.</summary>
    protected virtual Task<DbAccountList> ListNamedAsync(DbInstance instance, string name, CallContext context) =>
        ListAccountsAsync(instance, context);

    /// <summary>The account of a name, where a name is all that identifies one; null where there is none.</summary>
    /// <exception cref="DbAccountsException">The service shows only a part of its accounts, and not this one.</exception>
    protected async Task<DbAccount?> FindOrNullAsync(DbInstance instance, string name, CallContext context)
    {
        DbAccountList found = await LookUpAsync(instance, name, context).ConfigureAwait(false);
        return found.Count > 0 ? found[0]
            : found.IsWhole ? null
            : throw DbError.AccountNotListed(name, instance.Key, found);
    }

    /// <summary>The error for an operation that the service documents nothing for.</summary>
    protected DbAccountsException NotOffered(OperationKind kind) => DbError.NotSupported(Info.Service, kind.ToString(), Info.Offers());

    /// <summary>The password that a change carries, if it carries one.</summary>
    protected static IReadOnlyList<Secret> SecretsOf(AccountChange operation) => operation switch
    {
        CreateAccount { Password: { } password } => [password],
        ModifyAccount { Password: { } password } => [password],
        ResetPassword reset => [reset.Password],
        _ => [],
    };

    private DbServiceOperation[] Offered(OperationKind kind) =>
        [.. Info.Operations.Where(offered => offered.Operation == kind && offered.RequestType is not null)];

    private void RequireOffered(OperationKind kind)
    {
        if (Info.Operations.All(offered => offered.Operation != kind))
        {
            throw NotOffered(kind);
        }
    }

    private IReadOnlyList<object> Require(DbInstance instance, AccountChange operation, CallContext context)
    {
        IReadOnlyList<object> requests = Map(operation);
        foreach (object request in requests)
        {
            Address(request, instance);
        }

        Violation[] ofTarget = [.. CheckTarget(operation, requests).Distinct()];
        IReadOnlyList<Violation> violations = context.SkipRuleCheck ? ofTarget : CheckRequests(operation, requests);
        if (violations.Count > 0)
        {
            throw DbError.RuleViolation(Info.Service, operation.Subject, violations, canBeSkipped: violations.Count > ofTarget.Length);
        }

        foreach (object request in requests)
        {
            RequireAddressable(request);
        }

        return requests;
    }

    private IReadOnlyList<Violation> CheckRequests(AccountChange operation, IReadOnlyList<object> requests) =>
        [.. CheckTarget(operation, requests).Concat(requests.SelectMany(RuleCheck.Check)).Distinct()];

    // No documented rule, so that nobody may skip it: without it something else would be done than was asked.
    private IEnumerable<Violation> CheckTarget(AccountChange operation, IReadOnlyList<object> requests) =>
        UnknownParameters(operation)
            .Concat(CheckDatabases(operation))
            .Concat(CheckOperation(operation))
            .Concat(requests.Count == 0 ? [NothingToDo(operation)] : []);

    // A star is no name: it would be sent as one, and be shown like everything.
    private IEnumerable<Violation> CheckDatabases(AccountChange operation)
    {
        IEnumerable<(string Parameter, string? Name)> names = operation switch
        {
            CreateAccount create => (create.Database ?? []).Select(name => (nameof(create.Database), (string?)name)),
            ModifyAccount modify => (modify.Database ?? []).Select(name => (nameof(modify.Database), (string?)name)),
            ChangePrivilege change => change.Privileges.Targets.SelectMany(target => new[]
            {
                ("Database", target.Database), ("Table", target.Table), ("Column", target.Column),
            }),
            _ => [],
        };
        return names.Where(one => one.Name?.IndexOf('*') >= 0 && one.Name != Info.AllDatabases)
            .Select(one => new Violation(
                one.Parameter,
                one.Parameter == "Database"
                    ? $"must be the name of a database, and '{one.Name}' is none: privileges on all of them take -Global"
                    : $"must be a name, and '{one.Name}' is none: leave it out for what is above it",
                Offered(operation.Kind)[0].Document));
    }

    private Violation NothingToDo(AccountChange operation)
    {
        DbServiceOperation[] offered = Offered(operation.Kind);
        IEnumerable<string> parameters = offered.SelectMany(o => RequestType.Of(o.RequestType!).Parameters());
        return new Violation(
            string.Join(" or ", parameters.Distinct().Where(p => p != "Account")),
            "has to be given, at least one of them",
            offered[0].Document);
    }

    /// <summary>Parameters that are given but that no request of the operation carries: dropping them silently would lie.</summary>
    private IReadOnlyList<Violation> UnknownParameters(AccountChange operation)
    {
        DbServiceOperation[] offered = Offered(operation.Kind);
        var carried = new HashSet<string>(offered.SelectMany(o => RequestType.Of(o.RequestType!).Parameters()));
        return
        [
            .. from property in operation.GetType().GetProperties()
               where operation is not (ChangePrivilege or ResetPassword) && property.Name is not ("Kind" or "Subject" or "Account")
               where !carried.Contains(property.Name)
               where property.Name != "Global" || !Info.PrivilegeLevels.Contains(DbPrivilegeLevel.Global)
               where property.GetValue(operation) is not (null or false)
               select new Violation(
                   property.Name, $"is nothing that {string.Join(" or ", offered.Select(o => o.Action))} takes", offered[0].Document),
        ];
    }
}
