using System;
using System.Collections.Generic;
using System.Text.Json;
using System.Threading.Tasks;
using DbAccounts.Changes;
using DbAccounts.Credentials;
using DbAccounts.Errors;
using DbAccounts.Execution;
using DbAccounts.Model;
using DbAccounts.Rules;

namespace DbAccounts.Engines;

/// <summary>One database service: what it offers, and how to use it. Stateless; the instance says where.</summary>
/// <remarks>Every method throws <see cref="DbAccountsException"/> for what the service refuses or does not offer.</remarks>
public interface IDbEngine
{
    /// <summary>What the service is and documents.</summary>
    DbServiceInfo Info { get; }

    /// <summary>What the credentials are, and where the vendor's own tools keep them.</summary>
    internal CredentialGuide Credentials { get; }

    /// <summary>The address for a connection, checked to have what signing needs.</summary>
    Uri ResolveEndpoint(DbInstanceOptions options);

    /// <summary>Every documented rule that the change violates. Sends nothing.</summary>
    IReadOnlyList<Violation> Check(AccountChange operation);

    /// <summary>The requests that make the change, checked; reads what the service needs and the user didn't say.</summary>
    Task<ChangePlan> PlanAsync(DbInstance instance, AccountChange operation, CallContext context);

    /// <summary>Reads as little as possible, to see whether the service accepts the credential and has the instance.</summary>
    Task VerifyAsync(DbInstance instance, CallContext context);

    /// <summary>All accounts, read to the end before any is handed on.</summary>
    Task<DbAccountList> ListAccountsAsync(DbInstance instance, CallContext context);

    /// <summary>
    /// The accounts of one name, by a read that can't miss one: where the list is whole, what is not in it did not exist at that time.
    /// </summary>
    internal Task<DbAccountList> LookUpAsync(DbInstance instance, string name, CallContext context);

    /// <summary>The privileges that an account holds.</summary>
    Task<DbPrivilegeSet> GetPrivilegesAsync(DbInstance instance, DbAccountIdentity account, CallContext context);

    /// <summary>The privileges as an entry of the list of accounts tells them; null where the list doesn't.</summary>
    internal Func<DbAccount, DbPrivilegeSet>? ListedPrivileges { get; }

    /// <summary>
    /// The present state of jobs, at most <see cref="DbServiceInfo.JobsPerRequest"/> of them; an unknown one is left out.
    /// </summary>
    Task<IReadOnlyList<DbJob>> GetJobsAsync(DbInstance instance, IReadOnlyList<DbJob> jobs, CallContext context);

    /// <summary>Sends any of the provider's actions and returns the service's own answer, without what it echoes of secrets.</summary>
    Task<JsonElement> InvokeAsync(
        DbInstance instance, string action, IReadOnlyDictionary<string, object?> parameters, CallContext context);

    /// <summary>True when an action, by its name, only reads.</summary>
    bool IsRead(string action);
}
