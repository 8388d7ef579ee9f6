using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.Http;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using DbAccounts.Changes;
using DbAccounts.Engines;
using DbAccounts.Engines.Cloud.Http;
using DbAccounts.Engines.Cloud.HuaweiCloud;
using DbAccounts.Engines.Cloud.QingCloud;
using DbAccounts.Engines.Cloud.TencentCloud;
using DbAccounts.Errors;
using DbAccounts.Execution;
using DbAccounts.Model;
using DbAccounts.Tests.Support;
using Xunit;

namespace DbAccounts.Tests.Hostile;

/// <summary>Whatever a user writes arrives as it was written, in its place, or is refused before anything is sent.</summary>
public class HostileInputTests
{
    private const int CasesPerProvider = 10_000;
    private static readonly DateTimeOffset _now = new(2026, 6, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Tencent_bodies_hold_odd_values_as_they_are()
    {
        DbInstance instance = DbInstance.Connect(Connected.Options("TencentMySql"));
        var random = new Random(11);
        for (int i = 0; i < CasesPerProvider; i++)
        {
            string name = OddText.Combined(random), value = OddText.Combined(random);
            byte[] body = ParameterJson.Serialize(new Dictionary<string, object?> { ["User"] = name, ["Password"] = Secret.From(value) });
            using HttpRequestMessage message = new TencentCall(new TencentProduct("cdb", "2017-03-20"), "CreateAccounts", body).Sign(instance.Address, Connected.Options(instance.Service).Credential, _now);
            JsonElement sent = JsonDocument.Parse(await message.Content!.ReadAsByteArrayAsync()).RootElement;
            Assert.Equal(name, sent.GetProperty("User").GetString());
            Assert.Equal(value, sent.GetProperty("Password").GetString());
            Assert.Equal("/", message.RequestUri!.PathAndQuery);
        }
    }

    [Fact]
    public void QingCloud_queries_hold_odd_values_as_they_are()
    {
        DbInstance instance = DbInstance.Connect(Connected.Options("ChronusDB"));
        var random = new Random(12);
        for (int i = 0; i < CasesPerProvider; i++)
        {
            string value = OddText.Combined(random), secret = OddText.Combined(random);
            var call = new QingCloudCall("X", new Dictionary<string, string> { ["v"] = value }) { SecretParameter = ("s", () => secret) };
            using HttpRequestMessage message = call.Sign(instance.Address, Connected.Options(instance.Service).Credential, _now);
            // Read from the address as it goes over the wire; nothing but unreserved characters and escapes may be in it.
            string query = message.RequestUri!.PathAndQuery[(message.RequestUri.PathAndQuery.IndexOf('?', StringComparison.Ordinal) + 1)..];
            Assert.Matches(new Regex(@"\A(?:[A-Za-z0-9\-_.~&=]|%[0-9A-F]{2})*\z"), query);
            Dictionary<string, string> sent = query.Split('&').Select(pair => pair.Split('=')).ToDictionary(p => p[0], p => Uri.UnescapeDataString(p[1]));
            Assert.Equal(value, sent["v"]);
            Assert.Equal(secret, sent["s"]);
            Assert.Equal("/iaas/", message.RequestUri.AbsolutePath);
        }
    }

    [Fact]
    public void Huawei_paths_hold_odd_names_in_their_segment_alone()
    {
        DbInstance instance = DbInstance.Connect(Connected.Options("Ddm"));
        var random = new Random(13);
        for (int i = 0; i < CasesPerProvider; i++)
        {
            string name = OddText.Combined(random);
            var call = new HuaweiCall("DeleteDdmUser", HttpMethod.Delete, ["v3", "p", "instances", "i", "users", name, "password"]);
            HttpRequestMessage message;
            try
            {
                message = call.Sign(instance.Address, Connected.Options(instance.Service).Credential, _now);
            }
            catch (DbAccountsException e)
            {
                Assert.Equal(DbErrorId.InvalidInput, e.ErrorId);
                Assert.True(name is "." or "..", name);
                continue;
            }

            using (message)
            {
                string[] segments = message.RequestUri!.PathAndQuery.Split('/');
                Assert.Equal(8, segments.Length);
                Assert.Equal(name, Uri.UnescapeDataString(segments[6]));
                Assert.Equal("password", segments[7]);
            }
        }
    }

    public static TheoryData<string> Services => [.. Connected.Services];

    [Theory]
    [MemberData(nameof(Services))]
    public void The_rules_judge_odd_values_without_crashing_and_without_quoting_the_password(string service)
    {
        IDbEngine client = Connected.Client(service);
        var random = new Random(14);
        for (int i = 0; i < CasesPerProvider / 5; i++)
        {
            string password = OddText.Combined(random);
            var operation = new CreateAccount(OddText.Combined(random))
            {
                Password = Secret.From(password),
                AllowedHost = [OddText.Combined(random), OddText.Combined(random)],
                Database = [OddText.Combined(random)],
                AccountType = OddText.Combined(random),
                Privilege = [OddText.Combined(random)],
                Description = OddText.Combined(random),
                PasswordLifetime = random.Next(),
                MaxUserConnections = -random.Next(),
            };
            var violations = client.Check(operation);
            Assert.NotEmpty(violations);
            // What was written as another value too is no secret, with the quotes that it is told in.
            string[] others = [operation.Name, operation.AccountType!, operation.Privilege![0], operation.Database![0], .. operation.AllowedHost!];
            bool isTold = others.Any(other => $"'{other}'".Contains(password, StringComparison.Ordinal));
            Assert.All(violations, violation => Assert.True(
                password.Length < 12 || isTold || !violation.Message.Contains(password, StringComparison.Ordinal)));
        }
    }

    [Fact]
    public async Task Half_a_surrogate_pair_is_refused_where_it_stands()
    {
        DbInstance instance = DbInstance.Connect(Connected.Options("TencentMySql"));
        // Not as data of a theory: a test runner can't write such a text down either.
        foreach (CreateAccount operation in new[] { "a\uD800", "\uDC00b", "\uD800\uD800" }.SelectMany(odd => new[]
        {
            new CreateAccount(odd) { Password = Secret.From("abc12345") },
            new CreateAccount("app") { Password = Secret.From("abc12345" + odd) },
            new CreateAccount("app") { Password = Secret.From("abc12345"), Description = odd },
        }))
        {
            var context = new CallContext { SkipRuleCheck = true };
            DbAccountsException e = await Assert.ThrowsAsync<DbAccountsException>(() => instance.PlanAsync(operation, context));
            Assert.Equal(DbErrorId.InvalidInput, e.ErrorId);
        }
    }
}
