using System;
using System.Collections.Generic;
using System.Threading.Tasks;
using DbAccounts.Changes;
using DbAccounts.Credentials;
using DbAccounts.Errors;
using DbAccounts.Execution;
using DbAccounts.Model;
using DbAccounts.Rules;

namespace DbAccounts.Engines;

/// <summary>
/// One database service: what it offers, and how to read, plan and make changes there. Stateless; the instance says where.
/// </summary>
/// <remarks>Every method throws <see cref="DbAccountsException"/> for what the service refuses or does not offer.</remarks>
public interface IDbEngine
{
    /// <summary>What the service is and documents.</summary>
    DbServiceInfo Info { get; }

    /// <summary>What the credentials are, and where the vendor's own tools keep them.</summary>
    internal CredentialGuide Credentials { get; }

    /// <summary>The settings of a connection that are given and that the service has no use for, by their parameters.</summary>
    internal IEnumerable<string> NotTaken(DbInstanceOptions options);

    /// <summary>The settings that the service can't do without and that aren't there: their parameters, and what they are in words.</summary>
    internal IEnumerable<(string Parameter, string Words)> Lacks(DbInstanceOptions options);

    /// <summary>The options of a connection with what goes without saying.</summary>
    /// <exception cref="DbAccountsException">Something that is given can't be used.</exception>
    internal DbInstanceOptions Settle(DbInstanceOptions options);

    /// <summary>The address for a connection, checked to have what is needed, and to show credentials to nobody else.</summary>
    Uri ResolveEndpoint(DbInstanceOptions options);

    /// <summary>Every documented rule that the change violates. Sends nothing.</summary>
    IReadOnlyList<Violation> Check(AccountChange operation);

    /// <summary>
    /// Plans changes, each by itself: the requests that make it, checked. Reads what the service needs and the user didn't say.
    /// </summary>
    /// <returns>What became of each, in their order; one that can't be made is no matter of the others.</returns>
    Task<IReadOnlyList<PlannedChange>> PlanAsync(DbInstance instance, IReadOnlyList<AccountChange> changes, CallContext context);

    /// <summary>
    /// True where planning a change reads the account as it is: earlier changes of it have to be made before, or the plan would be wrong.
    /// </summary>
    bool ReadsToPlan(AccountChange change);

    /// <summary>Sends one request for the steps of one or of several changes, and finds out what became of it.</summary>
    /// <param name="instance">Where; the same that they were planned for.</param>
    /// <param name="batch">One step; or several with the same batch key, no more of them than one request takes.</param>
    /// <param name="context">How long, and where to tell what goes on.</param>
    /// <exception cref="DbAccountsException">It was refused as a whole, or what became of it can't be told.</exception>
    Task<DbJob> ApplyAsync(DbInstance instance, IReadOnlyList<ChangeStep> batch, CallContext context);

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

    /// <summary>The privileges that a role holds, which the grants of its members name.</summary>
    internal Task<DbPrivilegeSet> GetRolePrivilegesAsync(DbInstance instance, string role, CallContext context);

    /// <summary>Which privileges the instance offers on which level: what ALL means there.</summary>
    internal Task<PrivilegeCatalog> GetPrivilegeCatalogAsync(DbInstance instance, CallContext context);

    /// <summary>The privileges as an entry of the list of accounts tells them; null where the list doesn't.</summary>
    internal Func<DbAccount, DbPrivilegeSet>? ListedPrivileges { get; }

    /// <summary>The jobs that its changes become; null where changes have ended when they are answered.</summary>
    IJobSource? Jobs { get; }

    /// <summary>Sends requests as they are documented; null where it has none.</summary>
    IRawRequests? RawRequests { get; }
}
