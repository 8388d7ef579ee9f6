using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using DbAccounts.Changes;
using DbAccounts.Comparison;
using DbAccounts.Documents;
using DbAccounts.Engines;
using DbAccounts.Engines.Sql.MySql;
using DbAccounts.Engines.Sql.MySql.Dialect;
using DbAccounts.Errors;
using DbAccounts.Grants;
using DbAccounts.Model;
using DbAccounts.Tests.Support;
using Xunit;

namespace DbAccounts.Tests.Sql;

/// <summary>Accounts of a real server.</summary>
[Collection(nameof(MariaDb))]
public class MySqlAccountTests(MariaDb mariaDb)
{
    [MariaDbFact]
    public async Task What_is_created_is_listed_as_it_was_asked_for()
    {
        DbJob job = Assert.Single(await ChangeAsync(New("made@10.%") with
        {
            RequireSsl = true,
            MaxUserConnections = 3,
            PasswordLifetime = 30,
            Locked = true,
        }));
        Assert.Equal((DbJobState.Succeeded, null, "CREATE USER", "made@10.%"), (job.State, job.Id, job.Action, job.Account.Single()));
        DbAccount made = await FindAsync("made@10.%");
        Assert.Equal((true, 3, 30, true), (made.RequireSsl, made.MaxUserConnections, made.PasswordLifetime, made.Locked));
        Assert.Equal(DateTimeKind.Utc, made.PasswordChanged!.Value.Kind);
        Assert.InRange((DateTime.UtcNow - made.PasswordChanged.Value).TotalSeconds, -2, 60);
        Assert.Equal(made.PasswordChanged.Value.AddDays(30), made.PasswordExpires);
    }

    [MariaDbFact]
    public async Task What_is_not_asked_for_is_the_servers_default()
    {
        await ChangeAsync(New("plain@%"));
        DbAccount made = await FindAsync("plain@%");
        Assert.Equal((false, 0, null, false), (made.RequireSsl, made.MaxUserConnections, made.PasswordLifetime, made.Locked));
    }

    [MariaDbTheory]
    [InlineData("o'brien")]
    [InlineData(@"back\slash")]
    [InlineData("a\"b`c")]
    [InlineData("größe-表")]
    [InlineData("x@y")]
    [InlineData("a b%_")]
    [InlineData("'; DROP USER dba; --")]
    public async Task A_name_means_itself_whatever_is_in_it(string name)
    {
        var account = new DbAccountIdentity(name, "10.0.0.1");
        await ChangeAsync(new CreateAccount(account) { Password = Secret.From(MariaDb.Canary), AllowedHost = ["10.0.0.1"] });
        await ChangeAsync(new ChangePrivilege(
            OperationKind.GrantPrivilege, account, DbPrivilegeSet.Of([new DbPrivilegeTarget("shop")], ["SELECT"])));
        Assert.Equal("SELECT ON shop.*", (await HeldAsync(account)).ToString());
        await ChangeAsync(new ModifyAccount(account) { MaxUserConnections = 2 });
        Assert.Equal(2, (await FindAsync(account)).MaxUserConnections);
        await ChangeAsync(new RemoveAccount(account));
        Assert.DoesNotContain(await mariaDb.Dba.AccountsAsync(MariaDb.Context()), found => found.Name == name);
    }

    [MariaDbTheory]
    [InlineData("z\U0001F600", "%", "Account", true)]
    [InlineData("z", "h\U0001F600", "Account", true)]
    [InlineData("z ", "%", "Account", true)]
    [InlineData("z", "10.% ", "Account", true)]
    [InlineData(" z\uFFFD", "%", "Account", false)]
    public void A_name_that_the_server_would_change_is_refused(string name, string host, string parameter, bool isRefused)
    {
        var account = new DbAccountIdentity(name, host);
        AccountChange[] changes =
        [
            new RemoveAccount(account),
            new ResetPassword(account, Secret.From("after")),
            new CreateAccount(account) { Password = Secret.From("after"), AllowedHost = [host] },
            new ChangePrivilege(OperationKind.SetPrivilege, account, DbPrivilegeSet.Empty),
        ];
        Assert.All(changes, change => Assert.Equal(
            isRefused, mariaDb.Root.Client.Check(change).Any(violation => violation.Parameter == parameter)));
    }

    [MariaDbTheory]
    [InlineData(@"p'w\d""; --")]
    [InlineData("größe€表")]
    [InlineData(" ")]
    public async Task A_password_is_the_one_that_was_meant(string password)
    {
        var account = new DbAccountIdentity("login", "127.0.0.1");
        await ChangeAsync(new CreateAccount(account) { Password = Secret.From("before"), AllowedHost = ["127.0.0.1"] });
        await ChangeAsync(new ResetPassword(account, Secret.From(password)));
        DbInstance own = MariaDb.At(mariaDb.Server.Port, "login", password);
        await own.Client.VerifyAsync(own, MariaDb.Context());
        DbInstance old = MariaDb.At(mariaDb.Server.Port, "login", "before");
        await Fails(DbErrorId.AuthenticationFailed, () => old.Client.VerifyAsync(old, MariaDb.Context()));
        await ChangeAsync(new RemoveAccount(account));
    }

    [MariaDbFact]
    public async Task Each_setting_is_changed_alone()
    {
        var account = new DbAccountIdentity("setting", "%");
        await ChangeAsync(New("setting@%") with { RequireSsl = true, MaxUserConnections = 3, PasswordLifetime = 30 });
        await ChangeAsync(new ModifyAccount(account) { RequireSsl = false });
        await ChangeAsync(new ModifyAccount(account) { Locked = true });
        await ChangeAsync(new ModifyAccount(account) { PasswordLifetime = 0 });
        DbAccount found = await FindAsync("setting@%");
        Assert.Equal((false, 3, 0, true), (found.RequireSsl, found.MaxUserConnections, found.PasswordLifetime, found.Locked));
        await ChangeAsync(new ModifyAccount(account) { Locked = false, MaxUserConnections = 0 });
        found = await FindAsync("setting@%");
        Assert.Equal((false, 0, 0, false), (found.RequireSsl, found.MaxUserConnections, found.PasswordLifetime, found.Locked));
    }

    // What no parameter sets, in the server's words and in ours.
    private const string Other =
        "REQUIRE ISSUER '/CN=a' SUBJECT 'it''s' WITH MAX_QUERIES_PER_HOUR 10 MAX_UPDATES_PER_HOUR 11 MAX_CONNECTIONS_PER_HOUR 12 MAX_STATEMENT_TIME 1.5";

    private static readonly string[] _other =
    [
        "REQUIRE SUBJECT 'it''s' AND ISSUER '/CN=a'", "MAX_QUERIES_PER_HOUR 10", "MAX_UPDATES_PER_HOUR 11", "MAX_CONNECTIONS_PER_HOUR 12",
        "MAX_STATEMENT_TIME 1.5",
    ];

    [MariaDbFact]
    public async Task What_no_parameter_sets_is_listed_and_kept_by_every_change()
    {
        var account = new DbAccountIdentity("strict", "%");
        mariaDb.Sql($"CREATE OR REPLACE USER 'strict'@'%' {Other}", "CREATE OR REPLACE USER 'strict'@'10.%' REQUIRE X509");
        Assert.Equal("REQUIRE X509", (await FindAsync("strict@10.%")).OtherSetting!.Single());
        Assert.Null((await FindAsync("dba@127.0.0.1")).OtherSetting);
        var said = new List<string>();
        AccountChange[] changes =
        [
            new ModifyAccount(account) { MaxUserConnections = 3 }, new ModifyAccount(account) { PasswordLifetime = 30 },
            new ModifyAccount(account) { Locked = true }, new ResetPassword(account, Secret.From(MariaDb.Canary)),
            new ChangePrivilege(OperationKind.GrantPrivilege, account, DbPrivilegeSet.Of([new DbPrivilegeTarget("shop")], ["SELECT"])),
            new ChangePrivilege(OperationKind.SetPrivilege, account, DbPrivilegeSet.Of([new DbPrivilegeTarget("crm")], ["SELECT"])),
            new ModifyAccount(account) { RequireSsl = true }, new ModifyAccount(account) { RequireSsl = true, MaxUserConnections = 4 },
        ];
        foreach (AccountChange change in changes)
        {
            await ChangeAsync(change, said);
            Assert.Equal(_other.AsEnumerable(), (await FindAsync(account)).OtherSetting!);
        }

        Assert.Contains($"'strict@%' requires TLS already, and more: {_other[0]}. That stays as it is.", said);
        await ChangeAsync(new ModifyAccount(account) { AllowedHost = ["11.%"] });
        Assert.Equal(_other.AsEnumerable(), (await FindAsync("strict@11.%")).OtherSetting!);
        Assert.Equal(4, (await FindAsync("strict@11.%")).MaxUserConnections);
        said.Clear();
        await ChangeAsync(new ModifyAccount(new DbAccountIdentity("strict", "11.%")) { RequireSsl = false }, said);
        Assert.Equal(_other[1..].AsEnumerable(), (await FindAsync("strict@11.%")).OtherSetting!);
        Assert.Contains($"'strict@11.%' does not need {_other[0]} any more.", said);
    }

    [MariaDbFact]
    public async Task A_copy_says_what_it_is_without()
    {
        mariaDb.Sql($"CREATE OR REPLACE USER 'strict'@'12.%' {Other}");
        CurrentState state = await CurrentState.ReadAsync(mariaDb.Dba, _ => false, MariaDb.Context());
        AccountCarry carry = AccountCarry.Of(
            state, state[new DbAccountIdentity("strict", "12.%")]!, mariaDb.Dba.Client, state.Catalog, state.NotHeld);
        Assert.Equal(_other.Select(one => one + " is not carried"), carry.Losses);
    }

    [MariaDbFact]
    public async Task A_privilege_is_carried_by_its_name_there_and_a_grant_option_only_to_who_takes_it()
    {
        mariaDb.Sql("CREATE OR REPLACE USER 'carried'@'%'", "GRANT BINLOG MONITOR ON *.* TO 'carried'@'%'", "GRANT SELECT ON shop.* TO 'carried'@'%' WITH GRANT OPTION");
        CurrentState state = await CurrentState.ReadAsync(mariaDb.Dba, _ => true, MariaDb.Context());
        CurrentAccount account = state[new DbAccountIdentity("carried", "%")]!;
        AccountCarry same = AccountCarry.Of(state, account, mariaDb.Dba.Client, DbGrantDialect.MySql.Catalog(), state.NotHeld);
        Assert.Empty(same.Losses);
        Assert.Equal("REPLICATION CLIENT ON *.*; SELECT ON shop.* WITH GRANT OPTION", Assert.Single(same.Account.Grants!).Privileges.ToString());

        IDbEngine cloud = ServiceCatalog.Get("TencentMySql");
        AccountCarry other = AccountCarry.Of(
            state, account, cloud, await cloud.GetPrivilegeCatalogAsync(null!, MariaDb.Context()), new Dictionary<string, string>());
        Assert.Contains("GRANT OPTION", Assert.Single(other.Losses), StringComparison.Ordinal);
        Assert.Equal("REPLICATION CLIENT ON *.*; SELECT ON shop.*", Assert.Single(other.Account.Grants!).Privileges.ToString());
    }

    [MariaDbTheory]
    [InlineData("""{ "name": "held", "grants": ["SELECT ON a.*", "SELEKT ON a.*"] }""", "accounts[0].grants[1]", "did you mean SELECT?")]
    [InlineData("""{ "name": "held", "grants": ["BACKUP_ADMIN ON *.*"] }""", "accounts[0].grants[0]", "BACKUP_ADMIN")]
    [InlineData("""{ "name": "held", "grants": ["FILE ON shop.*"] }""", "accounts[0].grants[0]", "FILE")]
    [InlineData("""{ "name": "held", "grants": "ROLE nosuch" }""", "accounts[0].grants", "no such role")]
    [InlineData("""{ "name": "held", "description": "x" }""", "accounts[0].description", "can't be set")]
    [InlineData("""{ "name": "held", "grants": ["ROLE held_role", "ALL ON a.*", "REPLICATION CLIENT ON *.*", "SELECT ON b.* WITH GRANT OPTION"] }""", null, null)]
    public async Task What_the_server_can_not_hold_is_wrong_with_the_document(string account, string? place, string? words)
    {
        mariaDb.Sql("CREATE OR REPLACE ROLE held_role");
        var problems = new List<DocumentProblem>();
        AccessDocument document = DocumentReader.ReadJson($$"""{ "defaults": { "description": "of all" }, "accounts": [ {{account}} ] }""", problems);
        IReadOnlyList<DesiredAccount> desired = DesiredState.Of(document.Instances[0], mariaDb.Dba.Client, DateTimeOffset.UtcNow, problems);
        Assert.Empty(problems);
        CurrentState state = await CurrentState.ReadAsync(mariaDb.Dba, _ => true, MariaDb.Context());
        IReadOnlyList<DocumentProblem> found = await NotHoldable.FindAsync(
            InstanceComparison.Of(state, desired, prune: false, _ => true), MariaDb.Context());
        if (place is null)
        {
            Assert.Empty(found);
            return;
        }

        DocumentProblem problem = Assert.Single(found);
        Assert.Equal(place, problem.Place.Path);
        Assert.Contains(words!, problem.Text, StringComparison.Ordinal);
    }

    [MariaDbFact]
    public async Task The_servers_own_lifetime_of_passwords_holds_again()
    {
        var account = new DbAccountIdentity("default", "%");
        await ChangeAsync(New("default@%") with { PasswordLifetime = 30 });
        await ChangeAsync(new ModifyAccount(account) { Clear = nameof(ModifyAccount.PasswordLifetime), MaxUserConnections = 2 });
        DbAccount found = await FindAsync(account);
        Assert.Equal((null, 2), (found.PasswordLifetime, found.MaxUserConnections));
        await Fails(DbErrorId.RuleViolation, () => ChangeAsync(new ModifyAccount(account) { Clear = "Locked" }));
    }

    [MariaDbFact]
    public async Task A_password_goes_along_with_other_changes()
    {
        await ChangeAsync(New("together@127.0.0.1"));
        IReadOnlyList<DbJob> jobs = await ChangeAsync(new ModifyAccount(new DbAccountIdentity("together", "127.0.0.1"))
        {
            Password = Secret.From("after"),
            MaxUserConnections = 5,
        });
        Assert.All(jobs, job => Assert.Equal(DbJobState.Succeeded, job.State));
        Assert.Equal(5, (await FindAsync("together@127.0.0.1")).MaxUserConnections);
        DbInstance own = MariaDb.At(mariaDb.Server.Port, "together", "after");
        await own.Client.VerifyAsync(own, MariaDb.Context());
    }

    [MariaDbFact]
    public async Task A_new_host_takes_the_privileges_along()
    {
        await ChangeAsync(New("mover@10.%") with { Privilege = ["SELECT"], Database = ["shop"] });
        DbJob job = Assert.Single(await ChangeAsync(new ModifyAccount(new DbAccountIdentity("mover", "10.%")) { AllowedHost = ["11.%"] }));
        Assert.Equal("mover@11.%", job.Account.Single());
        Assert.Equal("SELECT ON shop.*", (await HeldAsync(new DbAccountIdentity("mover", "11.%"))).ToString());
        await Fails(DbErrorId.AccountNotFound, () => HeldAsync(new DbAccountIdentity("mover", "10.%")));
    }

    [MariaDbFact]
    public async Task What_is_there_and_what_is_not_has_its_error()
    {
        await ChangeAsync(New("twice@%"));
        await Fails(DbErrorId.AccountExists, () => ChangeAsync(New("twice@%")));
        var absent = new DbAccountIdentity("absent", "%");
        await Fails(DbErrorId.AccountNotFound, () => ChangeAsync(new RemoveAccount(absent)));
        await Fails(DbErrorId.AccountNotFound, () => ChangeAsync(new ModifyAccount(absent) { Locked = true }));
        await Fails(DbErrorId.AccountNotFound, () => ChangeAsync(new ResetPassword(absent, Secret.From("x"))));
        await Fails(DbErrorId.AccountNotFound, () => ChangeAsync(new ModifyAccount(absent) { AllowedHost = ["10.%"] }));
    }

    [MariaDbFact]
    public async Task What_MariaDb_does_not_have_says_who_has_it()
    {
        DbAccountsException error = await Fails(DbErrorId.NotSupportedByService, () => ChangeAsync(New("noted@%") with { Description = "x" }));
        Assert.Equal("Description can't be set on this server: MariaDB does not have it, and MySQL has it from 8.0.21 on.", error.Message);
    }

    [MariaDbTheory]
    [InlineData("root", "localhost")]
    [InlineData("mariadb.sys", "localhost")]
    [InlineData("dba", "127.0.0.1")]
    public async Task Who_must_not_be_lost_needs_force(string name, string host)
    {
        var account = new DbAccountIdentity(name, host);
        AccountChange[] changes =
        [
            new RemoveAccount(account),
            new ModifyAccount(account) { Locked = true },
            new ModifyAccount(account) { AllowedHost = ["10.%"] },
            new ChangePrivilege(OperationKind.SetPrivilege, account, DbPrivilegeSet.Empty) { Global = true },
            new ChangePrivilege(OperationKind.RevokePrivilege, account, DbPrivilegeSet.Of([DbPrivilegeTarget.Global], ["SELECT"])) { Global = true },
        ];
        foreach (AccountChange change in changes)
        {
            await Fails(DbErrorId.AccountProtected, () => mariaDb.Dba.PlanAsync(change, MariaDb.Context()));
        }

        await mariaDb.Dba.PlanAsync(new RemoveAccount(account) { Force = true }, MariaDb.Context());
        await mariaDb.Dba.PlanAsync(new ModifyAccount(account) { Locked = true, Force = true }, MariaDb.Context());
    }

    [MariaDbFact]
    public async Task No_password_is_in_what_is_said_or_logged()
    {
        var said = new List<string>();
        var account = new DbAccountIdentity("quiet", "%");
        await ChangeAsync(New("quiet@%"), said);
        await ChangeAsync(new ResetPassword(account, Secret.From(MariaDb.Canary + "2")), said);
        await ChangeAsync(new ModifyAccount(account) { Password = Secret.From(MariaDb.Canary + "3"), Locked = true }, said);
        DbInstance own = MariaDb.At(mariaDb.Server.Port, "dba");
        await own.Client.VerifyAsync(own, MariaDb.Context(said));
        await Fails(DbErrorId.AccountExists, () => ChangeAsync(New("quiet@%"), said));
        Assert.Contains(said, line => line.Contains("IDENTIFIED BY PASSWORD '***'", StringComparison.Ordinal));
        Assert.DoesNotContain(said, line => line.Contains(MariaDb.Canary, StringComparison.Ordinal));
        string log = mariaDb.Server.Log;
        Assert.Contains("CREATE USER 'quiet'@'%'", log, StringComparison.Ordinal);
        Assert.DoesNotContain(MariaDb.Canary, log, StringComparison.Ordinal);
    }

    [MariaDbFact]
    public async Task Another_plugin_of_an_account_stays()
    {
        mariaDb.Sql(
            "CREATE USER 'both'@'localhost' IDENTIFIED VIA mysql_native_password USING 'invalid' OR unix_socket");
        await ChangeAsync(new ResetPassword(new DbAccountIdentity("both", "localhost"), Secret.From(MariaDb.Canary)));
        SqlContains("SHOW CREATE USER 'both'@'localhost'", "unix_socket");
    }

    [MariaDbFact]
    public async Task A_name_longer_than_the_server_takes_is_refused_before()
    {
        DbAccountsException error = await Fails(DbErrorId.RuleViolation, () => ChangeAsync(New(new string('n', 129) + "@%")));
        Assert.Contains("128", error.Message, StringComparison.Ordinal);
        await ChangeAsync(New(new string('n', 128) + "@%"));
    }

    [MariaDbFact]
    public async Task Who_may_not_read_the_accounts_sees_a_part_and_is_told()
    {
        mariaDb.Sql($"CREATE USER 'reader'@'127.0.0.1' IDENTIFIED BY PASSWORD '{MySqlText.NativeHash("x")}'");
        DbInstance reader = MariaDb.At(mariaDb.Server.Port, "reader", "x");
        var said = new List<string>();
        DbAccountList list = await reader.AccountsAsync(MariaDb.Context(said));
        Assert.Equal("reader@127.0.0.1", Assert.Single(list).ToString());
        Assert.False(list.IsWhole);
        Assert.Contains(said, line => line.Contains("may not read all accounts", StringComparison.Ordinal));
        DbAccountsException error = await Fails(DbErrorId.AccessDenied, async () =>
        {
            foreach (ChangeStep step in (await reader.PlanAsync(New("denied@%"), MariaDb.Context())).Steps)
            {
                await reader.ApplyAsync(step, MariaDb.Context());
            }
        });
        Assert.Equal(("1227", DbErrorCategory.PermissionDenied), (error.ServiceCode, error.Category));
    }

    private static CreateAccount New(string account) => new(new DbAccountIdentity(account))
    {
        Password = Secret.From(MariaDb.Canary),
        AllowedHost = [new DbAccountIdentity(account).Host!],
    };

    private Task<IReadOnlyList<DbJob>> ChangeAsync(AccountChange change, List<string>? said = null) =>
        mariaDb.Dba.ChangeAsync(change, MariaDb.Context(said));

    private Task<DbPrivilegeSet> HeldAsync(DbAccountIdentity account) =>
        mariaDb.Dba.Client.GetPrivilegesAsync(mariaDb.Dba, account, MariaDb.Context());

    private Task<DbAccount> FindAsync(string account) => FindAsync(new DbAccountIdentity(account));

    private async Task<DbAccount> FindAsync(DbAccountIdentity account) =>
        (await mariaDb.Dba.AccountsAsync(MariaDb.Context())).Single(found => DbAccountIdentity.Of(found).Equals(account));

    private void SqlContains(string statement, string words) => Assert.Contains(
        words,
        (string)MySqlSender.ReadAsync(mariaDb.Root, new MySqlWork("Test", ""), _ => statement, MariaDb.Context()).GetAwaiter().GetResult().Rows[0][0]!,
        StringComparison.Ordinal);

    private static async Task<DbAccountsException> Fails(string errorId, Func<Task> action)
    {
        DbAccountsException error = await Assert.ThrowsAsync<DbAccountsException>(action);
        Assert.True(error.ErrorId == errorId, $"{error.ErrorId}: {error.Message}");
        Assert.DoesNotContain(MariaDb.Canary, error.ToString(), StringComparison.Ordinal);
        return error;
    }
}
