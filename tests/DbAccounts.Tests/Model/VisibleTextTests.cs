using DbAccounts.Errors;
using DbAccounts.Model;
using Xunit;

namespace DbAccounts.Tests.Model;

/// <summary>Texts of others as they are shown.</summary>
public sealed class VisibleTextTests
{
    [Theory]
    [InlineData("shop_app@10.%", "shop_app@10.%")]
    [InlineData("账号 é 😀 \\u001B", "账号 é 😀 \\u001B")]
    [InlineData("a\u001B[31mred", "a\\u001B[31mred")]
    [InlineData("a\u009B31m\u007F\0\b", "a\\u009B31m\\u007F\\u0000\\u0008")]
    [InlineData("a\r\nb\tc", "a\\r\\nb\\tc")]
    [InlineData("a\u202Eb\u200Bc\u2028\uFEFF", "a\\u202Eb\\u200Bc\\u2028\\uFEFF")]
    [InlineData("", "")]
    [InlineData(null, "")]
    public void Is_shown_in_one_line_without_what_a_terminal_obeys(string? text, string shown) => Assert.Equal(shown, VisibleText.Of(text));

    [Fact]
    public void Keeps_its_lines_where_it_may_have_some() =>
        Assert.Equal("a\r\nb\n\tc\\r\\u001B", VisibleText.Lines("a\r\nb\n\tc\r\u001B"));

    [Fact]
    public void Is_in_no_error()
    {
        DbAccountsException error = DbError.AccountNotFound("a\u001B[31m", new DbInstanceName("Ddm", "x\u0007"));
        Assert.DoesNotContain(error.Message + error.RecommendedAction, c => char.IsControl(c));
        Assert.Contains("a\\u001B[31m", error.Message, System.StringComparison.Ordinal);
    }
}
