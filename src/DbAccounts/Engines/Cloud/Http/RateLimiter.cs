using System;
using System.Collections.Concurrent;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using DbAccounts.Errors;
using DbAccounts.Execution;
using DbAccounts.Model;

namespace DbAccounts.Engines.Cloud.Http;

/// <summary>
/// Keeps the requests of one action within its documented limit. Services count them by their arrival in any second, so a request takes
/// the place of one that has arrived a second ago. Shared by everything in the process that uses the same key at the same endpoint, by the
/// same clock: times of two clocks can't be compared.
/// </summary>
#pragma warning disable CA1001 // A limiter lives as long as the process, and so does its semaphore.
internal sealed class RateLimiter
#pragma warning restore CA1001
{
    // Sending and arriving waver a little, even where answers don't show it.
    private static readonly TimeSpan _slack = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan _longestExcess = TimeSpan.FromSeconds(5);
    private static readonly ConcurrentDictionary<(string Host, string? KeyId, string Action, Clock Clock), RateLimiter> _all = new();
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly object _lock = new();
    private readonly TimeSpan _window;
    private readonly Place[] _places;
    private TimeSpan _quickest = TimeSpan.MaxValue;

    private RateLimiter(double perSecond)
    {
        _places = [.. Enumerable.Range(0, Math.Max(1, (int)perSecond)).Select(_ => new Place())];
        _window = TimeSpan.FromSeconds(_places.Length / perSecond);
    }

    /// <summary>Waits until the call may be sent; disposing of what is returned says that it was answered, or failed.</summary>
    /// <exception cref="DbAccountsException">The time allowed is over before that; nothing was sent.</exception>
    public static async Task<IDisposable?> TakeAsync(InstanceAddress instance, DbCredential credential, ApiCall call, CallContext context) =>
        call.RequestsPerSecond is not { } rate
            ? null
            : await _all.GetOrAdd((instance.Endpoint.Authority, credential.KeyId, call.Action, context.Clock), _ => new RateLimiter(rate))
                .TakeAsync(context).ConfigureAwait(false) ?? throw DbError.NoTurnAtRate(call.Action, instance, rate);

    private async Task<IDisposable?> TakeAsync(CallContext context)
    {
        if (!await context.TryTakeAsync(_turn).ConfigureAwait(false))
        {
            return null;
        }

        try
        {
            while (true)
            {
                TimeSpan delay;
                lock (_lock)
                {
                    TimeSpan now = context.Clock.Elapsed;
                    Place place = _places.OrderBy(one => FreeAt(one, now)).First();
                    delay = FreeAt(place, now) - now;
                    if (delay <= TimeSpan.Zero)
                    {
                        place.Take(now);
                        return new Taken(this, place, now, context.Clock);
                    }
                }

                if (!await context.TryWaitAsync(delay).ConfigureAwait(false))
                {
                    return null;
                }
            }
        }
        finally
        {
            _turn.Release();
        }
    }

    // A request that was answered later than the quickest may have arrived later by as much: on a new connection, for example.
    private TimeSpan FreeAt(Place place, TimeSpan now)
    {
        if (place.Sent is not { } sent)
        {
            return TimeSpan.Zero;
        }

        TimeSpan excess = (place.Answered ?? now) - sent - _quickest;
        excess = excess < TimeSpan.Zero ? TimeSpan.Zero : excess > _longestExcess ? _longestExcess : excess;
        return sent + excess + _window + _slack;
    }

    private void Answered(Place place, TimeSpan sent, TimeSpan now)
    {
        lock (_lock)
        {
            // It may have been taken by another request meanwhile.
            if (place.Sent == sent)
            {
                place.Answered = now;
            }

            _quickest = now - sent < _quickest ? now - sent : _quickest;
        }
    }

    private sealed class Place
    {
        public TimeSpan? Sent { get; private set; }

        public TimeSpan? Answered { get; set; }

        public void Take(TimeSpan now)
        {
            Sent = now;
            Answered = null;
        }
    }

    private sealed class Taken(RateLimiter limiter, Place place, TimeSpan sent, Clock clock) : IDisposable
    {
        public void Dispose() => limiter.Answered(place, sent, clock.Elapsed);
    }
}
