using System;
using System.Collections.Generic;

namespace DbAccounts.Simulator.Security;

/// <summary>So many requests in any stretch of time of a given length, by their times of arrival.</summary>
internal sealed class SlidingWindow(int limit, TimeSpan length)
{
    private readonly Queue<DateTimeOffset> _admitted = new();

    /// <summary>True, and counted, where the request keeps the limit.</summary>
    public bool Admits(DateTimeOffset now)
    {
        while (_admitted.Count > 0 && now - _admitted.Peek() >= length)
        {
            _admitted.Dequeue();
        }

        if (_admitted.Count >= limit)
        {
            return false;
        }

        _admitted.Enqueue(now);
        return true;
    }
}
