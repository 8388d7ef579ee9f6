using System.Linq;
using DbAccounts.Grants;
using DbAccounts.Model;
using DbAccounts.Tests.Support;
using Xunit;
using static DbAccounts.Tests.Support.Generators;

namespace DbAccounts.Tests.Grants;

public sealed class GrantTextTests
{
    [Theory]
    [InlineData("select, insert on shop.orders", "INSERT, SELECT ON shop.orders")]
    [InlineData("SELECT (name, id) ON shop.orders", "SELECT (id, name) ON shop.orders")]
    [InlineData("all privileges on shop.*", "ALL ON shop.*")]
    [InlineData("ALL ON *.* WITH GRANT OPTION", "ALL ON *.* WITH GRANT OPTION")]
    [InlineData("USAGE ON shop.* WITH GRANT OPTION", "USAGE ON shop.* WITH GRANT OPTION")]
    [InlineData("UPDATE (total), SELECT ON shop.orders WITH GRANT OPTION", "SELECT, UPDATE (total) ON shop.orders WITH GRANT OPTION")]
    [InlineData("UPDATE (total) ON shop.orders; SELECT ON shop.orders", "SELECT, UPDATE (total) ON shop.orders")]
    [InlineData("SELECT ON shop_app.*", "SELECT ON shop_app.*")]
    [InlineData(@"SELECT ON `shop\_app`.*", "SELECT ON shop_app.*")]
    [InlineData("SELECT ON `shop_app`.*", "SELECT ON shop_app.*")]
    [InlineData("SELECT ON 'shop_app'.*", "SELECT ON shop_app.*")]
    [InlineData("SELECT ON \"shop_app\".*", "SELECT ON shop_app.*")]
    [InlineData("SELECT ON PATTERN shop_app.*", "SELECT ON PATTERN shop_app.*")]
    [InlineData("SELECT ON pattern `shop_app`.*", "SELECT ON PATTERN shop_app.*")]
    [InlineData("SELECT ON PATTERN shop.*", "SELECT ON shop.*")]
    [InlineData("SELECT ON PATTERN `my-shop_`.*", "SELECT ON PATTERN `my-shop_`.*")]
    [InlineData(@"SELECT ON PATTERN shop\_%.*", @"SELECT ON shop\_%.*")]
    [InlineData("SELECT ON pattern.*", "SELECT ON pattern.*")]
    [InlineData("SELECT ON pattern.pattern", "SELECT ON pattern.pattern")]
    [InlineData("SELECT ON PATTERN pattern.*", "SELECT ON pattern.*")]
    [InlineData("SELECT ON `my-shop_1`.*", "SELECT ON `my-shop_1`.*")]
    [InlineData(@"SELECT ON `100\%`.*", @"SELECT ON 100\%.*")]
    [InlineData("SELECT ON `*`.*", "SELECT ON `*`.*")]
    [InlineData(@"SELECT ON shop\_%.*", @"SELECT ON shop\_%.*")]
    [InlineData(@"SELECT ON `shop\_%`.*", @"SELECT ON shop\_%.*")]
    [InlineData("SELECT ON my-shop.*", "SELECT ON `my-shop`.*")]
    [InlineData("SELECT ON `a``b`.`c``d`", "SELECT ON `a``b`.`c``d`")]
    [InlineData("EXECUTE ON PROCEDURE shop.refund", "EXECUTE ON PROCEDURE shop.refund")]
    [InlineData("execute on package body shop.p", "EXECUTE ON PACKAGE BODY shop.p")]
    [InlineData("ROLE reader", "ROLE reader")]
    [InlineData("role 'reader'@'%' with admin option", "ROLE reader WITH ADMIN OPTION")]
    [InlineData("admin option for role `my role`", "ADMIN OPTION FOR ROLE `my role`")]
    [InlineData("admin option for role reader; role reader", "ROLE reader WITH ADMIN OPTION")]
    [InlineData("PROXY ON app@10.0.%", "PROXY ON app@10.0.%")]
    [InlineData("BACKUP_ADMIN, SELECT ON *.*", "BACKUP_ADMIN, SELECT ON *.*")]
    [InlineData("SELECT ON procedure.t", "SELECT ON `procedure`.t")]
    [InlineData("  ", "")]
    public void A_grant_has_one_canonical_text(string text, string canonical)
    {
        Assert.Equal(canonical, GrantText.Parse(text).ToString());
        Assert.Equal(canonical, GrantText.Parse(canonical).ToString());
    }

    [Fact]
    public void A_name_means_the_same_between_quotes_of_any_kind_and_without() => ForAll(
        FsCheck.Fluent.Gen.Elements("shop", "shop_app", "a%", "shop\\_%", "a\\_b", "PATTERN_", "_", "%", "x\\%y"),
        name => new[] { "`{0}`", "'{0}'", "\"{0}\"" }.All(quotes => GrantText.Parse($"SELECT ON {string.Format(System.Globalization.CultureInfo.InvariantCulture, quotes, name)}.*")
            .Equals(GrantText.Parse($"SELECT ON {name}.*"))));

    [Fact]
    public void What_is_printed_is_read_as_the_same() => ForAll(
        GrantSets.WithPartialRevokes, set => GrantText.Parse(set.ToString()).Equals(set) && set.ToTexts().All(GrantText.IsGrant));

    [Fact]
    public void Each_privilege_object_reads_as_what_it_is() => ForAll(
        GrantSets.All,
        set => DbPrivilegeSet.Of(set.ToPrivileges(new DbPrivilege { Account = "app@%" })).Equals(set)
            && set.ToPrivileges(new DbPrivilege { Account = "app@%" }).All(one => GrantText.Parse(one.ToString()).Equals(DbPrivilegeSet.Of([one]))));

    [Theory]
    [InlineData("SELECT", 1, 7)]
    [InlineData("SELECT ON shop", 1, 15)]
    [InlineData("SELECT ON\n  shop.* nonsense", 2, 10)]
    [InlineData("SELECT (id) ON shop.*", 1, 22)]
    [InlineData("SELECT ON shop.`orders", 1, 16)]
    [InlineData("ON shop.*", 1, 1)]
    [InlineData("SELECT ON *", 1, 12)]
    [InlineData("SELECT ON PATTERN shop_.orders", 1, 25)]
    [InlineData("SELECT ON PATTERN *.*", 1, 19)]
    public void What_can_t_be_read_is_told_with_its_place(string text, int line, int column)
    {
        GrantSyntaxException error = Assert.Throws<GrantSyntaxException>(() => GrantText.Parse(text));
        Assert.Equal((line, column), (error.Line, error.Column));
        Assert.Contains("must stand there", error.Message);
    }
}
