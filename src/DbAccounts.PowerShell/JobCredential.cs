using System;
using System.Management.Automation;
using DbAccounts.Changes;
using DbAccounts.Errors;
using DbAccounts.Model;
using DbAccounts.Texts;

namespace DbAccounts.PowerShell;

/// <summary>
/// A generated password travels with its job, in this process only. It is no member of the job's object: those are exported whatever
/// Types.ps1xml says of the type, and the export of a SecureString on Linux is readable.
/// </summary>
public static class JobCredential
{
    private static readonly string[] _withPassword =
        [nameof(OperationKind.CreateAccount), nameof(OperationKind.ModifyAccount), nameof(OperationKind.ResetPassword)];

    /// <summary>
    /// The property Credential that Types.ps1xml gives to jobs; null where no password was generated, or where the change that would
    /// have set it has failed.
    /// </summary>
    public static object? GetCredential(PSObject? job) => job?.BaseObject is DbJob known && !HasFailed(known) ? known.Companion : null;

    /// <summary>Gives a password to the job that has set it. The grants that follow a creation set none, and one job grants to many accounts.</summary>
    internal static void Attach(DbJob job, string name, Secret password)
    {
        if (SetsPassword(job))
        {
            job.Companion = new PSCredential(name, password.ToSecureString());
        }
    }

    /// <summary>An error after which the account may have the password that was generated: it says where that is.</summary>
    internal static DbAccountsException Tell(DbAccountsException error, DbJob job) =>
        job.Companion is null || HasFailed(job) ? error : error.With(
            Messages.GeneratedPasswordKept,
            Messages.GeneratedPasswordAdvice.With(error.RecommendedAction),
            job);

    // A stopped change may have been made.
    private static bool HasFailed(DbJob job) => job.State == DbJobState.Failed && SetsPassword(job);

    private static bool SetsPassword(DbJob job) => Array.IndexOf(_withPassword, job.Operation) >= 0;
}
