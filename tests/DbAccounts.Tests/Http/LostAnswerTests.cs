using System.Threading.Tasks;
using DbAccounts.Engines;
using DbAccounts.Errors;
using DbAccounts.Model;
using DbAccounts.Tests.Support;
using Xunit;

namespace DbAccounts.Tests.Http;

/// <summary>
/// A change whose answer is lost may have been applied. Where nothing can be read either, a creation is never sent again, and what may be
/// made twice is, each time by the engine and never by what is below it.
/// </summary>
public sealed class LostAnswerTests
{
    private const int MostAttempts = 4;

    [Theory]
    [ClassData(typeof(ProviderData))]
    public async Task A_creation_whose_answer_is_lost_is_not_sent_again(string service)
    {
        using var stub = new Stub(StubAnswer.Dropped);

        DbAccountsException error = await Probe.ErrorAsync(() => Probe.CreateAsync(Connected.To(service, stub), Probe.Fast));

        Assert.Equal((DbErrorId.OutcomeUnknown, DbErrorCategory.ConnectionError), (error.ErrorId, error.Category));
        Assert.Equal((DbJobState.Unknown, "CreateAccount"), (error.Job!.State, error.Job.Operation));
        Assert.Single(stub.Changes());
    }

    [Theory]
    [ClassData(typeof(ProviderData))]
    public async Task A_creation_on_a_kept_connection_that_is_dropped_is_not_sent_again(string service)
    {
        using var stub = new Stub(Probe.Answer(service), StubAnswer.Dropped);
        DbInstance instance = Connected.To(service, stub);
        await Probe.ReadAsync(instance);

        Assert.Equal(DbErrorId.OutcomeUnknown, (await Probe.ErrorAsync(() => Probe.CreateAsync(instance, Probe.Fast))).ErrorId);
        Assert.Single(stub.Changes());
    }

    [Theory]
    [ClassData(typeof(ProviderData))]
    public async Task A_creation_that_a_gateway_answers_is_not_sent_again(string service)
    {
        using var stub = new Stub(new StubAnswer("<html>Bad Gateway</html>", 502) { ContentType = "text/html" });

        Assert.Equal(
            DbErrorId.OutcomeUnknown, (await Probe.ErrorAsync(() => Probe.CreateAsync(Connected.To(service, stub), Probe.Fast))).ErrorId);
        Assert.Single(stub.Changes());
    }

    [Theory]
    [ClassData(typeof(ProviderData))]
    public async Task A_removal_whose_answer_is_lost_is_sent_again_a_few_times(string service)
    {
        using var stub = new Stub(StubAnswer.Dropped);

        DbAccountsException error = await Probe.ErrorAsync(() => Probe.ChangeAsync(Connected.To(service, stub), Probe.Fast));

        Assert.Equal((DbErrorId.OutcomeUnknown, DbErrorCategory.ConnectionError), (error.ErrorId, error.Category));
        Assert.Equal((DbJobState.Unknown, "RemoveAccount"), (error.Job!.State, error.Job.Operation));
        Assert.Equal(MostAttempts, stub.Changes().Count);
    }
}
