using System;
using System.Collections.Generic;

namespace DbAccounts.Planning;

/// <summary>An account of a plan, as it was when the plan was made: what has changed since is not overwritten.</summary>
public sealed class DbPlanAccount
{
    /// <summary>The service, one of the names of <c>Get-DbService</c>.</summary>
    public string Service { get; set; } = "";

    /// <summary>The instance or cluster.</summary>
    public string InstanceId { get; set; } = "";

    /// <summary>The address of the service there.</summary>
    public string? Endpoint { get; set; }

    /// <summary>The account, as <c>name</c> or <c>name@host</c>.</summary>
    public string Account { get; set; } = "";

    /// <summary>It was there.</summary>
    public bool Exists { get; set; }

    /// <summary>Its settings, as far as the plan is about them.</summary>
    public IDictionary<string, string> Setting { get; } = new SortedDictionary<string, string>(System.StringComparer.Ordinal);

    /// <summary>Its privileges; null where the plan is not about them.</summary>
    public string[]? Grant { get; set; }

    /// <summary>Until when, in UTC, it shall hold what the plan gives it: after that the plan doesn't change it. Null for ever.</summary>
    public DateTime? Expires { get; set; }

    /// <summary>A digest of all that: another state has another one.</summary>
    public string Fingerprint { get; set; } = "";

    /// <summary>The account and its instance.</summary>
    public override string ToString() => $"{Account} on {InstanceId} ({Service})";
}
