using System.Management.Automation;
using DbAccounts.Model;

namespace DbAccounts.PowerShell;

/// <summary>
/// Carries a generated password with its job, as a PSCredential in a property of its own. It exists in memory only:
/// Types.ps1xml lists what of a job is exported, and this is not on the list.
/// </summary>
internal static class JobCredential
{
    private const string Property = "Credential";

    /// <summary>Adds the credential to a job.</summary>
    public static void Attach(PSObject job, string name, Secret password) =>
        job.Properties.Add(new PSNoteProperty(Property, new PSCredential(name, password.ToSecureString())));

    /// <summary>Hands the credential on to the same job in a later state.</summary>
    public static PSObject Carry(DbJob from, DbJob to)
    {
        PSObject job = PSObject.AsPSObject(to);
        if (PSObject.AsPSObject(from).Properties[Property]?.Value is PSCredential credential && job.Properties[Property] is null)
        {
            job.Properties.Add(new PSNoteProperty(Property, credential));
        }

        return job;
    }
}
