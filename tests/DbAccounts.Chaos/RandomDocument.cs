using System;
using System.Collections.Generic;
using System.Linq;
using DbAccounts.Model;

namespace DbAccounts.Chaos;

/// <summary>Documents that say anything.</summary>
internal static class RandomDocument
{
    private static readonly string[] _databases = ["shop", "crm", "shop_1", "my-shop"];

    /// <summary>Accounts of all services of the clouds.</summary>
    public static string OfServices(Random random)
    {
        string Accounts(Func<int, string> account) => RandomDocument.Accounts(random, account);
        string role = random.Next(2) == 0 ? "SELECT ON {database}.*" : "SELECT, INSERT, UPDATE ON {database}.*";
        return $$"""
            { "roles": { "user": "{{role}}" },
              "instances": [
                { "service": "TencentMySql", "accounts": [ {{Accounts(i => $$"""{ "name": "app{{i}}", "allowedHost": ["10.{{random.Next(2)}}.%", "LocalHost"], "maxUserConnections": {{random.Next(3)}}, "description": "d{{random.Next(3)}}", "grants": [ {{Texts(Grants(random))}} ], "roles": { "role": "user", "database": "{{_databases[random.Next(4)]}}" } }""")}} ] },
                { "service": "Ddm", "accounts": [ {{Accounts(i => $$"""{ "name": "ddm{{i}}", "passwordLifetime": {{random.Next(3)}}, "description": "d{{random.Next(2)}}", "grants": [ {{Texts(Rectangle(random))}} ] }""")}} ] },
                { "service": "MySqlPlus", "accounts": [ {{Accounts(i => $$"""{ "name": "plus{{i}}", "allowedHost": ["10.{{random.Next(2)}}.%", "11.%"] }""")}} ] },
                { "service": "MySqlPlusAnalysis", "accounts": [ {{Accounts(i => $$"""{ "name": "ck{{i}}" }""")}} ] },
                { "service": "ChronusDB", "accounts": [ {{Accounts(i => $$"""{ "name": "ts{{i}}", "allowedHost": "10.{{random.Next(2)}}.0.0/16", "password": { "secretName": "ts{{i}}" } }""")}} ] } ] }
            """;
    }

    /// <summary>Grants of a service that has them on several levels.</summary>
    public static string[] Grants(Random random) =>
    [
        .. Enumerable.Range(0, random.Next(4)).Select(_ =>
        {
            string database = GrantName.OfDatabase(_databases[random.Next(4)]);
            return random.Next(6) switch
            {
                0 => "PROCESS, SELECT ON *.*",
                1 => $"ALL ON {database}.*",
                2 => $"DELETE, EXECUTE ON {database}.*",
                3 => $"INSERT, SELECT ON {GrantName.Of(_databases[random.Next(4)])}.orders",
                4 => $"SELECT (id, total), UPDATE (id) ON {GrantName.Of(_databases[random.Next(4)])}.orders",
                _ => $"CREATE TEMPORARY TABLES ON {database}.*",
            };
        }),
    ];

    /// <summary>Grants of a service that has one set of them.</summary>
    public static string[] Rectangle(Random random)
    {
        string words = random.Next(4) switch { 0 => "ALL", 1 => "SELECT", 2 => "INSERT, SELECT", _ => "CREATE, DROP, INSERT" };
        return [.. new[] { "shop", "crm", "hr" }.Take(random.Next(3) + 1).Select(database => $"{words} ON {database}.*")];
    }

    /// <summary>Accounts of a server, of which some are not named.</summary>
    public static string OfMySql(Random random)
    {
        string role = random.Next(2) == 0 ? "SELECT ON {database}.*" : "SELECT, INSERT ON {database}.orders";
        return $$"""
            { "roles": { "user": "{{role}}" },
              "instances": [ { "service": "MySql", "accounts": [ {{Accounts(random, i => $$"""{ "name": "my{{(i == 5 ? "-ö" : i)}}", "allowedHost": ["10.{{random.Next(2)}}.%", "LocalHost"]{{Maybe($"\"maxUserConnections\": {random.Next(3)}")}}{{Maybe($"\"requireSsl\": {(random.Next(2) == 0 ? "true" : "false")}")}}{{Maybe($"\"locked\": {(random.Next(2) == 0 ? "true" : "false")}")}}, "grants": [ {{Texts(ServerGrants(random))}} ]{{Maybe($$"""  "roles": { "role": "user", "database": "{{_databases[random.Next(4)]}}" }""")}} }""")}} ] } ] }
            """;

        string Maybe(string member) => random.Next(2) == 0 ? ", " + member : "";
    }

    private static IEnumerable<string> ServerGrants(Random random) => Grants(random).Concat(Enumerable.Range(0, random.Next(3)).Select(_ => random.Next(7) switch
    {
        0 => @"SELECT ON shop\_%.*",
        1 => "EXECUTE ON PROCEDURE shop.refund",
        2 => "ROLE reader",
        3 => "ROLE reader WITH ADMIN OPTION",
        4 => "INSERT ON crm.* WITH GRANT OPTION",
        5 => "SELECT ON shop.orders WITH GRANT OPTION",
        _ => "REFERENCES (id), UPDATE (total) ON shop.orders",
    }));

    private static string Accounts(Random random, Func<int, string> account) =>
        string.Join(", ", Enumerable.Range(0, 6).Where(_ => random.Next(3) > 0).Select(account));

    private static string Texts(IEnumerable<string> texts) =>
        string.Join(", ", texts.Select(text => $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal)}\""));
}
