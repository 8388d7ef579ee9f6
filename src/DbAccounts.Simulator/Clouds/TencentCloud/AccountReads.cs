using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.Json;
using System.Text.RegularExpressions;
using DbAccounts.Model;
using DbAccounts.Simulator.Chance;
using DbAccounts.Simulator.Clouds.TencentCloud.Requests;
using DbAccounts.Simulator.State;

namespace DbAccounts.Simulator.Clouds.TencentCloud;

/// <summary>The actions that only read.</summary>
/// <param name="store">The accounts and tasks.</param>
/// <param name="others">Somebody else, who changes accounts while pages are read.</param>
/// <param name="disorder">The seed of the order of each page where none is asked for; null for the order of creation.</param>
internal sealed class AccountReads(SimulatorStore store, Others others, int? disorder)
{
    private const int DefaultLimit = 20;
    private const int InstanceMaximum = 10240;
    private static readonly TimeSpan _regexLimit = TimeSpan.FromSeconds(1);
    // The documents name no time zone; China's is that of the vendor's other times.
    private static readonly TimeSpan _zone = TimeSpan.FromHours(8);

    private int _pages;

    private AccountBook Accounts => store.Accounts(SimulatedService.TencentMySql.Name);

    public void DescribeAccounts(DescribeAccountsRequest request, Utf8JsonWriter json)
    {
        others.TurnPage(SimulatedService.TencentMySql, request.Offset ?? 0);
        _pages++;
        StoredAccount[] found;
        try
        {
            IEnumerable<StoredAccount> matching = Accounts.All.Where(
                a => Matches(request.AccountRegexp, a.Name) && Matches(request.HostRegexp, a.Values.Host ?? ""));
            found = [.. Sorted(matching, request)];
        }
        catch (Exception e) when (e is ArgumentException or RegexMatchTimeoutException)
        {
            throw new RefusalException("InternalError.RegexpCompileError", "Regular expression compilation error.");
        }

        json.WriteNumber("TotalCount", found.Length);
        json.WriteNumber("MaxUserConnections", InstanceMaximum);
        json.WriteStartArray("Items");
        foreach (StoredAccount account in found.Skip(request.Offset ?? 0).Take(request.Limit ?? DefaultLimit))
        {
            json.WriteStartObject();
            json.WriteString("User", account.Name);
            json.WriteString("Host", account.Values.Host);
            json.WriteString("Notes", account.Values.Description ?? "");
            json.WriteString("CreateTime", Text(account.Created));
            json.WriteString("ModifyTime", Text(account.Modified));
            json.WriteString("ModifyPasswordTime", Text(account.PasswordChanged));
            json.WriteNumber("MaxUserConnections", account.Values.MaxUserConnections ?? 0);
            json.WriteBoolean("OpenCam", false);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    public void DescribeAccountPrivileges(DescribeAccountPrivilegesRequest request, Utf8JsonWriter json)
    {
        StoredAccount account = Accounts.Find(new(request.User!, request.Host)) ?? throw TencentError.AccountMissing();
        DbPrivilegeSet held = StoredPrivilege.ToSet(account.Privileges);
        WriteList("GlobalPrivileges", held[DbPrivilegeTarget.Global], json);
        foreach (DbPrivilegeLevel level in new[] { DbPrivilegeLevel.Database, DbPrivilegeLevel.Table, DbPrivilegeLevel.Column })
        {
            json.WriteStartArray(level + "Privileges");
            foreach (KeyValuePair<DbPrivilegeTarget, IReadOnlyList<string>> item in held.At(level))
            {
                json.WriteStartObject();
                WriteUnlessNull("Database", item.Key.Database, json);
                WriteUnlessNull("Table", item.Key.Table, json);
                WriteUnlessNull("Column", item.Key.Column, json);
                WriteList("Privileges", item.Value, json);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }
    }

    public static void DescribeSupportedPrivileges(InstanceRequest request, Utf8JsonWriter json)
    {
        WriteList("GlobalSupportedPrivileges", SupportedPrivileges.OnEverything, json);
        WriteList("DatabaseSupportedPrivileges", SupportedPrivileges.OnDatabases, json);
        WriteList("TableSupportedPrivileges", SupportedPrivileges.OnTables, json);
        WriteList("ColumnSupportedPrivileges", SupportedPrivileges.OnColumns, json);
    }

    public void DescribeAsyncRequestInfo(DescribeAsyncRequestInfoRequest request, Utf8JsonWriter json)
    {
        StoredJob? job = store.FindJob(request.AsyncRequestId!);
        if (job?.Service != SimulatedService.TencentMySql.Name)
        {
            throw new RefusalException("InvalidParameter.InvalidAsyncRequestId", "The async task does not exist.");
        }

        (string status, string info) = job.PhaseAt(store.Seen) switch
        {
            JobPhase.Waiting => ("INITIAL", ""),
            JobPhase.Working => ("RUNNING", ""),
            JobPhase.Succeeded => ("SUCCESS", "Succeeded"),
            _ => job.Error switch
            {
                JobError.AccountExists => ("FAILED", "The account already exists"),
                JobError.AccountMissing => ("FAILED", "User does not exist"),
                JobError.Aborted => ("KILLED", "The task was terminated"),
                _ => ("FAILED", "The task failed"),
            },
        };
        json.WriteString("Status", status);
        json.WriteString("Info", job.PhaseAt(store.Seen) == JobPhase.Failed ? info + job.Echo : info);
    }

    // Like MySQL's REGEXP: it finds the expression anywhere in the text.
    private static bool Matches(string? expression, string text) =>
        string.IsNullOrEmpty(expression) || Regex.IsMatch(text, expression, RegexOptions.CultureInvariant, _regexLimit);

    private IEnumerable<StoredAccount> Sorted(IEnumerable<StoredAccount> accounts, DescribeAccountsRequest request)
    {
        Func<StoredAccount, DateTimeOffset>? field = request.OrderBy switch
        {
            "CreateTime" => a => a.Created,
            "ModifyTime" => a => a.Modified,
            "ModifyPasswordTime" => a => a.PasswordChanged,
            _ => null,
        };
        bool descends = string.Equals(request.SortBy, "DESC", StringComparison.OrdinalIgnoreCase);
        return field is null ? Unsorted(accounts) : descends ? accounts.OrderByDescending(field) : accounts.OrderBy(field);
    }

    private IEnumerable<StoredAccount> Unsorted(IEnumerable<StoredAccount> accounts)
    {
        if (disorder is not { } seed)
        {
            return accounts;
        }

        var dice = new Dice(seed, FormattableString.Invariant($"order of page {_pages}"));
        return accounts.OrderBy(_ => dice.Next());
    }

    private static string Text(DateTimeOffset time) =>
        time.ToOffset(_zone).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    private static void WriteUnlessNull(string name, string? value, Utf8JsonWriter json)
    {
        if (value is not null)
        {
            json.WriteString(name, value);
        }
    }

    private static void WriteList(string name, IReadOnlyList<string> values, Utf8JsonWriter json)
    {
        json.WriteStartArray(name);
        foreach (string value in values)
        {
            json.WriteStringValue(value);
        }

        json.WriteEndArray();
    }
}
