using System;
using System.Collections.Generic;
using System.Linq;
using DbAccounts.Engines;
using DbAccounts.Engines.Cloud.HuaweiCloud.Requests;
using DbAccounts.Engines.Cloud.QingCloud.Requests;
using DbAccounts.Engines.Cloud.TencentCloud.Requests;
using DbAccounts.Errors;
using DbAccounts.Model;
using DbAccounts.Rules;
using DbAccounts.Tests.Support;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace DbAccounts.Tests.Rules;

/// <summary>Password policies as data: what they say, the laws of their intersection, and what is made of them.</summary>
public sealed class PasswordPolicyTests
{
    private static readonly string[] _alphabets = [Alphabet.Lower, Alphabet.Upper, Alphabet.Digits, "_", "_-", "@#_", "ab1"];

    private static readonly Gen<CharacterSet> _sets = Gen.OneOf(
        Gen.Constant(CharacterSet.Any), Gen.Elements(_alphabets).Select(CharacterSet.Of), Gen.Elements(_alphabets).Select(CharacterSet.AllBut));

    private static readonly Gen<CharacterMix> _mixes =
        from classes in Gen.SubListOf(_alphabets)
        from atLeast in Gen.Choose(0, classes.Count)
        select new CharacterMix(atLeast, [.. classes.Select(characters => new CharacterClass(characters, "~"))]);

    private static readonly Gen<PasswordPolicy> _policies =
        from min in Gen.Choose(0, 12)
        from more in Gen.Choose(-1, 10)
        from hasMax in Gen.Elements(true, false)
        from characters in _sets
        from first in _sets
        from mixes in _mixes.ArrayOf()
        from named in _sets
        select PasswordPolicy.Any.Intersect(new()
        {
            MinLength = min,
            MaxLength = hasMax ? min + more : int.MaxValue,
            Characters = characters,
            First = first,
            Mixes = [.. mixes.Take(2)],
            Named = named,
        });

    private static readonly Gen<string> _passwords =
        Gen.Elements("abzABZ019_-@#~ é".ToCharArray()).ArrayOf().Select(characters => new string(characters));

    [Fact]
    public void The_policies_of_the_services_are_what_their_rules_say()
    {
        Assert.Equal((8, 32, "all but ''"), Shape(typeof(AddUser)));
        Assert.Equal((8, 32, "all but ''"), Shape(typeof(CreateDdmUser)));
        Assert.Equal((8, 64, "all but ''"), Shape(typeof(CreateAccounts)));
        Assert.Equal((0, int.MaxValue, "all but '0123456789'"), Shape(typeof(AddUsers)));
        Assert.Equal(PasswordPolicy.Any.ToString(), PasswordPolicy.Of(typeof(DelUser)).ToString());
        Assert.Equal("4 of abcdefghijklmnopqrstuvwxyz ABCDEFGHIJKLMNOPQRSTUVWXYZ 0123456789 @#$%^&*_+-=", PasswordPolicy.Of(typeof(AddUser)).Mixes.Single().ToString());
        PasswordPolicy all = Connected.Services.Select(service => ServiceCatalog.PolicyOf(Connected.Client(service))).Aggregate((one, other) => one.Intersect(other));
        Assert.Equal((8, 32), (all.MinLength, all.MaxLength));
        Assert.Equal(CharacterSet.Of(Alphabet.Word), all.Made);
        Assert.Equal(CharacterSet.AllBut(Alphabet.Digits), all.First);
    }

    [Fact]
    public void A_rule_that_no_policy_knows_is_not_passed_over() =>
        Assert.Throws<InvalidOperationException>(() => PasswordPolicy.Of(typeof(Strange)));

    [Fact]
    public void The_intersection_is_commutative_associative_idempotent_and_has_a_neutral_element() => Generators.ForAll(
        from a in _policies from b in _policies from c in _policies select (a, b, c),
        p => Same(p.a.Intersect(p.b), p.b.Intersect(p.a))
            && Same(p.a.Intersect(p.b).Intersect(p.c), p.a.Intersect(p.b.Intersect(p.c)))
            && Same(p.a.Intersect(p.a), p.a)
            && Same(p.a.Intersect(PasswordPolicy.Any), p.a));

    [Fact]
    public void The_intersection_accepts_what_both_accept_and_nothing_else() => Generators.ForAll(
        from a in _policies from b in _policies from password in _passwords select (a, b, password),
        p => p.a.Intersect(p.b).Accepts(p.password) == (p.a.Accepts(p.password) && p.b.Accepts(p.password)));

    [Fact]
    public void Whatever_is_made_is_accepted_by_each_and_consists_of_what_each_names() => Generators.ForAll(
        from a in _policies from b in _policies select (a, b),
        p =>
        {
            PasswordPolicy both = p.a.Intersect(p.b);
            if (both.WhyNone is not null)
            {
                return true;
            }

            var generator = new PasswordGenerator(both);
            return new int?[] { null, generator.MinLength, generator.MaxLength }.All(length => generator.Generate(length).Reveal(text =>
                p.a.Accepts(text) && p.b.Accepts(text) && p.a.Named.ContainsAll(text) && p.b.Named.ContainsAll(text)
                && both.Held.All(kind => text.Any(kind.Contains)) && text.Length == (length ?? text.Length)));
        });

    [Fact]
    public void Both_sides_of_each_boundary()
    {
        PasswordPolicy policy = new() { MinLength = 2, MaxLength = 4, First = CharacterSet.Of("ab"), Characters = CharacterSet.Of("ab1"), Mixes = [new(1, [new("1")])] };
        Assert.Equal(
            [false, true, true, false, false, false, false],
            new[] { "1", "a1", "aaa1", "aaaa1", "1a", "ab", "a1c" }.Select(policy.Accepts));
        var generator = new PasswordGenerator(policy);
        Assert.Equal((2, 4), (generator.MinLength, generator.MaxLength));
        Assert.Throws<ArgumentOutOfRangeException>(() => generator.Generate(1));
        Assert.Throws<ArgumentOutOfRangeException>(() => generator.Generate(5));
    }

    [Fact]
    public void Every_character_that_may_come_comes_at_every_place()
    {
        PasswordPolicy policy = new() { MinLength = 3, MaxLength = 3, Named = CharacterSet.Of("ab12"), First = CharacterSet.AllBut("1") };
        string[] made = [.. Enumerable.Range(0, 1000).Select(_ => new PasswordGenerator(policy).Generate().Reveal(text => text))];

        Assert.Equal(["2ab", "12ab", "12ab"], Enumerable.Range(0, 3).Select(i => new string([.. made.Select(text => text[i]).Distinct().Order()])));
    }

    [Theory]
    [InlineData("at least 40 characters, and at most 32", 40, 64, "abc", "abc", 0)]
    [InlineData("no character that all of them accept", 8, 32, "xyz", "xyz", 0)]
    [InlineData("none of these may come first", 8, 32, "abc", "x", 0)]
    [InlineData("must mix 2 of xyz abc", 8, 32, "abc", "abc", 2)]
    public void An_empty_intersection_says_why(string why, int min, int max, string named, string first, int mixed)
    {
        PasswordPolicy one = new() { MinLength = 8, MaxLength = 32, Named = CharacterSet.Of("abc123") };
        PasswordPolicy other = new()
        {
            MinLength = min,
            MaxLength = max,
            Named = CharacterSet.Of(named),
            First = CharacterSet.Of(first),
            Mixes = [new(mixed, [new("xyz"), new("abc")])],
        };

        Assert.Null(one.WhyNone);
        Assert.Contains(why, one.Intersect(other).WhyNone, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => new PasswordGenerator(one.Intersect(other)));
        var error = Assert.Throws<DbAccountsException>(() => ServiceCatalog.Generator(one.Intersect(other), "A, B"));
        Assert.Equal(DbErrorId.InvalidInput, error.ErrorId);
        Assert.Contains("No password can be made for A, B: ", error.Message, StringComparison.Ordinal);
        Assert.Contains(why, error.Message, StringComparison.Ordinal);
    }

    private static (int, int, string) Shape(Type requestType) =>
        (PasswordPolicy.Of(requestType).MinLength, PasswordPolicy.Of(requestType).MaxLength, PasswordPolicy.Of(requestType).First.ToString());

    private static bool Same(PasswordPolicy one, PasswordPolicy other) => one.ToString() == other.ToString();

    private sealed class Strange
    {
        [DbParameter("Password"), LastCharacter(Alphabet.Digits, "ends with a digit")]
        public Secret? Password { get; set; }
    }
}
