using System;

namespace DbAccounts.Benchmarks;

/// <summary>What the hand-made cmdlet writes.</summary>
public sealed record HandMadeJob(string Id, string InstanceId, string Region, string Operation, string Account, DateTime SubmittedAt);
