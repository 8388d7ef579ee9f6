using DbAccounts.Model;
using Xunit;

namespace DbAccounts.Tests.Model;

/// <summary>A login in an address is found, and its password is not shown.</summary>
public sealed class AddressLoginTests
{
    [Theory]
    [InlineData("https://u:p@h", true, "https://u:***@h")]
    [InlineData("https://u@h", true, "https://u@h")]
    [InlineData("u:p@h:3306", true, "u:***@h:3306")]
    [InlineData("https://u:p/x@y@h/path", true, "https://u:***@h/path")]
    [InlineData("//u:p@h", true, "//u:***@h")]
    [InlineData("https://h:443/path", false, "https://h:443/path")]
    [InlineData("unix:///tmp/a@b.sock", false, "unix:///tmp/a@b.sock")]
    [InlineData("/tmp/a:c@b.sock", false, "/tmp/a:c@b.sock")]
    [InlineData("", false, "")]
    public void It_is_found_and_masked(string address, bool isIn, string shown)
    {
        Assert.Equal(isIn, AddressLogin.IsIn(address));
        Assert.Equal(shown, AddressLogin.Masked(address));
    }
}
