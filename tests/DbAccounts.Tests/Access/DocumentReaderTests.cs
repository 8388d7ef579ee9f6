using System.Collections.Generic;
using System.Linq;
using DbAccounts.Documents;
using DbAccounts.Engines;
using DbAccounts.Comparison;
using Xunit;

namespace DbAccounts.Tests.Access;

/// <summary>What a document may say, and what is said of one that says something else.</summary>
public class DocumentReaderTests
{
    [Theory]
    [InlineData("""{ "instances": [] """, "line 1", "no JSON")]
    [InlineData("""[]""", "line 1, column 1", "must be a table")]
    [InlineData("""{ }""", "line 1, column 1", "'instances' must be there")]
    [InlineData("""{ "accounts": [], "instaces": [] }""", "instaces (line 1, column 31)", "did you mean 'instances'?")]
    [InlineData("""{ "accounts": {} }""", "accounts (line 1, column 15)", "must be a list, not a table")]
    [InlineData("""{ "accounts": [ { "grants": [] } ] }""", "accounts[0] (line 1, column 17)", "must have a 'name'")]
    [InlineData("""{ "accounts": [ { "name": "" } ] }""", "accounts[0].name (line 1, column 27)", "must not be empty")]
    [InlineData("""{ "accounts": [ { "name": null } ] }""", "accounts[0].name", "must have a value")]
    [InlineData("""{ "accounts": [ { "name": "a", "Grants": [] } ] }""", "accounts[0].Grants", "did you mean 'grants'?")]
    [InlineData("""{ "accounts": [ { "name": "a", "name": "b" } ] }""", "accounts[0].name", "second time")]
    [InlineData("""{ "accounts": [ { "name": "a", "grants": ["SELECT shop.*"] } ] }""", "accounts[0].grants[0] (line 1, column 43)", "is no grant")]
    [InlineData("""{ "accounts": [ { "name": "a", "grants": [{ "grant": "SELECT ON" }] } ] }""", "accounts[0].grants[0].grant", "is no grant")]
    [InlineData("""{ "accounts": [ { "name": "a", "grants": [""] } ] }""", "accounts[0].grants[0]", "\"grants\": []")]
    [InlineData("""{ "accounts": [ { "name": "a", "allowedHost": [] } ] }""", "accounts[0].allowedHost", "at least one value")]
    [InlineData("""{ "accounts": [ { "name": "a", "allowedHost": ["%", 1] } ] }""", "accounts[0].allowedHost[1]", "must be a text")]
    [InlineData("""{ "accounts": [ { "name": "a", "maxUserConnections": -1 } ] }""", "accounts[0].maxUserConnections", "whole number from 0 to 2147483647, not -1")]
    [InlineData("""{ "accounts": [ { "name": "a", "maxUserConnections": 2147483648 } ] }""", "accounts[0].maxUserConnections", "not 2147483648")]
    [InlineData("""{ "accounts": [ { "name": "a", "maxUserConnections": 5.5 } ] }""", "accounts[0].maxUserConnections", "not 5.5")]
    [InlineData("""{ "accounts": [ { "name": "a", "absent": true, "grants": "SELECT ON a.*" } ] }""", "accounts[0].grants", "absent: true")]
    [InlineData("""{ "accounts": [ { "name": "a", "absent": true, "expires": "2030-01-01" } ] }""", "accounts[0].expires", "absent: true")]
    [InlineData("""{ "accounts": [ { "name": "a", "host": "%" } ] }""", "accounts[0].host", "did you mean 'allowedHost'?")]
    [InlineData("""{ "accounts": [ { "name": "a", "secretName": "x" } ] }""", "accounts[0].secretName", "did you mean 'password'?")]
    [InlineData("""{ "accounts": [ { "name": "a", "_note": "x" } ] }""", "accounts[0]._note", "what may stand here")]
    [InlineData("""{ "accounts": [ { "name": "a", "password": { "secretName": "x", "value": "y" } } ] }""", "accounts[0].password.value", "what may stand here is secretName, vault")]
    [InlineData("""{ "accounts": [ { "name": "a", "password": { "secretName": "db-{user}" } } ] }""", "accounts[0].password.secretName", "'{user}' is not filled in: only {name} stands for the account's name")]
    [InlineData("""{ "accounts": [ { "name": "a", "grants": "ALL ON a.b.c" } ] }""", "accounts[0].grants", "'ALL ON a.b...' is no grant such as SELECT ON shop.*: a semicolon, or the end must stand at its character 11, not '.'")]
    [InlineData("""{ "accounts": [ { "name": "a", "grants": "SELECT ON" } ] }""", "accounts[0].grants", "must stand at its end")]
    [InlineData("""{ "accounts": [ { "name": "a", "maxUserConnections": "5" } ] }""", "accounts[0].maxUserConnections", "not a text")]
    [InlineData("""{ "accounts": [ { "name": "a", "absent": "yes" } ] }""", "accounts[0].absent", "true or false")]
    [InlineData("""{ "accounts": [ { "name": "a", "expires": "2026-02-30" } ] }""", "accounts[0].expires", "2026-12-31")]
    [InlineData("""{ "accounts": [ { "name": "a", "expires": "2026-02-20T10:00:00" } ] }""", "accounts[0].expires", "with its zone")]
    [InlineData("""{ "accounts": [ { "name": "a", "roles": ["reader"] } ] }""", "accounts[0].roles[0]", "there is no role 'reader'")]
    [InlineData("""{ "roles": { "reader": "SELECT ON {db}.*" }, "accounts": [ { "name": "a", "roles": ["raeder"] } ] }""", "accounts[0].roles[0]", "did you mean 'reader'?")]
    [InlineData("""{ "roles": { "reader": "SELECT ON {db}.*" }, "accounts": [ { "name": "a", "roles": ["reader"] } ] }""", "accounts[0].roles[0]", "parameter 'db'")]
    [InlineData("""{ "roles": { "reader": "SELECT ON {db}.*" }, "accounts": [ { "name": "a", "roles": ["reader(db=shop)"] } ] }""", "accounts[0].roles[0]", "\"role\": \"reader\"")]
    [InlineData("""{ "roles": { "reader": "SELECT ON {db}.*" }, "accounts": [ { "name": "a", "roles": { "role": "reader", "db": "x", "table": "y" } } ] }""", "accounts[0].roles.table", "not known here")]
    [InlineData("""{ "roles": { "reader": "SELECT ON {role}.*" }, "accounts": [] }""", "roles.reader", "must not be called 'role'")]
    [InlineData("""{ "roles": { "reader": ["SELECT ON a.*", "SELECT"] }, "accounts": [] }""", "roles.reader[1]", "is no grant")]
    [InlineData("""{ "instances": [ { "accounts": [] } ] }""", "instances[0]", "'id'")]
    [InlineData("""{ "instances": [ { "id": "x" } ] }""", "instances[0]", "'accounts' must be there")]
    [InlineData("""{ "instances": [ { "id": "x", "endpoint": "here", "accounts": [] } ] }""", "instances[0].endpoint", "address")]
    [InlineData("""{ "instances": [ { "id": "x", "accounts": [] }, { "id": "X", "accounts": [] } ] }""", "instances[1]", "instances[0]")]
    [InlineData("""{ "instances": [ "x" ] }""", "instances[0] (line 1, column 18)", "must be a table")]
    [InlineData("""{ "accounts": [ 5 ] }""", "accounts[0] (line 1, column 17)", "must be a table")]
    [InlineData("""{ "roles": { "r": [5, "SELECT ON a.*", "SELECT"] }, "accounts": [] }""", "roles.r[0]", "must be a text", "roles.r[2]", "is no grant")]
    [InlineData("""{ "accounts": [ { "name": "a\ud800" } ] }""", "line 1, column 27", "no JSON")]
    [InlineData("""{ "accounts": [ { "na\ud800me": "a" } ] }""", "line 1, column 19", "no JSON")]
    [InlineData("""{ "accounts": [] /* }""", "line 1, column 18", "no JSON")]
    [InlineData("""{ "accounts": /* ü "q" // */ [ { /* é */ "name" /* x */ : "a//b/*", "grants": "OOPS" } ] } // {""", "accounts[0].grants (line 1, column 79)", "is no grant")]
    public void Each_fault_is_told_with_its_place_and_what_must_be_there(string json, params string[] placesAndWords)
    {
        string[] problems = Problems(json);

        Assert.Equal(placesAndWords.Length / 2, problems.Length);
        Assert.All(problems, (problem, i) =>
        {
            Assert.Contains(placesAndWords[2 * i], problem, System.StringComparison.Ordinal);
            Assert.Contains(placesAndWords[(2 * i) + 1], problem, System.StringComparison.Ordinal);
        });
    }

    [Theory]
    [InlineData("9999-12-31", "9999-12-31T23:59:59.9999999+00:00")]
    [InlineData("2026-12-31", "2027-01-01T00:00:00.0000000+00:00")]
    [InlineData("2026-12-31T18:00+08:00", "2026-12-31T18:00:00.0000000+08:00")]
    public void A_day_lasts_until_its_end_and_the_last_one_for_ever(string written, string end)
    {
        var problems = new List<DocumentProblem>();
        AccessDocument document = DocumentReader.ReadJson($$"""{ "accounts": [ { "name": "a", "expires": "{{written}}" } ] }""", problems);

        Assert.Empty(problems);
        Assert.Equal(end, document.Instances[0].Accounts[0].Expires!.Value.ToString("o", System.Globalization.CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData("\"Geheim_123\"")]
    [InlineData("{ \"secretName\": \"x\", \"value\": \"Geheim_123\" }")]
    [InlineData("{ \"secretName\": { \"text\": \"Geheim_123\" } }")]
    public void A_password_in_a_document_is_refused_and_never_repeated(string password)
    {
        string[] problems = Problems($$"""{ "accounts": [ { "name": "a", "password": {{password}} } ] }""");

        Assert.NotEmpty(problems);
        Assert.DoesNotContain("Geheim", string.Join("\n", problems), System.StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("SELECT ON a.* IDENTIFIED BY 'Geheim_123'")]
    [InlineData("SELECT ON a.* TO 'x'@'%' IDENTIFIED WITH p AS 'Geheim_123'")]
    [InlineData("GRANT SELECT ON a.* TO x IDENTIFIED BY 'Geheim_123' BOGUS")]
    [InlineData("SELECT ON a.* PASSWORD 'Geheim_123'")]
    [InlineData("SELECT ON a.* 'Geheim_123'")]
    [InlineData("IDENTIFIED BY Geheim_123 ON a.b.c")]
    [InlineData("SELECT, IDENTIFIED BY 'Geheim_123' ON a.*")]
    public void A_password_in_a_grant_is_never_repeated(string grant)
    {
        foreach (string json in new[] { $$"""{ "accounts": [ { "name": "a", "grants": "{{grant}}" } ] }""", $$"""{ "roles": { "r": "{{grant}}" }, "accounts": [] }""" })
        {
            Assert.DoesNotContain("GEHEIM", Assert.Single(Problems(json)).ToUpperInvariant(), System.StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_whole_number_is_one_however_it_is_written() =>
        Assert.Equal([5, 100], new[] { "5.0", "1e2" }.Select(number => Account($$"""{ "accounts": [ { "name": "a", "maxUserConnections": {{number}} } ] }""").MaxUserConnections));

    [Fact]
    public void All_faults_are_told_at_once_each_with_its_line()
    {
        string[] problems = Problems(
            """
            {
              // comments are allowed
              "instances": [
                { "id": "a", "accounts": [
                  { "name": "x", "grant": [] },
                  { "name": "y", "grants": ["SELECT ON a.*", "nonsense"] },
                ] },
                { "id": "b", "accounts": [ { "nmae": "z" } ], },
              ],
            }
            """);

        Assert.Equal(
            ["instances[0].accounts[0].grant (line 5", "instances[0].accounts[1].grants[1] (line 6", "instances[1].accounts[0] (line 8", "instances[1].accounts[0].nmae (line 8"],
            problems.Select(problem => problem[..problem.IndexOf(',', System.StringComparison.Ordinal)]).Order());
    }

    [Theory]
    [InlineData("shop", "SELECT ON shop.*")]
    [InlineData("shop_1", "SELECT ON shop_1.*")]
    [InlineData("my-shop", "SELECT ON `my-shop`.*")]
    [InlineData("%", "SELECT ON \\%.*")]
    [InlineData("a%", "SELECT ON a\\%.*")]
    [InlineData("shop\\\\_%", "SELECT ON shop\\\\\\_\\%.*")]
    [InlineData("*", "SELECT ON `*`.*")]
    [InlineData("a.*; ALL ON *", "SELECT ON `a.*; ALL ON *`.*")]
    [InlineData("a`b", "SELECT ON `a``b`.*")]
    public void A_parameter_is_one_name_whatever_is_in_it(string value, string grant)
    {
        AccessAccount account = Account($$"""{ "roles": { "r": "SELECT ON {db}.*" }, "accounts": [ { "name": "a", "roles": { "role": "r", "db": "{{value}}" } } ] }""");

        Assert.Equal(grant, Assert.Single(account.Roles!).Privileges.ToString());
    }

    [Theory]
    [InlineData("INSERT ON `{db}`.*", "sh_op", "INSERT ON sh_op.*")]
    [InlineData("INSERT ON '{db}'.*", "sh_op", "INSERT ON sh_op.*")]
    [InlineData("INSERT ON \\\"{db}\\\".*", "sh_op", "INSERT ON sh_op.*")]
    [InlineData("INSERT ON \\\"{db}\\\".t", "it's", "INSERT ON `it's`.t")]
    [InlineData("SELECT ON PATTERN {db}.*", "shop_", "SELECT ON PATTERN shop_.*")]
    [InlineData("SELECT ON pattern `{db}`.*", "shop\\\\_%", "SELECT ON shop\\_%.*")]
    [InlineData("SELECT ON PATTERN app_{db}.*", "x", "SELECT ON PATTERN app_x.*")]
    [InlineData("SELECT ON {db}\\\\_%.*", "a_b", "SELECT ON a\\_b\\_%.*")]
    [InlineData("SELECT ON `{db}%`.*", "a%", "SELECT ON a\\%%.*")]
    [InlineData("SELECT ON `x`.`{db}`", "a%", "SELECT ON x.`a%`")]
    [InlineData("SELECT ON pattern.{db}", "a_", "SELECT ON pattern.a_")]
    public void Quotes_are_no_part_of_a_value_and_a_pattern_is_one_where_the_role_says_so(string role, string value, string grant)
    {
        AccessAccount account = Account($$"""{ "roles": { "r": "{{role}}" }, "accounts": [ { "name": "a", "roles": { "role": "r", "db": "{{value}}" } } ] }""");

        Assert.Equal(grant, Assert.Single(account.Roles!).Privileges.ToString());
    }

    [Fact]
    public void A_role_has_its_grants_for_each_value_and_names_may_be_parts()
    {
        AccessAccount account = Account(
            """
            { "roles": { "r": ["SELECT ON app_{tenant}.*", "INSERT (id) ON app_{tenant}.{table}", "PROCESS ON *.*"] },
              "accounts": [ { "name": "a", "roles": { "role": "r", "tenant": ["x", "y"], "table": "log" } } ] }
            """);

        Assert.Equal(
            "PROCESS ON *.*; SELECT ON app_x.*; SELECT ON app_y.*; INSERT (id) ON app_x.log; INSERT (id) ON app_y.log",
            Assert.Single(account.Roles!).Privileges.ToString());
    }

    [Fact]
    public void Defaults_stand_once_and_count_where_an_account_says_nothing()
    {
        AccessDocument document = Read(
            """
            { "defaults": { "maxUserConnections": 5, "password": { "secretName": "db-{name}" } },
              "instances": [ { "id": "x", "defaults": { "maxUserConnections": 7 }, "accounts": [ { "name": "a" }, { "name": "b", "maxUserConnections": 1 } ] },
                             { "id": "y", "accounts": [ { "name": "c" } ] } ] }
            """);

        AccessAccount[] accounts = [.. document.Instances.SelectMany(one => one.Accounts)];
        Assert.Equal([7, 1, 5], accounts.Select(one => one.MaxUserConnections));
        Assert.Equal(["db-a", "db-b", "db-c"], accounts.Select(one => one.Password!.Name));
    }

    [Theory]
    [InlineData("Ddm", """{ "name": "a", "grants": ["SELECT ON a.*", "INSERT ON b.*"] }""", "one set of privileges")]
    [InlineData("Ddm", """{ "name": "a", "grants": ["SELECT ON a.t"] }""", "no privileges on tables")]
    [InlineData("Ddm", """{ "name": "a", "grants": ["SELECT ON `a%`.*"] }""", "patterns")]
    [InlineData("Ddm", """{ "name": "a", "maxUserConnections": 1 }""", "no maxUserConnections")]
    [InlineData("Ddm", """{ "name": "a", "allowedHost": "%" }""", "no allowedHost")]
    [InlineData("Ddm", """{ "name": "a", "grants": ["SELECT ON a.*"], "databases": ["b"] }""", "databases of the grants")]
    [InlineData("Ddm", """{ "name": "a", "passwordLifetime": 65536 }""", "65535")]
    [InlineData("TencentMySql", """{ "name": "a", "grants": ["EXECUTE ON PROCEDURE a.p"] }""", "no privileges on routines")]
    [InlineData("TencentMySql", """{ "name": "a", "databases": ["b"] }""", "name them in 'grants'")]
    [InlineData("TencentMySql", """{ "name": "a", "maxUserConnections": 10241 }""", "10240")]
    [InlineData("TencentMySql", """{ "name": "a@10.%" }""", "name 'a' and allowedHost '10.%'")]
    [InlineData("MySqlPlus", """{ "name": "a@%" }""", "name 'a' and allowedHost '%'")]
    [InlineData("ChronusDB", """{ "name": "a", "grants": [] }""", "documents no privileges")]
    [InlineData("MySqlPlus", """{ "name": "a", "accountType": "Guest" }""", "Standard, Superuser")]
    public void What_a_service_can_not_express_is_told_at_its_place(string service, string account, string words)
    {
        var problems = new List<DocumentProblem>();
        AccessDocument document = DocumentReader.ReadJson($$"""{ "accounts": [ {{account}} ] }""", problems);
        DesiredState.Of(document.Instances[0], ServiceCatalog.Get(service), default, problems);

        DocumentProblem problem = Assert.Single(problems);
        Assert.StartsWith("accounts[0]", problem.Place.Path, System.StringComparison.Ordinal);
        Assert.Contains(words, problem.Text, System.StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("TencentMySql", """{ "name": "a" }, { "name": "a", "allowedHost": "%" }""", true)]
    [InlineData("TencentMySql", """{ "name": "a", "allowedHost": "10.%" }, { "name": "a" }""", false)]
    [InlineData("TencentMySql", """{ "name": "a", "allowedHost": "HOST" }, { "name": "a", "allowedHost": ["b", "host"] }""", true)]
    [InlineData("TencentMySql", """{ "name": "a" }, { "name": "A" }""", false)]
    [InlineData("MySqlPlus", """{ "name": "a", "allowedHost": ["x", "y"] }, { "name": "a", "allowedHost": ["Y", "x"] }""", true)]
    [InlineData("MySqlPlus", """{ "name": "a", "allowedHost": ["x", "y"] }, { "name": "a", "allowedHost": ["x"] }""", false)]
    [InlineData("ChronusDB", """{ "name": "a", "allowedHost": ["x"] }, { "name": "a", "allowedHost": ["y"] }""", true)]
    public void An_account_that_stands_twice_is_told(string service, string accounts, bool isTwice)
    {
        var problems = new List<DocumentProblem>();
        AccessDocument document = DocumentReader.ReadJson($$"""{ "accounts": [ {{accounts}} ] }""", problems);
        DesiredState.Of(document.Instances[0], ServiceCatalog.Get(service), default, problems);

        Assert.Equal(isTwice ? ["accounts[1]"] : [], problems.Select(problem => problem.Place.Path));
    }

    private static string[] Problems(string json)
    {
        var problems = new List<DocumentProblem>();
        DocumentReader.ReadJson(json, problems);
        return [.. problems.Select(problem => problem.ToString())];
    }

    private static AccessDocument Read(string json)
    {
        var problems = new List<DocumentProblem>();
        AccessDocument document = DocumentReader.ReadJson(json, problems);
        Assert.Empty(problems);
        return document;
    }

    private static AccessAccount Account(string json) => Assert.Single(Assert.Single(Read(json).Instances).Accounts);
}
