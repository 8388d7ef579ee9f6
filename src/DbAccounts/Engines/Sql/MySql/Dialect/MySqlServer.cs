using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.RegularExpressions;
using DbAccounts.Grants;
using DbAccounts.Model;
using DbAccounts.Texts;

namespace DbAccounts.Engines.Sql.MySql.Dialect;

/// <summary>What a server is, and what it can do. Where features came and went stands here, with the version.</summary>
/// <param name="IsMariaDb">MariaDB, or MySQL and what is built on it.</param>
/// <param name="Version">The version.</param>
/// <param name="Connected">The account that the connection is of, as the server identifies it.</param>
internal sealed record MySqlServer(bool IsMariaDb, Version Version, DbAccountIdentity Connected)
{
    private static readonly Regex _version = new(@"(\d+)\.(\d+)\.(\d+)", RegexOptions.CultureInvariant);

    /// <summary>A password is checked by a component or plugin of the server, which needs the password itself.</summary>
    public bool ValidatesPasswords { get; init; }

    /// <summary>Names of databases and tables have no case: <c>lower_case_table_names</c> is 1 or 2.</summary>
    public bool FoldsNames { get; init; }

    /// <summary>
    /// What is held globally can be taken in single databases: <c>partial_revokes</c> is ON. Then no <c>%</c> or <c>_</c> in the database
    /// of a grant means another character, and none is escaped.
    /// </summary>
    public bool HasPartialRevokes { get; init; }

    /// <summary>What this very server offers on which level, and how it compares names.</summary>
    public PrivilegeCatalog Catalog => Dialect.Catalog().On(FoldsNames ? NameFolding.DatabasesAndTables : NameFolding.None, HasPartialRevokes);

    /// <summary>What it shows, as it means it.</summary>
    public DbPrivilegeSet Read(DbPrivilegeSet shown) => Catalog.Folded(!HasPartialRevokes ? shown : Each(shown, target =>
        target.Level == DbPrivilegeLevel.Pattern ? new DbPrivilegeTarget(target.Database) : target));

    /// <summary>What is sent to it, as it takes it.</summary>
    public DbPrivilegeSet Written(DbPrivilegeSet meant) => !HasPartialRevokes ? meant : Each(meant, target =>
        target.Level == DbPrivilegeLevel.Database ? DbPrivilegeTarget.PatternAsListed(target.Database!) : target);

    /// <summary>The name and the version, for messages.</summary>
    public string Name => $"{Product} {Version.ToString(3)}";

    private string Product => IsMariaDb ? "MariaDB" : "MySQL";

    /// <summary>Whose GRANT statements it takes and shows.</summary>
    public DbGrantDialect Dialect => GrantDialects.Of(IsMariaDb, Version);

    /// <summary>The most characters of an account's name.</summary>
    public int MostNameCharacters => IsMariaDb ? Version >= new Version(10, 6, 0) ? 128 : 80 : 32;

    /// <summary>Reads what a server says of itself.</summary>
    /// <param name="version">Its <c>VERSION()</c>, in which MariaDB may stand behind a number that old replicas expect.</param>
    /// <param name="comment">Its <c>@@version_comment</c>.</param>
    /// <param name="account">Its <c>CURRENT_USER()</c>.</param>
    public static MySqlServer Read(string version, string comment, string account)
    {
        bool isMariaDb = version.IndexOf("mariadb", StringComparison.OrdinalIgnoreCase) >= 0
            || comment.IndexOf("mariadb", StringComparison.OrdinalIgnoreCase) >= 0;
        MatchCollection found = _version.Matches(version);
        Match number = found.Count > 1 && isMariaDb && version.StartsWith("5.5.5-", StringComparison.Ordinal) ? found[1]
            : found.Count > 0 ? found[0] : _version.Match("0.0.0");
        return new MySqlServer(
            isMariaDb,
            new Version(Part(1), Part(2), Part(3)),
            new DbAccountIdentity(account.Substring(0, account.LastIndexOf('@')), account.Substring(account.LastIndexOf('@') + 1)));

        int Part(int group) => int.Parse(number.Groups[group].Value, CultureInfo.InvariantCulture);
    }

    /// <summary>Since when the server's kind has a feature, in words; null where this server has it.</summary>
    /// <param name="mySql">The version of MySQL that it came with; null for never.</param>
    /// <param name="mariaDb">The version of MariaDB that it came with; null for never.</param>
    public string? WhyNot(string? mySql, string? mariaDb)
    {
        string? own = IsMariaDb ? mariaDb : mySql;
        return own is not null && Version >= new Version(own) ? null
            : own is not null ? Messages.SqlServerOlder.With(Product, own, Name)
            : mySql is not null ? Messages.SqlOnlyMySql.With(Product, mySql)
            : Messages.SqlHasNone.With(Product);
    }

    private static DbPrivilegeSet Each(DbPrivilegeSet set, Func<DbPrivilegeTarget, DbPrivilegeTarget> change) =>
        DbPrivilegeSet.From(set.Select(one => (change(one.Key), (IEnumerable<string>)one.Value)));

    /// <summary>True where the server has a feature.</summary>
    public bool Has(string? mySql, string? mariaDb) => WhyNot(mySql, mariaDb) is null;
}
