using System;
using System.Collections.Generic;
using System.Linq;
using DbAccounts.Texts;

namespace DbAccounts.Rules;

/// <summary>What a password may be, as data: what several services allow together is the intersection of theirs.</summary>
internal sealed class PasswordPolicy
{
    // What passwords are made of where no document names characters.
    private static readonly CharacterSet _plain = CharacterSet.Of(Alphabet.Letters + Alphabet.Digits);

    /// <summary>Allows every password.</summary>
    public static PasswordPolicy Any { get; } = new();

    /// <summary>The fewest characters.</summary>
    public int MinLength { get; init; }

    /// <summary>The most characters.</summary>
    public int MaxLength { get; init; } = int.MaxValue;

    /// <summary>The only characters that it may hold.</summary>
    public CharacterSet Characters { get; init; } = CharacterSet.Any;

    /// <summary>What it may begin with.</summary>
    public CharacterSet First { get; init; } = CharacterSet.Any;

    /// <summary>How many of which kinds of characters it has to mix.</summary>
    public IReadOnlyList<CharacterMix> Mixes { get; init; } = [];

    /// <summary>
    /// The characters that documents name. Others are accepted, as no document forbids them, and not made.
    /// </summary>
    public CharacterSet Named { get; init; } = CharacterSet.Any;

    /// <summary>What a made password consists of.</summary>
    public CharacterSet Made => Named.Intersect(Characters) is { IsAllBut: false } named
        ? named
        : _plain.Intersect(Named).Intersect(Characters);

    /// <summary>The kinds of characters that a made password holds one of each, whether it has to or not; none contains another.</summary>
    public IReadOnlyList<CharacterSet> Held
    {
        get
        {
            CharacterSet[] kinds =
            [
                .. Mixes.SelectMany(mix => mix.Classes).Select(MadeOf).Append(Made.Intersect(First)).Where(kind => !kind.IsEmpty).Distinct(),
            ];
            return [.. kinds.Where(kind => !kinds.Any(other => other != kind && kind.ContainsAll(other.Characters)))];
        }
    }

    /// <summary>Why no password can be made; null where one can.</summary>
    public string? WhyNone =>
        MinLength > MaxLength ? Messages.PolicyLength.With(MinLength, MaxLength)
        : Made.IsEmpty ? Messages.PolicyNoCharacter
        : Made.Intersect(First).IsEmpty ? Messages.PolicyNoFirst.With(Made)
        : Mixes.FirstOrDefault(mix => mix.Classes.Count(kind => !MadeOf(kind).IsEmpty) < mix.AtLeast) is { } mix
            ? Messages.PolicyMix.With(mix, Made)
        : Held.Count > MaxLength ? Messages.PolicyKinds.With(Held.Count, MaxLength)
        : null;

    /// <summary>What the rules of a request say of the password in it; allows every one where it has none.</summary>
    /// <exception cref="InvalidOperationException">A rule is of a kind that is never on passwords.</exception>
    public static PasswordPolicy Of(Type requestType) => RequestType.Of(requestType).Properties
        .Where(property => property.Parameter == "Password")
        .SelectMany(property => property.Rules)
        .Select(rule => Of(rule.Attribute))
        .Aggregate(Any, (all, one) => all.Intersect(one));

    /// <summary>What both allow.</summary>
    public PasswordPolicy Intersect(PasswordPolicy other) => new()
    {
        MinLength = Math.Max(MinLength, other.MinLength),
        MaxLength = Math.Min(MaxLength, other.MaxLength),
        Characters = Characters.Intersect(other.Characters),
        First = First.Intersect(other.First),
        Named = Named.Intersect(other.Named),
        Mixes =
        [
            .. Mixes.Concat(other.Mixes).GroupBy(mix => mix.ToString())
                .OrderBy(same => same.Key, StringComparer.Ordinal).Select(same => same.First()),
        ],
    };

    /// <summary>True when the password is allowed.</summary>
    public bool Accepts(string password) =>
        password.Length >= MinLength && password.Length <= MaxLength
        && Characters.ContainsAll(password)
        && (password.Length == 0 || First.Contains(password[0]))
        && Mixes.All(mix => mix.IsIn(password));

    /// <summary>All that it says; equal policies say the same.</summary>
    public override string ToString() =>
        $"{MinLength} to {MaxLength} of {Characters}, named {Named}, first {First}, mixes {string.Join("; ", Mixes)}";

    private static PasswordPolicy Of(RuleAttribute rule) => rule switch
    {
        LengthAttribute length => new() { MinLength = length.Min, MaxLength = length.Max },
        CharacterClassesAttribute classes => new()
        {
            Mixes = [classes.Mix],
            Named = CharacterSet.Of(string.Concat(classes.Mix.Classes.Select(kind => kind.Characters))),
        },
        FirstCharacterAttribute first => new() { First = first.Allowed },
        CharactersAttribute characters => new() { Characters = characters.Allowed },
        // That there is one, and that it isn't the account's name, holds for whatever is made.
        MandatoryAttribute or NotNameNorReverseAttribute => Any,
        _ => throw new InvalidOperationException($"A password policy knows nothing of {rule.Kind}."),
    };

    private CharacterSet MadeOf(CharacterClass kind) => CharacterSet.Of(kind.Characters).Intersect(Made);
}
