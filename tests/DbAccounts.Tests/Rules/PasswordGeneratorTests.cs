using System.Collections.Generic;
using System.Linq;
using DbAccounts.Engines;
using DbAccounts.Errors;
using DbAccounts.Model;
using DbAccounts.Tests.Support;
using Xunit;

namespace DbAccounts.Tests.Rules;

public sealed class PasswordGeneratorTests
{
    [Theory]
    [ClassData(typeof(ServiceData))]
    public void A_thousand_passwords_keep_the_services_rules_and_differ(string service)
    {
        var seen = new HashSet<string>();
        for (int i = 0; i < 1000; i++)
        {
            Secret password = ServiceCatalog.NewPassword(Connected.Client(service));
            Check.Is(null, service, Check.Good(service) with { Password = password });
            Assert.Equal(20, password.Length);
            Assert.True(seen.Add(password.Reveal(text => text)));
        }
    }

    [Fact]
    public void A_password_for_no_service_in_particular_is_accepted_by_all()
    {
        for (int i = 0; i < 200; i++)
        {
            Secret password = ServiceCatalog.NewPassword(null);
            Assert.All(Connected.Services, service => Check.Is(null, service, Check.Good(service) with { Password = password }));
        }
    }

    [Theory]
    [InlineData("MySqlPlus", 8, 32)]
    [InlineData("MySqlPlusAnalysis", 8, 32)]
    [InlineData("ChronusDB", 8, 128)]
    [InlineData("Ddm", 8, 32)]
    [InlineData("TencentMySql", 8, 64)]
    [InlineData(null, 8, 32)]
    public void A_length_within_the_services_bounds_is_made_and_another_is_invalid(string? service, int shortest, int longest)
    {
        IDbEngine? client = service is null ? null : Connected.Client(service);

        Assert.Equal(shortest, ServiceCatalog.NewPassword(client, shortest).Length);
        Assert.Equal(longest, ServiceCatalog.NewPassword(client, longest).Length);
        foreach (int length in new[] { shortest - 1, longest + 1, 0, -1 })
        {
            Assert.Equal(DbErrorId.InvalidInput, Assert.Throws<DbAccountsException>(() => ServiceCatalog.NewPassword(client, length)).ErrorId);
        }
    }
}
