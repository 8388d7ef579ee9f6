using System;
using System.Net;
using System.Runtime.InteropServices;

namespace DbAccounts.Engines.Cloud.Http;

/// <summary>What has to be said to .NET Framework, on which Windows PowerShell 5.1 runs, and goes without saying on .NET.</summary>
internal static class DotNetFramework
{
    // The rate limits decide how much is sent at once; two connections, the default, would slow down what they allow.
    private const int MostConnections = 100;

    /// <summary>True in Windows PowerShell.</summary>
    public static bool IsRunning { get; } = RuntimeInformation.FrameworkDescription.StartsWith(".NET Framework", StringComparison.Ordinal);

    /// <summary>
    /// Sets up the way to an address. It holds for the process and is forgotten when idle, so each request says it again.
    /// </summary>
    public static void Prepare(Uri address, bool useProxy)
    {
        ServicePoint way = ServicePointManager.FindServicePoint(address, useProxy ? WebRequest.DefaultWebProxy : null);
        way.ConnectionLimit = Math.Max(way.ConnectionLimit, MostConnections);
        // Both only delay small requests.
        way.Expect100Continue = false;
        way.UseNagleAlgorithm = false;
        ServicePointManager.SecurityProtocol = WithTls12(ServicePointManager.SecurityProtocol);
    }

    /// <summary>
    /// Windows PowerShell's own default may end at TLS 1.0, which the clouds refuse; that of the system, which is 0, needs nothing.
    /// </summary>
    internal static SecurityProtocolType WithTls12(SecurityProtocolType allowed) =>
        allowed == 0 ? allowed : allowed | SecurityProtocolType.Tls12;
}
