using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.Json;
using System.Text.RegularExpressions;
using DbAccounts.Changes;
using DbAccounts.Engines.Cloud.Http;
using DbAccounts.Engines.Cloud.TencentCloud.Requests;
using DbAccounts.Engines.Planning;
using DbAccounts.Formats;
using DbAccounts.Model;
using DbAccounts.Rules;
using DbAccounts.Texts;

namespace DbAccounts.Engines.Cloud.TencentCloud;

/// <summary>Between the model and the requests and answers of TencentDB for MySQL.</summary>
internal static class TencentMapping
{
    // An account that is named without a host means the one that may come from anywhere, as in MySQL.
    private const string AnyHost = "%";

    // The documents name no zone; China's is inferred. If it were another, it would look like a clock that is off.
    private static readonly TimeSpan _zone = TimeSpan.FromHours(8);
    private static readonly string[] _privilegeLists = ["DatabasePrivileges", "TablePrivileges", "ColumnPrivileges"];

    /// <summary>The requests that make a change, in order.</summary>
    public static IReadOnlyList<TencentRequest> Requests(AccountChange operation) => operation switch
    {
        CreateAccount create => [.. Create(create)],
        ModifyAccount modify => [.. Modify(modify)],
        ResetPassword reset => [new ModifyAccountPassword { NewPassword = reset.Password, Accounts = Accounts<Account>(reset.Account) }],
        RemoveAccount remove => [new DeleteAccounts { Accounts = Accounts<DeletedAccount>(remove.Account) }],
        ChangePrivilege change => [Change(change)],
        _ => throw new ArgumentOutOfRangeException(nameof(operation)),
    };

    /// <summary>What the attributes can't say.</summary>
    public static IEnumerable<Violation> Check(AccountChange operation)
    {
        foreach (Violation violation in ObjectChecks.Of(operation, TencentDocument.ModifyAccountPrivileges))
        {
            yield return violation;
        }

        if (operation is ModifyAccount { AllowedHost: { Count: not 1 } hosts })
        {
            yield return new Violation(
                RuleId.OfTarget(nameof(ModifyAccount.AllowedHost), "Single"),
                nameof(ModifyAccount.AllowedHost),
                Messages.RuleOneHost,
                TencentDocument.ModifyAccountHost,
                hosts.Count == 0 ? null : string.Join(", ", hosts));
        }
    }

    /// <summary>
    /// A regular expression of MySQL that finds the accounts of a name, and maybe others. What means something in one is matched by any
    /// character, and by several, as a character may count as its bytes.
    /// </summary>
    public static string Expression(string name) => $"^{Regex.Replace(name, "[^A-Za-z0-9_]+", ".+")}$";

    /// <summary>The accounts that an identity means.</summary>
    public static IReadOnlyList<T> Accounts<T>(DbAccountIdentity identity)
        where T : Account, new() => Accounts<T>(identity.Name, identity.Host is null ? [] : [identity.Host]);

    /// <summary>An item of DescribeAccounts.</summary>
    /// <exception cref="Errors.DbAccountsException">It has no user or no host, which only together are an account.</exception>
    public static DbAccount Account(DbInstance instance, JsonElement item)
    {
        DbAccount account = instance.NewAccount(item.RequiredText("User"));
        account.AllowedHost = [item.RequiredText("Host")];
        account.Description = item.Text("Notes");
        account.MaxUserConnections = item.Int("MaxUserConnections");
        account.Created = Time(item.Text("CreateTime"));
        account.Modified = Time(item.Text("ModifyTime"));
        account.PasswordChanged = Time(item.Text("ModifyPasswordTime"));
        return account;
    }

    /// <summary>True when an answer names at least one of the four kinds of privileges, if only as null.</summary>
    public static bool HoldsPrivileges(JsonElement answer) =>
        answer.Property("GlobalPrivileges") is not null || _privilegeLists.Any(list => answer.Property(list) is not null);

    /// <summary>The answer of DescribeAccountPrivileges.</summary>
    public static DbPrivilegeSet Privileges(JsonElement answer)
    {
        IEnumerable<(DbPrivilegeTarget, IEnumerable<string>)> all = [(DbPrivilegeTarget.Global, answer.Texts("GlobalPrivileges"))];
        foreach (string list in _privilegeLists)
        {
            all = all.Concat(
                from item in answer.List(list)
                let database = item.Text("Database")
                where database is not null
                let table = item.Text("Table")
                select (table is null ? Listed(database) : new DbPrivilegeTarget(database, table, item.Text("Column")), item.Texts("Privileges")));
        }

        return DbPrivilegeSet.From(all);
    }

    /// <summary>
    /// A job with what DescribeAsyncRequestInfo says of it; a state that no document explains stays as it is until the time is up.
    /// </summary>
    public static DbJob Refresh(DbJob job, JsonElement task)
    {
        string? status = task.Text("Status");
        DbJobState state = status switch
        {
            null or "INITIAL" or "UNDEFINED" => DbJobState.Pending,
            "RUNNING" => DbJobState.Running,
            "SUCCESS" => DbJobState.Succeeded,
            "FAILED" => DbJobState.Failed,
            "KILLED" or "REMOVED" or "PAUSED" => DbJobState.Canceled,
            _ => DbJobState.Unknown,
        };
        bool bad = state is DbJobState.Failed or DbJobState.Canceled;
        string? shown = AnswerMask.Mask(status, job);
        return job.With(state, shown, bad ? shown : null, bad ? AnswerMask.Mask(task.Text("Info"), job) : null);
    }

    private static IEnumerable<TencentRequest> Create(CreateAccount create)
    {
        yield return new CreateAccounts
        {
            Accounts = Accounts<NewAccount>(create.Name, create.AllowedHost ?? []),
            Password = create.Password,
            Description = create.Description,
            MaxUserConnections = create.MaxUserConnections,
        };
        if (!create.Granted().IsEmpty)
        {
            yield return Privileges(Accounts<Account>(create.Name, create.AllowedHost ?? []), create.Granted(), "grant");
        }
    }

    private static IEnumerable<TencentRequest> Modify(ModifyAccount modify)
    {
        if (modify.Description is not null)
        {
            yield return new ModifyAccountDescription { Accounts = Accounts<Account>(modify.Account), Description = modify.Description };
        }

        if (modify.MaxUserConnections is not null)
        {
            yield return new ModifyAccountMaxUserConnections
            {
                Accounts = Accounts<Account>(modify.Account),
                MaxUserConnections = modify.MaxUserConnections,
            };
        }

        // Last, because afterwards the account has another identity.
        if (modify.AllowedHost is { Count: > 0 })
        {
            Account account = Accounts<Account>(modify.Account)[0];
            yield return new ModifyAccountHost { User = account.User, Host = account.Host, NewHost = modify.AllowedHost[0] };
        }
    }

    private static ModifyAccountPrivileges Change(ChangePrivilege change) => Privileges(
        Accounts<Account>(change.Account),
        change.Privileges,
        change.Kind switch
        {
            OperationKind.GrantPrivilege => "grant",
            OperationKind.RevokePrivilege => "revoke",
            _ => null,
        });

    private static ModifyAccountPrivileges Privileges(IReadOnlyList<Account> accounts, DbPrivilegeSet set, string? action) => new()
    {
        Accounts = accounts,
        GlobalPrivileges = Sent([.. set[DbPrivilegeTarget.Global]], action),
        DatabasePrivileges = Sent(
            [.. set.At(DbPrivilegeLevel.Pattern).Concat(set.At(DbPrivilegeLevel.Database)).Select(p =>
                new DatabasePrivilege { Database = p.Key.Database, Privileges = p.Value })], action),
        TablePrivileges = Sent(
            [.. set.At(DbPrivilegeLevel.Table).Select(p =>
                new TablePrivilege { Database = p.Key.Database, Table = p.Key.Table, Privileges = p.Value })], action),
        ColumnPrivileges = Sent(
            [.. set.At(DbPrivilegeLevel.Column).Select(p =>
                new ColumnPrivilege { Database = p.Key.Database, Table = p.Key.Table, Column = p.Key.Column, Privileges = p.Value })],
            action),
        ModifyAction = action,
    };

    // Whether names come back with the escapes that patterns need is not documented: they go back as they came.
    private static DbPrivilegeTarget Listed(string database) =>
        database.IndexOfAny(['%', '\\']) >= 0 ? DbPrivilegeTarget.PatternAsListed(database) : new(database);

    // A replacement always sends all four lists: one that is absent would be cleared without having been said.
    private static IReadOnlyList<T>? Sent<T>(IReadOnlyList<T> list, string? action) => list.Count == 0 && action is not null ? null : list;

    private static IReadOnlyList<T> Accounts<T>(string name, IReadOnlyList<string> hosts)
        where T : Account, new() =>
        [.. (hosts.Count == 0 ? [AnyHost] : hosts).Select(host => new T { User = name, Host = host })];

    private static DateTime? Time(string? text) =>
        DateTime.TryParseExact(text, "yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTime time)
        && time.Ticks >= _zone.Ticks
            ? DateTime.SpecifyKind(time - _zone, DateTimeKind.Utc)
            : null;
}
