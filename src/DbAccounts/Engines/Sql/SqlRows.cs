using System.Collections.Generic;

namespace DbAccounts.Engines.Sql;

/// <summary>The answer to a statement.</summary>
/// <param name="Columns">The names of the columns, empty where the statement gives no rows.</param>
/// <param name="Rows">The rows; SQL's NULL is null.</param>
/// <param name="Affected">How many rows were changed; -1 where the server does not say.</param>
internal sealed record SqlRows(IReadOnlyList<string> Columns, IReadOnlyList<object?[]> Rows, long Affected);
