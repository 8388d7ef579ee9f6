using System;
using System.Linq;
using System.Threading.Tasks;
using DbAccounts.Changes;
using DbAccounts.Errors;
using DbAccounts.Execution;
using DbAccounts.Model;
using DbAccounts.Rules;
using DbAccounts.Tests.Support;
using Xunit;

namespace DbAccounts.Tests.Rules;

/// <summary>Which privileges each service and level documents.</summary>
public sealed class PrivilegeRuleTests
{
    private const string Column = "SELECT,INSERT,UPDATE,REFERENCES";
    private const string Table = Column + ",DELETE,CREATE,DROP,INDEX,ALTER,CREATE VIEW,SHOW VIEW,TRIGGER";
    private const string Database = Table + ",CREATE TEMPORARY TABLES,LOCK TABLES,EXECUTE,CREATE ROUTINE,ALTER ROUTINE,EVENT";
    private const string Global = Database + ",PROCESS,SHOW DATABASES,CREATE USER,RELOAD,REPLICATION CLIENT,REPLICATION SLAVE";
    private static readonly DbAccountIdentity _app = new("app");

    [Theory]
    [InlineData(24, Global, "everything", null, null, null)]
    [InlineData(18, Database, "databases", "shop", null, null)]
    [InlineData(12, Table, "tables", "shop", "orders", null)]
    [InlineData(4, Column, "columns", "shop", "orders", "total")]
    public void Tencent_Cloud_takes_the_privileges_of_each_level_and_no_others(
        int count, string documented, string level, string? database, string? table, string? column)
    {
        var target = new DbPrivilegeTarget(database, table, column);
        string[] allowed = documented.Split(',');
        Assert.Equal(count, allowed.Length);

        Check.Is(null, "TencentMySql", Change(OperationKind.GrantPrivilege, target, allowed));
        Check.Is(null, "TencentMySql", Change(OperationKind.SetPrivilege, target, [.. allowed.Select(name => name.ToLowerInvariant())]));
        foreach (string other in Global.Split(',').Append("GRANT OPTION").Append("ALL SCHEMAS").Except(allowed))
        {
            Check.Is($"'{other}' is no privilege of TencentMySql on {level}; ", "TencentMySql", Change(OperationKind.GrantPrivilege, target, "SELECT", other));
        }
    }

    [Fact]
    public void On_Tencent_Cloud_everything_has_to_be_meant()
    {
        var onEverything = new ChangePrivilege(OperationKind.GrantPrivilege, _app, DbPrivilegeSet.Of([DbPrivilegeTarget.Global], ["SELECT"]));

        Check.Is("SELECT needs an object: neither Database nor Global is given", "TencentMySql", onEverything);
        Check.Is(null, "TencentMySql", onEverything with { Global = true });
        CreateAccount create = Check.Good("TencentMySql") with { Privilege = ["SELECT"], Database = null };
        Check.Is("SELECT needs an object: neither Database nor Global is given", "TencentMySql", create);
        Check.Is("Database or Global must be given, and not both", "TencentMySql", create with { Database = ["shop"], Global = true });
        Check.Is("Global is given, and no Privilege says what may be done", "TencentMySql", create with { Privilege = null, Global = true });
        Check.Is(null, "TencentMySql", create with { Global = true });
        Check.Is(null, "TencentMySql", create with { Database = ["shop"] });
    }

    [Theory]
    [InlineData("TencentMySql")]
    [InlineData("Ddm")]
    public void A_star_is_no_database(string service)
    {
        string advice = service == "Ddm" ? "name each of them" : "privileges on all databases take -Global";
        string violation = $"Database must be the name of a database, not '*': {advice}";

        Check.Is(violation, service, Check.Good(service) with { Privilege = ["SELECT"], Database = ["*"] });
        Check.Is(violation, service, Change(OperationKind.GrantPrivilege, new("*"), "SELECT"));
        Check.Is(violation, service, Change(OperationKind.RevokePrivilege, new("*"), "SELECT"));
        Check.Is(violation, service, Change(OperationKind.SetPrivilege, new("*"), "SELECT"));
        Check.Is(null, service, Change(OperationKind.GrantPrivilege, new("shop"), "SELECT"));
    }

    [Fact]
    public void A_star_is_all_databases_where_that_is_documented() =>
        Check.Is(null, "MySqlPlus", Check.Good("MySqlPlus") with { Database = ["*"] });

    /// <summary>What decides on the target is no rule of a document, so it can't be skipped.</summary>
    [Fact]
    public async Task Skipping_the_rules_does_not_skip_the_target()
    {
        (string Service, AccountChange Operation)[] all =
        [
            ("TencentMySql", Change(OperationKind.GrantPrivilege, default, "SELECT") with { Global = false }),
            ("TencentMySql", Change(OperationKind.GrantPrivilege, new("*"), "SELECT")),
            ("TencentMySql", Change(OperationKind.RevokePrivilege, new("shop", "*"), "SELECT")),
            ("TencentMySql", Check.Good("TencentMySql") with { Privilege = ["SELECT"], Database = null }),
            ("TencentMySql", Check.Good("TencentMySql") with { Privilege = null, Database = ["shop"] }),
            ("TencentMySql", new ModifyAccount(_app)),
            ("TencentMySql", new ModifyAccount(_app) { Database = ["shop"] }),
            ("Ddm", Change(OperationKind.GrantPrivilege, new("shop", "orders"), "SELECT")),
            ("Ddm", Change(OperationKind.GrantPrivilege, default, "SELECT")),
            ("Ddm", Check.Good("Ddm") with { Global = true }),
            ("Ddm", Check.Good("Ddm") with { AllowedHost = ["10.0.0.1"] }),
            ("MySqlPlus", Check.Good("MySqlPlus") with { Privilege = ["SELECT"] }),
            ("ChronusDB", Check.Good("ChronusDB") with { Database = ["shop"] }),
        ];
        foreach ((string service, AccountChange operation) in all)
        {
            using var stub = new Stub(_ => throw new InvalidOperationException("nothing is sent"));
            DbAccountsException error = await Assert.ThrowsAsync<DbAccountsException>(
                () => Connected.To(service, stub).PlanAsync(operation, new CallContext { SkipRuleCheck = true }));
            Assert.Equal(DbErrorId.RuleViolation, error.ErrorId);
            Assert.Empty(stub.Requests);
        }
    }

    [Theory]
    [InlineData("CREATE,DROP,ALTER,INDEX,INSERT,DELETE,UPDATE,SELECT", null)]
    [InlineData("select", null)]
    [InlineData("SELECT,TRIGGER", "'TRIGGER' is no privilege of Ddm; there are CREATE, DROP")]
    [InlineData("ALL", null)]
    [InlineData("ALL SCHEMAS", "'ALL SCHEMAS' is no privilege of Ddm; there are CREATE, DROP")]
    [InlineData("SELEKT", "'SELEKT' is no privilege of Ddm; did you mean SELECT?")]
    [InlineData("insrt,UPDATES", "'INSRT' is no privilege of Ddm; did you mean INSERT?; 'UPDATES' is no privilege of Ddm; did you mean UPDATE?")]
    public void DDM_takes_eight_privileges(string privileges, string? violation)
    {
        string[] list = privileges.Split(',');

        Check.Is(violation, "Ddm", Check.Good("Ddm") with { Privilege = list });
        Check.Is(violation, "Ddm", new ModifyAccount(_app) { Privilege = list });
        Check.Is(violation, "Ddm", Change(OperationKind.GrantPrivilege, new("shop"), list));
    }

    [Fact]
    public void DDM_has_no_level_but_the_schema()
    {
        Check.Is("Global must be left out", "Ddm", Change(OperationKind.GrantPrivilege, default, "SELECT"));
        Check.Is("Table or Column must be left out", "Ddm", Change(OperationKind.GrantPrivilege, new("shop", "orders"), "SELECT"));
        Check.Is("Privilege must be given", "Ddm", Check.Good("Ddm") with { Privilege = null });
    }

    private static ChangePrivilege Change(OperationKind kind, DbPrivilegeTarget target, params string[] privileges) =>
        new(kind, _app, DbPrivilegeSet.Of([target], privileges)) { Global = target.Database is null };
}
