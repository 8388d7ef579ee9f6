using System.Collections.Generic;
using System.Linq;
using DbAccounts.Model;
using FsCheck;
using FsCheck.Fluent;

namespace DbAccounts.Tests.Grants;

/// <summary>Random sets on all levels, with names that need quotes, escapes or both.</summary>
internal static class GrantSets
{
    private static readonly Gen<string> _names = Gen.Elements(
        "shop", "shop_app", "my-shop", "a`b", "100%", @"back\slash", "on", "x y", "it's", "a;b", "größe", "\"q\"", "a.b", "PROCEDURE", "2024", "a(b)");

    private static readonly Gen<string> _accounts = Gen.Elements("app@%", "app@10.0.%", "o'b@h", "a@b@%", "::1@::1", "x y@localhost");

    private static readonly Gen<(DbPrivilegeTarget, IEnumerable<string>)> _one = Gen.OneOf(
        On(Gen.Constant(DbPrivilegeTarget.Global), "SELECT", "PROCESS", "BACKUP_ADMIN", "GRANT OPTION", "ALL"),
        On(_names.Select(name => new DbPrivilegeTarget(name)), "SELECT", "CREATE TEMPORARY TABLES", "GRANT OPTION", "ALL"),
        On(Gen.Elements(@"shop\_%", "shop_", "%", @"a\b", "my-%", "a`%").Select(DbPrivilegeTarget.OfPattern), "SELECT", "GRANT OPTION"),
        On(from a in _names from b in _names select new DbPrivilegeTarget(a, b), "SELECT", "SHOW VIEW", "GRANT OPTION", "ALL"),
        On(from a in _names from b in _names from c in _names select new DbPrivilegeTarget(a, b, c), "SELECT", "UPDATE"),
        On(
            from kind in Gen.Elements("PROCEDURE", "FUNCTION", "PACKAGE", "PACKAGE BODY")
            from a in _names
            from b in _names
            select DbPrivilegeTarget.OfRoutine(kind, a, b),
            "EXECUTE", "GRANT OPTION"),
        WithOption(Gen.Elements("reader", "my role", "r@10.0.%").Select(DbPrivilegeTarget.OfRole), "ROLE"),
        WithOption(_accounts.Select(DbPrivilegeTarget.OfProxy), "PROXY"));

    /// <summary>The same with what is taken of what is held globally, as texts have it.</summary>
    public static Gen<DbPrivilegeSet> WithPartialRevokes { get; } = Gen.OneOf(
        _one, On(_names.Select(DbPrivilegeTarget.OfPartialRevoke), "SELECT", "SHOW VIEW", "GRANT OPTION", "ALL")).ArrayOf().Select(DbPrivilegeSet.From);

    /// <summary>Sets of up to a dozen grants.</summary>
    public static Gen<DbPrivilegeSet> All { get; } = _one.ArrayOf().Select(DbPrivilegeSet.From);

    private static Gen<(DbPrivilegeTarget, IEnumerable<string>)> On(Gen<DbPrivilegeTarget> targets, params string[] words) =>
        from target in targets from some in Gen.SubListOf(words) select (target, some.AsEnumerable());

    // Nobody has the option without what it is of.
    private static Gen<(DbPrivilegeTarget, IEnumerable<string>)> WithOption(Gen<DbPrivilegeTarget> targets, string word) =>
        from target in targets
        from option in Gen.Elements(true, false)
        select (target, (IEnumerable<string>)(option ? [word, "GRANT OPTION"] : [word]));
}
