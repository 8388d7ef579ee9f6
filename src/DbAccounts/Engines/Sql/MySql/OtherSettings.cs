using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using DbAccounts.Engines.Sql.MySql.Dialect;

namespace DbAccounts.Engines.Sql.MySql;

/// <summary>What accounts have that no parameter of the module sets, in the words of CREATE USER.</summary>
internal static class OtherSettings
{
    private const string Require = "REQUIRE ";

    // What checks an ordinary password where nothing else is said.
    private static readonly string[] _ofPasswords = ["", "mysql_native_password", "caching_sha2_password"];

    private static readonly string[] _parts = ["SUBJECT", "ISSUER", "CIPHER"];

    private static readonly (string Column, string Words)[] _limits =
    [
        ("max_questions", "MAX_QUERIES_PER_HOUR"),
        ("max_updates", "MAX_UPDATES_PER_HOUR"),
        ("max_connections", "MAX_CONNECTIONS_PER_HOUR"),
    ];

    /// <summary>The columns in which they are, and how many.</summary>
    /// <param name="server">The server.</param>
    /// <param name="value">A value of the table global_priv of MariaDB.</param>
    public static IReadOnlyList<string> Columns(MySqlServer server, Func<string, string> value) => server.Has(mySql: null, mariaDb: "10.4.0")
        ?
        [
            value("ssl_type"), value("x509_subject"), value("x509_issuer"), value("ssl_cipher"), .. _limits.Select(limit => value(limit.Column)),
            value("max_statement_time"), value("default_role"), value("plugin"), "JSON_EXTRACT(Priv, '$.auth_or[*].plugin')",
        ]
        :
        [
            "ssl_type", "CONVERT(x509_subject USING utf8mb4)", "CONVERT(x509_issuer USING utf8mb4)", "CONVERT(ssl_cipher USING utf8mb4)",
            .. _limits.Select(limit => limit.Column), "NULL", "NULL", "plugin", "NULL",
        ];

    /// <summary>What the values of these columns say.</summary>
    public static IEnumerable<string> Of(IReadOnlyList<string?> values)
    {
        if (Requirement(values) is { } requirement)
        {
            yield return requirement;
        }

        foreach ((string words, string? limit) in _limits.Select((limit, i) => (limit.Words, values[4 + i])).Append(("MAX_STATEMENT_TIME", values[7])))
        {
            if (decimal.TryParse(limit, NumberStyles.Number, CultureInfo.InvariantCulture, out decimal most) && most > 0)
            {
                yield return string.Format(CultureInfo.InvariantCulture, "{0} {1:0.######}", words, most);
            }
        }

        if (values[8] is { Length: > 0 } role)
        {
            yield return $"DEFAULT ROLE {MySqlText.Name(role)}";
        }

        string[] plugins =
        [
            values[9] ?? "",
            .. (values[10] ?? "").Split('"').Where((_, i) => i % 2 == 1),
        ];
        if (plugins.Length > 1 || !_ofPasswords.Contains(plugins[0]))
        {
            yield return "IDENTIFIED VIA " + string.Join(" OR ", plugins.Where(plugin => plugin.Length > 0));
        }
    }

    /// <summary>What an account needs of TLS beyond that there is some; null where that is nothing.</summary>
    public static string? RequirementOf(IEnumerable<string>? settings) =>
        settings?.FirstOrDefault(setting => setting.StartsWith(Require, StringComparison.Ordinal));

    private static string? Requirement(IReadOnlyList<string?> values) => values[0] switch
    {
        "2" or "X509" => Require + "X509",
        "3" or "SPECIFIED" => Require + string.Join(" AND ", _parts
            .Select((word, i) => (word, Value: values[1 + i])).Where(one => !string.IsNullOrEmpty(one.Value))
            .Select(one => $"{one.word} {MySqlText.Literal(one.Value!)}")),
        _ => null,
    };
}
