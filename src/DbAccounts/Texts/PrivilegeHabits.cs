using System;
using System.Linq;

namespace DbAccounts.Texts;

/// <summary>Words that people use for what an account may do, and that are no privileges.</summary>
internal static class PrivilegeHabits
{
    private static readonly string[] _read = ["READ", "READS", "READONLY", "READER", "RO"];
    private static readonly string[] _write = ["WRITE", "WRITES", "WRITER", "MODIFY"];
    private static readonly string[] _both = ["READWRITE", "READANDWRITE", "RW", "CRUD"];
    private static readonly string[] _all = ["ADMIN", "FULL", "FULLACCESS", "EVERYTHING", "ANY", "OWNER"];

    /// <summary>What is probably meant, in a sentence without its period; null for any other word.</summary>
    public static string? Of(string word)
    {
        string plain = new([.. word.ToUpperInvariant().Where(char.IsLetter)]);
        return _read.Contains(plain, StringComparer.Ordinal) ? Messages.PrivilegeToRead.With(word)
            : _write.Contains(plain, StringComparer.Ordinal) ? Messages.PrivilegeToWrite.With(word)
            : _both.Contains(plain, StringComparer.Ordinal) ? Messages.PrivilegeToReadAndWrite.With(word)
            : _all.Contains(plain, StringComparer.Ordinal) ? Messages.PrivilegeToDoAll.With(word)
            : null;
    }
}
