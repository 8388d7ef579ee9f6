using System.Collections.Generic;
using System.Text.Json;
using System.Threading.Tasks;
using DbAccounts.Errors;
using DbAccounts.Execution;

namespace DbAccounts.Engines;

/// <summary>What an engine can do that sends requests of others' making, as the service documents them.</summary>
public interface IRawRequests
{
    /// <summary>Sends any of the provider's actions and returns the service's own answer, without what it echoes of secrets.</summary>
    /// <exception cref="DbAccountsException">The service refused it, or was not reached.</exception>
    Task<JsonElement> InvokeAsync(
        DbInstance instance, string action, IReadOnlyDictionary<string, object?> parameters, CallContext context);

    /// <summary>True when an action, by its name, only reads.</summary>
    bool IsRead(string action);

    /// <summary>What may be shown of an action: where that is a whole statement, it may hold a secret.</summary>
    string Show(string action);
}
