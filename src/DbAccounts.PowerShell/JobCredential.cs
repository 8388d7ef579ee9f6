using System.Management.Automation;
using DbAccounts.Model;

namespace DbAccounts.PowerShell;

/// <summary>
/// A generated password travels with its job, in this process only. It is no member of the job's object: those are exported whatever
/// Types.ps1xml says of the type, and the export of a SecureString on Linux is readable.
/// </summary>
public static class JobCredential
{
    /// <summary>The property Credential that Types.ps1xml gives to jobs; null where no password was generated.</summary>
    public static object? GetCredential(PSObject? job) => (job?.BaseObject as DbJob)?.Companion;

    internal static void Attach(DbJob job, string name, Secret password) =>
        job.Companion = new PSCredential(name, password.ToSecureString());
}
