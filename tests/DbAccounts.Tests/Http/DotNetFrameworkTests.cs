using System;
using System.Net;
using System.Net.Http;
using System.Security.Authentication;
using DbAccounts.Engines.Cloud.Http;
using Xunit;

namespace DbAccounts.Tests.Http;

/// <summary>What .NET Framework says and needs; it doesn't run here, so its own words are given.</summary>
public sealed class DotNetFrameworkTests
{
    private static readonly Uri _address = new("https://cdb.tencentcloudapi.com");

    [Theory]
    [InlineData(WebExceptionStatus.ConnectFailure, FaultKind.NotSent)]
    [InlineData(WebExceptionStatus.NameResolutionFailure, FaultKind.NotSent)]
    [InlineData(WebExceptionStatus.ProxyNameResolutionFailure, FaultKind.NotSent)]
    [InlineData(WebExceptionStatus.TrustFailure, FaultKind.Refused)]
    [InlineData(WebExceptionStatus.SecureChannelFailure, FaultKind.Refused)]
    [InlineData(WebExceptionStatus.ReceiveFailure, FaultKind.Unclear)]
    [InlineData(WebExceptionStatus.KeepAliveFailure, FaultKind.Unclear)]
    [InlineData(WebExceptionStatus.SendFailure, FaultKind.Unclear)]
    public void Its_exceptions_say_whether_something_was_sent(WebExceptionStatus status, object kind)
    {
        var error = new HttpRequestException("An error occurred while sending the request.", new WebException("The remote name could not be resolved.", status));
        ApiFault fault = ApiSender.TransportFault(_address, error);
        Assert.Equal(kind, fault.Kind);
        Assert.Contains("The remote name could not be resolved.", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Those_of_NET_still_do() =>
        Assert.Equal(FaultKind.Refused, ApiSender.TransportFault(_address, new HttpRequestException("", new AuthenticationException())).Kind);

#pragma warning disable CA5364, CA5386, CS0618, SYSLIB0039 // old protocols: as Windows PowerShell may have them
    [Theory]
    [InlineData(SecurityProtocolType.Tls, SecurityProtocolType.Tls | SecurityProtocolType.Tls12)]
    [InlineData(SecurityProtocolType.Tls12, SecurityProtocolType.Tls12)]
    [InlineData(SecurityProtocolType.Tls13, SecurityProtocolType.Tls12 | SecurityProtocolType.Tls13)]
    [InlineData(SecurityProtocolType.SystemDefault, SecurityProtocolType.SystemDefault)]
    public void Tls_1_2_is_added_and_what_the_system_decides_is_left_to_it(SecurityProtocolType before, SecurityProtocolType after) =>
        Assert.Equal(after, DotNetFramework.WithTls12(before));
#pragma warning restore CA5364, CA5386, CS0618, SYSLIB0039
}
