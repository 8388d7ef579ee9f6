using System;
using System.Net;
using System.Net.Http;
using System.Runtime.CompilerServices;
using System.Threading.Tasks;
using DbAccounts.Tests.Support;
using Xunit;

namespace DbAccounts.Tests.Http;

/// <summary>A proxy that is set for the machine stands between it and the clouds, not between it and itself.</summary>
public sealed class ProxyTests
{
    /// <summary>All tests of this assembly run with a proxy that nothing listens on.</summary>
    [ModuleInitializer]
    internal static void SetProxy() => HttpClient.DefaultProxy = new ClosedProxy();

    [Fact]
    public async Task A_loopback_endpoint_is_reached_without_the_proxy()
    {
        using var stub = new Stub("{ }");

        await Probe.ChangeAsync(Connected.To("Ddm", stub));

        Assert.Single(stub.Requests);
    }

    private sealed class ClosedProxy : IWebProxy
    {
        public ICredentials? Credentials { get; set; }

        public Uri GetProxy(Uri destination) => new("http://127.0.0.1:9");

        public bool IsBypassed(Uri host) => false;
    }
}
