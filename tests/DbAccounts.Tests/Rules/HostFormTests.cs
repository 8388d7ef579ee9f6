using System;
using DbAccounts.Rules;
using Xunit;

namespace DbAccounts.Tests.Rules;

public sealed class HostFormTests
{
    [Theory]
    [InlineData("%")]
    [InlineData("10.%")]
    [InlineData("10.0.%")]
    [InlineData("10.0.%.%")]
    [InlineData("10.0.0.1%")]
    [InlineData("192.168.1.2__")]
    [InlineData("%.example.com")]
    [InlineData("%.0.0.5")]
    [InlineData("10.0.0.7")]
    [InlineData("255.255.255.255")]
    [InlineData("0.0.0.0/0.0.0.0")]
    [InlineData("0.0.0.0/0")]
    [InlineData("10.0.0.0/32")]
    [InlineData("10.0.0.0/24")]
    [InlineData("10.0.0.0/255.255.255.0")]
    [InlineData("localhost")]
    [InlineData("db-1.example.com")]
    [InlineData("host_name")]
    [InlineData("1e100")]
    [InlineData("::1")]
    [InlineData("2001:db8::%")]
    public void What_can_match_is_a_pattern_of_MySQL(string host) =>
        Assert.Null(HostForm.Patterns.Told("AllowedHost", host));

    [Theory]
    [InlineData("10.0.*", "10.0.%")]
    [InlineData("*", "%")]
    [InlineData("any", "%")]
    [InlineData("ALL", "%")]
    [InlineData("everywhere", "%")]
    [InlineData("10.0.0.?", "10.0.0._")]
    [InlineData("10.0.?", "10.0._.%")]
    [InlineData("10.0.x.x", "10.0.%.%")]
    [InlineData("host:3306", "host")]
    [InlineData("10.0.0.1:3306", "10.0.0.1")]
    [InlineData("10.0.*:3306", "10.0.%")]
    [InlineData("[::1]", "::1")]
    [InlineData("[::1]:3306", "::1")]
    [InlineData("http://db.example.com:80/x", "db.example.com")]
    [InlineData("10.0.%,11.0.%", "10.0.%;11.0.%")]
    [InlineData("10.0.% 11.0.%", "10.0.%;11.0.%")]
    [InlineData(" 10.0.%", "10.0.%")]
    [InlineData("10.0", "10.0.%")]
    [InlineData("10.0.", "10.0.%")]
    [InlineData("10", "10.%")]
    [InlineData("10.0.0.", "10.0.0.%")]
    [InlineData("10.0.0.1.", "10.0.0.1")]
    [InlineData("10.0.0.01", "10.0.0.1")]
    [InlineData("10.0.0/24", "10.0.0.0/24")]
    [InlineData("10.0.0.5/24", "10.0.0.0/24")]
    [InlineData("10.0.0.1/255.255.255.0", "10.0.0.0/255.255.255.0")]
    [InlineData("::/0", "%")]
    [InlineData("0.0.0.0", "%")]
    [InlineData("db.example.com.", "db.example.com")]
    [InlineData("10.0.0.0/33", null)]
    [InlineData("10.0.0.0/99999999999", null)]
    [InlineData("10.0.0.0/255.0.255.0", null)]
    [InlineData("10.0.0.0/", null)]
    [InlineData("10.0.0.0/24/8", null)]
    [InlineData("10.0.%/24", null)]
    [InlineData("10.256.0.1", null)]
    [InlineData("256.%", null)]
    [InlineData("10.0.0.1.5", null)]
    [InlineData("10..0.1", null)]
    [InlineData("10.0.0.l", null)]
    [InlineData("10.0.0.1-10.0.0.9", null)]
    [InlineData("app@host", null)]
    [InlineData("-x", null)]
    [InlineData("a..b", null)]
    [InlineData("no host!", null)]
    [InlineData("1:2:3", null)]
    [InlineData("2001:db8::/129", null)]
    [InlineData("", null)]
    [InlineData(" ", null)]
    [InlineData("日本", null)]
    public void What_can_match_nobody_is_told_with_what_was_meant(string host, string? meant)
    {
        string? told = HostForm.Patterns.Told("AllowedHost", host);
        Assert.NotNull(told);
        Assert.StartsWith($"AllowedHost '{host}'", told, StringComparison.Ordinal);
        Assert.Equal(meant is not null, told.EndsWith($"did you mean '{meant}'?", StringComparison.Ordinal));
        Assert.Equal(meant is null, !told.Contains("did you mean", StringComparison.Ordinal));
        Assert.True(meant is null || HostForm.Patterns.Told("AllowedHost", meant.Split(';')[0]) is null);
    }

    [Theory]
    [InlineData("::/0", null)]
    [InlineData("0.0.0.0/0", null)]
    [InlineData("10.0.0.1/8", null)]
    [InlineData("2a02:6b8::3/64", null)]
    [InlineData("2a02:6b8::3/ffff:ffff::", null)]
    [InlineData("213.180.204.3", null)]
    [InlineData("1.example.com", null)]
    [InlineData("10.0.0.1/255.255.255.0", null)]
    [InlineData("%", "::/0")]
    [InlineData("*", "::/0")]
    [InlineData("10.%", "10.0.0.0/8")]
    [InlineData("10.0.*", "10.0.0.0/16")]
    [InlineData("10.0.0.%", "10.0.0.0/24")]
    [InlineData("10.0.0.0/8,11.0.0.0/8", "10.0.0.0/8;11.0.0.0/8")]
    public void ClickHouse_has_networks_and_no_patterns(string host, string? meant)
    {
        string? told = HostForm.Networks.Told("AllowedHost", host);
        Assert.Equal(meant is null, told is null);
        Assert.True(meant is null || told!.EndsWith($"did you mean '{meant}'?", StringComparison.Ordinal), told);
    }

    [Theory]
    [InlineData("10.0.0.0/24", "10.0.0.0/255.255.255.0")]
    [InlineData("10.0.0.0/0", "10.0.0.0/0.0.0.0")]
    [InlineData("10.0.0.7/32", "10.0.0.7/255.255.255.255")]
    [InlineData("10.0.0.0/255.255.255.0", null)]
    [InlineData("10.0.%", null)]
    public void Bits_are_a_mask(string host, string? mask) =>
        Assert.Equal(mask, HostForm.WithMask(host));
}
