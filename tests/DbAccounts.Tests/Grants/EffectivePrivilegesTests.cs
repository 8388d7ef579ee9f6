using System;
using System.Collections.Generic;
using System.Linq;
using DbAccounts.Grants;
using DbAccounts.Model;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Xunit;

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
        { "INSERT ON `shop_`.*; SELECT ON shop%.*", "shops", "", ["shops.*: SELECT Pattern", "shops.*: INSERT Pattern"] },
        { @"DELETE ON *.*; ALL ON shop\_%.*; GRANT OPTION ON shop_app.*", "shop_app", "DELETE", ["shop_app.*: DELETE Global"] },

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

    [Fact]
    public void Who_may_only_hand_a_role_on_has_nothing_of_it()
    {
        var roles = new Dictionary<string, DbPrivilegeSet> { ["reader"] = Set("SELECT ON shop.*") };
        var held = DbPrivilegeSet.Of([DbPrivilegeTarget.OfRole("reader")], ["GRANT OPTION"]);
        Assert.Empty(new EffectivePrivileges(_catalog, roles).Of(held, new AccessQuestion(null, [new DbPrivilegeTarget("shop")])));
    }

    [Property(MaxTest = 300)]
    public Property A_grant_gives_what_it_covers_unless_a_more_exact_one_hides_it() => Prop.ForAll(
        Arb.From(from held in GrantSets.All from one in GrantSets.All.Where(set => !set.IsEmpty) select (held.Union(one), one)), pair =>
        {
            (DbPrivilegeSet held, DbPrivilegeSet asked) = pair;
            var effective = new EffectivePrivileges(PrivilegeCatalog.None);
            foreach (DbPrivilegeTarget target in asked.Targets.Where(target => target.IsOfData && target.Level != DbPrivilegeLevel.Global && target.Level != DbPrivilegeLevel.Pattern))
            {
                IReadOnlyCollection<string> found = effective.On(held, target);
                DbPrivilegeTarget[] counting = [.. EffectivePrivileges.MostExact(held, target.Database!)];
                DbPrivilegeTarget[] covering = [.. held.Targets.Where(granted => granted.Covers(target)
                    && (granted.Level is not (DbPrivilegeLevel.Database or DbPrivilegeLevel.Pattern) || counting.Contains(granted)))];
                Assert.Equal(covering.SelectMany(granted => held[granted]).Distinct().Order(StringComparer.Ordinal), found);
                // What is held on the object itself is never hidden.
                Assert.Subset(found.ToHashSet(), held[target].ToHashSet());
            }
        });

    [Property(MaxTest = 300)]
    public Property What_is_told_of_an_object_and_of_its_grants_is_the_same() => Prop.ForAll(Arb.From(GrantSets.All), held =>
    {
        var effective = new EffectivePrivileges(_catalog);
        foreach (DbPrivilegeTarget target in held.Targets.Where(target => target.Database is not null && target.Level != DbPrivilegeLevel.Pattern))
        {
            string[] told = [.. effective.Of(held, new AccessQuestion(null, [target])).Where(one => one.Object == target)
                .SelectMany(one => one.Privileges).Distinct().Order(StringComparer.Ordinal)];
            Assert.Equal(effective.On(held, target), told);
        }
    });

    private static DbPrivilegeSet Set(string text) => GrantText.Parse(text);

    private static IEnumerable<string> Ask(DbPrivilegeSet held, string objects, string privileges) =>
        new EffectivePrivileges(_catalog).Of(held, new AccessQuestion(
                privileges.Length == 0 ? null : privileges.Split(','), objects.Length == 0 ? null : [Target(objects)]).In(_catalog, false))
            .Select(one => $"{one.Object}: {string.Join(", ", one.Privileges)} {one.Via}");

    private static DbPrivilegeTarget Target(string text)
    {
        string[] parts = text.Split('.', '(', ')');
        return new DbPrivilegeTarget(parts[0], parts.ElementAtOrDefault(1), parts.ElementAtOrDefault(2));
    }
}
