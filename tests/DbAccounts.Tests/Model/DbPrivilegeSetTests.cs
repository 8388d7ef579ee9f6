using System;
using System.Linq;
using DbAccounts.Engines;
using DbAccounts.Model;
using DbAccounts.Tests.Support;
using Xunit;
using static DbAccounts.Tests.Support.Generators;

namespace DbAccounts.Tests.Model;

public sealed class DbPrivilegeSetTests
{
    [Fact]
    public void Union_is_commutative_associative_and_idempotent() => ForAllSets((a, b, c) =>
        a.Union(b).Equals(b.Union(a)) && a.Union(b).Union(c).Equals(a.Union(b.Union(c))) && a.Union(a).Equals(a) && a.Union(DbPrivilegeSet.Empty).Equals(a));

    [Fact]
    public void What_is_taken_away_and_what_is_common_make_up_the_whole() => ForAllSets((a, b, _) =>
        a.Except(b).Union(a.Intersect(b)).Equals(a) && a.Except(b).Intersect(b).IsEmpty && a.Union(b).Except(b).Equals(a.Except(b)));

    [Fact]
    public void Intersection_is_commutative_and_distributes_over_union() => ForAllSets((a, b, c) =>
        a.Intersect(b).Equals(b.Intersect(a)) && a.Intersect(b.Union(c)).Equals(a.Intersect(b).Union(a.Intersect(c))));

    [Fact]
    public void Sets_print_alike_exactly_when_they_are_equal() => ForAllSets((a, b, _) =>
        a.Equals(b) == (a.ToString() == b.ToString()) && (!a.Equals(b) || a.GetHashCode() == b.GetHashCode()));

    [Fact]
    public void The_order_in_which_privileges_are_said_does_not_matter() => ForAll(
        Pairs, pairs => DbPrivilegeSet.From(pairs).Equals(DbPrivilegeSet.From(pairs.Reverse())));

    [Fact]
    public void What_is_written_to_the_model_is_read_back_with_where_it_is_held()
    {
        DbInstance instance = Connected.To("TencentMySql", new Uri("http://127.0.0.1:1234"));
        ForAllSets((a, _, _) => DbPrivilegeSet.Of(instance.PrivilegesOf("app@%", a)).Equals(a) && instance.PrivilegesOf("app@%", a).All(p =>
            p.Privilege.Length > 0 && p.Level == p.Target().Level
            && (p.Service, p.InstanceId, p.Endpoint, p.Account) == ("TencentMySql", "cdb-f35wr6wj", "http://127.0.0.1:1234", "app@%")));
    }

    [Fact]
    public void Normalizing_twice_is_normalizing_once() => ForAll(
        Support.Generators.Texts,
        text => DbPrivilegeSet.Normalize(DbPrivilegeSet.Normalize(text)) == DbPrivilegeSet.Normalize(text));

    [Theory]
    [InlineData("select", "SELECT")]
    [InlineData(" show \t view\n", "SHOW VIEW")]
    [InlineData("  ", "")]
    public void A_privilege_is_upper_case_with_one_space_between_words(string text, string normal) =>
        Assert.Equal(normal, DbPrivilegeSet.Normalize(text));

    [Fact]
    public void A_set_reads_like_grants_in_order()
    {
        DbPrivilegeSet set = DbPrivilegeSet.From(
        [
            (new("shop", "orders", "total"), ["update"]), (new("shop", "orders"), ["select", "INSERT"]), (new("crm"), ["create view"]),
            (default, ["process"]), (new("shop", "orders"), ["SELECT"]), (new("empty"), []),
        ]);

        Assert.Equal("PROCESS ON *.*; CREATE VIEW ON crm.*; INSERT, SELECT, UPDATE (total) ON shop.orders", set.ToString());
        Assert.Equal(["INSERT", "SELECT"], set[new("shop", "orders")]);
        Assert.Empty(set[new("shop")]);
        Assert.Single(set.At(DbPrivilegeLevel.Column));
        Assert.True(DbPrivilegeSet.Empty.IsEmpty);
    }
}
