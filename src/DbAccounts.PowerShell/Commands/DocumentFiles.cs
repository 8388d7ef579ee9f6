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
    /// <exception cref="DbAccountsException">It is one.</exception>
    public static void RequireForm(string path)
    {
        if (_others.FirstOrDefault(other => other.Endings.Contains(Path.GetExtension(path), StringComparer.OrdinalIgnoreCase)) is { Reader: { } reader })
        {
            throw DbError.InvalidInput(Messages.FileOfOtherForm.With(path), Messages.FileOfOtherFormAdvice.With(reader));
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

    /// <summary>Writes a file at once: nobody ever sees a part of it.</summary>
    /// <exception cref="DbAccountsException">It exists, or can't be written.</exception>
    public static void Write(string path, string text, bool force)
    {
        if (Directory.Exists(path))
        {
            throw DbError.InvalidInput(Messages.FileIsFolder.With(path), Messages.FileIsFolderAdvice);
        }

        if (System.IO.File.Exists(path) && !force)
        {
            throw DbError.FileExists(path);
        }

        string part = $"{path}.{Guid.NewGuid():N}.tmp";
        try
        {
            System.IO.File.WriteAllText(part, text, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
            if (System.IO.File.Exists(path))
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
}
