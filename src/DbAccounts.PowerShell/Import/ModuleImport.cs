using System;
using System.Management.Automation;
using DbAccounts.Engines.Cloud.Http;
using DbAccounts.Texts;

namespace DbAccounts.PowerShell.Import;

/// <summary>What has to be done before the first cmdlet runs; PowerShell calls it when it imports the module.</summary>
public sealed class ModuleImport : IModuleAssemblyInitializer
{
    // The manifest can name one lowest version only, and that is the one of Windows PowerShell.
    private static readonly Version _lowestCore = new(7, 4);

    /// <summary>In Windows PowerShell, lets the module's assemblies find those of its folder <c>desktop</c>.</summary>
    /// <exception cref="PSNotSupportedException">This is PowerShell 6.0 to 7.3, which lack what the module needs.</exception>
    public void OnImport()
    {
        if (DotNetFramework.IsRunning)
        {
            DesktopAssemblies.Register();
        }
        else
        {
            RequireVersion(typeof(PSObject).Assembly.GetName().Version);
        }
    }

    /// <summary>Refuses a PowerShell that is neither Windows PowerShell nor recent enough.</summary>
    internal static void RequireVersion(Version version)
    {
        if (version < _lowestCore)
        {
            throw new PSNotSupportedException(
                Messages.ImportTooOld.With(_lowestCore, version.ToString(2)));
        }
    }
}
