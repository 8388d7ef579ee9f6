using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using DbAccounts.Execution;
using DbAccounts.Model;

namespace DbAccounts.Changes;

/// <summary>A change ready to be sent: what it is in words, and its steps.</summary>
/// <param name="Description">What will be done to which account where, without secrets.</param>
/// <param name="Steps">The requests, each to be sent when the job of the one before has succeeded.</param>
public sealed record ChangePlan(string Description, IReadOnlyList<ChangeStep> Steps)
{
    /// <summary>The description with the requests as they are documented, for -WhatIf; without secrets.</summary>
    public string Preview => $"{Description}: {string.Join("; then ", Steps.Select(step => step.Request))}";
}

/// <summary>One request of a change.</summary>
/// <param name="Action">The service's own action.</param>
/// <param name="Request">The request as the service documents it, its secrets masked.</param>
/// <param name="SendAsync">Sends it and returns the job that the service made of it.</param>
public sealed record ChangeStep(string Action, string Request, Func<CallContext, Task<DbJob>> SendAsync)
{
    /// <summary>What it does, where a change takes several requests; null where it is the whole change.</summary>
    internal ChangePart? Part { get; init; }
}
