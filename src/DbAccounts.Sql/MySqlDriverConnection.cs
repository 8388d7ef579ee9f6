using System;
using System.Collections.Generic;
using System.Data;
using System.Threading;
using System.Threading.Tasks;
using DbAccounts.Engines.Sql;
using MySqlConnector;

namespace DbAccounts.Sql;

/// <summary>A connection of MySqlConnector.</summary>
internal sealed class MySqlDriverConnection(MySqlConnection connection) : ISqlConnection
{
    /// <inheritdoc/>
    public bool IsOpen => connection.State == ConnectionState.Open;

    /// <inheritdoc/>
    public async Task<SqlRows> ExecuteAsync(
        string statement, IReadOnlyDictionary<string, object?>? parameters, CancellationToken cancellation)
    {
        try
        {
            using var command = new MySqlCommand(statement, connection);
            foreach (KeyValuePair<string, object?> parameter in parameters ?? new Dictionary<string, object?>())
            {
                command.Parameters.AddWithValue(parameter.Key, parameter.Value);
            }

            using MySqlDataReader reader = await command.ExecuteReaderAsync(cancellation).ConfigureAwait(false);
            var columns = new string[reader.FieldCount];
            for (int i = 0; i < columns.Length; i++)
            {
                columns[i] = reader.GetName(i);
            }

            var rows = new List<object?[]>();
            while (await reader.ReadAsync(cancellation).ConfigureAwait(false))
            {
                var row = new object?[columns.Length];
                for (int i = 0; i < row.Length; i++)
                {
                    row[i] = reader.IsDBNull(i) ? null : reader.GetValue(i);
                }

                rows.Add(row);
            }

            return new SqlRows(columns, rows, reader.RecordsAffected);
        }
        catch (Exception e)
        {
            throw Failures.Executing(e, IsOpen, cancellation);
        }
    }

    /// <inheritdoc/>
    public async Task<bool> PingAsync(CancellationToken cancellation) =>
        IsOpen && await connection.PingAsync(cancellation).ConfigureAwait(false);

    /// <inheritdoc/>
    public void Dispose() => connection.Dispose();
}
