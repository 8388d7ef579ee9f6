using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using DbAccounts.Changes;
using DbAccounts.Errors;
using DbAccounts.Model;
using DbAccounts.Tests.Support;
using Xunit;

namespace DbAccounts.Tests.Engines;

/// <summary>
/// What became of a creation whose answer was lost: what this process has seen by itself counts before the time stamps of a service, whose
/// clock may be off.
/// </summary>
public sealed class OwnEvidenceTests
{
    private const string Exists = "exists";
    private const string Lost = "lost";

    public static TheoryData<string, double?, string> ClocksAndAnswers()
    {
        var data = new TheoryData<string, double?, string>();
        foreach (string service in new[] { "Ddm", "TencentMySql" })
        {
            foreach (double? minutes in new double?[] { 0, -3, 3, -60 * 24, 60 * 24, null })
            {
                data.Add(service, minutes, Exists);
                data.Add(service, minutes, Lost);
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(ClocksAndAnswers))]
    public async Task An_account_that_was_seen_to_be_absent_is_of_this_creation_whatever_its_time(string service, double? minutes, string second)
    {
        // The first attempt came late, or the second was applied: in both cases the account was created in between.
        var cloud = new Cloud(service, minutes, isThere: false) { Answer = n => n == 2 ? second : Lost, AppliesFrom = 2 };
        using Stub stub = cloud.Start();

        DbJob job = await cloud.CreateAsync(stub);

        Assert.Equal((DbJobState.Succeeded, "found by reading back"), (job.State, job.ServiceState));
        Assert.Equal(2, stub.Changes().Count);
    }

    [Theory]
    [InlineData("Ddm", 0.0, null)]
    [InlineData("Ddm", -3.0, DbErrorId.OutcomeUnknown)]
    [InlineData("Ddm", 3.0, DbErrorId.OutcomeUnknown)]
    [InlineData("Ddm", -18.0, DbErrorId.OutcomeUnknown)]
    [InlineData("Ddm", -25.0, DbErrorId.AccountExists)]
    [InlineData("Ddm", null, DbErrorId.OutcomeUnknown)]
    [InlineData("TencentMySql", 0.0, null)]
    [InlineData("TencentMySql", -3.0, DbErrorId.OutcomeUnknown)]
    [InlineData("TencentMySql", 3.0, DbErrorId.OutcomeUnknown)]
    [InlineData("TencentMySql", -18.0, DbErrorId.OutcomeUnknown)]
    [InlineData("TencentMySql", -25.0, DbErrorId.AccountExists)]
    [InlineData("TencentMySql", null, DbErrorId.OutcomeUnknown)]
    public async Task An_account_that_is_there_at_once_is_judged_by_a_time_that_no_clock_can_explain_away(
        string service, double? minutes, string? errorId)
    {
        var cloud = new Cloud(service, minutes, isThere: true) { Answer = n => n == 1 ? Lost : Exists };
        using Stub stub = cloud.Start();

        if (errorId is null)
        {
            Assert.Equal("found by reading back", (await cloud.CreateAsync(stub)).ServiceState);
        }
        else
        {
            Assert.Equal(errorId, (await Probe.ErrorAsync(() => cloud.CreateAsync(stub))).ErrorId);
        }

        Assert.Equal(errorId == DbErrorId.AccountExists ? 2 : 1, stub.Changes().Count);
    }

    [Theory]
    [InlineData("Ddm")]
    [InlineData("TencentMySql")]
    public async Task An_account_that_shows_other_values_at_once_has_existed_from_before(string service)
    {
        var cloud = new Cloud(service, 0, isThere: true) { Answer = n => n == 1 ? Lost : Exists };
        using Stub stub = cloud.Start();

        Assert.Equal(DbErrorId.AccountExists, (await Probe.ErrorAsync(() => cloud.CreateAsync(stub, description: "another"))).ErrorId);
    }

    [Theory]
    [InlineData("Ddm")]
    [InlineData("TencentMySql")]
    public async Task A_creation_that_is_refused_at_once_is_refused(string service)
    {
        var cloud = new Cloud(service, 0, isThere: true) { Answer = _ => Exists };
        using Stub stub = cloud.Start();

        Assert.Equal(DbErrorId.AccountExists, (await Probe.ErrorAsync(() => cloud.CreateAsync(stub))).ErrorId);
        Assert.Single(stub.Changes());
    }

    [Theory]
    [InlineData("Ddm", 3.0)]
    [InlineData("TencentMySql", -3.0)]
    public async Task An_account_that_this_process_has_removed_is_of_the_creation_that_follows(string service, double minutes)
    {
        var cloud = new Cloud(service, minutes, isThere: true) { Answer = _ => Lost, AppliesFrom = 1 };
        using Stub stub = cloud.Start();
        await Connected.To(service, stub).RunAsync(new RemoveAccount(new DbAccountIdentity("app")), Probe.Fast);
        cloud.IsThere = true;

        Assert.Equal("found by reading back", (await cloud.CreateAsync(stub)).ServiceState);
    }

    [Fact]
    public async Task An_account_that_the_service_takes_for_another_spelling_is_not_of_this_creation()
    {
        // DDM's documents call names case-sensitive and case-insensitive.
        int creations = 0;
        using var stub = new Stub(request => !request.IsChange() ? Answers.DdmUsers(("APP", null))
            : ++creations == 1 ? StubAnswer.Dropped
            : new StubAnswer("""{"error_code":"DBS.300311","error_msg":"exists"}""", 400));

        Assert.Equal(DbErrorId.AccountExists, (await Probe.ErrorAsync(() => Probe.CreateAsync(Connected.To("Ddm", stub), Probe.Fast))).ErrorId);
    }

    [Fact]
    public async Task A_password_whose_time_changes_between_two_reads_of_ones_own_was_set_whatever_the_times_are()
    {
        int resets = 0;
        using var stub = new Stub(request =>
        {
            resets += request.IsChange() ? 1 : 0;
            // The clock is a day behind.
            return request.IsChange() ? StubAnswer.Dropped : new StubAnswer(Answers.DdmUsers(("app", DateTime.UtcNow.AddDays(-1).Date.AddHours(resets))));
        });

        DbJob job = Assert.Single(await Connected.To("Ddm", stub).ChangeAsync(
            new ResetPassword(new DbAccountIdentity("app"), Secret.From(Probe.Password)), Probe.Fast));

        Assert.Equal("found by reading back", job.ServiceState);
        Assert.Equal(2, stub.Changes().Count);
    }

    [Fact]
    public async Task A_password_is_not_said_to_be_set_by_its_time_alone()
    {
        // Its clock is ahead: a change of long ago looks as if it were this one.
        using var stub = new Stub(request => request.IsChange() ? StubAnswer.Dropped : new StubAnswer(Answers.DdmUsers(("app", DateTime.UtcNow))));

        DbAccountsException error = await Probe.ErrorAsync(() => Connected.To("Ddm", stub).ChangeAsync(
            new ResetPassword(new DbAccountIdentity("app"), Secret.From(Probe.Password)), Probe.Fast with { Timeout = TimeSpan.FromSeconds(3) }));

        Assert.Equal(DbErrorId.OutcomeUnknown, error.ErrorId);
    }

    /// <summary>One account of a service whose clock is off, and whose answers to a creation are lost or refusals.</summary>
    private sealed class Cloud(string service, double? minutes, bool isThere)
    {
        private readonly DateTime _begun = DateTime.UtcNow;
        private int _creations;

        public bool IsThere { get; set; } = isThere;

        public Func<int, string> Answer { get; init; } = _ => Lost;

        public int AppliesFrom { get; init; } = int.MaxValue;

        public Stub Start() => new(Serve);

        public async Task<DbJob> CreateAsync(Stub stub, string? description = null) =>
            (await Connected.To(service, stub).ChangeAsync(
                new CreateAccount("app")
                {
                    Password = Secret.From(Probe.Password),
                    AllowedHost = service == "Ddm" ? null : ["%"],
                    Privilege = service == "Ddm" ? ["SELECT"] : null,
                    Database = service == "Ddm" ? ["shop"] : null,
                    Description = description,
                },
                Probe.Fast))[0];

        private StubAnswer Serve(StubRequest request)
        {
            if (request.Method == "DELETE" || request.Action == "DeleteAccounts")
            {
                IsThere = false;
                return Answers.Accepted(service);
            }

            if (request.Action == "DescribeAsyncRequestInfo")
            {
                return Answers.TencentStatus("SUCCESS");
            }

            if (request.IsChange())
            {
                int number = Interlocked.Increment(ref _creations);
                IsThere |= number >= AppliesFrom;
                return Answer(number) == Lost ? StubAnswer.Dropped
                    : service == "Ddm" ? new StubAnswer("""{"error_code":"DBS.300311","error_msg":"exists"}""", 400)
                    : new StubAnswer(Answers.TencentError("FailedOperation.CreateAccountError"));
            }

            DateTime? created = minutes is { } off ? _begun.AddMinutes(off) : null;
            return service == "Ddm"
                ? Answers.DdmUsers(IsThere ? [("app", created)] : [])
                : Answers.TencentAccounts(IsThere ? [("app", "%", created)] : []);
        }
    }
}
