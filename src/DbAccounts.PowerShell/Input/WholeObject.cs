using System;
using System.Linq;
using DbAccounts.Model;
using DbAccounts.Texts;

namespace DbAccounts.PowerShell.Input;

/// <summary>An object of privileges in the cells of a row: one that is empty must not make the privilege one on everything around it.</summary>
internal static class WholeObject
{
    /// <summary>The column that means the whole instance where it is true.</summary>
    public const string Global = "Global";

    /// <summary>Requires that none of the columns that name the object is there and empty.</summary>
    /// <param name="isBlank">Whether a column is there and empty.</param>
    /// <param name="hasTables">The service has privileges on tables and columns.</param>
    /// <exception cref="InputException">One is.</exception>
    public static void Require(Func<string, bool> isBlank, bool hasTables)
    {
        if (isBlank(nameof(DbPrivilege.Database)))
        {
            throw Blank(nameof(DbPrivilege.Database), Messages.EffectMoreThanDatabase, Messages.NameTheDatabaseOrGlobal);
        }

        string[] parts = hasTables ? [nameof(DbPrivilege.Table), nameof(DbPrivilege.Column)] : [];
        if (parts.FirstOrDefault(isBlank) is { } part)
        {
            throw Blank(
                part,
                part == nameof(DbPrivilege.Table) ? Messages.EffectWholeDatabase : Messages.EffectWholeTable,
                Messages.NameTheObjectOrLevel.With(part.ToLowerInvariant()));
        }
    }

    /// <summary>Requires that of a listed privilege, of which some properties were selected, those are there that say what it is on.</summary>
    /// <exception cref="InputException">They aren't.</exception>
    public static void RequireSelected(Row row)
    {
        if (Row.IsSelectionOf<DbPrivilege>(row.Origin) && !row.Has(nameof(DbPrivilege.Level))
            && !(row.Has(nameof(DbPrivilege.Table)) && row.Has(nameof(DbPrivilege.Column))))
        {
            throw new InputException(Messages.PrivilegeSelectionIncomplete, Messages.PrivilegeSelectionIncompleteAdvice);
        }
    }

    private static InputException Blank(string column, string effect, string advice) => new(Messages.ColumnBlank.With(column, effect), advice);
}
