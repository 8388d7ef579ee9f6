using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;

namespace DbAccounts.Desktop.Tests;

/// <summary>Where the files are that are looked at; the build says it.</summary>
internal static class Places
{
    /// <summary>The module's own assemblies.</summary>
    public static IReadOnlyList<string> Module { get; } = [.. Directory.GetFiles(Of("Module"), "DbAccounts*.dll")];

    /// <summary>What the folder <c>desktop</c> carries.</summary>
    public static IReadOnlyList<string> Desktop { get; } = Of("Desktop").Split(';');

    /// <summary>The reference assemblies of .NET Framework 4.7.2 and its facades, without the modules of COM+.</summary>
    public static IReadOnlyList<string> NetFramework { get; } =
    [
        .. Directory.GetFiles(Of("NetFramework"), "*.dll").Where(file => !Path.GetFileName(file).StartsWith("System.EnterpriseServices.", StringComparison.Ordinal)),
        .. Directory.GetFiles(Path.Combine(Of("NetFramework"), "Facades"), "*.dll"),
    ];

    /// <summary>The API that Windows PowerShell 5.1 and PowerShell 7 share.</summary>
    public static string PowerShell { get; } = Of("PowerShell");

    private static string Of(string name) =>
        typeof(Places).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(place => place.Key == name).Value!;
}
