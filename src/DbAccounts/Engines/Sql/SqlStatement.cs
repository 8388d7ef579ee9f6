using System;
using System.Collections.Generic;
using System.Linq;
using DbAccounts.Model;

namespace DbAccounts.Engines.Sql;

/// <summary>One statement: its words, and its secrets, which show as asterisks. It is made of parts that were quoted one by one.</summary>
internal sealed class SqlStatement
{
    private readonly List<(string Text, Secret? Secret, Func<string, string>? Form)> _parts = [];

    /// <summary>A statement that begins with words.</summary>
    public SqlStatement(string words) => Add(words);

    /// <summary>The secrets in it.</summary>
    public IEnumerable<Secret> Secrets => _parts.Select(part => part.Secret).OfType<Secret>();

    /// <summary>Adds words, or what was quoted.</summary>
    public SqlStatement Add(string words)
    {
        _parts.Add((words, null, null));
        return this;
    }

    /// <summary>Adds a secret.</summary>
    /// <param name="secret">The secret.</param>
    /// <param name="form">What the statement holds of it: the quoted text, or that of its hash.</param>
    public SqlStatement Add(Secret secret, Func<string, string> form)
    {
        _parts.Add(($"'{Secret.Mask}'", secret, form));
        return this;
    }

    /// <summary>What is sent; nobody keeps it.</summary>
    public string ToWire() => string.Concat(_parts.Select(part => part.Secret is { } secret ? secret.Reveal(part.Form!) : part.Text));

    /// <summary>What may be shown.</summary>
    public override string ToString() => string.Concat(_parts.Select(part => part.Text));
}
