using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;

namespace DbAccounts.PesterSupport;

/// <summary>Keeps the arguments of this process and of all that it starts, directly or not, as Linux shows them to everybody.</summary>
public sealed class CommandLineWatch : IDisposable
{
    private readonly HashSet<string> _seen = new();
    private readonly Thread _thread;
    private volatile bool _ended;

    public CommandLineWatch()
    {
        _thread = new Thread(Watch) { IsBackground = true };
        _thread.Start();
    }

    /// <summary>All command lines that were seen until now.</summary>
    public string[] Seen
    {
        get
        {
            lock (_seen)
            {
                return _seen.ToArray();
            }
        }
    }

    public void Dispose()
    {
        _ended = true;
        _thread.Join();
    }

    private void Watch()
    {
        while (!_ended)
        {
            Look();
            Thread.Sleep(5);
        }

        Look();
    }

    private void Look()
    {
        var parents = new Dictionary<int, int>();
        foreach (string folder in Directory.GetDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(folder), out int id) && Read(folder + "/stat") is { Length: > 0 } stat)
            {
                // "4711 (a name) S 42": the parent follows the state.
                parents[id] = int.Parse(stat.Substring(stat.LastIndexOf(')') + 4).Split(' ')[0]);
            }
        }

        foreach (int id in parents.Keys.Where(id => IsOwn(id, parents)))
        {
            lock (_seen)
            {
                _seen.Add(Read($"/proc/{id}/cmdline").Replace('\0', ' '));
            }
        }
    }

    private static bool IsOwn(int id, Dictionary<int, int> parents)
    {
        int at = id;
        while (at != Environment.ProcessId && parents.TryGetValue(at, out int parent))
        {
            at = parent;
        }

        return at == Environment.ProcessId;
    }

    // A process may end while it is looked at.
    private static string Read(string file)
    {
        try
        {
            return File.ReadAllText(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
