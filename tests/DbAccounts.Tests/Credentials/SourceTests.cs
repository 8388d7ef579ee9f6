using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using DbAccounts.Changes;
using DbAccounts.Engines;
using DbAccounts.Errors;
using DbAccounts.Execution;
using DbAccounts.Model;
using DbAccounts.Tests.Support;
using Xunit;

namespace DbAccounts.Tests.Credentials;

/// <summary>A source is asked when its credential is needed, and once more when it was refused.</summary>
public sealed class SourceTests
{
    private const string Refusal = """{"Response":{"Error":{"Code":"AuthFailure.TokenFailure","Message":"no"},"RequestId":"r"}}""";
    private const string Answer = """{"Response":{"TotalCount":0,"Items":[],"RequestId":"r"}}""";
    private static readonly DbCredential _key = new("AKIDEXAMPLE", Secret.From("Canary-Key"));

    [Fact]
    public async Task A_secret_is_read_when_it_is_first_needed_and_then_kept()
    {
        using var stub = new Stub(Answer);
        int asked = 0;
        DbInstance instance = Named(stub);
        Assert.Null(instance.KeyId);
        var context = new CallContext { ResolveSecret = async name => { Interlocked.Increment(ref asked); await Task.Delay(20); Assert.Equal(new SecretName("shop-key", "ops"), name); return _key; } };
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => instance.Client.VerifyAsync(instance, context)));
        Assert.Equal(1, asked);
        Assert.Equal("AKIDEXAMPLE", instance.KeyId);
        Assert.Equal("the secret 'shop-key' of the vault 'ops'", instance.CredentialSource);
        // What another caller can't read itself is known already.
        await instance.Client.VerifyAsync(instance, new CallContext());
        Assert.Equal(9, stub.Requests.Count);
    }

    [Fact]
    public async Task Whoever_waits_for_a_secret_that_another_is_asked_for_waits_as_long_as_is_allowed()
    {
        using var stub = new Stub(Answer);
        DbInstance instance = Named(stub);
        var typed = new TaskCompletionSource<DbCredential>();
        Task asking = instance.Client.VerifyAsync(instance, new CallContext { ResolveSecret = _ => typed.Task });
        var hasty = new CallContext { ResolveSecret = _ => Task.FromResult(_key), Timeout = TimeSpan.FromSeconds(0.2) };
        Assert.Equal(DbErrorId.InstanceBusy, (await Probe.ErrorAsync(() => instance.Client.VerifyAsync(instance, hasty))).ErrorId);
        Assert.Empty(stub.Requests);
        typed.SetResult(_key);
        await asking;
        Assert.Single(stub.Requests);
    }

    [Fact]
    public async Task A_plan_needs_no_secret()
    {
        using var stub = new Stub(Answer);
        DbInstance instance = Named(stub);
        await instance.PlanAsync(new RemoveAccount(new DbAccountIdentity("app@%")), new CallContext());
        Assert.Empty(stub.Requests);
    }

    [Fact]
    public async Task A_secret_that_nobody_can_read_is_an_error_each_time()
    {
        using var stub = new Stub(Answer);
        DbInstance instance = Named(stub);
        DbAccountsException error = await Probe.ErrorAsync(() => instance.Client.VerifyAsync(instance, new CallContext()));
        Assert.Equal(DbErrorId.SecretNotFound, error.ErrorId);
        await Probe.ErrorAsync(() => instance.Client.VerifyAsync(instance, new CallContext { ResolveSecret = name => throw DbError.SecretNotFound(name, "gone") }));
        await instance.Client.VerifyAsync(instance, new CallContext { ResolveSecret = _ => Task.FromResult(_key) });
        Assert.Single(stub.Requests);
    }

    [Theory]
    [MemberData(nameof(Unfit))]
    public async Task A_secret_of_another_form_is_refused_without_its_content(string service, object secret)
    {
        using var stub = new Stub(Answer);
        DbInstance instance = Named(stub, service);
        DbAccountsException error = await Probe.ErrorAsync(() => instance.Client.VerifyAsync(instance, new CallContext { ResolveSecret = _ => Task.FromResult((DbCredential)secret) }));
        Assert.Equal(DbErrorId.SecretInvalid, error.ErrorId);
        Assert.DoesNotContain("Canary", error.ToString(), StringComparison.Ordinal);
        Assert.Empty(stub.Requests);
    }

    public static IEnumerable<object[]> Unfit()
    {
        yield return ["TencentMySql", new DbCredential(null, null, Secret.From("Canary-Token"))];
        yield return ["TencentMySql", new DbCredential("id", null)];
        yield return ["ChronusDB", new DbCredential("id", Secret.From(""))];
        yield return ["Ddm", new DbCredential("id", null, null)];
        yield return ["Ddm", new DbCredential(null, null, Secret.From("Canary-Tok\u00e9n"))];
        yield return ["TencentMySql", new DbCredential("Canary\nid", Secret.From("Canary"))];
    }

    [Fact]
    public async Task Keys_that_a_tool_has_renewed_in_its_file_are_read_again_when_the_old_ones_are_refused()
    {
        using var around = new Around();
        around.WithFile(".tencentcloud/credentials", "[default]\nsecret_id=old\nsecret_key=k\ntoken=t\n");
        using var stub = new Stub(request => request.Headers["Authorization"].Contains("Credential=old/", StringComparison.Ordinal) ? Refusal : Answer);
        DbInstance instance = around.Connect("TencentMySql", o => o with { Region = "r", Endpoint = stub.Endpoint });
        DbAccountsException error = await Probe.ErrorAsync(() => instance.Client.VerifyAsync(instance, new CallContext()));
        Assert.Equal(DbErrorId.AuthenticationFailed, error.ErrorId);
        Assert.Contains(".tencentcloud", error.RecommendedAction, StringComparison.Ordinal);
        // The same key is not tried twice.
        Assert.Single(stub.Requests);

        around.WithFile(".tencentcloud/credentials", "[default]\nsecret_id=new\nsecret_key=k\ntoken=t2\n");
        await instance.Client.VerifyAsync(instance, new CallContext());
        Assert.Equal("new", instance.KeyId);
        Assert.Equal("t2", stub.Requests[^1].Headers["X-TC-Token"]);

        // Nor is one used that can't be signed with.
        using var refusing = new Stub(Refusal);
        instance = around.Connect("TencentMySql", o => o with { Region = "r", Endpoint = refusing.Endpoint });
        around.WithFile(".tencentcloud/credentials", "[default]\nsecret_id=n\u00e9w\nsecret_key=k\n");
        Assert.Equal(DbErrorId.AuthenticationFailed, (await Probe.ErrorAsync(() => instance.Client.VerifyAsync(instance, new CallContext()))).ErrorId);
        Assert.Single(refusing.Requests);

        // A file that is broken by then doesn't hide the refusal.
        around.WithFile(".tencentcloud/credentials", "[default]\nsecret_id=new\nsecret_key=k\n");
        instance = around.Connect("TencentMySql", o => o with { Region = "r", Endpoint = refusing.Endpoint });
        around.WithFile(".tencentcloud/credentials", "broken");
        Assert.Equal(DbErrorId.AuthenticationFailed, (await Probe.ErrorAsync(() => instance.Client.VerifyAsync(instance, new CallContext()))).ErrorId);
    }

    [Fact]
    public async Task A_secret_that_was_changed_in_its_vault_is_read_again_once()
    {
        int asked = 0;
        using var stub = new Stub(Refusal);
        DbInstance instance = Named(stub);
        var context = new CallContext { ResolveSecret = _ => Task.FromResult(_key with { KeyId = "id" + Interlocked.Increment(ref asked) }) };
        await Probe.ErrorAsync(() => instance.Client.VerifyAsync(instance, context));
        Assert.Equal(2, asked);
        Assert.Equal(2, stub.Requests.Count);
    }

    private static DbInstance Named(Stub stub, string service = "TencentMySql") => DbInstance.Connect(
        Connected.Options(service) with { Endpoint = stub.Endpoint, Credential = DbCredential.None, SecretName = "shop-key", Vault = "ops" });
}
