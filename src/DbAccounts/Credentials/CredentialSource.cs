using System.Threading.Tasks;
using DbAccounts.Model;
using DbAccounts.Services;

namespace DbAccounts.Credentials;

/// <summary>Where an instance's credential comes from. It is asked before each attempt to send, so that temporary credentials can change.</summary>
internal abstract class CredentialSource
{
    /// <summary>The source in words, such as "the environment variables …"; nothing of its content.</summary>
    public abstract string Description { get; }

    /// <summary>The credential as far as it is known without asking anybody; null before the first use of what has to be asked for.</summary>
    public abstract DbCredential? Known { get; }

    /// <summary>The credential to sign with now.</summary>
    public abstract Task<DbCredential> GetAsync(DbInstance instance, CallContext context);

    /// <summary>Looks for another credential after one was refused; true where there is one by now.</summary>
    public abstract Task<bool> RenewAsync(DbCredential refused, DbInstance instance, CallContext context);
}
