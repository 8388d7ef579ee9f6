using System.Collections.Generic;
using System.IO;
using System.Linq;
using Xunit;

namespace DbAccounts.Desktop.Tests;

/// <summary>Windows PowerShell 5.1 has all that the module's assemblies use: in .NET Framework 4.7.2, in PowerShell's API, or in the folder desktop.</summary>
public sealed class ReferenceTests
{
    private static readonly ReferenceCheck _check = new([.. Places.Module, .. Places.Desktop, .. Places.NetFramework, Places.PowerShell]);
    private static readonly string[] _own = Names(Places.Module);
    private static readonly string[] _desktop = Names(Places.Desktop);

    public static TheoryData<string> Shipped => [.. _own, .. _desktop];

    [Fact]
    public void The_module_has_three_assemblies_and_carries_what_System_Text_Json_needs()
    {
        Assert.Equal(["DbAccounts", "DbAccounts.PowerShell", "DbAccounts.Simulator"], _own.Order());
        Assert.Equal(
            [
                "Microsoft.Bcl.AsyncInterfaces", "System.Buffers", "System.Memory", "System.Numerics.Vectors", "System.Runtime.CompilerServices.Unsafe",
                "System.Text.Encodings.Web", "System.Text.Json", "System.Threading.Tasks.Extensions", "System.ValueTuple",
            ],
            _desktop.Order());
    }

    [Theory]
    [MemberData(nameof(Shipped))]
    public void All_that_it_refers_to_is_there(string assembly) => Assert.Empty(_check.Missing(assembly));

    [Theory]
    [MemberData(nameof(Shipped))]
    public void What_desktop_carries_is_as_new_as_what_it_asks_for(string assembly) => Assert.Empty(_check.TooLow(assembly, _desktop));

    /// <summary>PowerShell looks at all types of the cmdlets' assembly before it calls <c>OnImport</c>, and only that makes the folder desktop known.</summary>
    [Fact]
    public void No_type_of_the_cmdlets_needs_the_folder_desktop_to_be_loaded() => Assert.Empty(_check.TypesThatNeed("DbAccounts.PowerShell", _desktop));

    /// <summary>The check above sees such types where there are any.</summary>
    [Fact]
    public void Types_of_the_engine_do()
    {
        IEnumerable<string> found = _check.TypesThatNeed("DbAccounts", _desktop);
        Assert.Contains("DbAccounts.Engines.Cloud.SecretConverter", found);
        Assert.Contains("DbAccounts.Engines.Cloud.Http.ApiAnswer", found);
    }

    /// <summary>The check sees what is missing: with PowerShell's API away, the cmdlets have no base.</summary>
    [Fact]
    public void A_missing_assembly_is_seen()
    {
        var without = new ReferenceCheck([.. Places.Module, .. Places.Desktop, .. Places.NetFramework]);
        Assert.Contains(without.Missing("DbAccounts.PowerShell"), missing => missing.EndsWith("the assembly System.Management.Automation", System.StringComparison.Ordinal));
        Assert.Contains(without.Missing("DbAccounts.PowerShell"), missing => missing.Contains("the type System.Management.Automation.PSCmdlet", System.StringComparison.Ordinal));
    }

    private static string[] Names(IEnumerable<string> files) => [.. files.Select(file => Path.GetFileNameWithoutExtension(file))];
}
