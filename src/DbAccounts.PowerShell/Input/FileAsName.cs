using System;
using System.Collections.Generic;
using System.Linq;
using DbAccounts.Texts;

namespace DbAccounts.PowerShell.Input;

/// <summary>Names of new accounts that are a file, a line of one, or what is left of an object: who writes them means what is in it.</summary>
internal static class FileAsName
{
    private static readonly string[] _files = [".csv", ".tsv", ".txt", ".json", ".xml", ".clixml", ".xlsx", ".psd1", ".yaml", ".yml"];
    private static readonly char[] _delimiters = [';', ',', '\t', '|'];

    /// <summary>What is wrong with names of accounts; null where nothing is.</summary>
    /// <param name="names">The names.</param>
    /// <param name="line">A text that came through the pipeline; null where none did.</param>
    public static InputException? Problem(IEnumerable<string> names, string? line)
    {
        if (line is not null && line.IndexOfAny(_delimiters) is >= 0 and var place)
        {
            return new InputException(
                Messages.NameIsLine.With(line.Short()), Messages.NameIsLineAdvice.With(line[place] == '\t' ? "\"`t\"" : $"'{line[place]}'"));
        }

        return names.FirstOrDefault(name => _files.Contains(Extension(name), StringComparer.OrdinalIgnoreCase)) is { } file
            ? new InputException(Messages.NameIsFile.With(file.Short()), Messages.NameIsFileAdvice)
            : names.FirstOrDefault(TextValue.IsLost) is { } lost
                ? new InputException(Messages.NameIsLost.With(lost.Trim()), Messages.NameIsLostAdvice)
            : null;
    }

    private static string Extension(string name) => name.LastIndexOf('.') is >= 0 and var dot ? name.Substring(dot) : "";
}
