using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using DbAccounts.Changes;
using DbAccounts.Engines;
using DbAccounts.Errors;
using DbAccounts.Execution;
using DbAccounts.Model;
using DbAccounts.Running;
using DbAccounts.Tests.Support;

namespace DbAccounts.Tests.Running;

/// <summary>Runs changes, and tells what became of each.</summary>
internal static class Runs
{
    private static readonly DbPrivilegeSet _select = DbPrivilegeSet.Of([new DbPrivilegeTarget("shop")], ["SELECT"]);

    /// <summary>A run whose batches gather until the last change has come, and that tells in order.</summary>
    public static ChangeRunOptions Options { get; } = new() { Gathering = TimeSpan.FromHours(1), Patience = TimeSpan.FromHours(1) };

    public static CallContext Quick => new() { Clock = new Clock(50) };

    public static ChangePrivilege Grant(string account, DbPrivilegeSet? privileges = null) =>
        new(OperationKind.GrantPrivilege, new DbAccountIdentity(account), privileges ?? _select);

    /// <summary>The accounts that a request of Tencent Cloud names.</summary>
    public static string[] Named(StubRequest request) =>
        [.. request.Json.GetProperty("Accounts").EnumerateArray().Select(one => $"{one.GetProperty("User").GetString()}@{one.GetProperty("Host").GetString()}")];

    /// <summary>Runs changes to the end.</summary>
    public static async Task<IReadOnlyList<Outcome>> RunAsync(
        this DbInstance instance, IEnumerable<AccountChange> changes, ChangeRunOptions? options = null, CallContext? context = null)
    {
        context ??= Quick;
        var run = new ChangeRun(options ?? Options, context);
        var outcomes = new ConcurrentQueue<Outcome>();
        foreach (AccountChange change in changes)
        {
            run.Add(
                instance,
                await instance.PlanAsync(change, context),
                told => outcomes.Enqueue(new Outcome(change.Subject, told.Job, told.Error as DbAccountsException)));
        }

        await run.CompleteAsync();
        return [.. outcomes];
    }

    internal sealed record Outcome(string Subject, DbJob? Job, DbAccountsException? Error);
}
