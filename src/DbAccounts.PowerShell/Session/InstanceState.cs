using System.Management.Automation;
using System.Management.Automation.Runspaces;
using DbAccounts.Engines;
using DbAccounts.Texts;

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

    /// <summary>The star in the table; none while a pipeline connects, where each instance would have one for a moment.</summary>
    public static string GetStar(PSObject? instance) => GetIsDefault(instance) && !DbSession.Current.IsConnecting ? "*" : "";

    /// <summary>The address in the table; with the key where the session has several connections that look alike without.</summary>
    public static string GetAddress(PSObject? instance) => instance?.BaseObject is not DbInstance one ? ""
        : DbSession.IsForgotten(one) ? Messages.Disconnected
        : Runspace.DefaultRunspace is null || !DbSession.Current.SharesAddress(one.Key) ? $"{one.Endpoint?.Authority}"
        : $"{one.Endpoint?.Authority}\n{one.KeyId ?? one.CredentialSource}";
}
