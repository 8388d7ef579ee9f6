using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using DbAccounts.Engines;
using DbAccounts.Errors;
using DbAccounts.Execution;
using DbAccounts.Model;
using DbAccounts.Tests.Support;
using Xunit;

namespace DbAccounts.Tests.Engines;

/// <summary>DescribeJobs: its states, its limits, and what it echoes.</summary>
public sealed class QingCloudJobTests
{
    [Fact]
    public async Task A_hundred_ids_are_asked_for_with_a_page_that_holds_them()
    {
        using var stub = new Stub(Known);

        var jobs = await GetAsync(stub, [.. Enumerable.Range(1, 100).Select(i => $"j-{i}")]);

        Assert.Equal(100, jobs.Count);
        Assert.Equal(("DescribeJobs", "100", "j-100"), (stub.Request.Action, stub.Request.Parameters["limit"], stub.Request.Parameters["jobs.100"]));
    }

    [Theory]
    [InlineData("pending", DbJobState.Pending)]
    [InlineData("working", DbJobState.Running)]
    [InlineData("successful", DbJobState.Succeeded)]
    [InlineData("failed", DbJobState.Failed)]
    [InlineData("done with failure", DbJobState.Failed)]
    [InlineData("frobnicating", DbJobState.Unknown)]
    public async Task Every_word_for_a_jobs_state_has_its_counterpart(string word, DbJobState state)
    {
        using var stub = new Stub(Answers.QingCloudJobs(("j-1", word)));

        DbJob job = Assert.Single(await GetAsync(stub, "j-1"));

        Assert.Equal((state, word), (job.State, job.ServiceState));
        Assert.Equal(state == DbJobState.Failed ? "err_code225" : null, job.ErrorCode);
    }

    [Fact]
    public async Task One_unknown_id_among_many_is_found_by_halving()
    {
        using var stub = new Stub(request => request.Parameters.ContainsValue("j-77") ? Answers.QingCloudError(2100, "ResourceNotFound, job [j-77]") : Known(request));

        var jobs = await GetAsync(stub, [.. Enumerable.Range(1, 100).Select(i => $"j-{i}")]);

        Assert.Equal(99, jobs.Count);
        Assert.DoesNotContain(jobs, job => job.Id == "j-77");
        Assert.InRange(stub.Requests.Count, 2, 20);
    }

    [Fact]
    public async Task A_job_that_is_not_listed_is_left_out()
    {
        using var stub = new Stub(Answers.QingCloudJobs(("j-2", "working")));

        Assert.Equal("j-2", Assert.Single(await GetAsync(stub, "j-1", "j-2")).Id);
    }

    [Fact]
    public async Task What_a_job_echoes_of_the_password_is_shown_nowhere()
    {
        using var stub = new Stub(Answers.QingCloudJobs(("j-1", "failed")));
        DbInstance instance = Connected.To("MySqlPlus", stub);

        string job = JsonSerializer.Serialize(Assert.Single(await GetAsync(stub, "j-1")));
        JsonElement answer = await Connected.Client("MySqlPlus").RawRequests!.InvokeAsync(
            instance, "DescribeJobs", new Dictionary<string, object?> { ["jobs"] = new[] { "j-1" } }, new CallContext());

        Assert.DoesNotContain("Passwd@123", job + answer.GetRawText(), StringComparison.Ordinal);
        Assert.Equal(Secret.Mask, answer.GetProperty("job_set")[0].GetProperty("directive").GetString());
        Assert.Equal("failed", answer.GetProperty("job_set")[0].GetProperty("status").GetString());
        Assert.Equal("j-1", stub.Requests[1].Parameters["jobs.1"]);
    }

    [Fact]
    public async Task A_change_that_is_answered_without_a_job_may_have_been_applied()
    {
        using var stub = new Stub("""{"ret_code":0,"action":"RunClusterCustomServiceResponse"}""");

        DbAccountsException error = await Probe.ErrorAsync(() => Probe.CreateAsync(Connected.To("ChronusDB", stub), Probe.Fast));

        Assert.Equal((DbErrorId.OutcomeUnknown, DbErrorCategory.ConnectionError), (error.ErrorId, error.Category));
        Assert.Single(stub.Changes());
    }

    private static StubAnswer Known(StubRequest request) => Answers.QingCloudJobs(
        [.. request.Parameters.Where(p => p.Key.StartsWith("jobs.", StringComparison.Ordinal)).Select(p => (p.Value, "working"))]);

    private static Task<IReadOnlyList<DbJob>> GetAsync(Stub stub, params string[] ids) =>
        Connected.Client("MySqlPlus").Jobs!.GetJobsAsync(Connected.To("MySqlPlus", stub), [.. ids.Select(id => new DbJob { Id = id })], new CallContext());
}
