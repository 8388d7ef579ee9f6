using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Runtime.CompilerServices;
using Xunit;

namespace DbAccounts.Tests.House;

/// <summary>The folders of <c>src</c>, measured from the sources.</summary>
public class FolderTests
{
    private static readonly string _root = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Here())!, "..", "..", ".."));

    private static readonly SourceFile[] _files =
    [
        .. from path in Directory.EnumerateFiles(Path.Combine(_root, "src"), "*.cs", SearchOption.AllDirectories)
           let name = Path.GetRelativePath(_root, path).Replace('\\', '/')
           where !name.Contains("/obj/", StringComparison.Ordinal) && !name.Contains("/bin/", StringComparison.Ordinal)
           orderby name
           select new SourceFile(name, File.ReadAllText(path)),
    ];

    [Fact]
    public void No_folders_use_each_other_in_a_circle() => AssertNone(new FolderGraph(_files).Circle());

    [Fact]
    public void The_graph_has_the_edges_that_everybody_knows()
    {
        var graph = new FolderGraph(_files);
        Assert.Contains("DbAccounts.Model", graph.UsedBy("DbAccounts.Changes"));
        Assert.Contains("DbAccounts.Simulator.Clouds", graph.UsedBy("DbAccounts.Simulator.Clouds.QingCloud"));
        Assert.Contains("DbAccounts.PowerShell.Async", graph.UsedBy("DbAccounts.PowerShell.Commands"));
    }

    // Else the graph of namespaces would not be that of the folders.
    [Fact]
    public void Namespaces_follow_folders() => AssertNone(
        from file in _files
        where file.Types.Count > 0
        let expected = string.Join('.', FolderOf(file).Split('/').Skip(1))
        where file.Namespace != expected
        select $"{file.Path} must be of the namespace {expected}, not '{file.Namespace}'");

    [Fact]
    public void The_architecture_page_has_a_row_of_every_folder()
    {
        string[] named = [.. File.ReadLines(Path.Combine(_root, "docs", "architecture.md"))
            .Where(line => line.StartsWith("| `src/", StringComparison.Ordinal))
            .SelectMany(line => line.Split('|')[1].Split('`').Where(part => part.StartsWith("src/", StringComparison.Ordinal)))];
        string[] folders = [.. _files.Select(FolderOf).Distinct()];
        AssertNone(folders.Except(named).Where(folder => !IsNamedByFiles(folder)).Select(folder => $"{folder} has no row."));
        AssertNone(named.Where(path => !Path.Exists(Path.Combine(_root, path))).Select(path => $"{path} has a row and is not there."));

        // A folder of a few files may have a row of each instead.
        bool IsNamedByFiles(string folder) => _files.Where(file => FolderOf(file) == folder).All(file => named.Contains(file.Path));
    }

    // xunit's own words would be cut off.
    private static void AssertNone(IEnumerable<string> faults)
    {
        string all = string.Join("\n", faults);
        Assert.True(all.Length == 0, all);
    }

    private static string FolderOf(SourceFile file) => file.Path[..file.Path.LastIndexOf('/')];

    private static string Here([CallerFilePath] string path = "") => path;
}
