using System.Management.Automation;
using System.Runtime.CompilerServices;
using DbAccounts.Model;

namespace DbAccounts.PowerShell;

/// <summary>
/// A generated password travels with its job, in this process only. It is no member of the job's object: those are exported whatever
/// Types.ps1xml says of the type, and the export of a SecureString on Linux is readable.
/// </summary>
public static class JobCredential
{
    private static readonly ConditionalWeakTable<DbJob, PSCredential> _credentials = new();

    /// <summary>The property Credential that Types.ps1xml gives to jobs; null where no password was generated.</summary>
    public static object? GetCredential(PSObject? job) =>
        job?.BaseObject is DbJob known && _credentials.TryGetValue(known, out PSCredential? credential) ? credential : null;

    internal static void Attach(DbJob job, string name, Secret password) =>
        _credentials.Add(job, new PSCredential(name, password.ToSecureString()));

    /// <summary>Hands the credential on to the same job as it is now.</summary>
    internal static DbJob Carry(DbJob from, DbJob to)
    {
        if (_credentials.TryGetValue(from, out PSCredential? credential))
        {
            _credentials.GetValue(to, _ => credential);
        }

        return to;
    }
}
