using System;
using System.Linq;
using DbAccounts.Engines;
using DbAccounts.Texts;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace DbAccounts.Tests.Texts;

/// <summary>What was nearly meant, on both sides of where it stops.</summary>
public sealed class NearestTests
{
    private static readonly string[] _privileges = ["SELECT", "INSERT", "UPDATE", "DELETE", "CREATE", "CREATE VIEW", "SHOW VIEW", "DROP", "EVENT"];
    private static readonly string[] _services = [.. ServiceCatalog.All.Select(service => service.Info.Service)];

    [Theory]
    [InlineData("SELEKT", "SELECT")]
    [InlineData("select", "SELECT")]
    [InlineData("SLECT", "SELECT")]
    [InlineData("SELETC", "SELECT")]
    [InlineData("UPDATES", "UPDATE")]
    [InlineData("CREATE_VIEW", "CREATE VIEW")]
    [InlineData("show view", "SHOW VIEW")]
    [InlineData("DORP", "DROP")]
    [InlineData("DRP", "DROP")]
    [InlineData("DP", null)]
    [InlineData("READ", null)]
    [InlineData("ALL", null)]
    [InlineData("", null)]
    [InlineData("SUPER", null)]
    public void Of_privileges(string text, string? meant) => Assert.Equal(meant, Nearest.Of(text, _privileges));

    [Theory]
    [InlineData("TencentMysql2", "TencentMySql")]
    [InlineData("Tencent-MySql", "TencentMySql")]
    [InlineData("MysqlPlus", "MySqlPlus")]
    [InlineData("Chronos", "ChronusDB")]
    [InlineData("DDMs", "Ddm")]
    [InlineData("Oracle", null)]
    public void Of_services(string text, string? meant) => Assert.Equal(meant, Nearest.Of(text, _services));

    [Theory]
    [InlineData("bobb", "bob@%")]
    [InlineData("bobb@%", "bob@%")]
    [InlineData("bo", "bob@%")]
    [InlineData("y", null)]
    [InlineData("eve", null)]
    [InlineData("eve@10.0.%", null)]
    [InlineData("zed", null)]
    [InlineData("ANA@%", "ana@10.0.%")]
    [InlineData("abna@10.0.%", "ana@10.0.%")]
    [InlineData("aann", null)]
    [InlineData("shop_ap", "shop_app@%")]
    [InlineData("shap_ap@10.%", "shop_app@10.%")]
    [InlineData("sxxp_app", "shop_app@%")]
    [InlineData("sxxx_app", null)]
    public void Of_accounts_by_their_names_alone(string text, string? meant) =>
        Assert.Equal(meant, Nearest.Account(text, ["zoe@%", "ana@10.0.%", "bob@192.168.%", "bob@%", "shop_app@%", "shop_app@10.%", "x@10.0.%"]));

    [Theory]
    [InlineData("SELECT INSERT", "SELECT, INSERT")]
    [InlineData("select create view drop", "SELECT, CREATE VIEW, DROP")]
    [InlineData("CREATE VIEW", null)]
    [InlineData("SELECT", null)]
    [InlineData("SELECT READ", null)]
    [InlineData("", null)]
    public void Of_several_with_blanks_between_them(string text, string? meant) => Assert.Equal(meant, Nearest.Several(text, _privileges));

    [Fact]
    public void A_very_long_text_is_near_nothing_and_costs_nothing() => Assert.Null(Nearest.Of(new string('S', 1_000_000), _privileges));

    [Fact]
    public void Edits_are_a_distance()
    {
        Gen<string> word = Gen.Elements("abC ".ToCharArray()).ArrayOf(6).Select(letters => new string(letters));
        Prop.ForAll(Gen.Zip(word, word).ToArbitrary(), pair =>
            (Nearest.Edits(pair.Item1, pair.Item2) == 0) == (pair.Item1 == pair.Item2)
            && Nearest.Edits(pair.Item1, pair.Item2) == Nearest.Edits(pair.Item2, pair.Item1)
            && Nearest.Edits(pair.Item1, pair.Item2) <= Math.Max(pair.Item1.Length, pair.Item2.Length)).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void What_is_known_is_nearest_to_itself() => Assert.All(_privileges, name => Assert.Equal(name, Nearest.Of(name, _privileges)));
}
