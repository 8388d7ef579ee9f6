using System;
using System.Collections.Concurrent;
using System.Threading.Tasks;
using DbAccounts.Model;
using DbAccounts.Services;

namespace DbAccounts.Http;

/// <summary>
/// A token bucket of one token: requests of one action leave evenly, never more in a second than documented.
/// Shared by everything in the process that uses the same key at the same endpoint, as the services count it.
/// </summary>
internal sealed class RateLimiter
{
    // Arrival times at the service waver; a little more distance keeps a burst within the limit.
    private const double Slack = 1.02;
    private static readonly ConcurrentDictionary<(string Host, string? KeyId, string Action), RateLimiter> _all = new();
    private readonly object _lock = new();
    private TimeSpan _next;

    private RateLimiter()
    {
    }

    /// <summary>Waits until the call may be sent.</summary>
    public static Task WaitAsync(DbInstance instance, ApiCall call, CallContext context) =>
        call.RequestsPerSecond is not { } rate
            ? Task.CompletedTask
            : _all.GetOrAdd((instance.Endpoint.Authority, instance.KeyId, call.Action), _ => new RateLimiter())
                .WaitAsync(TimeSpan.FromSeconds(Slack / rate), context);

    private async Task WaitAsync(TimeSpan interval, CallContext context)
    {
        TimeSpan delay;
        lock (_lock)
        {
            TimeSpan now = context.Clock.Elapsed;
            delay = _next > now ? _next - now : TimeSpan.Zero;
            _next = now + delay + interval;
        }

        if (delay > TimeSpan.Zero)
        {
            await context.WaitAsync(delay).ConfigureAwait(false);
        }
    }
}
