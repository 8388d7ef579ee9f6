using System;
using System.Collections.Generic;
using System.Linq;

namespace DbAccounts.Tests.House;

/// <summary>Which folders use which, by their namespaces, and the files that make it so.</summary>
internal sealed class FolderGraph
{
    private readonly SortedDictionary<string, SortedDictionary<string, SortedSet<string>>> _uses = new(StringComparer.Ordinal);
    private readonly HashSet<(string Namespace, string Type)> _types = [];
    private readonly HashSet<(string Namespace, string Method)> _extensions = [];
    private readonly HashSet<string> _namespaces = [];

    /// <summary>Reads sources.</summary>
    public FolderGraph(IReadOnlyCollection<SourceFile> files)
    {
        foreach (SourceFile file in files)
        {
            _namespaces.Add(file.Namespace);
            _types.UnionWith(file.Types.Select(type => (file.Namespace, type)));
            _extensions.UnionWith(file.Extensions.Select(method => (file.Namespace, method)));
        }

        foreach (SourceFile file in files)
        {
            foreach (string used in file.Usings.Where(_namespaces.Contains))
            {
                Add(file, used, "using");
            }

            foreach (string name in file.Names())
            {
                AddOwner(file, name);
            }

            foreach (string method in file.Calls())
            {
                if (file.Enclosing().FirstOrDefault(outer => _extensions.Contains((outer, method))) is { } outer)
                {
                    Add(file, outer, method);
                }
            }
        }
    }

    /// <summary>The folders that a folder uses.</summary>
    public IEnumerable<string> UsedBy(string folder) =>
        _uses.TryGetValue(folder, out SortedDictionary<string, SortedSet<string>>? used) ? used.Keys : [];

    /// <summary>The shortest circle, a line for each of its edges, with the files that make it; empty where there is none.</summary>
    public string[] Circle()
    {
        string[] shortest = [];
        foreach (string start in _uses.Keys)
        {
            string[] way = WayBack(start);
            shortest = way.Length > 0 && (shortest.Length == 0 || way.Length < shortest.Length) ? way : shortest;
        }

        return [.. shortest.Select((from, i) =>
        {
            string to = shortest[(i + 1) % shortest.Length];
            return $"{from} uses {to}: {string.Join(", ", _uses[from][to])}";
        })];
    }

    // The folders of the shortest circle through one of them.
    private string[] WayBack(string start)
    {
        var from = new Dictionary<string, string>();
        var next = new Queue<string>([start]);
        while (next.TryDequeue(out string? at))
        {
            foreach (string used in UsedBy(at))
            {
                if (used == start)
                {
                    List<string> way = [at];
                    while (way[^1] != start)
                    {
                        way.Add(from[way[^1]]);
                    }

                    way.Reverse();
                    return [.. way];
                }

                if (from.TryAdd(used, at))
                {
                    next.Enqueue(used);
                }
            }
        }

        return [];
    }

    // Whose type a name is that no using directive is needed for: one of an enclosing namespace, or one that is qualified.
    private void AddOwner(SourceFile file, string name)
    {
        string[] parts = name.Split('.');
        foreach (string scope in file.Enclosing().Prepend(file.Namespace).Append(""))
        {
            for (int i = 0; i < parts.Length; i++)
            {
                string owner = string.Join(".", parts[..i].Prepend(scope).Where(part => part.Length > 0));
                if (HasType(owner, parts[i]))
                {
                    Add(file, owner, name);
                    return;
                }
            }
        }
    }

    private bool HasType(string owner, string name) => _types.Contains((owner, name)) || _types.Contains((owner, name + "Attribute"));

    private void Add(SourceFile file, string used, string by)
    {
        if (used == file.Namespace)
        {
            return;
        }

        if (!_uses.TryGetValue(file.Namespace, out SortedDictionary<string, SortedSet<string>>? all))
        {
            _uses[file.Namespace] = all = new(StringComparer.Ordinal);
        }

        if (!all.TryGetValue(used, out SortedSet<string>? files))
        {
            all[used] = files = new(StringComparer.Ordinal);
        }

        files.Add($"{file.Path} ({by})");
    }
}
