using System.Management.Automation;
using System.Management.Automation.Runspaces;
using DbAccounts.Engines;

namespace DbAccounts.PowerShell.Session;

/// <summary>
/// What a session says of an instance, as properties that Types.ps1xml gives to it: an instance may be in several sessions, so it is no
/// part of the object, but it is exported with it.
/// </summary>
public static class InstanceState
{
    /// <summary>The property IsDefault: true for the instance that is meant where this session names none.</summary>
    public static bool GetIsDefault(PSObject? instance) =>
        Runspace.DefaultRunspace is not null && instance?.BaseObject is DbInstance one && ReferenceEquals(DbSession.Current.Default, one);

    /// <summary>The address in the table; with the key where the session has several connections that look alike without.</summary>
    public static string GetAddress(PSObject? instance) => instance?.BaseObject is not DbInstance one ? ""
        : Runspace.DefaultRunspace is null || !DbSession.Current.IsShared(one) ? $"{one.Endpoint?.Authority}"
        : $"{one.Endpoint?.Authority}\n{one.KeyId ?? one.CredentialSource}";
}
