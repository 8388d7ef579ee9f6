using System.Collections.Generic;
using DbAccounts.Model;
using DbAccounts.Texts;

namespace DbAccounts.Engines.Sql.MySql;

/// <summary>What statements are about, for messages.</summary>
/// <param name="Action">The action.</param>
/// <param name="Account">The account; empty for none.</param>
internal sealed record MySqlWork(string Action, string Account)
{
    /// <summary>It changes something: it must not be made twice unseen.</summary>
    public bool IsChange { get; init; }

    /// <summary>What its statements hold and must not be shown.</summary>
    public IReadOnlyList<Secret> Secrets { get; init; } = [];

    /// <summary>The statements of a change that were made so far.</summary>
    public IReadOnlyList<string> Made { get; init; } = [];

    /// <summary>What was made of a change before it went wrong, as a sentence with a blank before; empty for nothing.</summary>
    public string MadeWords => Made.Count == 0 ? "" : Messages.SqlMade.With(string.Join("; ", Made));

    /// <summary>What is done to whom and where.</summary>
    public string On(object instance) => Account.Length == 0 ? $"{Action} on {instance}" : Messages.SqlWorkOn.With(Action, Account, instance);
}
