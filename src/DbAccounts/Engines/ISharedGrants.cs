using System.Threading.Tasks;
using DbAccounts.Execution;

namespace DbAccounts.Engines;

/// <summary>A service on which grants of one account count for the logins of others, too, by name and host.</summary>
internal interface ISharedGrants
{
    /// <summary>The role that everybody has; null where there is none.</summary>
    Task<string?> PublicRoleAsync(DbInstance instance, CallContext context);
}
