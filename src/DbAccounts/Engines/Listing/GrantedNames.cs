using System;
using System.Collections.Generic;
using System.Linq;
using DbAccounts.Model;
using DbAccounts.Texts;

namespace DbAccounts.Engines.Listing;

/// <summary>
/// The objects that the grants which were read name: what is asked about and named by none may be misspelt, where another name is nearly it.
/// </summary>
internal sealed class GrantedNames
{
    private readonly HashSet<DbPrivilegeTarget> _named = [];
    private PrivilegeCatalog _catalog = PrivilegeCatalog.None;

    /// <summary>Keeps what is held.</summary>
    /// <param name="held">What an account or role holds.</param>
    /// <param name="catalog">How the service compares names.</param>
    public void Keep(DbPrivilegeSet held, PrivilegeCatalog catalog)
    {
        _catalog = catalog;
        _named.UnionWith(held.Targets.Where(target => target.Database is not null));
    }

    /// <summary>The parts of objects that no grant names, each with the name that was probably meant.</summary>
    /// <param name="asked">What was asked about, as it was written.</param>
    public IEnumerable<(string Kind, string Written, string Meant)> NearlyNamed(IEnumerable<DbPrivilegeTarget> asked) =>
        asked.Select(Nearly).OfType<(string, string, string)>().Distinct();

    private (string Kind, string Written, string Meant)? Nearly(DbPrivilegeTarget written)
    {
        DbPrivilegeTarget asked = _catalog.Folded(written);
        var database = new DbPrivilegeTarget(asked.Database);
        DbPrivilegeTarget[] there = [.. _named.Where(one => one.Database == asked.Database || one.Covers(database))];
        if (there.Length == 0)
        {
            return Near(Messages.NounDatabase, written.Database!, Literal(one => one.Database));
        }

        DbPrivilegeTarget[] tables = [.. there.Where(one => one.Table is not null)];
        if (asked.Table is not { } table || tables.Length == 0)
        {
            return null;
        }

        DbPrivilegeTarget[] same = [.. tables.Where(one => one.Table == table)];
        if (same.Length == 0)
        {
            return Near(Messages.NounTable, written.Table!, tables.Select(one => one.Table!));
        }

        string[] columns = [.. same.Select(one => one.Column).OfType<string>()];
        return asked.Column is { } column && !columns.Contains(column, StringComparer.OrdinalIgnoreCase)
            ? Near(Messages.NounColumn, written.Column!, columns) : null;
    }

    private IEnumerable<string> Literal(Func<DbPrivilegeTarget, string?> part) =>
        _named.Where(one => one.Level != DbPrivilegeLevel.Pattern).Select(part).OfType<string>();

    private static (string, string, string)? Near(string kind, string written, IEnumerable<string> names) =>
        Nearest.Of(written, names) is { } meant ? (kind, written, meant) : null;
}
