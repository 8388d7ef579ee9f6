using System;
using DbAccounts.Credentials;
using DbAccounts.Errors;
using DbAccounts.PowerShell.Binding;
using DbAccounts.PowerShell.Errors;
using DbAccounts.Profiles;

namespace DbAccounts.PowerShell.Commands;

/// <summary>A command about the profiles of this user.</summary>
public abstract class ProfileCommand : DbCommand
{
    /// <summary>Where the profiles are: looked up for each record, as the variable that names the file may change.</summary>
    private protected static ProfileFile Profiles => ProfileFile.OfUser(HostEnvironment.Process);

    /// <summary>Asks for -WhatIf and -Confirm.</summary>
    /// <param name="line">What is done, in one line.</param>
    private protected bool IsToBeDone(string line) => ShouldProcess(line, $"{line}?", "Confirm");

    /// <summary>Does the work for one name; what goes wrong becomes one error about it.</summary>
    private protected void ForName(string name, Action work)
    {
        try
        {
            work();
        }
        catch (DbAccountsException e)
        {
            WriteError(ErrorRecords.From(e, name));
        }
    }
}
