using System;
using System.Linq;
using System.Threading.Tasks;
using DbAccounts.Changes;
using DbAccounts.Errors;
using DbAccounts.Execution;
using DbAccounts.Model;
using DbAccounts.Tests.Support;
using Xunit;

namespace DbAccounts.Tests.Engines;

/// <summary>
/// After a lost answer QingCloud's jobs are looked at, and then the list of accounts: a creation that shows signs of having been made
/// is not sent again, and what the list alone shows is not claimed, but that an account is gone.
/// </summary>
public sealed class AccountTabReadBackTests
{
    private const int MostAttempts = 4;
    private const string NoJobs = """{"ret_code":0,"total_count":0,"job_set":[]}""";

    private static CallContext Fast => new() { Clock = new WaitedClock() };

    [Theory]
    [InlineData("MySqlPlus", """[["app","%"]]""", "'app@%' is listed: it may be from before")]
    [InlineData("MySqlPlus", """[["other","%"],["app","10.0.0.1;%"]]""", "'app@%' is listed: it may be from before")]
    [InlineData("MySqlPlus", """[["app","10.0.0.1"]]""", null)]
    [InlineData("MySqlPlus", "null", null)]
    [InlineData("MySqlPlusAnalysis", """[["app","::/0"]]""", "'app' is listed: it may be from before")]
    [InlineData("MySqlPlusAnalysis", """[["App","::/0"]]""", null)]
    [InlineData("ChronusDB", """[["app","10.0.0.0/8"]]""", "'app' is listed: it may be from before")]
    [InlineData("ChronusDB", """[["other","::/0"]]""", null)]
    public Task A_creation_is_sent_again_only_where_its_account_is_not_listed(string service, string rows, string? sign) =>
        LostAsync(service, new CreateAccount("app") { Password = Secret.From("Passwd_123") }, rows, sign);

    [Theory]
    [InlineData("MySqlPlus", """[["app","%"]]""", false)]
    [InlineData("MySqlPlus", """[["app","10.0.0.1"]]""", true)]
    [InlineData("MySqlPlus", "null", true)]
    [InlineData("MySqlPlusAnalysis", """[["app","::/0"]]""", false)]
    [InlineData("MySqlPlusAnalysis", """[["other","::/0"]]""", true)]
    [InlineData("ChronusDB", """[["app","::/0"]]""", false)]
    [InlineData("ChronusDB", "[]", true)]
    public Task A_removal_is_done_where_its_account_is_not_listed_and_sent_again_where_it_is(string service, string rows, bool isGone) =>
        RemovedAsync(service, new DbAccountIdentity("app"), rows, isGone);

    [Theory]
    [InlineData("""[["app","10.0.0.2;10.0.0.1"]]""", "'app' shows the hosts that were sent: it may have had them before")]
    [InlineData("""[["app","10.0.0.1"]]""", null)]
    [InlineData("[]", "'app' is not listed")]
    public Task A_modification_is_sent_again_whatever_the_account_shows(string rows, string? sign) => LostAsync(
        "ChronusDB",
        new ModifyAccount(new DbAccountIdentity("app")) { AllowedHost = ["10.0.0.1", "10.0.0.2"], Password = Secret.From("Passwd_123") },
        rows,
        sign);

    [Theory]
    [InlineData("""[["app","10.0.0.1"]]""", null)]
    [InlineData("""[["app","10.0.0.2"]]""", "'app' shows other hosts than were sent along with the password")]
    [InlineData("[]", "'app' is not listed")]
    public Task A_new_password_is_sent_again_whatever_the_account_shows(string rows, string? sign) => LostAsync(
        "ChronusDB", new ResetPassword(new DbAccountIdentity("app"), Secret.From("Passwd_123")), rows, sign, rowsBefore: """[["app","10.0.0.1"]]""");

    [Theory]
    [InlineData("""{"ret_code":0,"total_count":1,"cluster_set":[{"display_tabs":null}]}""")]
    [InlineData("""{"ret_code":0}""")]
    [InlineData("""{"ret_code":1400,"message":"PermissionDenied"}""")]
    public Task Without_a_list_of_accounts_the_jobs_have_to_do(string clusters) => LostAsync(
        "MySqlPlus", new RemoveAccount(new DbAccountIdentity("app")), "null", sign: null, clusters: clusters);

    [Theory]
    [InlineData("""[["app","LocalHost"]]""", false)]
    [InlineData("""[["App","localhost"]]""", true)]
    public Task Hosts_are_the_same_in_any_case_and_names_are_not(string rows, bool isGone) =>
        RemovedAsync("MySqlPlus", new DbAccountIdentity("app", "LOCALHOST"), rows, isGone);

    // What a list that may be cut does not show may be there or not; what it shows is there.
    [Theory]
    [InlineData("other", 225, false)]
    [InlineData("other", 224, true)]
    [InlineData("app", 225, false)]
    public Task A_removal_is_not_taken_for_made_because_a_list_that_is_cut_does_not_show_the_account(string first, int rows, bool isGone) =>
        RemovedAsync("MySqlPlus", new DbAccountIdentity("app"), Rows(first, rows), isGone);

    [Theory]
    [InlineData("other", 225, null)]
    [InlineData("app", 225, "'app@%' is listed: it may be from before")]
    public Task A_creation_is_spoken_against_by_what_a_list_that_is_cut_does_show(string first, int rows, string? sign) => LostAsync(
        "MySqlPlus", new CreateAccount("app") { Password = Secret.From("Passwd_123") }, Rows(first, rows), sign);

    [Fact]
    public async Task A_list_of_accounts_adds_words_to_jobs_that_prove_nothing_and_no_claim()
    {
        using Stub stub = Lost("""[["app","%"]]""", jobs: """{"ret_code":0,"total_count":3,"job_set":[]}""");

        DbAccountsException error = await Probe.ErrorAsync(() => Connected.To("MySqlPlus", stub).ChangeAsync(
            new CreateAccount("app") { Password = Secret.From("Passwd_123") }, Fast));

        Assert.Equal(DbErrorId.OutcomeUnknown, error.ErrorId);
        Assert.Contains("some do not show their request, and 'app@%' is listed: it may be from before.", error.Message, StringComparison.Ordinal);
        Assert.Single(stub.Changes());
    }

    private static string Rows(string first, int rows) =>
        $"[{string.Join(",", Enumerable.Range(0, rows).Select(i => $"""["{(i == 0 ? first : "u" + i)}","%"]"""))}]";

    private static async Task RemovedAsync(string service, DbAccountIdentity account, string rows, bool isGone)
    {
        var remove = new RemoveAccount(account);
        if (!isGone)
        {
            await LostAsync(service, remove, rows, sign: null);
            return;
        }

        using Stub stub = Lost(rows);
        DbJob job = Assert.Single(await Connected.To(service, stub).ChangeAsync(remove, Fast));
        Assert.Equal((DbJobState.Succeeded, "found by reading back"), (job.State, job.ServiceState));
        Assert.Single(stub.Changes());
    }

    private static async Task LostAsync(
        string service, AccountChange operation, string rows, string? sign, string? rowsBefore = null, string? clusters = null)
    {
        using Stub stub = Lost(rows, rowsBefore: rowsBefore, clusters: clusters);

        DbAccountsException error = await Probe.ErrorAsync(() => Connected.To(service, stub).ChangeAsync(operation, Fast));

        Assert.Equal((DbErrorId.OutcomeUnknown, DbErrorCategory.ConnectionError), (error.ErrorId, error.Category));
        Assert.EndsWith(
            "recent jobs is of this request" + (sign is null ? ": it was not accepted." : $", but {sign}."), error.Message, StringComparison.Ordinal);
        Assert.Equal(sign is null || operation is not CreateAccount ? MostAttempts : 1, stub.Changes().Count);
        // The calls are counted by a quota: after each lost answer the accounts are looked at once.
        int planned = rowsBefore is null ? 0 : 1;
        Assert.Equal(stub.Changes().Count + planned, stub.Requests.Count(request => request.Action == "DescribeClusters"));
    }

    private static Stub Lost(string rows, string jobs = NoJobs, string? rowsBefore = null, string? clusters = null)
    {
        bool isSent = false;
        return new Stub(request =>
        {
            isSent |= request.Action == "RunClusterCustomService";
            return request.Action switch
            {
                "RunClusterCustomService" => StubAnswer.Dropped,
                "DescribeJobs" => jobs,
                "DescribeClusters" => clusters ?? """{"ret_code":0,"total_count":1,"cluster_set":[{"cluster_id":"cl","display_tabs":{"users":{}}}]}""",
                _ => $$$"""{"ret_code":0,"display_tabs":{"labels":["user","host"],"data":{{{(isSent ? rows : rowsBefore ?? rows)}}} }}""",
            };
        });
    }
}
