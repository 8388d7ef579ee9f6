using System;
using System.Collections.Generic;
using System.Linq;
using DbAccounts.Model;
using FsCheck;
using FsCheck.Fluent;

namespace DbAccounts.Tests.Support;

/// <summary>Random privilege sets over a few names, so that they overlap.</summary>
internal static class Generators
{
    private static readonly string[] _spellings = ["SELECT", "select", " Insert ", "SHOW  VIEW", "show view", "update", "", " "];
    private static readonly DbPrivilegeTarget[] _targets =
        [default, new("a"), new("b"), new("A"), new("a", "t"), new("a", "u"), new("b", "t"), new("a", "t", "c"), new("a", "t", "d")];

    /// <summary>Pairs of object and privileges, in any spelling and more than once.</summary>
    public static Gen<(DbPrivilegeTarget Target, IEnumerable<string> Privileges)[]> Pairs { get; } =
        (from target in Gen.Elements(_targets)
         from privileges in Gen.Elements(_spellings).ArrayOf()
         select (target, (IEnumerable<string>)privileges)).ArrayOf();

    /// <summary>Sets of privileges.</summary>
    public static Gen<DbPrivilegeSet> Sets { get; } = Pairs.Select(DbPrivilegeSet.From);

    /// <summary>Texts of letters of both cases and all kinds of white space.</summary>
    public static Gen<string> Texts { get; } = Gen.Elements("aZißé_ \t\n\u00a0\u3000中".ToCharArray()).ArrayOf().Select(letters => new string(letters));

    /// <summary>Asserts that something holds for three random sets.</summary>
    public static void ForAllSets(Func<DbPrivilegeSet, DbPrivilegeSet, DbPrivilegeSet, bool> holds) => ForAll(
        from a in Sets from b in Sets from c in Sets select (a, b, c), sets => holds(sets.a, sets.b, sets.c));

    /// <summary>Asserts that something holds for whatever is generated.</summary>
    public static void ForAll<T>(Gen<T> gen, Func<T, bool> holds) => Prop.ForAll(gen.ToArbitrary(), holds).QuickCheckThrowOnFailure();

    /// <summary>Any of several names, none and all of them too.</summary>
    public static Gen<string[]> Some(params string[] names) => Gen.SubListOf(names).Select(list => list.ToArray());
}
