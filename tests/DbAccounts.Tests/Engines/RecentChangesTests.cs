using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using System.Threading.Tasks;
using DbAccounts.Changes;
using DbAccounts.Engines;
using DbAccounts.Engines.Delivery;
using DbAccounts.Execution;
using DbAccounts.Model;
using DbAccounts.Tests.Support;
using Xunit;

namespace DbAccounts.Tests.Engines;

/// <summary>What is remembered of a change afterwards.</summary>
public sealed class RecentChangesTests
{
    private const string Password = "Remembered_7k@";

    [Theory]
    [ClassData(typeof(ServiceData))]
    public async Task No_password_is_kept_when_a_change_is_over(string service)
    {
        using var stub = new Stub(Answers.Accepted(service));
        DbInstance instance = Connected.To(service, stub);
        Secret password = Secret.From(Password);

        await instance.ChangeAsync(new CreateAccount("app")
        {
            Password = password,
            Privilege = service == "Ddm" ? ["SELECT"] : null,
        });

        object[] kept = [.. Reachable(typeof(RecentChanges).GetFields(BindingFlags.Static | BindingFlags.NonPublic).Select(field => field.GetValue(null)))];
        Assert.Contains(kept, one => one is DbAccountIdentity account && account.ToString() == "app" + (instance.Client.Info.HostIsIdentity ? "@%" : ""));
        Assert.DoesNotContain(kept, one => one is Secret secret && secret.Reveal(text => text == Password));
    }

    [Fact]
    public async Task A_change_that_shows_is_not_waited_for_and_a_removal_is()
    {
        bool isRemoved = false;
        int reads = 0;
        using var stub = new Stub(request =>
        {
            isRemoved |= request.Method == "DELETE";
            // Reading lags behind the removal.
            return request.Method != "GET" ? "{ }"
                : isRemoved && ++reads > 1 ? """{"total":0,"users":[]}""" : Answers.DdmUsers("app", ["SELECT"], ["shop"]);
        });
        DbInstance instance = Connected.To("Ddm", stub);
        var context = new CallContext { Clock = new WaitedClock() };
        Task<DbAccount?> ReadAsync() => RecentChanges.ReadAfterAsync(
            instance, "app", async () => (await instance.AccountsAsync(context)).SingleOrDefault(), context);

        await instance.ChangeAsync(new ModifyAccount(new DbAccountIdentity("app")) { Privilege = ["SELECT"], Database = ["shop"] }, context);
        Assert.NotNull(await ReadAsync());
        Assert.Single(stub.Requests, request => request.Method == "GET");
        await instance.ChangeAsync(new RemoveAccount(new DbAccountIdentity("app")), context);

        Assert.Null(await ReadAsync());
        Assert.Equal(2, reads);
    }

    private static IEnumerable<object> Reachable(IEnumerable<object?> roots)
    {
        var seen = new HashSet<object>(ReferenceEqualityComparer.Instance);
        var left = new Stack<object?>(roots);
        while (left.Count > 0)
        {
            if (left.Pop() is not { } one || one is Type or MemberInfo or Pointer || !seen.Add(one))
            {
                continue;
            }

            yield return one;
            if (one is string or Secret || one.GetType().IsPrimitive)
            {
                continue;
            }

            foreach (object? item in one is IEnumerable list ? list : Array.Empty<object>())
            {
                left.Push(item);
            }

            for (Type? type = one.GetType(); type is not null; type = type.BaseType)
            {
                Array.ForEach(type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic), field => left.Push(field.GetValue(one)));
            }
        }
    }
}
