using DbAccounts.Changes;
using DbAccounts.Model;
using DbAccounts.Tests.Support;
using Xunit;

namespace DbAccounts.Tests.Rules;

/// <summary>Names of objects that hardly mean what they say, on both sides of where that stops.</summary>
public sealed class WrittenNameTests
{
    private static readonly DbAccountIdentity _app = new("app1", "%");

    [Theory]
    [InlineData("shop.orders", "Database is 'shop.orders', which may be one name with a dot in it, or two names")]
    [InlineData("`shop`", "Database is `shop` with quotes around it, and a name must be written without: shop")]
    [InlineData("'shop'", "a name must be written without: shop")]
    [InlineData("shop.*", "Database must be the name of a database alone, shop, not 'shop.*'")]
    [InlineData("shop", null)]
    [InlineData("my shop", null)]
    [InlineData("shop.", null)]
    [InlineData(".shop", null)]
    [InlineData("shop`s", null)]
    [InlineData("``", null)]
    public void Of_databases(string name, string? words)
    {
        foreach (string service in new[] { "TencentMySql", "MySql" })
        {
            Check.Is(words, service, Check.Good(service) with { Privilege = ["SELECT"], Database = [name] });
            var grant = new ChangePrivilege(OperationKind.GrantPrivilege, _app, DbPrivilegeSet.Of([new DbPrivilegeTarget(name)], ["SELECT"]));
            Check.Is(words, service, grant);
            Check.Is(name.Contains('*') && service == "TencentMySql" ? words : null, service, grant with { NamesAreExact = true });
        }
    }

    [Theory]
    [InlineData("shop.orders", "Table is 'shop.orders'")]
    [InlineData("`orders`", "must be written without: orders")]
    [InlineData("orders", null)]
    public void Of_tables(string name, string? words) => Check.Is(words, "TencentMySql", new ChangePrivilege(
        OperationKind.RevokePrivilege, _app, DbPrivilegeSet.Of([new DbPrivilegeTarget("shop", name)], ["SELECT"])));

    [Theory]
    [InlineData("orders.id", "Column is 'orders.id'")]
    [InlineData("id", null)]
    public void Of_columns(string name, string? words) => Check.Is(words, "TencentMySql", new ChangePrivilege(
        OperationKind.SetPrivilege, _app, DbPrivilegeSet.Of([new DbPrivilegeTarget("shop", "orders", name)], ["SELECT"])));

    [Fact]
    public void A_service_without_tables_judges_a_dot_itself()
    {
        Check.Is(null, "MySqlPlus", Check.Good("MySqlPlus") with { Database = ["shop.orders"] });
        Check.Is("must be written without: shop", "MySqlPlus", Check.Good("MySqlPlus") with { Database = ["`shop`"] });
    }
}
