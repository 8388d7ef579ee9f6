using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Text;
using DbAccounts.Documents;
using DbAccounts.Errors;
using DbAccounts.PowerShell.Input;
using DbAccounts.Texts;

namespace DbAccounts.PowerShell.Commands;

/// <summary>Reads access documents from files and objects.</summary>
internal static class DocumentFiles
{
    // A document is written by people; what is larger is something else.
    private const long LargestFile = 64 * 1024 * 1024;

    // What reads them makes objects of them.
    private static readonly (string[] Endings, string Reader)[] _others =
    [
        ([".yaml", ".yml"], "ConvertFrom-Yaml"),
        ([".csv", ".tsv"], "Import-Csv"),
        ([".xml", ".clixml"], "Import-Clixml"),
    ];

    /// <summary>The full path of a file that a parameter names.</summary>
    /// <exception cref="DbAccountsException">It names no place for files, such as <c>Env:/x.json</c>.</exception>
    public static string PathOf(PSCmdlet command, string path)
    {
        string full = command.SessionState.Path.GetUnresolvedProviderPathFromPSPath(path, out ProviderInfo provider, out _);
        return provider.Name == "FileSystem" ? full
            : throw DbError.InvalidInput(Messages.FileOfProvider.With(path, provider.Name), Messages.FileOfProviderAdvice);
    }

    /// <summary>The full path of a file that shall be written.</summary>
    /// <exception cref="DbAccountsException">There is something that must not be overwritten, or no folder.</exception>
    public static string TargetOf(PSCmdlet command, string path, bool force)
    {
        string full = PathOf(command, path);
        RequireRoom(full, force);
        // What is no file, such as /dev/null, would be one afterwards. Only PowerShell tells, and where it doesn't, there is nothing of the kind.
        if (System.IO.File.Exists(full)
            && command.InvokeProvider.Item.Get([full], force: true, literalPath: true).Select(item => item.Properties["UnixStat"]?.Value)
                .OfType<object>().Select(stat => PSObject.AsPSObject(stat).Properties["ItemType"]?.Value?.ToString()).FirstOrDefault() is { } kind
            && kind is not ("File" or "SymbolicLink"))
        {
            throw DbError.InvalidInput(Messages.FileIsNone.With(full), Messages.FileIsNoneAdvice);
        }

        return full;
    }

    /// <summary>Reads a file, JSON or a data file by its name.</summary>
    /// <param name="path">The full path.</param>
    /// <param name="problems">Takes what is wrong.</param>
    /// <exception cref="DbAccountsException">It can't be read.</exception>
    public static AccessDocument File(string path, List<DocumentProblem> problems)
    {
        RequireForm(path);
        string text = Text(path);
        return IsDataFile(path)
            ? DataFileNodes.Read(text, problems) is { } root ? DocumentReader.Read(root, ignoreCase: true, problems) : new AccessDocument()
            : DocumentReader.ReadJson(text, problems);
    }

    /// <summary>Reads what came through the pipeline: a document, the text of one, or accounts row by row.</summary>
    public static AccessDocument Objects(IReadOnlyList<PSObject> objects, List<DocumentProblem> problems) =>
        objects.Count > 0 && objects.All(one => one.BaseObject is string)
            ? DocumentReader.ReadJson(string.Join("\n", objects.Select(one => (string)one.BaseObject)), problems)
            : DocumentReader.Read(ObjectNodes.Read(objects, problems), ignoreCase: true, problems);

    /// <summary>True for the name of a data file of PowerShell.</summary>
    public static bool IsDataFile(string path) => Path.GetExtension(path).Equals(".psd1", StringComparison.OrdinalIgnoreCase);

    /// <summary>Refuses the name of a file that holds something else.</summary>
    /// <param name="path">The file.</param>
    /// <param name="isToBeWritten">It is not there yet.</param>
    /// <exception cref="DbAccountsException">It is one.</exception>
    public static void RequireForm(string path, bool isToBeWritten = false)
    {
        if (_others.FirstOrDefault(other => other.Endings.Contains(Path.GetExtension(path), StringComparer.OrdinalIgnoreCase)) is { Reader: { } reader })
        {
            throw DbError.InvalidInput(Messages.FileOfOtherForm.With(path), isToBeWritten ? Messages.FileToWriteOfOtherFormAdvice : Messages.FileOfOtherFormAdvice.With(reader));
        }
    }

    /// <summary>The text of a file.</summary>
    /// <exception cref="DbAccountsException">It can't be read.</exception>
    public static string Text(string path)
    {
        try
        {
            if (Directory.Exists(path))
            {
                throw DbError.InvalidInput(Messages.FileIsFolder.With(path), Messages.FileIsFolderAdvice);
            }

            return new FileInfo(path).Length > LargestFile
                ? throw DbError.InvalidInput(Messages.FileNoDocument.With(path), Messages.FileNoDocumentAdvice)
                : System.IO.File.ReadAllText(path, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true, throwOnInvalidBytes: true));
        }
        catch (DecoderFallbackException e)
        {
            // A character in its place would be another account or database.
            throw DbError.InvalidInput(Messages.FileNoUtf8.With(path), Messages.FileNoUtf8Advice, e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            throw DbError.InvalidInput(Messages.FileUnread.With(path, e.Message), Messages.FileUnreadAdvice, e);
        }
    }

    /// <summary>Writes a file at once: nobody ever sees a part of it. One that is overwritten keeps its mode.</summary>
    /// <exception cref="DbAccountsException">It exists, or can't be written.</exception>
    public static void Write(string path, string text, bool force)
    {
        RequireRoom(path, force);
        string part = $"{path}.{Guid.NewGuid():N}.tmp";
        try
        {
            bool isThere = System.IO.File.Exists(path);
            if (isThere)
            {
                System.IO.File.Copy(path, part);
            }

            System.IO.File.WriteAllText(part, text, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
            if (isThere)
            {
                System.IO.File.Replace(part, path, null);
            }
            else
            {
                System.IO.File.Move(part, path);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            System.IO.File.Delete(part);
            throw System.IO.File.Exists(path) && !force ? DbError.FileExists(path)
                : DbError.InvalidInput(Messages.FileUnwritten.With(path, e.Message), Messages.FileUnwrittenAdvice, e);
        }
    }

    private static void RequireRoom(string path, bool force)
    {
        if (Directory.Exists(path))
        {
            throw DbError.InvalidInput(Messages.FileIsFolder.With(path), Messages.FileIsFolderAdvice);
        }

        if (Path.GetDirectoryName(path) is { Length: > 0 } folder && !Directory.Exists(folder))
        {
            throw DbError.InvalidInput(Messages.FileWithoutFolder.With(path, folder), Messages.FileWithoutFolderAdvice);
        }

        var file = new FileInfo(path);
        if (file.Exists && !force)
        {
            throw DbError.FileExists(path);
        }

        // Replaced, it would lead nowhere any more, and what it led to would stay as it is.
        if (file.Exists && file.Attributes.HasFlag(FileAttributes.ReparsePoint))
        {
            throw DbError.InvalidInput(Messages.FileIsLink.With(path), Messages.FileIsLinkAdvice);
        }
    }
}
