using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using DbAccounts.Changes;
using DbAccounts.Engines;
using DbAccounts.Errors;
using DbAccounts.Model;
using DbAccounts.Running;
using DbAccounts.Tests.Support;
using Xunit;

namespace DbAccounts.Tests.Running;

/// <summary>Equal changes of several accounts travel together, and each account has its own outcome all the same.</summary>
public sealed class BatchTests
{
    private const string Missing = "InvalidParameterValue.UserNotExistError";

    /// <summary>What takes several accounts in one request, and what doesn't: a password is no matter of several.</summary>
    public static TheoryData<string, int> Kinds => new()
    {
        { "grant", 1 }, { "remove", 1 }, { "describe", 1 }, { "limit", 1 }, { "reset", 3 }, { "create", 3 }, { "move", 3 },
    };

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Equal_changes_are_one_request_where_the_service_takes_several(string kind, int requests)
    {
        using var stub = new Stub(Answers.TencentTask());
        string[] accounts = ["a@%", "b@%", "c@10.%"];

        IReadOnlyList<Runs.Outcome> outcomes =
            await Connected.To("TencentMySql", stub).RunAsync(accounts.Select(account => Change(kind, new DbAccountIdentity(account))));

        Assert.Equal(requests, stub.Changes().Count);
        Assert.Equal(accounts, outcomes.Select(outcome => outcome.Subject));
        Assert.All(outcomes, outcome => Assert.Null(outcome.Error));
        // One job for one request, and it names all accounts.
        Assert.Equal(requests, outcomes.Count(outcome => outcome.Job is not null));
        Assert.Equal(
            kind == "move" ? ["a@1.1.1.1", "b@1.1.1.1", "c@1.1.1.1"] : accounts, outcomes.SelectMany(outcome => outcome.Job?.Account ?? []));
    }

    [Fact]
    public async Task What_differs_in_more_than_the_account_travels_apart()
    {
        using var stub = new Stub(Answers.TencentTask());
        var insert = DbPrivilegeSet.Of([new DbPrivilegeTarget("shop")], ["INSERT"]);
        var crm = DbPrivilegeSet.Of([new DbPrivilegeTarget("crm")], ["SELECT"]);

        await Connected.To("TencentMySql", stub).RunAsync(
            [Runs.Grant("a@%"), Runs.Grant("b@%", insert), Runs.Grant("c@%"), Runs.Grant("d@%", crm), new RemoveAccount(new("e@%")), Runs.Grant("f@%", insert)]);

        Assert.Equal(
            ["a@%,c@%", "b@%,f@%", "d@%", "e@%"],
            stub.Changes().Select(request => string.Join(",", Runs.Named(request))).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Two_connections_of_one_instance_have_requests_of_their_own()
    {
        using var stub = new Stub(Answers.TencentTask());
        DbInstance[] instances = [Connected.To("TencentMySql", stub), Connected.To("TencentMySql", stub, "another token")];
        var run = new ChangeRun(Runs.Options, Runs.Quick);

        foreach (int i in Enumerable.Range(0, 4))
        {
            run.Add(instances[i % 2], await instances[i % 2].PlanAsync(Runs.Grant($"a{i}@%"), Runs.Quick), _ => { });
        }

        await run.CompleteAsync();

        Assert.Equal(["a0@%,a2@%", "a1@%,a3@%"], stub.Changes().Select(request => string.Join(",", Runs.Named(request))).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData(50, new[] { 50 })]
    [InlineData(51, new[] { 1, 50 })]
    [InlineData(120, new[] { 20, 50, 50 })]
    public async Task A_request_has_no_more_accounts_than_the_catalogue_says(int accounts, int[] sizes)
    {
        using var stub = new Stub(Answers.TencentTask());

        await Connected.To("TencentMySql", stub).RunAsync(Enumerable.Range(0, accounts).Select(i => Runs.Grant($"a{i}@%")));

        Assert.Equal(sizes, stub.Changes().Select(request => Runs.Named(request).Length).Order());
    }

    [Theory]
    [InlineData(8, new[] { 5 })]
    [InlineData(50, new[] { 0 })]
    [InlineData(50, new[] { 17, 49 })]
    [InlineData(3, new[] { 0, 1, 2 })]
    public async Task Of_a_batch_that_is_refused_each_account_has_its_own_outcome(int accounts, int[] missing)
    {
        HashSet<string> gone = [.. missing.Select(i => $"a{i}@%")];
        using var stub = new Stub(request => request.Action != "ModifyAccountPrivileges" ? Answers.TencentAccounts()
            : Runs.Named(request).Any(gone.Contains) ? Answers.TencentError(Missing)
            : Answers.TencentTask());

        IReadOnlyList<Runs.Outcome> outcomes =
            await Connected.To("TencentMySql", stub).RunAsync(Enumerable.Range(0, accounts).Select(i => Runs.Grant($"a{i}@%")));

        Assert.Equal(gone.Order(), outcomes.Where(outcome => outcome.Error is not null).Select(outcome => outcome.Subject).Order());
        Assert.All(outcomes.Where(outcome => outcome.Error is not null), outcome =>
        {
            Assert.Equal(DbErrorId.AccountNotFound, outcome.Error!.ErrorId);
            Assert.Contains($"'{outcome.Subject}'", outcome.Error.Message, StringComparison.Ordinal);
        });
        string[] granted = [.. outcomes.SelectMany(outcome => outcome.Job?.Account ?? [])];
        Assert.Equal(Enumerable.Range(0, accounts).Select(i => $"a{i}@%").Except(gone).Order(), granted.Order());
        Assert.InRange(stub.Changes().Count, 1, 1 + (missing.Length * 2 * (int)Math.Ceiling(Math.Log2(accounts))));
    }

    [Theory]
    [InlineData("AuthFailure.SecretIdNotFound", DbErrorId.AuthenticationFailed)]
    [InlineData("UnauthorizedOperation", DbErrorId.AccessDenied)]
    [InlineData("InvalidParameter.InstanceNotFound", DbErrorId.InstanceNotFound)]
    public async Task What_holds_for_all_of_a_batch_is_said_of_each_and_not_tried_again(string code, string errorId)
    {
        using var stub = new Stub(Answers.TencentError(code));

        IReadOnlyList<Runs.Outcome> outcomes =
            await Connected.To("TencentMySql", stub).RunAsync([Runs.Grant("a@%"), Runs.Grant("b@%"), Runs.Grant("c@%")]);

        Assert.Equal(["a@%", "b@%", "c@%"], outcomes.Select(outcome => outcome.Subject));
        Assert.All(outcomes, outcome => Assert.Equal(errorId, outcome.Error!.ErrorId));
        Assert.Single(stub.Changes());
    }

    [Theory]
    [InlineData("grant")]
    [InlineData("remove")]
    public async Task Of_a_batch_whose_job_failed_each_account_has_its_own_outcome(string kind)
    {
        var jobs = new ConcurrentDictionary<string, string[]>();
        var removed = new ConcurrentDictionary<string, bool>();
        int next = 0;
        using var stub = new Stub(request =>
        {
            switch (request.Action)
            {
                case "DescribeAsyncRequestInfo":
                    string id = request.Json.GetProperty("AsyncRequestId").GetString()!;
                    return Answers.TencentStatus(jobs[id].Contains("b@%") ? "FAILED" : "SUCCESS");
                case "DescribeAccounts":
                    return Answers.TencentAccounts(("b", "%", null));
                case "DeleteAccounts" when Runs.Named(request).Any(removed.ContainsKey):
                    return Answers.TencentError(Missing);
            }

            string task = $"task-{Interlocked.Increment(ref next)}";
            jobs[task] = Runs.Named(request);
            // The job that fails has removed what came before the one that it can't remove.
            foreach (string account in kind == "remove" ? jobs[task].TakeWhile(account => account != "b@%") : [])
            {
                removed[account] = true;
            }

            return Answers.TencentTask(task);
        });

        IReadOnlyList<Runs.Outcome> outcomes = await Connected.To("TencentMySql", stub).RunAsync(
            new[] { "a@%", "b@%", "c@%" }.Select(account => Change(kind, new DbAccountIdentity(account))), Runs.Options with { Wait = true });

        Assert.Equal(DbErrorId.JobFailed, Assert.Single(outcomes, outcome => outcome.Error is not null).Error!.ErrorId);
        Assert.Equal("b@%", Assert.Single(outcomes, outcome => outcome.Error is not null).Subject);
        Assert.Equal(
            ["a@%", "c@%"],
            outcomes.Where(outcome => outcome.Error is null).SelectMany(outcome => outcome.Job?.Account ?? []).Order(StringComparer.Ordinal));
        Assert.All(outcomes.Where(outcome => outcome is { Error: null, Job: not null }), outcome => Assert.Equal(DbJobState.Succeeded, outcome.Job!.State));
    }

    [Fact]
    public async Task A_lost_answer_is_looked_after_account_by_account()
    {
        int sent = 0;
        using var stub = new Stub(request => request.Action switch
        {
            "ModifyAccountDescription" => ++sent == 1 ? StubAnswer.Dropped : Answers.TencentTask(),
            _ => Answers.Tencent(new
            {
                TotalCount = 2,
                Items = new[] { new { User = "a", Host = "%", Notes = "new" }, new { User = "b", Host = "%", Notes = "new" } },
                RequestId = "r",
            }),
        });

        IReadOnlyList<Runs.Outcome> outcomes = await Connected.To("TencentMySql", stub).RunAsync(
            new[] { "a@%", "b@%" }.Select(account => Change("describe", new DbAccountIdentity(account))));

        Assert.Equal(1, sent);
        Assert.Equal(["a@%", "b@%"], Assert.Single(outcomes, outcome => outcome.Job is not null).Job!.Account);
        Assert.Equal(DbJobState.Succeeded, outcomes[0].Job!.State);
        Assert.Equal(2, stub.Requests.Count(request => request.Action == "DescribeAccounts"));
    }

    [Theory]
    [InlineData("grant")]
    [InlineData("describe")]
    [InlineData("remove")]
    public async Task Where_nobody_can_tell_of_several_each_account_is_sent_by_itself(string kind)
    {
        // The service stumbles over one of the accounts, whatever it travels with.
        var changed = new ConcurrentDictionary<string, bool>();
        using var stub = new Stub(request =>
        {
            switch (request.Action)
            {
                case "DescribeAccountPrivileges":
                    return Answers.Tencent(new { GlobalPrivileges = Array.Empty<string>(), RequestId = "r" });
                case "DescribeAccounts":
                    return Answers.TencentAccounts([.. "abc".Select(name => ($"{name}", "%", (DateTime?)null)).Where(one => !changed.ContainsKey($"{one.Item1}@%"))]);
            }

            if (Runs.Named(request).Contains("b@%"))
            {
                return Answers.TencentError("InternalError.DatabaseAccessError");
            }

            Array.ForEach(Runs.Named(request), account => changed[account] = kind == "remove");
            return Answers.TencentTask();
        });

        IReadOnlyList<Runs.Outcome> outcomes = await Connected.To("TencentMySql", stub).RunAsync(
            new[] { "a@%", "b@%", "c@%" }.Select(account => Change(kind, new DbAccountIdentity(account))));

        Assert.Equal(["a@%", "b@%", "c@%"], outcomes.Select(outcome => outcome.Subject));
        Assert.Equal([null, DbErrorId.OutcomeUnknown, null], outcomes.Select(outcome => outcome.Error?.ErrorId));
        Assert.Equal(["b@%"], outcomes[1].Error!.Job!.Account);
        Assert.Equal([["a@%"], ["c@%"]], outcomes.Where(outcome => outcome.Job is not null).Select(outcome => outcome.Job!.Account));
    }

    [Fact]
    public async Task What_could_not_be_told_stays_unknown_where_an_account_can_not_be_sent_again()
    {
        // Too little time is left for the attempt whose answer was lost to come before the next.
        int sent = 0;
        using var stub = new Stub(request => request.Action == "DescribeAccountPrivileges"
            ? Answers.Tencent(new { GlobalPrivileges = Array.Empty<string>(), RequestId = "r" })
            : ++sent > 0 ? StubAnswer.Dropped : "");

        IReadOnlyList<Runs.Outcome> outcomes = await Connected.To("TencentMySql", stub).RunAsync(
            [Runs.Grant("a@%"), Runs.Grant("b@%")], context: Runs.Quick with { Timeout = TimeSpan.FromSeconds(18) });

        Assert.Equal([DbErrorId.OutcomeUnknown, DbErrorId.OutcomeUnknown], outcomes.Select(outcome => outcome.Error?.ErrorId));
        Assert.Equal(["a@%", "b@%"], outcomes.Select(outcome => Assert.Single(outcome.Error!.Job!.Account)));
    }

    [Theory]
    [InlineData("b@%")]
    [InlineData("a@%", "c@%")]
    public async Task A_replacement_of_several_is_verified_account_by_account(params string[] other)
    {
        using var stub = new Stub(request => request.Action switch
        {
            "DescribeAsyncRequestInfo" => Answers.TencentStatus("SUCCESS"),
            "DescribeAccountPrivileges" => Answers.Tencent(new
            {
                GlobalPrivileges = Array.Empty<string>(),
                DatabasePrivileges = new[] { new { Database = "shop", Privileges = new[] { other.Contains($"{request.Json.GetProperty("User").GetString()}@%") ? "INSERT" : "SELECT" } } },
                TablePrivileges = Array.Empty<object>(),
                ColumnPrivileges = Array.Empty<object>(),
                RequestId = "r",
            }),
            _ => Answers.TencentTask(),
        });

        IReadOnlyList<Runs.Outcome> outcomes = await Connected.To("TencentMySql", stub).RunAsync(
            new[] { "a@%", "b@%", "c@%" }.Select(account => new ChangePrivilege(
                OperationKind.SetPrivilege, new DbAccountIdentity(account), DbPrivilegeSet.Of([new DbPrivilegeTarget("shop")], ["SELECT"]))),
            Runs.Options with { Wait = true });

        Assert.Single(stub.Changes());
        Runs.Outcome[] failed = [.. outcomes.Where(outcome => outcome.Error is not null)];
        Assert.Equal(other, failed.Select(outcome => outcome.Subject).Order(StringComparer.Ordinal));
        Assert.All(failed, outcome =>
        {
            Assert.Equal((DbErrorId.ChangeNotVerified, DbJobState.Unknown), (outcome.Error!.ErrorId, outcome.Job!.State));
            Assert.Equal([outcome.Subject], outcome.Job.Account);
            Assert.Contains($"'{outcome.Subject}'", outcome.Error.Message, StringComparison.Ordinal);
        });
        DbJob succeeded = Assert.Single(outcomes, outcome => outcome is { Job: not null, Error: null }).Job!;
        Assert.Equal(DbJobState.Succeeded, succeeded.State);
        Assert.Equal(new[] { "a@%", "b@%", "c@%" }.Except(other), succeeded.Account);
    }

    [Fact]
    public async Task A_job_of_several_that_is_late_is_one_error()
    {
        using var stub = new Stub(request => request.Action == "DescribeAsyncRequestInfo" ? Answers.TencentStatus("RUNNING") : Answers.TencentTask());

        IReadOnlyList<Runs.Outcome> outcomes = await Connected.To("TencentMySql", stub).RunAsync(
            [Runs.Grant("a@%"), Runs.Grant("b@%"), Runs.Grant("c@%")],
            Runs.Options with { Wait = true, Waiting = new JobWaitOptions { Timeout = TimeSpan.FromSeconds(5) } });

        Runs.Outcome late = Assert.Single(outcomes);
        Assert.Equal(DbErrorId.JobTimeout, late.Error!.ErrorId);
        Assert.Equal(["a@%", "b@%", "c@%"], late.Job!.Account);
    }

    /// <summary>Which of three accounts are there, and whether the removal whose answer is lost is carried out.</summary>
    public static TheoryData<string[], bool> LostRemovals => new()
    {
        { ["a@%", "b@%", "c@%"], true }, { ["a@%", "b@%", "c@%"], false }, { ["a@%", "c@%"], false }, { ["c@%"], false }, { [], false },
    };

    [Theory]
    [MemberData(nameof(LostRemovals))]
    public async Task A_removal_of_several_whose_answer_was_lost_is_no_removal_of_those_that_are_still_there(string[] there, bool isCarriedOut)
    {
        var left = new ConcurrentDictionary<string, bool>(there.Select(account => KeyValuePair.Create(account, true)));
        int sent = 0;
        using var stub = new Stub(request =>
        {
            if (request.Action == "DescribeAccounts")
            {
                return Answers.TencentAccounts([.. left.Keys.Select(account => (account[..1], "%", (DateTime?)null))]);
            }

            if (request.Action != "DeleteAccounts")
            {
                return Answers.TencentStatus("SUCCESS");
            }

            bool isLost = Interlocked.Increment(ref sent) == 1;
            bool isAccepted = Runs.Named(request).All(left.ContainsKey) && (isCarriedOut || !isLost);
            foreach (string account in isAccepted ? Runs.Named(request) : [])
            {
                left.TryRemove(account, out _);
            }

            return isLost ? StubAnswer.Dropped : isAccepted ? Answers.TencentTask() : Answers.TencentError(Missing);
        });

        IReadOnlyList<Runs.Outcome> outcomes = await Connected.To("TencentMySql", stub).RunAsync(
            new[] { "a@%", "b@%", "c@%" }.Select(account => Change("remove", new DbAccountIdentity(account))), Runs.Options with { Wait = true });

        Assert.Empty(left);
        Assert.All(outcomes, outcome => Assert.Null(outcome.Error));
        Assert.Equal(["a@%", "b@%", "c@%"], outcomes.SelectMany(outcome => outcome.Job?.Account ?? []).Order(StringComparer.Ordinal));
        Assert.All(outcomes.Where(outcome => outcome.Job is not null), outcome => Assert.Equal(DbJobState.Succeeded, outcome.Job!.State));
    }

    private static AccountChange Change(string kind, DbAccountIdentity account) => kind switch
    {
        "grant" => Runs.Grant(account.ToString()),
        "remove" => new RemoveAccount(account),
        "describe" => new ModifyAccount(account) { Description = "new" },
        "limit" => new ModifyAccount(account) { MaxUserConnections = 5 },
        "move" => new ModifyAccount(account) { AllowedHost = ["1.1.1.1"] },
        "reset" => new ResetPassword(account, Secret.From("Passwd@123")),
        _ => new CreateAccount(account.Name) { Account = account, Password = Secret.From("Passwd@123"), AllowedHost = [account.Host!] },
    };
}
