using System.Collections.Generic;
using System.Linq;

namespace DbAccounts.Changes;

/// <summary>What will be sent of a change: what it is in words, and its steps.</summary>
/// <param name="Change">The change, as it was asked for.</param>
/// <param name="Description">What will be done to which account where, in one line without secrets: for -WhatIf and -Confirm.</param>
/// <param name="Steps">The requests, each to be sent when the job of the one before has succeeded.</param>
public sealed record ChangePlan(AccountChange Change, string Description, IReadOnlyList<ChangeStep> Steps)
{
    /// <summary>The requests as they are documented, without secrets, for those who want to see them. They are made when they are read.</summary>
    public string Requests => string.Join("; then ", Steps.Select(step => step.Request));
}
