using System;

namespace DbAccounts.Engines.Delivery;

/// <summary>A creation that was made for sure, and in which time of this process.</summary>
/// <param name="Sent">When it was sent, at the earliest.</param>
/// <param name="JobId">The job that it had; null where it had ended when it was answered.</param>
/// <param name="Done">When it had been made, at the latest; null as long as that is not known.</param>
internal sealed record KnownCreation(DateTimeOffset Sent, string? JobId, DateTimeOffset? Done);
