using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading.Tasks;
using DbAccounts.Changes;
using DbAccounts.Engines;
using DbAccounts.Engines.Delivery;
using DbAccounts.Errors;
using DbAccounts.Execution;
using DbAccounts.Model;
using DbAccounts.Tests.Support;
using Xunit;

namespace DbAccounts.Tests.Engines;

/// <summary>
/// What became of a creation whose answer was lost, where the service's clock is off: other accounts that this process has created show by
/// how much.
/// </summary>
public sealed class ServiceClockTests
{
    private static readonly DateTime _noon = new(2026, 11, 27, 12, 0, 0, DateTimeKind.Utc);

    [Theory]
    // The stamps of accounts that were sent at second 0, 10, ... and had been made two seconds later, and that of the one in question.
    [InlineData("600", 660, 59, 61 + 2)]
    [InlineData("-600", -540, 59, 61 + 2)]
    [InlineData("602", 660, 57, 61)]
    [InlineData("600 611", 660, 59, 62)]
    [InlineData("602 610", 660, 59, 61)]
    public void A_stamp_means_a_time_between_what_the_known_accounts_allow(string known, int stamp, int earliest, int latest)
    {
        ServiceClock clock = ClockOf(known)!;

        Assert.Equal(_noon.AddSeconds(earliest), clock.Earliest(_noon.AddSeconds(stamp)));
        Assert.Equal(_noon.AddSeconds(latest), clock.Latest(_noon.AddSeconds(stamp)));
        Assert.Equal(known.Contains(' '), clock.IsConfirmed);
    }

    [Theory]
    [InlineData("", false)]
    [InlineData("600", true)]
    // The first allows -2 to 1 second beside ten minutes; two more are allowed.
    [InlineData("600 615", true)]
    [InlineData("600 616", false)]
    [InlineData("600 605", true)]
    [InlineData("600 604", false)]
    [InlineData("600 610 900", false)]
    public void Accounts_that_do_not_agree_tell_nothing(string known, bool isKnown) => Assert.Equal(isKnown, ClockOf(known) is not null);

    [Theory]
    // It was sent at second 60 and is read at second 70.
    [InlineData("600", 658, null)]
    [InlineData("600", 659, true)]
    [InlineData("600", 671, true)]
    [InlineData("600", 672, null)]
        // Accounts of long ago, and times that are none.
    [InlineData("600", -3 * 86400, false)]
    [InlineData("600", int.MaxValue, null)]
    [InlineData("600 610", 651, false)]
    [InlineData("600 610", 652, null)]
    [InlineData("600 610", 659, true)]
    [InlineData("", 659, null)]
    public async Task A_creation_is_told_by_what_its_stamp_must_mean(string known, int stamp, bool? isApplied)
    {
        var sending = new SendHistory(new DateTimeOffset(_noon.AddSeconds(60)), followsAnother: false, () => _noon.AddSeconds(70));
        var following = new SendHistory(sending.At, followsAnother: true, () => _noon.AddSeconds(70));

        ReadBack found = await JudgeAsync(sending);
        ReadBack afterAnother = await JudgeAsync(following);

        Assert.Equal((isApplied == true, isApplied == false), (found.Job is not null, found.IsNotApplied));
        // A stamp of a moment ago may be that of the change before.
        Assert.Null(afterAnother.Job);

        Task<ReadBack> JudgeAsync(SendHistory of) => of.ProveCreationAsync(
            "app", _noon.AddSeconds(stamp), isAnother: false, new DbJob(), () => Task.FromResult(ClockOf(known)));
    }

    public static TheoryData<string, int, string, double, string?> Creations()
    {
        var data = new TheoryData<string, int, string, double, string?>();
        foreach (string service in new[] { "Ddm", "TencentMySql" })
        {
            foreach (int off in new[] { -600, 600 })
            {
                data.Add(service, off, "one", 1.9, null);
                data.Add(service, off, "one two", 1.9, null);
                data.Add(service, off, "one", -5, DbErrorId.OutcomeUnknown);
                data.Add(service, off, "one", -60, DbErrorId.OutcomeUnknown);
                data.Add(service, off, "one two", -5, DbErrorId.OutcomeUnknown);
                data.Add(service, off, "one two", -60, DbErrorId.AccountExists);
                data.Add(service, off, "one again", 1.9, DbErrorId.OutcomeUnknown);
                data.Add(service, off, "again", 1.9, DbErrorId.OutcomeUnknown);
                data.Add(service, off, "one removed", 1.9, null);
                data.Add(service, off, "removed", 1.9, DbErrorId.OutcomeUnknown);
                data.Add(service, off, "lost", 1.9, DbErrorId.OutcomeUnknown);
                data.Add(service, off, "old", 1.9, DbErrorId.OutcomeUnknown);
                data.Add(service, off, "", 1.9, DbErrorId.OutcomeUnknown);
            }
        }

        // A clock that is a day off, or another zone, is just another offset.
        data.Add("TencentMySql", -8 * 3600, "one", 1.9, null);
        data.Add("Ddm", -24 * 3600, "one", 1.9, null);
        data.Add("Ddm", -24 * 3600, "", 1.9, DbErrorId.AccountExists);
        return data;
    }

    [Theory]
    [MemberData(nameof(Creations))]
    public async Task A_creation_is_judged_by_accounts_that_were_created_for_sure(
        string service, int off, string known, double createdAfter, string? errorId)
    {
        var cloud = new Cloud(service, off);
        using var stub = new Stub(cloud.Serve);
        DbInstance instance = Connected.To(service, stub);
        foreach (string name in known.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            await cloud.PrepareAsync(instance, name);
        }

        cloud.Loses = createdAfter;

        if (errorId is null)
        {
            Assert.Equal("found by reading back", (await cloud.CreateAsync(instance, "app")).ServiceState);
        }
        else
        {
            Assert.Equal(errorId, (await Probe.ErrorAsync(() => cloud.CreateAsync(instance, "app"))).ErrorId);
        }
    }

    private static ServiceClock? ClockOf(string stamps) => ServiceClock.Of(
    [
        .. stamps.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select((stamp, i) =>
        {
            var sent = new DateTimeOffset(_noon.AddSeconds(10 * i));
            return (new KnownCreation(sent, null, sent.AddSeconds(2)), _noon.AddSeconds(int.Parse(stamp, CultureInfo.InvariantCulture)));
        }),
    ]);

    /// <summary>A service whose clock is off by some seconds; it loses the answer of a creation when it is told to.</summary>
    private sealed class Cloud(string service, int off)
    {
        private readonly Dictionary<string, DateTime> _accounts = [];
        private readonly CallContext _context = Probe.Fast;
        private string _name = "";

        /// <summary>How long after the sending of a creation, whose answer is lost, the account is made; less than nothing is before.</summary>
        public double? Loses { get; set; }

        /// <summary>Creates an account for sure, or with what makes it prove nothing.</summary>
        public async Task PrepareAsync(DbInstance instance, string name)
        {
            if (name == "lost")
            {
                Loses = 0;
                await Assert.ThrowsAsync<DbAccountsException>(() => CreateAsync(instance, name));
                Loses = null;
            }
            else
            {
                DbJob job = await CreateAsync(instance, name);
                RecentChanges.NoteSeen(instance, job.With(DbJobState.Succeeded, null, null, null), _context);
            }

            if (name == "removed")
            {
                // Somebody else makes it again, and moves an older account there.
                await instance.ChangeAsync(new RemoveAccount(Identity(name)), _context);
                _accounts[name] = Now.AddSeconds(off - 60);
            }

            if (name == "again")
            {
                _accounts[name] += TimeSpan.FromSeconds(60);
            }

            // Reading may lag behind; and what is old is forgotten.
            await _context.WaitAsync(TimeSpan.FromSeconds(name == "old" ? 601 : 2.5));
        }

        public async Task<DbJob> CreateAsync(DbInstance instance, string name)
        {
            _name = name;
            return (await instance.ChangeAsync(
                new CreateAccount(name)
                {
                    Password = Secret.From(Probe.Password),
                    AllowedHost = service == "Ddm" ? null : ["%"],
                    Privilege = service == "Ddm" ? ["SELECT"] : null,
                    Database = service == "Ddm" ? ["shop"] : null,
                },
                _context))[0];
        }

        public StubAnswer Serve(StubRequest request)
        {
            if (request.Method == "DELETE" || request.Action == "DeleteAccounts")
            {
                return Answers.Accepted(service);
            }

            if (request.Action == "DescribeAsyncRequestInfo")
            {
                return Answers.TencentStatus("SUCCESS");
            }

            if (request.IsChange())
            {
                if (_accounts.ContainsKey(_name))
                {
                    return service == "Ddm"
                        ? new StubAnswer("""{"error_code":"DBS.300311","error_msg":"exists"}""", 400)
                        : new StubAnswer(Answers.TencentError("FailedOperation.CreateAccountError"));
                }

                _accounts[_name] = Now.AddSeconds(off + (Loses ?? 0));
                return Loses is null ? Answers.Accepted(service) : StubAnswer.Dropped;
            }

            (string Name, DateTime? Created)[] listed = [.. _accounts.Select(one => (one.Key, (DateTime?)one.Value))];
            return service == "Ddm"
                ? Answers.DdmUsers(listed)
                : Answers.TencentAccounts([.. listed.Select(one => (one.Name, "%", one.Created))]);
        }

        private DateTime Now => _context.Clock.Now.UtcDateTime;

        private DbAccountIdentity Identity(string name) => new(name, service == "Ddm" ? null : "%");
    }
}
