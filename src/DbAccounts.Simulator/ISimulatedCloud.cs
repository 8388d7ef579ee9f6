using DbAccounts.Simulator.Http;

namespace DbAccounts.Simulator;

/// <summary>One cloud provider's API. It is called with the store's gate held.</summary>
internal interface ISimulatedCloud
{
    /// <summary>True when a request has this provider's shape.</summary>
    bool Serves(HttpRequest request);

    /// <summary>Verifies the signature, does what is asked, and answers.</summary>
    HttpResponse Answer(HttpRequest request);
}
