using System.Threading.Tasks;
using DbAccounts.Execution;

namespace DbAccounts.Engines;

/// <summary>A service on which roles have names of their own, and are no accounts.</summary>
internal interface IRoleNames
{
    /// <summary>True for the name of a role; false where that can't be seen.</summary>
    Task<bool> IsRoleAsync(DbInstance instance, string name, CallContext context);
}
