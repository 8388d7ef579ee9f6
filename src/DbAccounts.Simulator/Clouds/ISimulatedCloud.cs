using System.Collections.Generic;
using DbAccounts.Simulator.Http;

namespace DbAccounts.Simulator.Clouds;

/// <summary>One cloud provider's API. It is called with the store's gate held.</summary>
internal interface ISimulatedCloud
{
    /// <summary>True when a request has this provider's shape.</summary>
    bool Serves(HttpRequest request);

    /// <summary>True for a request that changes accounts.</summary>
    bool IsChange(HttpRequest request);

    /// <summary>What a request asks for, by name: all that is in it but for its time, its key and its signature.</summary>
    IEnumerable<KeyValuePair<string, string>> Content(HttpRequest request);

    /// <summary>The provider's documented refusals of too many requests.</summary>
    RefusalException[] Throttling { get; }

    /// <summary>The provider's documented refusals because something else is under way.</summary>
    RefusalException[] Busy { get; }

    /// <summary>A refusal in the form that the provider gives it.</summary>
    HttpResponse Refuse(HttpRequest request, RefusalException refusal);

    /// <summary>Verifies the signature, does what is asked, and answers.</summary>
    HttpResponse Answer(HttpRequest request);
}
