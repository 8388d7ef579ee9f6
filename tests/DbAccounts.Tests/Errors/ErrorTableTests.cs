using System;
using System.Linq;
using System.Reflection;
using DbAccounts.Changes;
using DbAccounts.Engines;
using DbAccounts.Engines.Cloud.Http;
using DbAccounts.Errors;
using DbAccounts.Execution;
using DbAccounts.Model;
using DbAccounts.Tests.Support;
using Xunit;

namespace DbAccounts.Tests.Errors;

/// <summary>Every error id: what its error names, and what it advises. <c>Errors.Tests.ps1</c> makes each happen in a cmdlet.</summary>
public sealed class ErrorTableTests
{
    private static readonly DbInstanceName _instance = new("TencentMySql", "cdb-f35wr6wj");
    private static readonly DbAccountIdentity _account = new("shop_app", "10.0.%");
    private static readonly ApiResponse _response = new(500, null, null, null, []);
    private static readonly DbJob _job = new()
    {
        Id = "j-1", Service = "TencentMySql", InstanceId = "cdb-f35wr6wj", Operation = "GrantPrivilege", Account = ["shop_app@10.0.%"],
        State = DbJobState.Failed, ErrorCode = "1396", ErrorMessage = "no such user",
    };

    // The error, and what it must name: the account, the parameter, the value, the service, the nearest right one.
    private static readonly (string Id, Func<DbAccountsException> Make, string[] Names)[] _table =
    [
        (DbErrorId.RuleViolation, () => Planned("Ddm", Check.Good("Ddm", "1app")), ["1app", "Ddm", "Name must begin with a letter, and '1app' begins with '1'"]),
        (DbErrorId.RuleViolation, () => Planned("TencentMySql", Grant("shop", "SELEKT")), ["shop_app@10.0.%", "'SELEKT' is no privilege of TencentMySql on databases; did you mean SELECT?"]),
        (DbErrorId.RuleViolation, () => Planned("TencentMySql", Grant("shop", "PROCESS")), ["PROCESS is a privilege on everything: give -Global"]),
        (DbErrorId.RuleViolation, () => Planned("MySqlPlusAnalysis", Check.Good("MySqlPlusAnalysis") with { AccountType = "Superuser" }), ["AccountType must be left out: MySqlPlusAnalysis has nothing of the kind"]),
        (DbErrorId.RuleViolation, () => Planned("TencentMySql", new ModifyAccount(_account) { Privilege = ["SELECT"] }), ["Privilege must be left out: TencentMySql takes it to create accounts", "not to change accounts"]),
        (DbErrorId.InvalidInput, () => DbError.EmptyParameter("Table", isWhole: true), ["-Table"]),
        (DbErrorId.InvalidInput, () => DbError.MisspeltColumn("Hosts", "AllowedHost"), ["'Hosts'", "Did you mean AllowedHost?"]),
        (DbErrorId.InvalidInput, () => DbError.PatternInChange("app*"), ["'app*'"]),
        (DbErrorId.InvalidInput, () => DbError.UnreadableInput(Assert.ThrowsAny<FormatException>(() => new DbAccountIdentity("app@"))), ["'app@'"]),
        (DbErrorId.NotSupportedByService, () => Planned("MySqlPlusAnalysis", new ResetPassword(_account, Secret.From("x"))), ["MySqlPlusAnalysis can't reset passwords. It can create accounts"]),
        (DbErrorId.UnknownService, () => Thrown(() => ServiceCatalog.Get("TencentMysql2")), ["'TencentMysql2'; did you mean TencentMySql?"]),
        (DbErrorId.UnknownService, () => Thrown(() => ServiceCatalog.Get("Oracle")), ["'Oracle'", "MySqlPlus, MySqlPlusAnalysis, ChronusDB, Ddm, TencentMySql"]),
        (DbErrorId.InstanceNotConnected, () => DbError.NothingConnected(["cdb-f35wr6wj (TencentMySql)"]), ["cdb-f35wr6wj (TencentMySql)"]),
        (DbErrorId.InstanceNotConnected, () => DbError.NotConnected(new DbInstanceOptions { Service = "Ddm", InstanceId = "d-1" }, []), ["d-1"]),
        (DbErrorId.AmbiguousInstance, () => DbError.Ambiguous("cl-1", ["MySqlPlus", "MySqlPlusAnalysis"]), ["cl-1", "MySqlPlus, MySqlPlusAnalysis"]),
        (DbErrorId.InstanceMismatch, () => DbError.InstanceMismatch("'app'", "d-1 (Ddm)", "cdb-1 (TencentMySql)", "Name"), ["'app'", "d-1 (Ddm)", "cdb-1 (TencentMySql)"]),
        (DbErrorId.ConnectionIncomplete, () => Thrown(() => DbInstance.Connect(new DbInstanceOptions { Service = "Ddm" })), ["Ddm", "-InstanceId"]),
        (DbErrorId.CredentialFileInvalid, () => DbError.CredentialFileInvalid("/home/a/credentials", "line 3 is not 'name: value'"), ["/home/a/credentials", "line 3"]),
        (DbErrorId.SecretNotFound, () => DbError.SecretNotFound(new SecretName("shop-key", "Local"), "Get-Secret knows none of this name"), ["'shop-key'", "'Local'"]),
        (DbErrorId.SecretInvalid, () => DbError.SecretInvalid(new SecretName("shop-key", null), "it is an Int32"), ["'shop-key'", "Int32"]),
        (DbErrorId.ProfileNotFound, () => DbError.ProfileNotFound("shpo", "profiles.json", ["shop", "crm"]), ["'shpo'", "did you mean 'shop'?"]),
        (DbErrorId.ProfileFileInvalid, () => DbError.ProfileFileInvalid("profiles.json", "a profile in it has no Name"), ["'profiles.json'"]),
        (DbErrorId.EndpointNotAllowed, () => DbError.EndpointNotAllowed("http://192.0.2.1"), ["'http://192.0.2.1'", "must be an https address"]),
        (DbErrorId.DriverNotFound, () => DbError.DriverNotFound("/m/sql", new InvalidOperationException("gone")), ["'/m/sql'"]),
        (DbErrorId.InstanceNotFound, () => DbError.InstanceNotFound(_instance), ["cdb-f35wr6wj (TencentMySql)"]),
        (DbErrorId.AccountNotFound, () => DbError.AccountNotFound("shop_app", _instance), ["'shop_app'", "cdb-f35wr6wj (TencentMySql)"]),
        (DbErrorId.AccountNotFound, () => DbError.AccountNotListed("shop_ap@%", _instance, Listed("shop_app@10.0.%")), ["'shop_ap@%'", "did you mean 'shop_app@10.0.%'?"]),
        (DbErrorId.AccountNotFound, () => DbError.AccountNotListed("shop_app@%", _instance, Listed("shop_app@10.0.%", "root@%")), ["'shop_app@%'", "there is 'shop_app@10.0.%'"]),
        (DbErrorId.AccountNotFound, () => DbError.AccountNotFoundAmong(new("app", "%"), _instance, [_account]), ["'app@%'", "'shop_app@10.0.%'"]),
        (DbErrorId.AccountProtected, () => DbError.AccountProtected(new("root", "%"), _instance, "root"), ["'root@%'", "-Force"]),
        (DbErrorId.AccountExists, () => Fault(FaultMeaning.AccountExists), ["CreateAccounts", "Code"]),
        (DbErrorId.AccountListNotShown, () => DbError.HostsNotShown("app", _instance), ["'app'"]),
        (DbErrorId.AccountNotShown, () => DbError.AccountNotListed("app", _instance, new DbAccountList([], isWhole: false)), ["'app'", "cdb-f35wr6wj"]),
        (DbErrorId.ListChanging, () => DbError.ListChanging("DescribeAccounts", _instance, 3), ["cdb-f35wr6wj", "3 attempts"]),
        (DbErrorId.WiderEffect, () => DbError.WiderEffect("DDM gives one privilege set to all schemas of 'app'.", "Accept that."), ["'app'"]),
        (DbErrorId.ChangeNotVerified, () => DbError.ChangeNotVerified(_instance, "app", "it still holds SELECT ON *.*."), ["'app'", "SELECT ON *.*"]),
        (DbErrorId.AuthenticationFailed, () => Fault(FaultMeaning.WrongKey), ["Code"]),
        (DbErrorId.ClockSkew, () => Fault(FaultMeaning.WrongClock), ["Code"]),
        (DbErrorId.AccessDenied, () => Fault(FaultMeaning.AccessDenied), ["Code"]),
        (DbErrorId.RequestRefused, () => Fault(FaultMeaning.Refused), ["Code"]),
        (DbErrorId.QuotaExceeded, () => Fault(FaultMeaning.QuotaExceeded), ["Code"]),
        (DbErrorId.Throttled, () => DbError.NoTurnAtRate("CreateAccounts", _instance, 2.5), ["CreateAccounts", "2.5"]),
        (DbErrorId.InstanceBusy, () => DbError.NoTurnOnAccount("app", _instance), ["'app'"]),
        (DbErrorId.ServiceFailed, () => Fault(FaultMeaning.ServiceFailed), ["Code"]),
        (DbErrorId.ConnectionFailed, () => Unreached(), ["CreateAccounts", "127.0.0.1"]),
        (DbErrorId.ConfirmationNotPossible, () => DbError.ConfirmationNotPossible("Remove account app@%", new InvalidOperationException()), ["app@%"]),
        (DbErrorId.OutcomeUnknown, () => DbError.AnswerLost("CreateAccounts", _instance, "no answer", null, null, null), ["CreateAccounts", "cdb-f35wr6wj"]),
        (DbErrorId.ProtocolError, () => DbError.NotInAnswer("list 'Items'"), ["list 'Items'"]),
        (DbErrorId.JobNotFound, () => DbError.JobNotFound("j-1", _instance), ["'j-1'", "cdb-f35wr6wj"]),
        (DbErrorId.JobFailed, () => DbError.JobFailed(_job), ["Granting privileges to 'shop_app@10.0.%' on cdb-f35wr6wj failed: 1396 no such user"]),
        (DbErrorId.JobTimeout, () => DbError.JobTimeout(_job, TimeSpan.FromSeconds(5)), ["'shop_app@10.0.%'", "5 s"]),
        (DbErrorId.DocumentInvalid, () => DbError.DocumentInvalid("access.json", ["instances[0].service must be a text, not 5"]), ["access.json", "instances[0].service", "must be a text, not 5"]),
        (DbErrorId.FileExists, () => DbError.FileExists("access.json"), ["'access.json'"]),
        (DbErrorId.AccountListPartial, () => DbError.ComparedInPart(_instance, ["whether 'app@%' exists"]), ["cdb-f35wr6wj", "'app@%'"]),
        (DbErrorId.PlanExpired, () => DbError.PlanExpired("app@%", _instance, new(2026, 9, 30, 16, 0, 0, DateTimeKind.Utc)), ["'app@%'", "cdb-f35wr6wj", "2026-09-30 16:00:00 UTC"]),
        (DbErrorId.PlanDrifted, () => DbError.PlanDrifted("app@%", _instance, "SELECT ON shop.* was held"), ["'app@%'", "cdb-f35wr6wj", "SELECT ON shop.*"]),
        (DbErrorId.PruneLimitExceeded, () => DbError.PruneLimitExceeded(_instance, ["a@%", "b@%"], 3, "10%"), ["2 of 3", "10%", "a@%, b@%"]),
        (DbErrorId.PasswordNotNamed, () => DbError.PasswordNotNamed("app@%", _instance, isNew: true, null), ["'app@%'", "cdb-f35wr6wj"]),
        (DbErrorId.CopyLoses, () => DbError.CopyLoses("app@%", _instance, ["AccountType Superuser"]), ["'app@%'", "AccountType Superuser"]),
        (DbErrorId.SimulatorNotRunning, () => DbError.SimulatorNotRunning(5, [4711]), ["5", "4711"]),
    ];

    // Those that need more than a factory are in Errors.Tests.ps1 only, or in the tests of what makes them.
    private static readonly string[] _elsewhere =
    [
        DbErrorId.SimulatorNotStarted, DbErrorId.StateFileInvalid, DbErrorId.GrantUnreadable, DbErrorId.ConnectionNotSecure, DbErrorId.Unexpected,
    ];

    public static TheoryData<int> Rows => [.. Enumerable.Range(0, _table.Length)];

    [Theory]
    [MemberData(nameof(Rows))]
    public void Each_error_names_what_it_is_about_and_advises_something(int row)
    {
        (string id, Func<DbAccountsException> make, string[] names) = _table[row];
        DbAccountsException error = make();

        Assert.Equal(id, error.ErrorId);
        Assert.All(names, name => Assert.Contains(name, error.Message, StringComparison.Ordinal));
        Assert.Matches(@"[.?]\z", error.Message);
        Assert.Matches(@"\.\z", error.RecommendedAction);
        // Something to do: a command, a parameter, or a verb in the imperative.
        Assert.Matches(
            @"-Db[A-Z]\w+|\s-[A-Z]\w+|^(Give|Leave|Name|Check|Correct|Use|Write|Try|Look|Store|Pass|Make|Set|Grant|Have|Send|Wait|Connect|Install|Call|Find|Allow|Keep|Accept|Another|The|Secrets|Somebody) ",
            error.RecommendedAction);
        Assert.DoesNotMatch("message names|judgement|no good|comes from nowhere|ended as|is nothing that", error.Message + error.RecommendedAction);
        Assert.DoesNotMatch(
            @"\b(Name|Password|Privilege|Database|AllowedHost|AccountType|Description) (is|has|begins|ends|consists|holds|mixes) ", error.Message);
        Assert.DoesNotMatch("CreateAccount |ModifyAccount |ResetPassword |RemoveAccount |GrantPrivilege |RevokePrivilege |SetPrivilege ", error.Message);
    }

    [Fact]
    public void No_error_id_is_left_out()
    {
        string[] all = [.. typeof(DbErrorId).GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => (string)field.GetRawConstantValue()!)];
        Assert.Empty(all.Except(_table.Select(row => row.Id)).Except(_elsewhere));
        Assert.Empty(_table.Select(row => row.Id).Concat(_elsewhere).Except(all));
    }

    private static ChangePrivilege Grant(string database, string privilege) =>
        new(OperationKind.GrantPrivilege, _account, DbPrivilegeSet.Of([new(database)], [privilege]));

    private static DbAccountList Listed(params string[] accounts) => new(
        [.. accounts.Select(text => new DbAccountIdentity(text)).Select(one => new DbAccount { Service = "TencentMySql", Name = one.Name, AllowedHost = [one.Host!] })],
        isWhole: true);

    private static DbAccountsException Fault(FaultMeaning meaning) =>
        meaning.In(_response, "Code", "a text of the service").ToException("CreateAccounts", _instance);

    private static DbAccountsException Thrown(Action action) => Assert.Throws<DbAccountsException>(action);

    private static DbAccountsException Planned(string service, AccountChange change)
    {
        using var stub = new Stub(_ => throw new InvalidOperationException("nothing is sent"));
        return Assert.ThrowsAsync<DbAccountsException>(() => Connected.To(service, stub).PlanAsync(change, new CallContext())).GetAwaiter().GetResult();
    }

    private static DbAccountsException Unreached() => new ApiFault(
        FaultKind.NotSent, DbErrorId.ConnectionFailed, DbErrorCategory.ConnectionError, "not reached", "127.0.0.1: refused", DbAccounts.Texts.Messages.ConnectionAdvice)
        .ToException("CreateAccounts", _instance);
}
