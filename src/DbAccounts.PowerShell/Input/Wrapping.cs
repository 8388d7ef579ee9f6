using System.Diagnostics.CodeAnalysis;
using System.Management.Automation;

namespace DbAccounts.PowerShell.Input;

/// <summary>What PowerShell wraps around values on their way through a pipeline.</summary>
internal static class Wrapping
{
    /// <summary>The value itself; a custom object has nothing but its wrapper.</summary>
    [return: NotNullIfNotNull(nameof(value))]
    public static object? Plain(this object? value) => value is PSObject wrapped ? wrapped.BaseObject : value;
}
