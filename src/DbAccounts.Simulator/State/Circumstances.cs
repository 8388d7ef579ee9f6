using System;

namespace DbAccounts.Simulator.State;

/// <summary>Under which circumstances a request is carried out, where they are not the usual ones.</summary>
/// <param name="Skew">How far the service's clock is off.</param>
/// <param name="Lag">How long ago a read shows things.</param>
/// <param name="Befall">Does to a job what befalls it, once its times are set.</param>
internal sealed record Circumstances(TimeSpan Skew, TimeSpan Lag, Action<StoredJob> Befall);
