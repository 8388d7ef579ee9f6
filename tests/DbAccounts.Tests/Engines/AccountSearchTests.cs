using System;
using System.Threading.Tasks;
using DbAccounts.Engines;
using DbAccounts.Engines.Listing;
using DbAccounts.Errors;
using DbAccounts.Execution;
using DbAccounts.Model;
using DbAccounts.Tests.Support;
using Xunit;

namespace DbAccounts.Tests.Engines;

/// <summary>What may be meant by a name that is not there, from the service's list, or from what was seen where the service gives none.</summary>
public sealed class AccountSearchTests
{
    [Theory]
    [InlineData("apps", "app@%")]
    [InlineData("nobody", null)]
    public async Task Names_that_were_seen_are_near_where_no_list_is_told(string name, string? near)
    {
        using var stub = new Stub(_ => Answers.TencentError("AuthFailure.UnauthorizedOperation"));
        DbInstance instance = Connected.To("TencentMySql", stub);
        CallContext context = instance.Context() with { SeenAccounts = key => key == instance.Key ? ["app@%", "other@%"] : [] };
        DbAccountsException error = DbError.AccountNotFound(name + "@%", instance.Key);
        DbAccountsException told = await AccountSearch.ExplainAsync(instance, new DbAccountIdentity(name, "%"), error, context);
        Assert.Equal(near, told.Near);
        Assert.Equal(near is not null, told.Message.EndsWith($"did you mean '{near}'?", StringComparison.Ordinal));
    }
}
