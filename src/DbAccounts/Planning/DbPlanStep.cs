using System.Collections.Generic;
using DbAccounts.Changes;
using DbAccounts.Comparison;

namespace DbAccounts.Planning;

/// <summary>One step of a plan. It holds no secret, at most the name of one.</summary>
public sealed class DbPlanStep
{
    /// <summary>Its place in the order in which the steps are made, from 1.</summary>
    public int Number { get; set; }

    /// <summary>The service, one of the names of <c>Get-DbService</c>.</summary>
    public string Service { get; set; } = "";

    /// <summary>The instance or cluster.</summary>
    public string InstanceId { get; set; } = "";

    /// <summary>The address of the service there.</summary>
    public string? Endpoint { get; set; }

    /// <summary>The account, as <c>name</c> or <c>name@host</c>.</summary>
    public string Account { get; set; } = "";

    /// <summary>What is done.</summary>
    public OperationKind Operation { get; set; }

    /// <summary>What is there before; null for nothing.</summary>
    public string? Before { get; set; }

    /// <summary>What is there afterwards; null for nothing.</summary>
    public string? After { get; set; }

    /// <summary>What it does, in words.</summary>
    public string Effect { get; set; } = "";

    /// <summary>What it can do to those who use the account.</summary>
    public DbChangeRisk Risk { get; set; }

    /// <summary>The settings that it makes, by their names in the document.</summary>
    public IDictionary<string, string> Setting { get; } = new SortedDictionary<string, string>(System.StringComparer.Ordinal);

    /// <summary>The privileges that it gives, takes or leaves as the only ones; null for none.</summary>
    public string[]? Grant { get; set; }

    /// <summary>The name of the secret that is the password; null where none is needed, or one is generated.</summary>
    public string? SecretName { get; set; }

    /// <summary>The vault of the secret; null for the one that is asked by default.</summary>
    public string? Vault { get; set; }

    /// <summary>A password is generated when the step is made.</summary>
    public bool GeneratePassword { get; set; }

    /// <summary>When it is made.</summary>
    public DbPlanPhase Phase { get; set; }

    /// <summary>Its number and its effect.</summary>
    public override string ToString() => System.FormattableString.Invariant($"{Number}. {Effect}");
}
