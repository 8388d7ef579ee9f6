using System;
using System.Collections.Concurrent;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using DbAccounts.Changes;
using DbAccounts.Engines;
using DbAccounts.Errors;
using DbAccounts.Model;
using DbAccounts.Tests.Support;
using Xunit;

namespace DbAccounts.Tests.Model;

/// <summary>A password shows in no text that leaves the engine, but for the request itself.</summary>
public sealed class SecretTests
{
    private static readonly Secret _password = Secret.From(Probe.Password);

    [Fact]
    public void A_secret_prints_as_asterisks_and_is_handed_out_whole()
    {
        Assert.Equal("***", _password.ToString());
        Assert.Equal(Probe.Password, _password.Reveal(text => text));
        Assert.Equal(Probe.Password.Length, _password.Length);
        Assert.Equal("", Secret.From("").Reveal(text => text));
        Assert.Equal("中😀\0x", Secret.From("中😀\0x").Reveal(text => text));
        Assert.DoesNotContain("SECRETACCESSKEY", Connected.Options("MySqlPlus").ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_callers_secure_string_may_be_disposed_of()
    {
        System.Security.SecureString mine = _password.ToSecureString();
        var secret = new Secret(mine);
        mine.Dispose();

        Assert.Equal(Probe.Password, secret.Reveal(text => text));
    }

    [Theory]
    [ClassData(typeof(ServiceData))]
    public async Task No_description_message_line_or_job_holds_the_password(string service)
    {
        var lines = new ConcurrentQueue<string>();
        using var stub = new Stub(
            new StubAnswer(Refusal(service, "busy"), service == "Ddm" ? 409 : 200), Answers.Accepted(service));
        using var refusing = new Stub(new StubAnswer(Refusal(service, "no"), service == "Ddm" ? 400 : 200));
        using var dropping = new Stub(StubAnswer.Dropped);
        CreateAccount create = Check.Good(service) with { Password = _password };
        var context = Probe.Fast with { Verbose = lines.Enqueue };

        DbInstance instance = Connected.To(service, stub);
        ChangePlan plan = await instance.PlanAsync(create, context);
        DbJob job = await instance.ApplyAsync(plan.Steps[0], context);
        DbAccountsException refused = await Probe.ErrorAsync(() => Connected.To(service, refusing).ChangeAsync(create, context));
        DbAccountsException lost = await Probe.ErrorAsync(() => Connected.To(service, dropping).ChangeAsync(create, context));

        Assert.Contains("***", plan.Requests, StringComparison.Ordinal);
        Assert.NotEmpty(lines);
        string shown = string.Join("\n", lines.Append(plan.ToString()).Append(plan.Requests).Append(create.ToString()).Append(JsonSerializer.Serialize(job)).Append(refused.ToString()).Append(lost.ToString()));
        Assert.DoesNotContain(Probe.Password, shown, StringComparison.Ordinal);
        Assert.DoesNotContain(Uri.EscapeDataString(Probe.Password), shown, StringComparison.Ordinal);
    }

    [Theory]
    [ClassData(typeof(ServiceData))]
    public async Task A_password_that_a_service_repeats_in_its_refusal_is_masked(string service)
    {
        using var stub = new Stub(new StubAnswer(Refusal(service, $"the password {Probe.Password} is too weak"), service == "Ddm" ? 400 : 200));

        DbAccountsException error = await Probe.ErrorAsync(() => Connected.To(service, stub).ChangeAsync(Check.Good(service) with { Password = _password }));

        Assert.DoesNotContain(Probe.Password, error.Message + error.ServiceMessage, StringComparison.Ordinal);
        Assert.Contains("the password *** is too weak", error.Message, StringComparison.Ordinal);
    }

    private static string Refusal(string service, string text) => service switch
    {
        "Ddm" => JsonSerializer.Serialize(new { error_code = text == "busy" ? "DBS.200019" : "DBS.300306", error_msg = text }),
        "TencentMySql" => Answers.TencentError(text == "busy" ? "FailedOperation.StatusConflict" : "InvalidParameterValue.AccountPasswordRuleError", text),
        _ => Answers.QingCloudError(text == "busy" ? 5300 : 1100, text),
    };
}
