using System;
using System.Collections.Generic;
using System.Security.Cryptography;
using DbAccounts.Model;

namespace DbAccounts.Rules;

/// <summary>Makes passwords that a policy accepts.</summary>
internal sealed class PasswordGenerator
{
    /// <summary>The length where none is asked for, as far as the policy allows it.</summary>
    public const int DefaultLength = 20;

    // A password shorter than this is guessable even where no document sets a minimum.
    private const int ShortestSafe = 8;
    private const int LongestUseful = 128;
    private readonly CharacterSet _first;
    private readonly string _characters;
    private readonly IReadOnlyList<CharacterSet> _held;

    /// <summary>Takes a policy.</summary>
    /// <exception cref="ArgumentException">It allows no password.</exception>
    public PasswordGenerator(PasswordPolicy policy)
    {
        if (policy.WhyNone is { } why)
        {
            throw new ArgumentException(why, nameof(policy));
        }

        _first = policy.First;
        _characters = policy.Made.Characters;
        _held = policy.Held;
        MaxLength = policy.MaxLength < int.MaxValue ? policy.MaxLength : Math.Max(LongestUseful, policy.MinLength);
        MinLength = Math.Max(policy.MinLength > 0 ? policy.MinLength : Math.Min(ShortestSafe, MaxLength), _held.Count);
    }

    /// <summary>The shortest password that is made.</summary>
    public int MinLength { get; }

    /// <summary>The longest password that is made.</summary>
    public int MaxLength { get; }

    /// <summary>Makes a password with characters of every kind.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The length is outside of what the policy allows.</exception>
    public Secret Generate(int? length = null)
    {
        int wanted = length ?? Math.Min(Math.Max(DefaultLength, MinLength), MaxLength);
        if (wanted < MinLength || wanted > MaxLength)
        {
            throw new ArgumentOutOfRangeException(nameof(length), wanted, $"It is from {MinLength} to {MaxLength}.");
        }

        using var random = RandomNumberGenerator.Create();
        var characters = new char[wanted];
        for (int i = 0; i < wanted; i++)
        {
            string kind = i < _held.Count ? _held[i].Characters : _characters;
            characters[i] = kind[Below(random, kind.Length)];
        }

        for (int i = wanted - 1; i > 0; i--)
        {
            Swap(characters, i, Below(random, i + 1));
        }

        // One of the kinds is what may come first, so there is one.
        int[] canBeFirst = Array.FindAll(Indexes(wanted), i => _first.Contains(characters[i]));
        Swap(characters, 0, canBeFirst[Below(random, canBeFirst.Length)]);
        var password = Secret.From(new string(characters));
        Array.Clear(characters, 0, wanted);
        return password;
    }

    private static int[] Indexes(int count)
    {
        var indexes = new int[count];
        for (int i = 0; i < count; i++)
        {
            indexes[i] = i;
        }

        return indexes;
    }

    private static void Swap(char[] characters, int one, int other) =>
        (characters[one], characters[other]) = (characters[other], characters[one]);

    private static int Below(RandomNumberGenerator random, int bound)
    {
        var bytes = new byte[4];
        // Values past the last whole multiple would make some results likelier than others.
        uint limit = uint.MaxValue - (uint.MaxValue % (uint)bound);
        uint value;
        do
        {
            random.GetBytes(bytes);
            value = BitConverter.ToUInt32(bytes, 0);
        }
        while (value >= limit);
        return (int)(value % (uint)bound);
    }
}
