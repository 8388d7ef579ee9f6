using System.Collections.Generic;
using System.Linq;
using DbAccounts.Model;

namespace DbAccounts.Tests.Laws;

/// <summary>What there is on the server of a run: accounts, roles, databases, and what is in them. Many names need quotes.</summary>
internal sealed class LawWorld
{
    /// <summary>The role that everybody has.</summary>
    public const string Public = "PUBLIC";

    /// <summary>The tables of each database.</summary>
    public static string[] Tables { get; } = ["orders", "Orders", "order items", "t`k", "x.y", @"b\s", "select", "it's \"q\"", "100%_"];

    /// <summary>The columns of each table.</summary>
    public static string[] Columns { get; } = ["id", "Total", "c`q", "a,b", "(x)", "größe", @"b\c", "select", "it's"];

    /// <summary>The routines of each database, kind and name.</summary>
    public static string[] Routines { get; } =
        ["PROCEDURE|refund", "PROCEDURE|My Proc", "FUNCTION|f", "FUNCTION|a.b`c", "FUNCTION|refund", "PACKAGE|pk", "PACKAGE BODY|pk"];

    /// <summary>The databases.</summary>
    public string[] Databases { get; } =
        ["shop", "shop_app", "shopXapp", "SHOP", "a.b", "sh op", "q`t", "größe", "per%cent", @"b\s", "select", "it's", "d\"q"];

    /// <summary>The accounts.</summary>
    public (string Name, string Host)[] Accounts { get; } =
    [
        ("app", "%"), ("app", "localhost"), ("App", "%"), ("o'brien", "10.0.%"), ("we`ird", "192.168.1.0/255.255.255.0"),
        ("sp ace", "%.example.com"), ("at@name", "%"), ("größe", "%"), (@"b\s", "::1"), ("select", "%"), ("d\"q", "host-1"), ("", "%"),
    ];

    /// <summary>The roles.</summary>
    public string[] Roles { get; } = ["reader", "Reader", "my role", "r`q", "größe role", "writer"];

    /// <summary>Who can hold privileges, and how a statement names it.</summary>
    public IEnumerable<(DbAccountIdentity Identity, string Quoted)> Grantees() =>
    [
        .. Accounts.Select(account => (new DbAccountIdentity(account.Name, account.Host), Quoted(account))),
        .. Roles.Select(role => (new DbAccountIdentity(role, null), Quoted(role))),
        (new DbAccountIdentity(Public, null), Public),
    ];

    /// <summary>What makes all of it, after what another run has left is gone.</summary>
    public IEnumerable<string> Statements() =>
    [
        .. Databases.Select(database => $"DROP DATABASE IF EXISTS {Quoted(database)}"),
        .. Grantees().Select(grantee => $"REVOKE ALL PRIVILEGES, GRANT OPTION FROM {grantee.Quoted}"),
        .. Accounts.Select(account => $"DROP USER IF EXISTS {Quoted(account)}"),
        .. Roles.Select(role => $"DROP ROLE IF EXISTS {Quoted(role)}"),
        .. Databases.SelectMany(database => new[] { $"CREATE DATABASE {Quoted(database)}", $"USE {Quoted(database)}" }
            .Concat(Tables.Select(table =>
                $"CREATE TABLE {Quoted(table)} ({string.Join(", ", Columns.Select(column => Quoted(column) + " INT"))}) ENGINE=MEMORY"))
            .Concat(Routines.Select(Routine))
            .Append("SET sql_mode=DEFAULT")),
        .. Accounts.Select(CreateUser),
        .. Roles.Select(CreateRole),
    ];

    /// <summary>The statement that makes an account.</summary>
    public static string CreateUser((string Name, string Host) account) => $"CREATE USER IF NOT EXISTS {Quoted(account)}";

    /// <summary>The statement that makes a role.</summary>
    public static string CreateRole(string role) => $"CREATE ROLE IF NOT EXISTS {Quoted(role)}";

    /// <summary>An account between backquotes.</summary>
    public static string Quoted((string Name, string Host) account) => $"{Quoted(account.Name)}@{Quoted(account.Host)}";

    /// <summary>A name between backquotes.</summary>
    public static string Quoted(string name) => "`" + name.Replace("`", "``") + "`";

    /// <summary>A name as a pattern that matches nothing else.</summary>
    public static string Escaped(string name) => name.Replace(@"\", @"\\").Replace("_", @"\_").Replace("%", @"\%");

    private static string Routine(string kindAndName)
    {
        string[] parts = kindAndName.Split('|');
        string name = Quoted(parts[1]);
        return parts[0] switch
        {
            "PROCEDURE" => $"CREATE PROCEDURE {name}() SELECT 1",
            "FUNCTION" => $"CREATE FUNCTION {name}() RETURNS INT RETURN 1",
            "PACKAGE" => $"SET sql_mode='ORACLE'; CREATE PACKAGE {name} AS FUNCTION g RETURN INT; END",
            _ => $"CREATE PACKAGE BODY {name} AS FUNCTION g RETURN INT AS BEGIN RETURN 1; END; END",
        };
    }
}
