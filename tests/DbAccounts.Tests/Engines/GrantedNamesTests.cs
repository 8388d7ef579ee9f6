using System.Collections.Generic;
using System.Linq;
using DbAccounts.Engines.Listing;
using DbAccounts.Grants;
using DbAccounts.Model;
using Xunit;

namespace DbAccounts.Tests.Engines;

/// <summary>What is asked about and no grant names, where a grant names what is nearly it.</summary>
public sealed class GrantedNamesTests
{
    [Theory]
    [InlineData("shop", null, null, null)]
    [InlineData("SHOP", null, null, "shop")]
    [InlineData("shopp", null, null, "shop")]
    [InlineData("warehouse", null, null, null)]
    [InlineData("crm_eu", null, null, null)]
    [InlineData("shop", "orders", null, null)]
    [InlineData("shop", "Orders", null, "orders")]
    [InlineData("shop", "users", null, null)]
    [InlineData("other", "order", null, null)]
    [InlineData("shop", "orders", "TOTAL", null)]
    [InlineData("shop", "orders", "totl", "total")]
    public void AreOfferedForNothingElse(string database, string? table, string? column, string? meant)
    {
        var names = new GrantedNames();
        names.Keep(GrantText.Parse("SELECT ON shop.*; UPDATE (total) ON shop.orders; SELECT ON crm\\_%.*; SELECT ON other.*"), PrivilegeCatalog.None);

        Assert.Equal(meant, names.NearlyNamed([new DbPrivilegeTarget(database, table, column)]).Select(one => one.Meant).SingleOrDefault());
    }

    [Fact]
    public void HaveNoCaseWhereTheServiceHasNone()
    {
        var names = new GrantedNames();
        names.Keep(GrantText.Parse("SELECT ON shop.*"), new PrivilegeCatalog(new Dictionary<DbPrivilegeLevel, IReadOnlyList<string>>()) { Folding = NameFolding.Databases });

        Assert.Empty(names.NearlyNamed([new DbPrivilegeTarget("SHOP")]));
    }
}
