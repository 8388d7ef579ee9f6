using System;
using System.IO;
using System.Reflection;
using System.Threading;

namespace DbAccounts.PowerShell.Import;

/// <summary>
/// The assemblies that Windows PowerShell lacks, from the module's folder <c>desktop</c>. PowerShell 7 never looks there.
/// </summary>
/// <remarks>
/// They ask each other for versions that no single set of files has; a program says in its configuration that newer ones will do. A module
/// has none, so this finds them by name alone. It stays when the module is removed: assemblies stay too, and others may use them.
/// </remarks>
internal static class DesktopAssemblies
{
    private static readonly string _module = Path.GetDirectoryName(typeof(DesktopAssemblies).Assembly.Location);
    private static int _isRegistered;

    /// <summary>Answers from now on, once for the process.</summary>
    public static void Register()
    {
        if (Interlocked.Exchange(ref _isRegistered, 1) == 0)
        {
            AppDomain.CurrentDomain.AssemblyResolve += (_, wanted) =>
                Find(_module, wanted.Name, wanted.RequestingAssembly) is { } file ? Assembly.LoadFrom(file) : null;
        }
    }

    /// <summary>The file that is meant, or null where this is not the module's business.</summary>
    /// <param name="module">The module's folder.</param>
    /// <param name="wanted">The full name of the assembly; its version is not looked at.</param>
    /// <param name="asking">The assembly that needs it; null where .NET can't tell.</param>
    internal static string? Find(string module, string wanted, Assembly? asking)
    {
        // Other modules find their own: a version that suits this one may not suit them.
        if (asking is not null && !IsOurs(module, asking))
        {
            return null;
        }

        string file = Path.Combine(module, "desktop", new AssemblyName(wanted).Name + ".dll");
        return File.Exists(file) ? file : null;
    }

    private static bool IsOurs(string module, Assembly asking) =>
        !asking.IsDynamic && asking.Location.StartsWith(module + Path.DirectorySeparatorChar, StringComparison.OrdinalIgnoreCase);
}
