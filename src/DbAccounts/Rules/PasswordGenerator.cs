using System;
using System.Collections.Generic;
using System.Linq;
using System.Security.Cryptography;
using DbAccounts.Model;

namespace DbAccounts.Rules;

/// <summary>Generates passwords that the rules of a request's password property accept.</summary>
internal sealed class PasswordGenerator
{
    /// <summary>The length where none is asked for, as far as the rules allow it.</summary>
    public const int DefaultLength = 20;

    // A password shorter than this is guessable even where no document sets a minimum.
    private const int ShortestSafe = 8;
    private const int LongestUseful = 128;
    private readonly IReadOnlyList<RuleAttribute> _rules;
    private readonly IReadOnlyList<string> _alphabets;

    /// <summary>Takes the rules of the property that carries the parameter <c>Password</c>.</summary>
    public PasswordGenerator(Type requestType)
    {
        RequestProperty password = RequestType.Of(requestType).Properties.Single(p => p.Parameter == "Password");
        // A rule that compares with another property can't be judged here; a random password keeps it.
        _rules = [.. password.Rules.Where(rule => rule is LengthAttribute or CharacterClassesAttribute or PatternAttribute)];
        _alphabets = password.Rules.OfType<CharacterClassesAttribute>().Single().Alphabets;
        LengthAttribute? length = password.Rules.OfType<LengthAttribute>().SingleOrDefault();
        MinLength = Math.Max(length?.Min ?? ShortestSafe, _alphabets.Count);
        MaxLength = length?.Max ?? LongestUseful;
    }

    /// <summary>The shortest password that is made.</summary>
    public int MinLength { get; }

    /// <summary>The longest password that is made.</summary>
    public int MaxLength { get; }

    /// <summary>Makes a password with characters of every class.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The length is outside of what the service allows.</exception>
    public Secret Generate(int? length = null)
    {
        int wanted = length ?? Math.Min(Math.Max(DefaultLength, MinLength), MaxLength);
        if (wanted < MinLength || wanted > MaxLength)
        {
            throw new ArgumentOutOfRangeException(nameof(length), wanted, $"It is from {MinLength} to {MaxLength}.");
        }

        using var random = RandomNumberGenerator.Create();
        string all = string.Concat(_alphabets);
        var characters = new char[wanted];
        while (true)
        {
            for (int i = 0; i < wanted; i++)
            {
                string alphabet = i < _alphabets.Count ? _alphabets[i] : all;
                characters[i] = alphabet[Below(random, alphabet.Length)];
            }

            for (int i = wanted - 1; i > 0; i--)
            {
                int other = Below(random, i + 1);
                (characters[i], characters[other]) = (characters[other], characters[i]);
            }

            var password = Secret.From(new string(characters));
            // Only what comes first can be wrong now, so this ends after a few rounds.
            if (Accepts(password))
            {
                Array.Clear(characters, 0, wanted);
                return password;
            }
        }
    }

    /// <summary>True when the password keeps the rules.</summary>
    public bool Accepts(Secret password) => _rules.All(rule => rule.Allows(password, this));

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
