using System.Linq;
using DbAccounts.Model;
using DbAccounts.Tests.Support;
using FsCheck.Fluent;
using Xunit;

namespace DbAccounts.Tests.Model;

/// <summary>Lists as one text, and as a list again.</summary>
public sealed class ListFormTests
{
    private static readonly ListForm[] _forms = [ListForm.Words, ListForm.Hosts, ListForm.Accounts, ListForm.Sentences];

    [Fact]
    public void A_list_comes_back_from_its_text() => Generators.ForAll(
        from form in Gen.Elements(_forms)
        from items in Gen.Elements("a\"';,| \t\n帐".ToCharArray()).ArrayOf().Select(letters => new string(letters)).ArrayOf()
        select (form, items),
        list => list.form.Split(list.form.Join(list.items)).SequenceEqual(list.items));

    [Theory]
    [InlineData("a", "a")]
    [InlineData(" a , b;c ", "a|b|c")]
    [InlineData(",;, ", "")]
    [InlineData("", "")]
    [InlineData("\"a, b\"; c", "a, b|c")]
    [InlineData("\"a\"\"b\"", "a\"b")]
    [InlineData("\"\", b", "|b")]
    [InlineData("\"a, b", "\"a|b")]
    [InlineData("\"a\"b, c", "\"a\"b|c")]
    [InlineData("a\"b\", c", "a\"b\"|c")]
    public void A_text_is_taken_apart(string text, string items) =>
        Assert.Equal(items.Length == 0 ? [] : items.Split('|'), ListForm.Words.Split(text));

    [Fact]
    public void What_a_list_is_of_decides_on_its_text()
    {
        var account = new DbAccount { AllowedHost = ["10.%", "11.%"], Database = ["a;b", "c"], Privilege = ["SELECT", "INSERT"] };
        Assert.Equal(
            ("10.%;11.%", "\"a;b\", c", "SELECT, INSERT"),
            ($"{account.AllowedHost}", $"{account.Database}", $"{account.Privilege}"));
        Assert.Equal("app@10.%;11.%, \"a, b\"", new DbJob { Account = ["app@10.%;11.%", "a, b"] }.Account.ToString());
    }

    [Fact]
    public void A_list_does_not_change_with_the_array_that_it_was_made_of()
    {
        string[] array = ["a"];
        DbList<string> list = array;
        array[0] = "b";
        string[] copy = list;
        copy[0] = "c";
        Assert.Equal(("a", 1, 1), (list[0], list.Count, list.Length));
        Assert.Null((DbList<string>?)(string[]?)null);
    }
}
