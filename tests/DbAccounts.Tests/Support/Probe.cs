using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using DbAccounts.Changes;
using DbAccounts.Engines;
using DbAccounts.Errors;
using DbAccounts.Execution;
using DbAccounts.Model;
using Xunit;

namespace DbAccounts.Tests.Support;

/// <summary>One read and one change of each service, for tests that hold for all of them.</summary>
internal static class Probe
{
    public const string Password = "Canary-7k_Q@";

    /// <summary>Removes an account: a change with one request on every service.</summary>
    public static Task ChangeAsync(DbInstance instance, CallContext? context = null) =>
        instance.ChangeAsync(new RemoveAccount(new DbAccountIdentity("app")), context);

    /// <summary>Creates an account: a change that must not be made twice.</summary>
    public static Task CreateAsync(DbInstance instance, CallContext? context = null) => instance.ChangeAsync(
        new CreateAccount("app") { Password = Secret.From("Passwd_123"), Privilege = instance.Service == "Ddm" ? ["SELECT"] : null }, context);

    /// <summary>A context in which waiting takes next to no time.</summary>
    public static CallContext Fast => new() { Clock = new WaitedClock() };

    /// <summary>The changes that arrived; what the engine reads back after a lost answer is left out.</summary>
    public static IReadOnlyList<StubRequest> Changes(this Stub stub) => [.. stub.Requests.Where(IsChange)];

    /// <summary>True for a request that changes something, by its action or its method.</summary>
    public static bool IsChange(this StubRequest request) => request.Action switch
    {
        "" => request.Method != "GET",
        { } action => !action.StartsWith("Describe", StringComparison.Ordinal),
    };

    /// <summary>Sends a reading action.</summary>
    public static Task ReadAsync(DbInstance instance, CallContext? context = null) => Connected.Client(instance.Service).RawRequests!.InvokeAsync(
        instance,
        instance.Service == "Ddm" ? "GET /v3/{project_id}/instances" : "DescribeX",
        new Dictionary<string, object?>(),
        context ?? instance.Context());

    /// <summary>The error that an action ends with.</summary>
    public static Task<DbAccountsException> ErrorAsync(Func<Task> action) => Assert.ThrowsAsync<DbAccountsException>(action);

    /// <summary>A context that allows no time for waiting, so that what would be tried again fails at once.</summary>
    public static CallContext NoPatience { get; } = new() { Timeout = TimeSpan.Zero };

    /// <summary>An answer to a reading action.</summary>
    public static string Answer(string service) => service switch
    {
        "Ddm" => """{"users":[]}""",
        "TencentMySql" => """{"Response":{"RequestId":"r"}}""",
        _ => """{"ret_code":0}""",
    };
}
