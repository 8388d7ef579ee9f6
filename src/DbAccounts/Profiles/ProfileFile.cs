using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;
using System.Text.Json;
using System.Threading;
using DbAccounts.Credentials;
using DbAccounts.Errors;
using DbAccounts.Formats;
using DbAccounts.Texts;

namespace DbAccounts.Profiles;

/// <summary>
/// The JSON file of a user's profiles. It always holds either the old profiles or the new ones, and of two processes that change it
/// one waits for the other. What can't be read is left as it is.
/// </summary>
internal sealed class ProfileFile(string path)
{
    private const int Format = 1;
    private const int OwnerOnly = 0b110_000_000;
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan _pause = TimeSpan.FromMilliseconds(20);

    /// <summary>Where it is.</summary>
    public string Path { get; } = System.IO.Path.GetFullPath(path);

    /// <summary>
    /// The file of this user: DBACCOUNTS_PROFILE_PATH, else profiles.json below %APPDATA%, $XDG_CONFIG_HOME or ~/.config.
    /// </summary>
    public static ProfileFile OfUser(HostEnvironment environment)
    {
        string folder = environment.PathIn(RuntimeInformation.IsOSPlatform(OSPlatform.Windows) ? "APPDATA" : "XDG_CONFIG_HOME")
            ?? environment.InHome(".config");
        return new(environment.PathIn("DBACCOUNTS_PROFILE_PATH") ?? System.IO.Path.Combine(folder, "DbAccounts", "profiles.json"));
    }

    /// <summary>The profiles by name; none where there is no file yet.</summary>
    /// <exception cref="DbAccountsException">The file holds something else, or can't be read.</exception>
    public IReadOnlyList<DbProfile> Read() => Guarded(() => Sorted(Load()));

    /// <summary>The profile of that name.</summary>
    /// <exception cref="DbAccountsException">There is none.</exception>
    public DbProfile Get(string name) =>
        Read().FirstOrDefault(profile => Is(profile, name)) ?? throw DbError.ProfileNotFound(name, Path, Read().Select(profile => profile.Name));

    /// <summary>What <see cref="Set"/> would make, and of what; that is null where there is none yet.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="change">Makes the new one of the old one.</param>
    /// <param name="warning">Takes what is passed over, in words.</param>
    public (DbProfile? Old, DbProfile New) Plan(string name, Func<DbProfile, DbProfile> change, Action<string>? warning = null)
    {
        IReadOnlyList<DbProfile> profiles = Read();
        return (profiles.FirstOrDefault(profile => Is(profile, name)), Planned(profiles, name, change, warning));
    }

    /// <summary>Makes a profile or changes one.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="change">Makes the new one of the old one; of an empty one where there is none.</param>
    public DbProfile Set(string name, Func<DbProfile, DbProfile> change) => Change(profiles =>
    {
        DbProfile changed = Planned(profiles, name, change);
        profiles.RemoveAll(profile => Is(profile, name));
        profiles.Add(changed);
        return changed;
    });

    /// <summary>Removes a profile; false where there was none.</summary>
    public bool Remove(string name) => Change(profiles => profiles.RemoveAll(profile => Is(profile, name)) > 0);

    private static DbProfile Planned(
        IEnumerable<DbProfile> profiles, string name, Func<DbProfile, DbProfile> change, Action<string>? warning = null) =>
        change(profiles.FirstOrDefault(profile => Is(profile, name)) ?? new DbProfile { Name = name }).Checked(warning);

    private static DbProfile[] Sorted(IEnumerable<DbProfile> profiles) =>
        [.. profiles.OrderBy(profile => profile.Name, StringComparer.OrdinalIgnoreCase)];

    private static bool Is(DbProfile profile, string name) => string.Equals(profile.Name, name, StringComparison.OrdinalIgnoreCase);

    private T Change<T>(Func<List<DbProfile>, T> change) => Guarded(() =>
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(Path)!);
        using FileStream turn = TakeTurn();
        List<DbProfile> profiles = Load();
        T result = change(profiles);
        Save(profiles);
        return result;
    });

    // A file beside it that only one process at a time can have open; it stays, as removing it would race with those who wait.
    private FileStream TakeTurn()
    {
        DateTime end = DateTime.UtcNow + _patience;
        while (true)
        {
            try
            {
                return new FileStream(Path + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (DateTime.UtcNow < end)
            {
                Thread.Sleep(_pause);
            }
        }
    }

    private List<DbProfile> Load()
    {
        if (!File.Exists(Path))
        {
            return [];
        }

        // Windows replaces no file that somebody reads, unless the reader allows it.
        using var stream = new FileStream(Path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using JsonDocument document = JsonDocument.Parse(stream);
        if (document.RootElement.ValueKind != JsonValueKind.Object
            || document.RootElement.Number("format") != Format
            || document.RootElement.Property("profiles") is not { ValueKind: JsonValueKind.Array } profiles)
        {
            throw new FormatException(Messages.ProfileFormat.With(Format));
        }

        return [.. profiles.EnumerateArray().Select(ProfileJson.Read)];
    }

    private void Save(IEnumerable<DbProfile> profiles)
    {
        // In the same folder, as a file can only be moved at once within one volume.
        string next = Path + ".new";
        using (var stream = new FileStream(next, FileMode.Create, FileAccess.Write, FileShare.None))
        {
            Restrict(next);
            ProfileJson.Write(stream, Format, Sorted(profiles));
            stream.Flush(flushToDisk: true);
        }

        if (File.Exists(Path))
        {
            File.Replace(next, Path, null);
        }
        else
        {
            File.Move(next, Path);
        }
    }

    private T Guarded<T>(Func<T> action)
    {
        try
        {
            return action();
        }
        catch (Exception e) when (
            e is JsonException or FormatException or IOException or UnauthorizedAccessException or InvalidOperationException)
        {
            throw DbError.ProfileFileInvalid(
                Path, e is JsonException json ? Messages.ProfileNoJson.With(json.LineNumber + 1) : e.Message, e);
        }
    }

    // It holds no secret, but where others' secrets are. On Windows the user's folder is closed to others already.
    private static void Restrict(string file)
    {
        if (!RuntimeInformation.IsOSPlatform(OSPlatform.Windows))
        {
            _ = ChangeMode(file, OwnerOnly);
        }
    }

    [DllImport("libc", EntryPoint = "chmod", CharSet = CharSet.Ansi, BestFitMapping = false, ThrowOnUnmappableChar = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int ChangeMode([MarshalAs(UnmanagedType.LPStr)] string path, int mode);
}
