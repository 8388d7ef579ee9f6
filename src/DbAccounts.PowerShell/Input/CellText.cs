using System;
using System.Collections.Generic;
using DbAccounts.Texts;

namespace DbAccounts.PowerShell.Input;

/// <summary>What no cell of a row means: characters that were lost when its file was read, and the word that programs write for nothing.</summary>
internal static class CellText
{
    private const char Lost = '\uFFFD';

    // Excel's own first line, which says how the others are split.
    private const string ExcelSeparator = "sep=";

    /// <summary>The problem of a file that the names of its columns tell; null where they tell none.</summary>
    public static InputException? OfNames(IReadOnlyList<string> names)
    {
        foreach (string name in names)
        {
            if (IsOfOtherEncoding(name))
            {
                return new InputException(Messages.ColumnEncoding.With(name.Short()), Advice(name));
            }

            if (name.StartsWith(ExcelSeparator, StringComparison.OrdinalIgnoreCase))
            {
                string delimiter = name.Substring(ExcelSeparator.Length).Trim();
                return new InputException(
                    Messages.ExcelSeparatorLine.With(name),
                    delimiter.Length == 1 ? Messages.ExcelSeparatorLineAdvice.With(delimiter) : Messages.ExcelSeparatorLineSameAdvice);
            }
        }

        return null;
    }

    /// <summary>What is wrong with a row of which every column counts; null where nothing is.</summary>
    public static InputException? Problem(Row row)
    {
        try
        {
            foreach (string name in row.Names)
            {
                if (row.Written(name) is { } text)
                {
                    Require(name, text, isSecret: false);
                }
            }
        }
        catch (InputException e)
        {
            return e;
        }

        return row.Columns.Misread();
    }

    /// <summary>Refuses a cell that can't be what was meant.</summary>
    /// <param name="column">Its column.</param>
    /// <param name="text">What is in it.</param>
    /// <param name="isSecret">It may be any text, and is never shown.</param>
    /// <exception cref="FormatException">It is such a cell.</exception>
    public static void Require(string column, string text, bool isSecret)
    {
        if (IsOfOtherEncoding(text))
        {
            throw new InputException(
                isSecret ? Messages.SecretEncoding.With(column) : Messages.CellEncoding.With(column, text.Short()), Advice(text));
        }

        if (!isSecret && text.Trim() is ("NULL" or @"\N"))
        {
            throw new InputException(Messages.CellNull.With(column, text.Trim()), Messages.CellNullAdvice.With(column));
        }
    }

    private static bool IsOfOtherEncoding(string text) => text.IndexOf(Lost) >= 0 || text.IndexOf('\0') >= 0;

    // Between the letters of UTF-16 stand zeros.
    private static string Advice(string text) => text.IndexOf('\0') >= 0 ? Messages.EncodingUnicodeAdvice : Messages.EncodingAdvice;
}
