using System;
using System.IO;
using System.Runtime.InteropServices;
using DbAccounts.Errors;
using DbAccounts.Texts;

namespace DbAccounts.Credentials;

/// <summary>What a process finds around it: environment variables and the user's files. Tests make their own.</summary>
/// <param name="variable">Reads an environment variable.</param>
/// <param name="home">The user's folder; null where there is none.</param>
internal sealed class HostEnvironment(Func<string, string?> variable, string? home)
{
    // No such file of a vendor's tool is anywhere near as large.
    private const long LargestFile = 1024 * 1024;

    /// <summary>Takes what a user should know of a file that is not read, or not whole.</summary>
    public Action<string> Warning { get; init; } = _ => { };

    /// <summary>Those of this process.</summary>
    public static HostEnvironment Process { get; } = new(Environment.GetEnvironmentVariable, null);

    /// <summary>Those of this process, for somebody who hears warnings.</summary>
    public static HostEnvironment ForProcess(Action<string> warning) => new(Environment.GetEnvironmentVariable, null) { Warning = warning };

    /// <summary>The user's folder, as the vendors' tools find it.</summary>
    public string? Home => home
        ?? Variable(RuntimeInformation.IsOSPlatform(OSPlatform.Windows) ? "USERPROFILE" : "HOME")
        ?? (Environment.GetFolderPath(Environment.SpecialFolder.UserProfile) is { Length: > 0 } folder ? folder : null);

    /// <summary>An environment variable without the blanks around it; null where it is not set or blank.</summary>
    public string? Variable(string name) => variable(name)?.Trim() is { Length: > 0 } value ? value : null;

    /// <summary>The path of a file in the user's folder.</summary>
    public string InHome(params string[] parts) => Path.Combine([Home ?? "~", .. parts]);

    /// <summary>A path that a variable holds, <c>~</c> for the user's folder; null where it is not set.</summary>
    public string? PathIn(string name) =>
        Variable(name) is not { } path ? null : path.StartsWith("~/", StringComparison.Ordinal) ? InHome(path.Substring(2)) : path;

    /// <summary>A file's text; null where there is no such file.</summary>
    /// <exception cref="DbAccountsException">It can't be read.</exception>
    public static string? ReadText(string path)
    {
        try
        {
            return !File.Exists(path) ? null
                : new FileInfo(path).Length <= LargestFile ? File.ReadAllText(path)
                : throw DbError.CredentialFileInvalid(path, Messages.FileTooLarge.With(LargestFile / 1024));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw DbError.CredentialFileInvalid(path, e.Message, e);
        }
    }
}
