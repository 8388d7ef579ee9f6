using System;
using System.Linq;
using System.Threading.Tasks;
using DbAccounts.Changes;
using DbAccounts.Engines.Cloud.HuaweiCloud;
using DbAccounts.Engines.Cloud.HuaweiCloud.Requests;
using DbAccounts.Errors;
using DbAccounts.Model;
using DbAccounts.Tests.Support;
using FsCheck.Fluent;
using Xunit;

namespace DbAccounts.Tests.Engines;

/// <summary>DDM gives one set of privileges to all schemas: a grant or revoke is read, merged, put and verified.</summary>
public sealed class DdmPrivilegeTests
{
    [Theory]
    // Held privileges and schemas; change; asked privileges and schemas; the outcome, or null where it is wider.
    [InlineData("SELECT", "a", "GrantPrivilege", "INSERT", "a", "INSERT,SELECT ON a")]
    [InlineData("SELECT", "a", "GrantPrivilege", "SELECT", "b", "SELECT ON a,b")]
    [InlineData("SELECT", "a,b", "GrantPrivilege", "INSERT", "a,b", "INSERT,SELECT ON a,b")]
    [InlineData("SELECT", "a,b", "GrantPrivilege", "INSERT", "", "INSERT,SELECT ON a,b")]
    [InlineData("SELECT", "a", "GrantPrivilege", "SELECT", "A", "SELECT ON a")]
    [InlineData("SELECT", "a", "GrantPrivilege", "INSERT", "b", null)]
    [InlineData("SELECT", "a,b", "GrantPrivilege", "INSERT", "a", null)]
    [InlineData("INSERT,SELECT", "a,b", "RevokePrivilege", "INSERT", "", "SELECT ON a,b")]
    [InlineData("INSERT,SELECT", "a,b", "RevokePrivilege", "INSERT,SELECT", "a", "INSERT,SELECT ON b")]
    [InlineData("INSERT,SELECT", "a", "RevokePrivilege", "INSERT,SELECT", "a", "INSERT,SELECT ON ")]
    [InlineData("INSERT,SELECT", "a", "RevokePrivilege", "UPDATE", "a", "INSERT,SELECT ON a")]
    [InlineData("INSERT,SELECT", "a", "RevokePrivilege", "INSERT", "zzz", "INSERT,SELECT ON a")]
    [InlineData("INSERT,SELECT", "", "RevokePrivilege", "INSERT", "", "SELECT ON ")]
    [InlineData("INSERT,SELECT", "a,b", "RevokePrivilege", "INSERT", "a", null)]
    [InlineData("INSERT,SELECT", "a,b", "SetPrivilege", "UPDATE", "c", "UPDATE ON c")]
    [InlineData("INSERT,SELECT", "a,b", "SetPrivilege", "UPDATE", "", "UPDATE ON a,b")]
    public void A_change_leads_to_the_rectangle_that_it_means_or_is_refused(
        string held, string schemas, string kind, string asked, string on, string? outcome)
    {
        ChangePrivilege change = Change(Enum.Parse<OperationKind>(kind), Split(asked), Split(on));

        if (outcome is null)
        {
            var error = Assert.Throws<DbAccountsException>(() => Merge(change, Split(held), Split(schemas)));
            Assert.Equal((DbErrorId.WiderEffect, DbErrorCategory.InvalidOperation), (error.ErrorId, error.Category));
        }
        else
        {
            Assert.Equal(outcome, Merge(change, Split(held), Split(schemas)));
            Assert.Equal(outcome, Merge(change with { Force = true }, Split(held), Split(schemas)));
        }
    }

    [Theory]
    [InlineData("SELECT", "a", "GrantPrivilege", "INSERT", "b", "INSERT,SELECT ON a,b")]
    [InlineData("INSERT,SELECT", "a,b", "RevokePrivilege", "INSERT", "a", "SELECT ON a,b")]
    public void With_force_the_wider_effect_is_accepted(string held, string schemas, string kind, string asked, string on, string outcome) =>
        Assert.Equal(outcome, Merge(Change(Enum.Parse<OperationKind>(kind), Split(asked), Split(on)) with { Force = true }, Split(held), Split(schemas)));

    [Fact]
    public void Different_privileges_for_different_schemas_are_refused_in_any_case()
    {
        var change = new ChangePrivilege(
            OperationKind.SetPrivilege, new DbAccountIdentity("app"), DbPrivilegeSet.From([(new("a"), ["SELECT"]), (new("b"), ["INSERT"])])) { Force = true };

        Assert.Equal(DbErrorId.WiderEffect, Assert.Throws<DbAccountsException>(() => Merge(change, ["SELECT"], ["a"])).ErrorId);
    }

    [Fact]
    public void Without_force_the_outcome_is_what_the_algebra_says_or_the_change_is_refused() => Generators.ForAll(
        from kind in Gen.Elements(OperationKind.GrantPrivilege, OperationKind.RevokePrivilege, OperationKind.SetPrivilege)
        from held in Generators.Some("SELECT", "INSERT", "UPDATE")
        from schemas in Generators.Some("a", "b", "c")
        from asked in Generators.Some("SELECT", "INSERT", "UPDATE").Where(list => list.Length > 0)
        from targets in Generators.Some("a", "b", "c").Where(list => list.Length > 0)
        select (kind, held, schemas, asked, targets),
        c =>
        {
            DbPrivilegeSet before = Rectangle(c.held, c.schemas);
            DbPrivilegeSet change = Rectangle(c.asked, c.targets);
            DbPrivilegeSet wanted = c.kind switch
            {
                OperationKind.GrantPrivilege => before.Union(change),
                OperationKind.RevokePrivilege => before.Except(change),
                _ => change,
            };
            try
            {
                string[] outcome = Merge(Change(c.kind, c.asked, c.targets), c.held, c.schemas).Split(" ON ");
                return Rectangle(Split(outcome[0]), Split(outcome[1])).Equals(wanted);
            }
            catch (DbAccountsException e) when (e.ErrorId == DbErrorId.WiderEffect)
            {
                return true;
            }
        });

    [Fact]
    public async Task A_grant_is_merged_put_and_verified()
    {
        string[] held = ["SELECT"];
        using var stub = new Stub(request =>
        {
            held = request.Method == "PUT" ? ["SELECT", "INSERT"] : held;
            return request.Method == "PUT" ? "{ }" : Answers.DdmUsers("app", held, ["shop"]);
        });

        DbJob job = (await Connected.To("Ddm", stub).ChangeAsync(Change(OperationKind.GrantPrivilege, ["insert"], ["Shop"]))).Single();

        StubRequest put = stub.Requests.Single(request => request.Method == "PUT");
        Assert.Equal("""{"base_authority":["INSERT","SELECT"],"databases":[{"name":"shop"}]}""", put.Text);
        Assert.Equal("GET", stub.Requests[^1].Method);
        Assert.Equal((DbJobState.Succeeded, "GrantPrivilege"), (job.State, job.Operation));
    }

    [Fact]
    public async Task A_change_that_does_not_show_afterwards_is_an_error()
    {
        using var stub = new Stub(request => request.Method == "PUT" ? "{ }" : Answers.DdmUsers("app", ["SELECT"], ["shop"]));

        DbAccountsException error = await Probe.ErrorAsync(() => Connected.To("Ddm", stub).ChangeAsync(Change(OperationKind.GrantPrivilege, ["INSERT"], ["shop"])));

        Assert.Equal((DbErrorId.ChangeNotVerified, DbErrorCategory.InvalidResult), (error.ErrorId, error.Category));
    }

    [Fact]
    public async Task Nothing_is_put_where_the_effect_would_be_wider()
    {
        using var stub = new Stub(Answers.DdmUsers("app", ["SELECT"], ["a"]));

        DbAccountsException error = await Probe.ErrorAsync(() => Connected.To("Ddm", stub).ChangeAsync(Change(OperationKind.GrantPrivilege, ["INSERT"], ["b"])));

        Assert.Equal(DbErrorId.WiderEffect, error.ErrorId);
        Assert.Contains("would also give INSERT ON a.*; SELECT ON b.*", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(stub.Requests, request => request.Method == "PUT");
    }

    [Theory]
    [InlineData(OperationKind.RevokePrivilege, "INSERT", "shop", "SELECT", "shop")]
    [InlineData(OperationKind.RevokePrivilege, "SELECT", "crm", "SELECT", "shop")]
    [InlineData(OperationKind.RevokePrivilege, "SELECT", "", "SELECT", "")]
    [InlineData(OperationKind.GrantPrivilege, "SELECT", "SHOP", "SELECT", "shop")]
    public async Task Where_nothing_is_to_be_changed_nothing_is_sent(OperationKind kind, string asked, string on, string held, string schemas)
    {
        using var stub = new Stub(Answers.DdmUsers("app", Split(held), Split(schemas)));

        DbJob job = (await Connected.To("Ddm", stub).ChangeAsync(Change(kind, Split(asked), Split(on)))).Single();

        Assert.Equal((DbJobState.Succeeded, "nothing to change", kind.ToString()), (job.State, job.ServiceState, job.Operation));
        Assert.Equal(["app"], job.Account);
        Assert.Null(job.SubmittedAt);
        Assert.All(stub.Requests, request => Assert.Equal("GET", request.Method));
    }

    [Fact]
    public async Task A_revoke_of_the_last_privilege_is_sent_and_verified()
    {
        string[] schemas = ["shop"];
        using var stub = new Stub(request =>
        {
            schemas = request.Method == "PUT" ? [] : schemas;
            return request.Method == "PUT" ? "{ }" : Answers.DdmUsers("app", ["SELECT"], schemas);
        });

        DbJob job = (await Connected.To("Ddm", stub).ChangeAsync(Change(OperationKind.RevokePrivilege, ["SELECT"], ["shop"]))).Single();

        Assert.Null(job.ServiceState);
        Assert.Equal("""{"base_authority":["SELECT"],"databases":[]}""", stub.Requests.Single(request => request.Method == "PUT").Text);
    }

    private static string[] Split(string list) => list.Split(',', StringSplitOptions.RemoveEmptyEntries);

    private static DbPrivilegeSet Rectangle(string[] privileges, string[] schemas) =>
        DbPrivilegeSet.Of(schemas.Select(schema => new DbPrivilegeTarget(schema)), privileges);

    private static ChangePrivilege Change(OperationKind kind, string[] privileges, string[] schemas) => new(
        kind,
        new DbAccountIdentity("app"),
        schemas.Length == 0 ? DbPrivilegeSet.Of([DbPrivilegeTarget.Global], privileges) : Rectangle(privileges, schemas));

    private static string Merge(ChangePrivilege change, string[] privileges, string[] schemas)
    {
        UpdateDdmUser sent =
            DdmPrivileges.Merge(change, new DbAccount { Name = "app", Privilege = privileges, Database = schemas }).Request;
        return $"{string.Join(",", sent.BaseAuthority!)} ON {string.Join(",", sent.Databases!.Select(schema => schema.Name).Order(StringComparer.Ordinal))}";
    }
}
