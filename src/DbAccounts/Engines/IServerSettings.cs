using System.Collections.Generic;
using System.Threading.Tasks;
using DbAccounts.Errors;
using DbAccounts.Execution;

namespace DbAccounts.Engines;

/// <summary>What an engine may know besides: settings that its service takes, and that not each server of it can hold.</summary>
internal interface IServerSettings
{
    /// <summary>The parameters of the settings that an instance can't hold, each with why.</summary>
    /// <exception cref="DbAccountsException">The server can't be asked.</exception>
    Task<IReadOnlyDictionary<string, string>> NotHeldAsync(DbInstance instance, CallContext context);
}
