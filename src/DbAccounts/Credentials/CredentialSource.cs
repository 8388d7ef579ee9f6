using System.Threading.Tasks;
using DbAccounts.Execution;
using DbAccounts.Model;

namespace DbAccounts.Credentials;

/// <summary>Where an instance's credential comes from. It is asked before each attempt to send: temporary credentials change.</summary>
internal abstract class CredentialSource
{
    /// <summary>The source in words, such as "the environment variables …"; nothing of its content.</summary>
    public abstract string Description { get; }

    /// <summary>
    /// What tells its connection from others of the same instance: the public half of a key; the source, where what it holds is replaced
    /// from time to time.
    /// </summary>
    public abstract string Name { get; }

    /// <summary>The credential as far as it is known without asking anybody; null before the first use of what has to be asked.</summary>
    public abstract DbCredential? Known { get; }

    /// <summary>The credential to sign with now.</summary>
    public abstract Task<DbCredential> GetAsync(InstanceAddress address, CallContext context);

    /// <summary>True where another source holds the same, as far as either is known.</summary>
    public virtual bool IsSameAs(CredentialSource other) =>
        Name == other.Name && (Known is not { } mine || other.Known is not { } theirs || mine.IsSameAs(theirs));

    /// <summary>Looks for another credential after one was refused; true where there is one by now.</summary>
    public abstract Task<bool> RenewAsync(DbCredential refused, InstanceAddress address, CallContext context);
}
