using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using DbAccounts.Changes;
using DbAccounts.Credentials;
using DbAccounts.Engines.Delivery;
using DbAccounts.Engines.Planning;
using DbAccounts.Engines.Sql.MySql.Requests;
using DbAccounts.Errors;
using DbAccounts.Execution;
using DbAccounts.Grants;
using DbAccounts.Model;
using DbAccounts.Rules;
using DbAccounts.Texts;

namespace DbAccounts.Engines.Sql.MySql;

/// <summary>Servers of MySQL and MariaDB, by SQL. Accounts are (name, host) pairs, and a change has ended when it is answered.</summary>
internal sealed class MySqlEngine : PlanningEngine, IRawRequests, ISharedGrants, IRoleNames, IServerSettings
{
    /// <inheritdoc/>
    public override DbServiceInfo Info => MySqlInfo.Info;

    /// <inheritdoc/>
    internal override CredentialGuide Credentials { get; } = new MySqlCredentials();

    /// <inheritdoc/>
    internal override IEnumerable<string> NotTaken(DbInstanceOptions options) => new[]
    {
        options.Region is not null ? "Region (Zone)" : null,
        options.ProjectId is not null ? nameof(options.ProjectId) : null,
        // An instance that was exported says its address, too.
        options.Endpoint is { } endpoint && (options.InstanceId.Length == 0 || endpoint != ResolveEndpoint(options)) ? nameof(options.Endpoint) : null,
        options.IamDomain is not null ? nameof(options.IamDomain) : null,
    }.OfType<string>();

    /// <inheritdoc/>
    internal override DbInstanceOptions Settle(DbInstanceOptions options)
    {
        DbInstanceOptions settled = options with { InstanceId = options.InstanceId.Trim() };
        var address = MySqlAddress.Read(settled.InstanceId);
        // Whoever names authorities wants the certificate checked, also through a tunnel that ends on this machine.
        DbSslMode mode = options.SslMode ?? (options.SslCa is not null ? DbSslMode.VerifyCA : address.DefaultSslMode);
        return options.SslCa is not null && mode is not (DbSslMode.VerifyCA or DbSslMode.VerifyFull) && options.SslMode is not null
            ? throw DbError.InvalidInput(Messages.SslCaWithMode.With(mode), Messages.SslCaWithModeAdvice)
            : settled with { SslMode = mode };
    }

    /// <inheritdoc/>
    public override Uri ResolveEndpoint(DbInstanceOptions options) => MySqlAddress.Read(options.InstanceId.Trim()).Uri;

    /// <inheritdoc/>
    public override Task VerifyAsync(DbInstance instance, CallContext context) => MySqlSender.RunAsync(
        instance, new MySqlWork("Connecting", ""), (session, _) => Task.FromResult(session.Server), context);

    /// <inheritdoc/>
    public override Task<DbAccountList> ListAccountsAsync(DbInstance instance, CallContext context) =>
        new MySqlAccounts(instance).ListAsync(null, context);

    /// <inheritdoc/>
    public override Task<DbPrivilegeSet> GetPrivilegesAsync(DbInstance instance, DbAccountIdentity account, CallContext context) =>
        MySqlGrants.ReadAsync(instance, MySqlMapping.Identity(account), context);

    /// <inheritdoc/>
    internal override Task<DbPrivilegeSet> RolePrivilegesAsync(DbInstance instance, string role, CallContext context) =>
        MySqlGrants.ReadRoleAsync(instance, role, context);

    /// <inheritdoc/>
    async Task<string?> ISharedGrants.PublicRoleAsync(DbInstance instance, CallContext context) =>
        (await MySqlSender.ServerAsync(instance, context).ConfigureAwait(false)).Has(null, "10.11.0")
            && await new MySqlAccounts(instance).HasPublicAsync(context).ConfigureAwait(false) ? GrantStatements.Public : null;

    /// <inheritdoc/>
    Task<bool> IRoleNames.IsRoleAsync(DbInstance instance, string name, CallContext context) => new MySqlAccounts(instance).IsRoleAsync(name, context);

    /// <inheritdoc/>
    async Task<IReadOnlyDictionary<string, string>> IServerSettings.NotHeldAsync(DbInstance instance, CallContext context) =>
        MySqlPlanning.NotHeld(await MySqlSender.ServerAsync(instance, context).ConfigureAwait(false));

    /// <inheritdoc/>
    internal override async Task<PrivilegeCatalog> PrivilegesOfferedAsync(DbInstance instance, CallContext context) =>
        (await MySqlSender.ServerAsync(instance, context).ConfigureAwait(false)).Catalog;

    /// <inheritdoc/>
    internal override PrivilegeCatalog PrivilegesKnown(DbInstance? instance) =>
        instance is null ? PrivilegeCatalog.None : MySqlConnections.Of(instance).Server?.Catalog ?? PrivilegeCatalog.None;

    /// <inheritdoc/>
    public async Task<JsonElement> InvokeAsync(
        DbInstance instance, string action, IReadOnlyDictionary<string, object?> parameters, CallContext context)
    {
        var statement = new RawStatement(action);
        if (statement.IsSeveral)
        {
            throw DbError.InvalidInput(Messages.SqlOneStatement, Messages.SqlOneStatementAdvice);
        }

        IReadOnlyList<Secret> secrets = [.. statement.Secrets, .. ParameterSecrets(parameters)];
        var work = new MySqlWork(statement.Verb, "") { IsChange = !statement.IsRead, Secrets = secrets };
        SqlRows rows = await MySqlSender.RunAsync(instance, work, ExecuteAsync, context).ConfigureAwait(false);
        return RawRows.ToJson(rows);

        async Task<SqlRows> ExecuteAsync(MySqlSession session, CancellationToken cancellation)
        {
            if (!statement.IsRead)
            {
                return await session.Connection.ExecuteAsync(statement.Text, ParameterValues(parameters), cancellation).ConfigureAwait(false);
            }

            // What its words don't show, a function that changes something, the server refuses.
            await session.Connection.ExecuteAsync("START TRANSACTION READ ONLY", null, cancellation).ConfigureAwait(false);
            try
            {
                return await session.Connection.ExecuteAsync(statement.Text, ParameterValues(parameters), cancellation).ConfigureAwait(false);
            }
            finally
            {
                if (session.Connection.IsOpen)
                {
                    await session.Connection.ExecuteAsync("ROLLBACK", null, cancellation).ConfigureAwait(false);
                }
            }
        }
    }

    /// <inheritdoc/>
    public bool IsRead(string action) => new RawStatement(action).IsRead;

    /// <inheritdoc/>
    public string Show(string action) => new RawStatement(action).ToString();

    private static IEnumerable<Secret> ParameterSecrets(IReadOnlyDictionary<string, object?> parameters) =>
        parameters.Values.OfType<Secret>();

    private static Dictionary<string, object?> ParameterValues(IReadOnlyDictionary<string, object?> parameters) => parameters.ToDictionary(
        one => one.Key, one => one.Value is Secret secret ? secret.Reveal(text => text) : one.Value);

    /// <inheritdoc/>
    public override bool ReadsToPlan(AccountChange change) => MySqlPlanning.ReadsAccount(change);

    /// <inheritdoc/>
    internal override IEnumerable<Violation> CheckTarget(AccountChange change) => MySqlMapping.Check(change);

    /// <inheritdoc/>
    internal override string Show(DbInstance instance, ServiceRequest request) => string.Join(
        "; ", ((MySqlRequest)request).Statements(MySqlConnections.Of(instance).Server!).Select(statement => statement.ToString()));

    /// <inheritdoc/>
    protected override IReadOnlyList<ServiceRequest> Map(AccountChange change) => MySqlMapping.Requests(change);

    /// <inheritdoc/>
    protected override void Address(ServiceRequest request, DbInstance instance)
    {
        // A connection is to one server.
    }

    /// <inheritdoc/>
    protected override Task<DbAccountList> ListNamedAsync(DbInstance instance, string name, CallContext context) =>
        new MySqlAccounts(instance).ListAsync(name, context);

    /// <inheritdoc/>
    protected override Task<Reading>? ReadAsync(DbInstance instance, AccountChange change, CallContext context) =>
        MySqlPlanning.ReadAsync(instance, change, context);

    /// <inheritdoc/>
    protected override async Task<DbJob> SendAsync(
        DbInstance instance, ServiceRequest request, AccountChange change, DbJob job, CallContext context)
    {
        Effect effect = request.Effect();
        var accounts = new MySqlAccounts(instance);
        bool isSentAgain = false;
        return await ReliableSender.SendAsync(
            new ReliableChange(
                instance,
                job,
                SendOnceAsync,
                (history, within) => new EffectReadBack(accounts, effect, job, within).FindAsync(history))
            {
                IsRepeatable = effect.IsRepeatable,
                IsShownBy = effect.IsShownBy,
            },
            context).ConfigureAwait(false);

        async Task<DbJob> SendOnceAsync()
        {
            job.SubmittedAt = DateTime.UtcNow;
            // A part of it may have been made.
            if (isSentAgain && request is ChangeGrants { Plan: { } plan } grants)
            {
                DbPrivilegeSet held = await MySqlGrants.ReadAsync(instance, grants.Identity(), context).ConfigureAwait(false);
                request = grants.Planned(held, plan.Server);
            }

            isSentAgain = true;
            var work = new MySqlWork(job.Action, job.Account[0]) { Secrets = SecretsOf(request) };
            await MySqlSender.ChangeAsync(instance, work, ((MySqlRequest)request).Statements, context).ConfigureAwait(false);
            return job.With(DbJobState.Succeeded, null, null, null);
        }
    }
}
