using System.Threading;
using System.Threading.Tasks;
using DbAccounts.Model;

namespace DbAccounts.Engines.Sql;

/// <summary>What speaks the protocol of a kind of servers. It knows no accounts and no statements.</summary>
internal interface ISqlDriver
{
    /// <summary>Connects.</summary>
    /// <param name="address">Where, and how safely.</param>
    /// <param name="credential">As whom: the name as key id, the password as secret key.</param>
    /// <param name="cancellation">Ends it at once.</param>
    /// <exception cref="SqlFailure">The server was not reached, or lets nobody in so.</exception>
    Task<ISqlConnection> OpenAsync(SqlAddress address, DbCredential credential, CancellationToken cancellation);
}
