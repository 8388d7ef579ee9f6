using System;
using System.Collections;
using System.Linq;
using DbAccounts.Engines;
using DbAccounts.Model;
using DbAccounts.PowerShell.Input;
using DbAccounts.Texts;

namespace DbAccounts.PowerShell.Session;

/// <summary>
/// What may come through the pipeline beside an account of the command line: a record that names no account itself. Of two accounts one
/// would be dropped without a word.
/// </summary>
internal static class AccountBeside
{
    private static readonly string[] _names = ["Account", "Name"];

    /// <summary>The account that a record names; null where it names none, as an instance does.</summary>
    /// <param name="record">The record.</param>
    /// <param name="members">What was read of it, where that was.</param>
    public static string? NamedBy(object? record, Row? members = null) => record.Plain() switch
    {
        null or DbInstance => null,
        string text => TextValue.OrNull(text),
        DbAccount account => account.ToString(),
        DbPrivilege held => TextValue.OrNull(held.Account),
        DbAccess access => TextValue.OrNull(access.Account),
        DbJob job => TextValue.OrNull(string.Join(", ", job.Account)),
        DbAccountReference reference => reference.ToString(),
        _ => (members ?? Row.Of(record)) is { } row ? _names.Select(name => Said(row, name)).FirstOrDefault(name => name is not null) : null,
    };

    /// <summary>The error for two accounts.</summary>
    /// <param name="said">The account of the command line.</param>
    /// <param name="piped">The account that comes through the pipeline.</param>
    public static InputException Error(string said, string piped) =>
        new(Messages.PipelineNamesOther.With(said, piped), Messages.PipelineNamesOtherAdvice.With(said));

    // A member that can't be read names nothing here; who reads it says so.
    private static string? Said(Row row, string name)
    {
        try
        {
            return row[name] switch
            {
                null => null,
                string text => TextValue.OrNull(text),
                IEnumerable several => TextValue.OrNull(string.Join(", ", several.Cast<object?>())),
                var other => TextValue.OrNull(other.ToString()),
            };
        }
        catch (FormatException)
        {
            return null;
        }
    }
}
