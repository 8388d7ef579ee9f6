using System.Collections.Generic;

namespace DbAccounts.Changes;

/// <summary>One request of a change, as an engine has planned it.</summary>
public abstract class ChangeStep
{
    /// <summary>The service's own action.</summary>
    public abstract string Action { get; }

    /// <summary>The request as the service documents it, its secrets masked. It is made when it is read.</summary>
    public abstract string Request { get; }

    /// <summary>The account is already what it shall be.</summary>
    internal bool ChangesNothing { get; init; }

    /// <summary>What it does, where a change takes several requests; null where it is the whole change.</summary>
    internal ChangePart? Part { get; init; }

    /// <summary>The accounts that it changes, as jobs name them.</summary>
    internal abstract IReadOnlyList<string> Accounts { get; }

    /// <summary>
    /// What steps have in common that may travel in one request, each with its own account; null for one that travels alone.
    /// </summary>
    internal virtual string? BatchKey => null;

    /// <summary>How many accounts one request may change.</summary>
    internal virtual int MostAccounts => 1;
}
