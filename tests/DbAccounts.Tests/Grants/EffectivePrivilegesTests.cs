using System;
using System.Collections.Generic;
using System.Linq;
using DbAccounts.Grants;
using DbAccounts.Model;
using FsCheck.Fluent;
using Xunit;
using static DbAccounts.Tests.Support.Generators;

namespace DbAccounts.Tests.Grants;

/// <summary>What an account can do on an object, and by which grant.</summary>
public sealed class EffectivePrivilegesTests
{
    private static readonly PrivilegeCatalog _catalog = DbGrantDialect.MySql.Catalog();

    /// <summary>What is held; what is asked (objects; privileges); and what comes of it, as object, privileges, level and grant.</summary>
    public static TheoryData<string, string, string, string[]> Cases { get; } = new()
    {
        // Everything counts everywhere, with what means something there.
        { "SELECT, INSERT, PROCESS ON *.*", "shop", "", ["shop.*: INSERT, SELECT Global"] },
        { "ALL ON *.*", "shop", "INSERT, UPDATE, DELETE", ["shop.*: DELETE, INSERT, UPDATE Global"] },
        { "ALL ON *.*", "shop.orders(total)", "", ["shop.orders (total): INSERT, REFERENCES, SELECT, UPDATE Global"] },
        { "SELECT ON *.*; INSERT ON shop.*", "shop", "", ["shop.*: SELECT Global", "shop.*: INSERT Database"] },
        { "PROCESS ON *.*", "shop", "", [] },
        { "PROCESS ON *.*", "shop", "PROCESS", [] },

        // Of databases and patterns the most exact one, alone.
        { @"SELECT ON shop\_%.*", "shop_app", "", ["shop_app.*: SELECT Pattern"] },
        { @"SELECT ON shop\_%.*", "shop", "", [] },
        { @"ALL ON shop\_%.*; SELECT ON shop_app.*", "shop_app", "INSERT, SELECT", ["shop_app.*: SELECT Database"] },
        { @"ALL ON shop\_%.*; SELECT ON shop_app.*", "shop_b", "INSERT, SELECT", ["shop_b.*: INSERT, SELECT Pattern"] },
        { @"INSERT ON %.*; SELECT ON shop%.*; UPDATE ON shop\_%.*", "shop_app", "", ["shop_app.*: UPDATE Pattern"] },
        { @"INSERT ON %.*; SELECT ON shop%.*; UPDATE ON shop\_%.*", "shops", "", ["shops.*: SELECT Pattern"] },
        { @"INSERT ON %.*; SELECT ON shop%.*; UPDATE ON shop\_%.*", "crm", "", ["crm.*: INSERT Pattern"] },
        { "INSERT ON PATTERN shop_.*; SELECT ON shop%.*", "shops", "", ["shops.*: SELECT Pattern", "shops.*: INSERT Pattern"] },
        { @"DELETE ON *.*; ALL ON shop\_%.*; USAGE ON shop_app.* WITH GRANT OPTION", "shop_app", "DELETE", ["shop_app.*: DELETE Global"] },

        // Tables and columns add to that, and are parts of a database.
        {
            @"ALL ON shop\_%.*; SELECT ON shop_a.*; INSERT, SELECT ON shop_a.orders", "shop_a", "INSERT, SELECT",
            ["shop_a.*: SELECT Database", "shop_a.orders: INSERT, SELECT Table"]
        },
        { "SELECT ON shop.orders; UPDATE (total) ON shop.orders", "shop.orders", "", ["shop.orders: SELECT Table", "shop.orders (total): UPDATE Column"] },
        { "SELECT ON shop.orders; UPDATE (total) ON shop.orders", "shop.orders(total)", "", ["shop.orders (total): SELECT Table", "shop.orders (total): UPDATE Column"] },
        { "SELECT ON shop.orders", "shop.orders(total)", "UPDATE", [] },
        { "SELECT ON shop.orders", "shop.customers", "", [] },
        { "SELECT ON shop.orders", "crm", "", [] },
        { "CREATE ROUTINE, SELECT ON shop.*", "shop.orders", "", ["shop.orders: SELECT Database"] },

        // Routines are parts of a database, and of no table.
        { "EXECUTE ON PROCEDURE shop.refund", "shop", "", ["PROCEDURE shop.refund: EXECUTE Routine"] },
        { "EXECUTE ON PROCEDURE shop.refund", "shop.refund", "", [] },

        // Who may hand on what he has.
        { "SELECT ON shop.* WITH GRANT OPTION", "shop.orders", "", ["shop.orders: GRANT OPTION, SELECT Database"] },
        { "SELECT ON shop.* WITH GRANT OPTION", "shop", "grant option", ["shop.*: GRANT OPTION Database"] },

        // What nobody has documented may mean something everywhere; what is documented elsewhere only does not.
        { "MYSTERY ON *.*", "shop", "", ["shop.*: MYSTERY Global"] },

        // Without an object, each as it was granted.
        {
            @"ALL ON shop\_%.*; SELECT ON shop_app.*; EXECUTE ON FUNCTION shop.f; ROLE reader; PROXY ON root@%", "", "SELECT, EXECUTE, PROXY, ROLE",
            [@"shop\_%.*: EXECUTE, SELECT Pattern", "shop_app.*: SELECT Database", "FUNCTION shop.f: EXECUTE Routine", "ROLE reader: ROLE Role", "root@%: PROXY Proxy"]
        },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Each_grant_gives_what_the_server_takes_it_for(string held, string objects, string privileges, string[] expected)
    {
        Assert.Equal(expected.Order(), Ask(Set(held), objects, privileges).Order());
    }

    [Theory]
    [InlineData("ALL ON *.*")]
    [InlineData(@"INSERT, SELECT ON shop\_%.* WITH GRANT OPTION")]
    [InlineData("UPDATE (total) ON shop.orders")]
    public void The_grant_is_told_as_it_stands(string grant)
    {
        HeldAccess access = Assert.Single(new EffectivePrivileges(_catalog).Of(Set(grant), new AccessQuestion()));
        Assert.Equal(grant, access.Grant);
        Assert.Equal(Set(grant), GrantText.Parse(access.Grant));
    }

    [Fact]
    public void Roles_give_what_they_hold_and_a_circle_of_them_has_an_end()
    {
        var roles = new Dictionary<string, DbPrivilegeSet>
        {
            ["reader"] = Set("SELECT ON shop.*; ROLE writer"),
            ["writer"] = Set(@"INSERT ON shop%.*; SELECT ON crm.*; ROLE reader"),
        };
        string[] found = [.. new EffectivePrivileges(_catalog, roles)
            .Of(Set("ROLE reader; ROLE nobody; UPDATE ON shop.*"), new AccessQuestion(null, [new DbPrivilegeTarget("shop")]))
            .Select(one => $"{one.Via} {one.Role}: {one.Grant}")];
        // Each holder for itself: that the reader's grant on shop is more exact does not take the writer's away.
        Assert.Equal(["Database : UPDATE ON shop.*", "Role reader: SELECT ON shop.*", "Role writer: INSERT ON shop%.*"], found);
    }

    [Theory]
    [InlineData("shop_app", "PATTERN shop_app.*", @"shop\_%.*")]
    [InlineData("shop_app", "PATTERN shop__pp.*", @"shop\_%.*")]
    [InlineData("shop_app", "PATTERN ________.*", @"shop\_ap%.*")]
    [InlineData("shop_app", "`sh%app`.*", "shop%.*")]
    [InlineData("shop_app", "`_______%`.*", @"shop\_a%.*")]
    [InlineData("shop_app", "`s_%`.*", "`%s%h%`.*")]
    [InlineData("shop_app", "`sh%`.*", "`s%a%`.*")]
    [InlineData("shop_app", "`%p`.*", "`s%`.*")]
    [InlineData("shop_app", "shop_app.*", "PATTERN shop_app.*")]
    public void MariaDB_takes_the_pattern_that_says_most(string database, string exact, string other)
    {
        var effective = new EffectivePrivileges(DbGrantDialect.MariaDb.Catalog());
        DbPrivilegeSet held = Set($"SELECT ON {exact}; INSERT ON {other}");

        Assert.Equal(["SELECT"], effective.On(held, new DbPrivilegeTarget(database)));
    }

    [Fact]
    public void On_MariaDB_the_roles_in_a_role_hide_each_others_grants_on_databases_and_not_the_accounts()
    {
        var roles = new Dictionary<string, DbPrivilegeSet>
        {
            ["outer"] = Set("SELECT ON shop.*; ROLE inner"),
            ["inner"] = Set("INSERT ON shop%.*; DELETE ON shop.orders"),
        };
        var held = Set("ROLE outer; UPDATE ON shop%.*");

        Assert.Equal(
            ["DELETE", "SELECT", "UPDATE"],
            new EffectivePrivileges(DbGrantDialect.MariaDb.Catalog(), roles).On(held, new DbPrivilegeTarget("shop", "orders")));
        Assert.Equal(
            ["DELETE", "INSERT", "SELECT", "UPDATE"],
            new EffectivePrivileges(DbGrantDialect.MySql.Catalog(), roles).On(held, new DbPrivilegeTarget("shop", "orders")));
    }

    [Fact]
    public void Who_may_only_hand_a_role_on_has_nothing_of_it()
    {
        var roles = new Dictionary<string, DbPrivilegeSet> { ["reader"] = Set("SELECT ON shop.*") };
        var held = DbPrivilegeSet.Of([DbPrivilegeTarget.OfRole("reader")], ["GRANT OPTION"]);
        Assert.Empty(new EffectivePrivileges(_catalog, roles).Of(held, new AccessQuestion(null, [new DbPrivilegeTarget("shop")])));
    }

    [Fact]
    public void A_grant_gives_what_it_covers_unless_a_more_exact_one_hides_it() => ForAll(
        from held in GrantSets.All from asked in GrantSets.All select (held, asked),
        sets =>
        {
            var effective = new EffectivePrivileges(PrivilegeCatalog.None);
            foreach (DbPrivilegeTarget target in sets.held.Targets.Concat(sets.asked.Targets).Where(IsObject))
            {
                DbPrivilegeTarget[] counting = [.. effective.MostExact(sets.held, target.Database!)];
                DbPrivilegeTarget[] covering = [.. sets.held.Targets.Where(granted => granted.Covers(target)
                    && (granted.Level is not (DbPrivilegeLevel.Database or DbPrivilegeLevel.Pattern) || counting.Contains(granted)))];
                IReadOnlyCollection<string> found = effective.On(sets.held, target);
                Assert.Equal(covering.SelectMany(granted => sets.held[granted]).Distinct().Order(StringComparer.Ordinal), found);
                // What is held on the object itself is never hidden.
                Assert.Empty(sets.held[target].Except(found));
                Assert.True(counting.Length > 0 || !sets.held.Targets.Any(granted => granted.Level == DbPrivilegeLevel.Database && granted.Covers(target)));
            }

            return true;
        });

    [Fact]
    public void What_is_told_of_an_object_and_of_its_grants_is_the_same() => ForAll(GrantSets.All, held =>
    {
        var effective = new EffectivePrivileges(_catalog);
        foreach (DbPrivilegeTarget target in held.Targets.Where(IsObject))
        {
            Assert.Equal(effective.On(held, target), effective.Of(held, new AccessQuestion(null, [target])).Where(one => one.Object == target)
                .SelectMany(one => one.Privileges).Distinct().Order(StringComparer.Ordinal));
        }

        return true;
    });

    [Theory]
    // A first grant on the database takes the place of the pattern's there.
    [InlineData(@"INSERT, SELECT ON shop\_%.*", "SELECT ON shop_a.*", @"shop\_%.* behind shop_a.*: INSERT")]
    [InlineData(@"INSERT, SELECT ON shop\_%.*", "INSERT, SELECT ON shop_a.*", "")]
    [InlineData(@"INSERT, SELECT ON shop\_%.*; UPDATE ON shop_a.*", "SELECT ON shop_a.*", "")]
    [InlineData(@"INSERT, SELECT ON shop\_%.*; INSERT ON *.*", "SELECT ON shop_a.*", "")]
    [InlineData(@"INSERT, SELECT ON shop\_%.*", "SELECT ON shops.*", "")]
    [InlineData(@"INSERT, SELECT ON shop\_%.*", "SELECT ON shop_a.orders", "")]
    // So does one on a more exact pattern, and the least exact that was hidden before is not lost now.
    [InlineData(@"INSERT ON shop%.*; DELETE ON %.*", @"SELECT ON shop\_a%.*", @"shop%.* behind shop\_a%.*: INSERT")]
    [InlineData(@"INSERT ON shop\_a%.*", @"SELECT ON shop%.*", "")]
    public void A_grant_may_hide_what_a_pattern_gives(string held, string made, string hidden) => Assert.Equal(
        hidden,
        string.Join("; ", new EffectivePrivileges(_catalog).Hidden(Set(held), Set(made))
            .Select(one => $"{one.Pattern} behind {one.By}: {string.Join(", ", one.Lost)}")));

    private static bool IsObject(DbPrivilegeTarget target) => target.Database is not null && target.Level != DbPrivilegeLevel.Pattern;

    private static DbPrivilegeSet Set(string text) => GrantText.Parse(text);

    private static IEnumerable<string> Ask(DbPrivilegeSet held, string objects, string privileges) =>
        new EffectivePrivileges(_catalog).Of(held, new AccessQuestion(
                privileges.Length == 0 ? null : privileges.Split(','), objects.Length == 0 ? null : [Target(objects)]).In(_catalog))
            .Select(one => $"{one.Object}: {string.Join(", ", one.Privileges)} {one.Via}");

    private static DbPrivilegeTarget Target(string text)
    {
        string[] parts = text.Split('.', '(', ')');
        return new DbPrivilegeTarget(parts[0], parts.ElementAtOrDefault(1), parts.ElementAtOrDefault(2));
    }
}
