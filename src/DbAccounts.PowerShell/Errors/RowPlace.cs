using DbAccounts.Errors;
using DbAccounts.PowerShell.Input;

namespace DbAccounts.PowerShell.Errors;

/// <summary>Which record of the pipeline is at hand, for errors: a row of a table is found again by its number.</summary>
/// <param name="IsRow">True for a row; objects of the module say what they are.</param>
/// <param name="Number">Its number in the pipeline, from 1; 0 where there is no pipeline.</param>
/// <param name="Record">The record.</param>
/// <param name="Members">What was read of it; null where nothing could be.</param>
internal readonly record struct RowPlace(bool IsRow, int Number, object? Record, Row? Members)
{
    /// <summary>The error with the row that it is of.</summary>
    public DbAccountsException Of(DbAccountsException error) =>
        IsRow ? DbError.InRow(error, Row.AccountOf(Record, Members), Number) : error;
}
