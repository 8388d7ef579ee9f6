using System;
using System.Linq;
using DbAccounts.Model;
using DbAccounts.Services;
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
    [InlineData(24, Global, null, null, null)]
    [InlineData(18, Database, "shop", null, null)]
    [InlineData(12, Table, "shop", "orders", null)]
    [InlineData(4, Column, "shop", "orders", "total")]
    public void Tencent_Cloud_takes_the_privileges_of_each_level_and_no_others(int count, string documented, string? database, string? table, string? column)
    {
        var target = new DbPrivilegeTarget(database, table, column);
        string[] allowed = documented.Split(',');
        Assert.Equal(count, allowed.Length);

        Check.Is(null, "TencentMySql", Change(OperationKind.GrantPrivilege, target, allowed));
        Check.Is(null, "TencentMySql", Change(OperationKind.SetPrivilege, target, [.. allowed.Select(name => name.ToLowerInvariant())]));
        foreach (string other in Global.Split(',').Append("GRANT OPTION").Append("ALL").Except(allowed))
        {
            Check.Is("Privilege is one of SELECT, INSERT, ", "TencentMySql", Change(OperationKind.GrantPrivilege, target, "SELECT", other));
        }
    }

    [Fact]
    public void On_Tencent_Cloud_everything_has_to_be_meant()
    {
        var onEverything = new ChangePrivilege(OperationKind.GrantPrivilege, _app, DbPrivilegeSet.Of([DbPrivilegeTarget.Global], ["SELECT"]));

        Check.Is("Database or Global has to be given", "TencentMySql", onEverything);
        Check.Is(null, "TencentMySql", onEverything with { Global = true });
    }

    [Theory]
    [InlineData("CREATE,DROP,ALTER,INDEX,INSERT,DELETE,UPDATE,SELECT", null)]
    [InlineData("select", null)]
    [InlineData("SELECT,TRIGGER", "Privilege is one of CREATE, DROP")]
    [InlineData("ALL", "Privilege is one of CREATE, DROP")]
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
        Check.Is("Global is nothing that DDM has", "Ddm", Change(OperationKind.GrantPrivilege, default, "SELECT"));
        Check.Is("Table or Column is nothing that DDM has", "Ddm", Change(OperationKind.GrantPrivilege, new("shop", "orders"), "SELECT"));
        Check.Is("Privilege is required", "Ddm", Check.Good("Ddm") with { Privilege = null });
    }

    private static ChangePrivilege Change(OperationKind kind, DbPrivilegeTarget target, params string[] privileges) =>
        new(kind, _app, DbPrivilegeSet.Of([target], privileges)) { Global = target.Database is null };
}
