using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using DbAccounts.Engines;
using DbAccounts.Errors;
using DbAccounts.Execution;
using DbAccounts.Model;
using DbAccounts.Simulator;
using DbAccounts.Simulator.Settings;
using DbAccounts.Tests.Support;
using Xunit;

namespace DbAccounts.Tests.Credentials;

/// <summary>An IAM user's password becomes a token, which is kept while it is good, renewed before it ends, and replaced once when it is refused.</summary>
public sealed class IamTests : IDisposable
{
    private const string Password = "Canary-Password-1";
    private readonly Around _around = new();
    private readonly Clock _clock = new(2);
    private TimeSpan _validity = TimeSpan.FromHours(24);
    private int _tokens;
    private Func<string, StubAnswer> _ddm = _ => """{"users":[],"total":0}""";

    public void Dispose() => _around.Dispose();

    [Fact]
    public async Task The_simulator_gives_a_token_and_takes_it()
    {
        using DbSimulator simulator = DbSimulator.Start(new DbSimulatorOptions());
        await VerifyAsync(Connect(simulator.Endpoint, "simulator", "simulator", "Example-Password-1"));
        DbAccountsException error = await Probe.ErrorAsync(() => VerifyAsync(Connect(simulator.Endpoint, "simulator", "simulator", Password)));
        Assert.Equal(DbErrorId.AuthenticationFailed, error.ErrorId);
        Assert.Contains("-IamDomain", error.RecommendedAction, StringComparison.Ordinal);
        Assert.DoesNotContain("Canary", error.ToString() + error.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_is_asked_for_as_the_document_says_and_used_until_five_minutes_before_its_end()
    {
        using Stub stub = Service();
        DbInstance instance = Connect(stub.Endpoint);
        await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => VerifyAsync(instance)));
        StubRequest login = stub.Requests.Single(IsLogin);
        Assert.Equal("POST /v3/auth/tokens?nocatalog=true", $"{login.Method} {login.Target}");
        Assert.Equal("""{"auth":{"identity":{"methods":["password"],"password":{"user":{"name":"user","password":"Canary-Password-1","domain":{"name":"acme"}}}},"scope":{"project":{"id":"619d3e78f61b4be68bc5aa0b59edcf7b"}}}}""", login.Text);
        Assert.Equal(6, stub.Requests.Count(request => request.Headers.GetValueOrDefault("X-Auth-Token") == "token-1"));
        // Another connection of the same user takes the same token; another password gets its own.
        await VerifyAsync(Connect(stub.Endpoint));
        Assert.Equal(1, _tokens);
        await VerifyAsync(Connect(stub.Endpoint, password: "another"));
        await VerifyAsync(Connect(stub.Endpoint, domain: "other"));
        Assert.Equal(3, _tokens);
    }

    [Theory]
    [InlineData(4.5, 3)]
    [InlineData(6, 1)]
    public async Task A_token_that_ends_soon_is_renewed_before_it_is_sent(double minutes, int tokens)
    {
        _validity = TimeSpan.FromMinutes(minutes);
        using Stub stub = Service();
        DbInstance instance = Connect(stub.Endpoint);
        for (int i = 0; i < 3; i++)
        {
            await VerifyAsync(instance);
        }

        Assert.Equal(tokens, _tokens);
    }

    [Fact]
    public async Task A_token_that_is_refused_is_replaced_once()
    {
        _ddm = token => token == "token-1" ? new StubAnswer("""{"error_code":"APIGW.0307","error_msg":"The token must be updated"}""", 401) : """{"users":[],"total":0}""";
        using Stub stub = Service();
        DbInstance instance = Connect(stub.Endpoint);
        await VerifyAsync(instance);
        Assert.Equal(2, _tokens);

        _ddm = _ => new StubAnswer("""{"error_code":"APIGW.0307","error_msg":"The token must be updated"}""", 401);
        DbAccountsException error = await Probe.ErrorAsync(() => VerifyAsync(instance));
        Assert.Equal(DbErrorId.AuthenticationFailed, error.ErrorId);
        Assert.Equal(3, _tokens);
    }

    [Fact]
    public async Task A_change_is_sent_again_after_a_refused_token_as_nothing_has_happened()
    {
        int changes = 0;
        StubAnswer Changed()
        {
            Interlocked.Increment(ref changes);
            return "{}";
        }

        _ddm = token => token == "token-1" ? new StubAnswer("""{"error_code":"APIGW.0307","error_msg":"no"}""", 401) : Changed();
        using Stub stub = Service();
        await Probe.ChangeAsync(Connect(stub.Endpoint), new CallContext { Clock = _clock });
        Assert.Equal(1, changes);
        Assert.Equal(2, stub.Requests.Count(request => request.Method == "DELETE"));
    }

    [Theory]
    [InlineData("""{"error":{"code":401,"message":"wrong: Canary-Password-1"}}""", 401, DbErrorId.AuthenticationFailed)]
    [InlineData("""{"error":{"code":403,"message":"no"}}""", 403, DbErrorId.AccessDenied)]
    [InlineData("""{"token":{}}""", 201, DbErrorId.ProtocolError)]
    [InlineData("<html>", 201, DbErrorId.ProtocolError)]
    public async Task What_IAM_answers_is_the_error_and_the_password_is_not_in_it(string body, int status, string id)
    {
        using var stub = new Stub(_ => new StubAnswer(body, status));
        DbAccountsException error = await Probe.ErrorAsync(() => VerifyAsync(Connect(stub.Endpoint)));
        Assert.Equal(id, error.ErrorId);
        Assert.DoesNotContain("Canary", error.ToString() + error.RecommendedAction, StringComparison.Ordinal);
        Assert.All(stub.Requests, request => Assert.True(IsLogin(request)));
    }

    [Fact]
    public async Task A_wrong_password_is_tried_once_by_all_commands_and_again_after_a_minute()
    {
        using var stub = new Stub(_ => new StubAnswer("""{"error":{"code":401,"message":"no"}}""", 401));
        var context = new CallContext { Clock = new WaitedClock() };
        Task Verify(DbInstance one) => one.Client.VerifyAsync(one, context);
        DbInstance instance = Connect(stub.Endpoint);
        DbAccountsException[] errors = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Probe.ErrorAsync(() => Verify(instance))));
        Assert.All(errors, error => Assert.Equal(DbErrorId.AuthenticationFailed, error.ErrorId));
        Assert.Single(stub.Requests);
        // Another password is no repetition.
        await Probe.ErrorAsync(() => Verify(Connect(stub.Endpoint, password: "another")));
        Assert.Equal(2, stub.Requests.Count);
        await context.Clock.WaitAsync(TimeSpan.FromSeconds(61), CancellationToken.None);
        await Probe.ErrorAsync(() => Verify(instance));
        Assert.Equal(3, stub.Requests.Count);
    }

    [Fact]
    public async Task A_password_that_was_changed_in_its_place_is_read_again_after_a_refusal()
    {
        using Stub stub = new(request => !IsLogin(request) ? """{"users":[],"total":0}"""
            : request.Text.Contains("Canary-Password-2", StringComparison.Ordinal) ? Token()
            : new StubAnswer("""{"error":{"code":401,"message":"no"}}""", 401));
        _around.With("OS_USERNAME", "user").With("OS_PASSWORD", Password).With("OS_DOMAIN_NAME", "acme");
        DbInstance instance = _around.Connect("Ddm", o => o with { Region = "r", ProjectId = "p", Endpoint = stub.Endpoint });
        _around.With("OS_PASSWORD", "Canary-Password-2");
        await VerifyAsync(instance);
        Assert.Equal(2, stub.Requests.Count(IsLogin));
    }

    [Fact]
    public async Task The_password_goes_to_IAM_beside_the_service_and_nowhere_else()
    {
        var key = new DbCredential("user", Secret.From(Password));
        DbInstance instance = _around.Connect("Ddm", o => o with { Region = "r", ProjectId = "p", Credential = key, IamDomain = "acme", Endpoint = new Uri("https://cloud.example") });
        DbAccountsException error = await Probe.ErrorAsync(() => VerifyAsync(instance));
        Assert.Equal(DbErrorId.ConnectionIncomplete, error.ErrorId);
        instance = _around.Connect("Ddm", o => o with
        {
            Region = "r", ProjectId = "p", Credential = key, IamDomain = "acme", IamEndpoint = new Uri("http://cloud.example"),
        });
        Assert.Equal(DbErrorId.EndpointNotAllowed, (await Probe.ErrorAsync(() => VerifyAsync(instance))).ErrorId);
    }

    private static bool IsLogin(StubRequest request) => request.Path == "/v3/auth/tokens";

    private Stub Service() => new(request =>
    {
        if (!IsLogin(request))
        {
            return _ddm(request.Headers["X-Auth-Token"]);
        }

        return Token();
    });

    private StubAnswer Token()
    {
        int number = Interlocked.Increment(ref _tokens);
        string end = (_clock.Now + _validity).UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture);
        return new StubAnswer($$$"""{"token":{"expires_at":"{{{end}}}"}}""", 201) { Headers = { ["X-Subject-Token"] = $"token-{number}" } };
    }

    private static DbInstance Connect(Uri endpoint, string domain = "acme", string user = "user", string password = Password) => DbInstance.Connect(
        Connected.Options("Ddm") with { Endpoint = endpoint, IamDomain = domain, Credential = new(user, Secret.From(password)) });

    private Task VerifyAsync(DbInstance instance) =>
        instance.Client.VerifyAsync(instance, new CallContext { Clock = _clock });
}
