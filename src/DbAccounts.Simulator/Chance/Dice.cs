using System;

namespace DbAccounts.Simulator.Chance;

/// <summary>Random numbers that are the same on every platform for the same seed and text (SplitMix64).</summary>
internal sealed class Dice(int seed, string text)
{
    private const ulong Step = 0x9E3779B97F4A7C15;
    private ulong _state = Mix(unchecked(Mix((ulong)seed) + Hash(text)));

    /// <summary>A number from 0 up to, but not including, 1.</summary>
    public double Next()
    {
        _state = unchecked(_state + Step);
        return (Mix(_state) >> 11) * (1.0 / (1UL << 53));
    }

    /// <summary>True in so many of all throws.</summary>
    public bool Throw(double share) => Next() < share;

    /// <summary>One of several.</summary>
    public T Pick<T>(params T[] values) => values[(int)(Next() * values.Length)];

    /// <summary>A part of a time.</summary>
    public TimeSpan PartOf(TimeSpan time) => TimeSpan.FromTicks((long)(time.Ticks * Next()));

    // FNV-1a: a text's own hash code differs from process to process.
    private static ulong Hash(string text)
    {
        ulong hash = 0xCBF29CE484222325;
        foreach (char c in text)
        {
            hash = unchecked((hash ^ c) * 0x100000001B3);
        }

        return hash;
    }

    private static ulong Mix(ulong value)
    {
        unchecked
        {
            value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
            value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
            return value ^ (value >> 31);
        }
    }
}
