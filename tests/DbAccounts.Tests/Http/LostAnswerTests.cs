using System.Threading.Tasks;
using DbAccounts.Errors;
using DbAccounts.Model;
using DbAccounts.Tests.Support;
using Xunit;

namespace DbAccounts.Tests.Http;

/// <summary>A change whose answer is lost may have been applied: it is never sent blindly again.</summary>
public sealed class LostAnswerTests
{
    [Theory]
    [ClassData(typeof(ProviderData))]
    public async Task A_change_whose_answer_is_lost_is_never_sent_again(string service)
    {
        using var stub = new Stub(StubAnswer.Dropped);

        DbAccountsException error = await Probe.ErrorAsync(() => Probe.ChangeAsync(Connected.To(service, stub)));

        Assert.Equal((DbErrorId.OutcomeUnknown, DbErrorCategory.ConnectionError), (error.ErrorId, error.Category));
        Assert.Single(stub.Changes());
    }

    [Theory]
    [ClassData(typeof(ProviderData))]
    public async Task A_change_on_a_kept_connection_that_is_dropped_is_never_sent_again(string service)
    {
        using var stub = new Stub(Probe.Answer(service), StubAnswer.Dropped);
        DbInstance instance = Connected.To(service, stub);
        await Probe.ReadAsync(instance);

        Assert.Equal(DbErrorId.OutcomeUnknown, (await Probe.ErrorAsync(() => Probe.ChangeAsync(instance))).ErrorId);
        Assert.Single(stub.Changes());
    }

    [Theory]
    [ClassData(typeof(ProviderData))]
    public async Task A_change_that_a_gateway_answers_is_never_sent_again(string service)
    {
        using var stub = new Stub(new StubAnswer("<html>Bad Gateway</html>", 502) { ContentType = "text/html" });

        Assert.Equal(DbErrorId.OutcomeUnknown, (await Probe.ErrorAsync(() => Probe.ChangeAsync(Connected.To(service, stub)))).ErrorId);
        Assert.Single(stub.Changes());
    }
}
