using System.Collections.Generic;
using System.Linq;
using DbAccounts.Engines.Delivery;
using DbAccounts.Model;
using Xunit;

namespace DbAccounts.Tests.Engines;

/// <summary>What a revoke takes away, and what is said of the rest. Objects are written as grants have them: <c>SELECT ON shop.orders</c>.</summary>
public sealed class RevokeEffectTests
{
    [Theory]
    // What is held there is taken away without a word.
    [InlineData("SELECT ON shop", "SELECT ON shop", "SELECT ON shop.*", null)]
    [InlineData("SELECT ON *", "SELECT ON *", "SELECT ON *.*", null)]
    [InlineData("SELECT ON shop.orders", "SELECT,INSERT ON shop.orders;SELECT ON other", "SELECT ON shop.orders", null)]
    [InlineData("SELECT ON shop.orders.id", "SELECT ON shop.orders.id", "SELECT (id) ON shop.orders", null)]
    // Not held at all.
    [InlineData("SELECT ON shop", "", "", "Nothing is revoked from 'app', as it does not hold SELECT ON shop.*.")]
    [InlineData("SELECT ON shop", "INSERT ON shop;SELECT ON other", "", "Nothing is revoked from 'app', as it does not hold SELECT ON shop.*.")]
    [InlineData("SELECT ON shop", "SELECT ON SHOP", "", "Nothing is revoked from 'app', as it does not hold SELECT ON shop.*.")]
    // A part.
    [InlineData("SELECT,INSERT ON shop", "SELECT ON shop", "SELECT ON shop.*", "'app' does not hold INSERT ON shop.*, so there is no such grant to revoke.")]
    // Held on something larger, which gives it all the same.
    [InlineData("SELECT ON shop", "SELECT,INSERT ON *", "",
        "Nothing is revoked from 'app', as it does not hold SELECT ON shop.*. 'app' can still do the same by SELECT ON *.*.")]
    [InlineData("SELECT ON shop", "SELECT ON *;SELECT ON shop", "SELECT ON shop.*", "'app' can still do the same by SELECT ON *.*.")]
    [InlineData("SELECT ON shop.orders.id", "SELECT ON shop.orders;SELECT ON shop.orders.id;SELECT ON shop.bills", "SELECT (id) ON shop.orders",
        "'app' can still do the same by SELECT ON shop.orders.")]
    [InlineData("SELECT ON shop", "ALL PRIVILEGES ON *;SELECT ON shop", "SELECT ON shop.*", "'app' can still do the same by ALL ON *.*.")]
    // Patterns give what they match, and names may be listed with the escapes of a pattern.
    [InlineData("SELECT ON shop_1", @"SELECT ON shop\_%;SELECT ON shop_1", "SELECT ON shop_1.*", @"'app' can still do the same by SELECT ON shop\_%.*.")]
    [InlineData("SELECT ON shops", @"SELECT ON shop\_%;SELECT ON shops", "SELECT ON shops.*", null)]
    [InlineData("SELECT ON shop.orders", "SELECT ON sh_p;SELECT ON shop.orders", "SELECT ON shop.orders", "'app' can still do the same by SELECT ON sh_p.*.")]
    [InlineData("SELECT ON shop_1", @"SELECT ON shop\_1", "SELECT ON shop_1.*", null)]
    // Everything that is held there holds each.
    [InlineData("SELECT ON shop", "ALL ON shop", "SELECT ON shop.*", null)]
    // Held on something smaller only.
    [InlineData("SELECT ON *", "SELECT ON shop;SELECT ON bills.may", "",
        "Nothing is revoked from 'app', as it does not hold SELECT ON *.*. 'app' still holds SELECT ON shop.*; SELECT ON bills.may: revoke it there, too.")]
    [InlineData("SELECT ON shop", "SELECT ON shop;SELECT ON shop.orders", "SELECT ON shop.*", null)]
    public void Of_a_revoke_is_what_is_held_on_that_very_object(string asked, string held, string taken, string? words)
    {
        var effect = new RevokeEffect("app", Set(asked), Set(held));

        Assert.Equal(taken, effect.Held.ToString());
        Assert.Equal(Set(asked), effect.Held.Union(effect.NotHeld));
        Assert.True(effect.Held.Intersect(effect.NotHeld).IsEmpty);
        Assert.Equal(words, effect.Words());
    }

    private static DbPrivilegeSet Set(string text) => DbPrivilegeSet.From(
        from grant in text.Split(';', System.StringSplitOptions.RemoveEmptyEntries)
        let parts = grant.Split(" ON ")
        let path = parts[1] == "*" ? [null, null, null] : parts[1].Split('.').Concat(new string?[] { null, null }).ToArray()
        let target = path[1] is null && path[0]?.Contains('\\') == true ? DbPrivilegeTarget.PatternAsListed(path[0]!) : new DbPrivilegeTarget(path[0], path[1], path[2])
        select (target, (IEnumerable<string>)parts[0].Split(',')));
}
