using System;
using System.Collections.Generic;
using System.Threading.Tasks;
using DbAccounts.Model;

namespace DbAccounts.Services;

/// <summary>A change ready to be sent: what it is in words, and its steps.</summary>
/// <param name="Target">The account and where it is.</param>
/// <param name="Description">What will be done, without secrets.</param>
/// <param name="Steps">The requests, each to be sent when the job of the one before has succeeded.</param>
public sealed record ChangePlan(string Target, string Description, IReadOnlyList<ChangeStep> Steps);

/// <summary>One request of a change.</summary>
/// <param name="Action">The service's own action.</param>
/// <param name="SendAsync">Sends it and returns the job that the service made of it.</param>
public sealed record ChangeStep(string Action, Func<CallContext, Task<DbJob>> SendAsync);
