using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using DbAccounts.Changes;
using DbAccounts.Credentials;
using DbAccounts.Engines;
using DbAccounts.Model;
using DbAccounts.Tests.Support;
using Xunit;

namespace DbAccounts.Tests.Model;

/// <summary>What tells one instance, and one connection of it, from another.</summary>
public sealed class DbInstanceNameTests
{
    private static readonly DbInstanceOptions _options = Connected.Options("Ddm") with { Endpoint = new Uri("https://ddm.example.com") };

    [Theory]
    [InlineData("https://cdb.tencentcloudapi.com", "https://cdb.tencentcloudapi.com/", true)]
    [InlineData("https://CDB.tencentcloudapi.com:443", "https://cdb.tencentcloudapi.com", true)]
    [InlineData("https://somebody:key@example.com", "https://example.com", true)]
    [InlineData("https://example.com/iaas/", "https://example.com/iaas", true)]
    [InlineData("https://example.com/iaas", "https://example.com", false)]
    [InlineData("https://example.com:8443", "https://example.com", false)]
    [InlineData("http://127.0.0.1:1", "http://127.0.0.1:2", false)]
    [InlineData("http://127.0.0.1", "https://127.0.0.1", false)]
    public void An_address_is_compared_by_what_it_reaches(string one, string other, bool same)
    {
        string written = DbInstanceName.EndpointText(new Uri(one));
        Assert.Equal(same, written == DbInstanceName.EndpointText(new Uri(other)));
        Assert.DoesNotContain("key", written, StringComparison.Ordinal);
        Assert.Equal(written, DbInstanceName.EndpointText(new Uri(written)));
    }

    [Fact]
    public void An_instance_is_its_service_id_and_address()
    {
        var name = new DbInstanceName("Ddm", "in-A", "https://a");
        Assert.Equal(name, new DbInstanceName("Ddm", "IN-a", "https://a"));
        Assert.Equal(name.GetHashCode(), new DbInstanceName("Ddm", "IN-a", "https://a").GetHashCode());
        Assert.NotEqual(name, name with { Service = "ChronusDB" });
        Assert.NotEqual(name, name with { InstanceId = "in-B" });
        Assert.NotEqual(name, name with { Endpoint = "https://b" });
        Assert.NotEqual(name, name with { Endpoint = null });
    }

    [Fact]
    public void A_connection_is_also_its_region_project_and_key()
    {
        DbConnectionName Name(DbInstanceOptions options) => DbInstance.Connect(options).Connection;
        DbInstanceOptions token = _options with { Credential = new(null, null, Secret.From("token one")) };
        DbInstanceOptions secret = _options with { Credential = new(null, null), SecretName = "one" };
        DbInstanceOptions[] all =
        [
            _options,
            _options with { Region = "cn-east-3" },
            _options with { ProjectId = "0000" },
            _options with { Endpoint = new Uri("https://ddm.example.org") },
            _options with { Credential = _options.Credential with { KeyId = "ANOTHERKEY" } },
            _options with { IamDomain = "shop" },
            token,
            token with { Credential = new(null, null, Secret.From("token two")) },
            secret,
            secret with { SecretName = "two" },
            secret with { Vault = "ops" },
        ];
        Assert.Equal(all.Length, all.Select(Name).Distinct().Count());
        foreach (DbInstanceOptions one in all)
        {
            Assert.Equal(Name(one), Name(one with { Region = one.Region + "" }));
        }

        // The same key with another secret half is the same key: one of them was mistyped.
        Assert.Equal(Name(_options), Name(_options with { Credential = _options.Credential with { SecretKey = Secret.From("another") } }));
        Assert.DoesNotContain("token", Name(token).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_source_is_the_same_where_all_that_is_known_of_it_is()
    {
        CredentialSource Source(DbCredential credential) => DbInstance.Connect(_options with { Credential = credential }).Source;
        CredentialSource one = Source(new("KEY", Secret.From("one")));
        Assert.True(one.IsSameAs(Source(new("KEY", Secret.From("one")))));
        Assert.False(one.IsSameAs(Source(new("KEY", Secret.From("two")))));
        Assert.False(one.IsSameAs(Source(new("OTHER", Secret.From("one")))));
    }

    [Theory]
    [ClassData(typeof(ServiceData))]
    public async Task What_a_service_returns_says_where_it_is(string service)
    {
        using var stub = new Stub(Answers.Accepted(service));
        DbInstance instance = Connected.To(service, stub);
        IReadOnlyList<DbJob> jobs = await instance.ChangeAsync(new CreateAccount("app")
        {
            Password = Secret.From("Remembered_7k@"),
            Privilege = service == "Ddm" ? ["SELECT"] : null,
        });
        Assert.NotEmpty(jobs);
        foreach (DbJob job in jobs)
        {
            Assert.Equal(instance.Key, new DbInstanceName(job.Service, job.InstanceId, job.Endpoint));
            Assert.Equal(instance.Connection, job.Connection);
            Assert.Equal(job.Endpoint, job.With(DbJobState.Failed, null, null, null).Endpoint);
        }
    }
}
