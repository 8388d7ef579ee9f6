using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using DbAccounts.Errors;
using DbAccounts.Http;
using DbAccounts.Model;
using DbAccounts.Services;

namespace DbAccounts.Services.QingCloud;

/// <summary>
/// Finds the accounts of a cluster. No action lists them; the console shows them on a display tab whose name and labels
/// are not documented, so the tab is recognized by what it says.
/// </summary>
internal static class AccountTab
{
    // A longer list is cut without a word.
    private const int MostRows = 225;
    private const RegexOptions Options = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant;
    private static readonly Regex _user = new("^(user|user_?name|account|name)$|帐号|账号|用户", Options);
    private static readonly Regex _host = new("host|network|主机|网络", Options);
    private static readonly Regex _database = new("database|^db$|数据库", Options);
    private static readonly Regex _privilege = new("priv|权限|类型", Options);
    private static readonly Regex _accountTab = new("user|account|acl|帐号|账号|用户", Options);
    private static readonly Regex _analysisTab = new("ck|click|analysis|分析", Options);

    /// <summary>Sends one of the provider's reading actions.</summary>
    public delegate Task<JsonElement> Reader(
        DbInstance instance, string action, IReadOnlyDictionary<string, string> parameters, CallContext context);

    /// <summary>The accounts that the tab of a role shows.</summary>
    /// <exception cref="DbAccountsException">The cluster does not exist, or shows no such tab, or not all of it can be read.</exception>
    public static async Task<IReadOnlyList<DbAccount>> ReadAsync(DbInstance instance, string? role, Reader read, CallContext context)
    {
        var wanted = new Dictionary<string, string> { ["clusters.1"] = instance.InstanceId, ["verbose"] = "1" };
        JsonElement clusters = await read(instance, "DescribeClusters", wanted, context).ConfigureAwait(false);
        JsonElement? cluster = clusters.RequiredList("cluster_set", clusters.Number("total_count")).Cast<JsonElement?>().FirstOrDefault();
        if (cluster is null)
        {
            throw new DbAccountsException(
                DbErrorId.InstanceNotFound,
                DbErrorCategory.ObjectNotFound,
                $"There is no cluster {instance.Key}.",
                "Check the cluster id, the zone (lower case) and whose key it is.");
        }

        string[] tabs = [.. Candidates(cluster.Value, role)];
        foreach (string tab in tabs)
        {
            var parameters = new Dictionary<string, string> { ["cluster"] = instance.InstanceId, ["display_tabs"] = tab };
            if (role is not null)
            {
                parameters["role"] = role;
            }

            JsonElement answer = await read(instance, "DescribeClusterDisplayTabs", parameters, context).ConfigureAwait(false);
            if (answer.Property("display_tabs") is { } shown && Accounts(instance, shown) is { } accounts)
            {
                if (accounts.Count >= MostRows)
                {
                    context.Warning(
                        $"{instance.Key} shows {accounts.Count} accounts, the most that a display tab holds: there may be more.");
                }

                return accounts;
            }
        }

        throw new DbAccountsException(
            DbErrorId.AccountListNotShown,
            DbErrorCategory.ObjectNotFound,
            $"{instance.Key} shows no list of its accounts; its display tabs are: {(tabs.Length == 0 ? "none" : string.Join(", ", tabs))}.",
            "Look for the accounts in QingCloud's console.");
    }

    private static IEnumerable<string> Candidates(JsonElement cluster, string? role) =>
        from tab in Tabs(cluster.Property("display_tabs") ?? default)
        let roles = tab.Definition.Texts("roles_to_execute_on").ToArray()
        where role is null || roles.Length == 0 || roles.Contains(role)
        // The two kinds of accounts of one cluster stand on two tabs; without roles their names tell them apart.
        orderby _accountTab.IsMatch(tab.Name) descending,
            role is not null && roles.Length == 0 && _analysisTab.IsMatch(tab.Name) != (role == "analysis")
        select tab.Name;

    // A dictionary by the tab's name, as in an app's template; how the service lists them is not documented further.
    private static IEnumerable<(string Name, JsonElement Definition)> Tabs(JsonElement tabs) => tabs.ValueKind switch
    {
        JsonValueKind.Object => tabs.EnumerateObject().Select(tab => (tab.Name, tab.Value)),
        JsonValueKind.Array => tabs.EnumerateArray()
            .Select(tab => (Name: tab.ValueKind == JsonValueKind.String ? tab.GetString() : tab.Text("name"), Definition: tab))
            .Where(tab => tab.Name is not null)
            .Select(tab => (tab.Name!, tab.Definition)),
        _ => [],
    };

    private static IReadOnlyList<DbAccount>? Accounts(DbInstance instance, JsonElement tab)
    {
        // The document's table says label, its example labels.
        string[] labels = [.. tab.Texts("labels").Concat(tab.Texts("label"))];
        int user = Find(labels, _user);
        if (user < 0)
        {
            return null;
        }

        int host = Find(labels, _host);
        int database = Find(labels, _database);
        int privilege = Find(labels, _privilege);
        // Without any account the data is null. Without any data nobody knows.
        bool isEmpty = tab.Property("data") is { ValueKind: JsonValueKind.Null };
        return
        [
            .. from row in tab.RequiredList("data", isEmpty ? 0 : null)
               let cells = Cells(row)
               let name = cells.ElementAtOrDefault(user) ?? throw DbError.NotInAnswer("name in a row of the list of accounts")
               where name.Length > 0
               select new DbAccount
               {
                   Service = instance.Service,
                   InstanceId = instance.InstanceId,
                   Endpoint = instance.Key.Endpoint,
                   Connection = instance.Connection,
                   Name = name,
                   AllowedHost = Cell(cells, host)?.Split(';'),
                   Database = Cell(cells, database)?.Split(';'),
                   AccountType = AccountType(Cell(cells, privilege)),
               },
        ];
    }

    private static int Find(string[] labels, Regex label) => Array.FindIndex(labels, label.IsMatch);

    private static string?[] Cells(JsonElement row) => row.ValueKind == JsonValueKind.Array
        ? [.. row.EnumerateArray().Select(cell =>
            cell.ValueKind is JsonValueKind.String or JsonValueKind.Null ? cell.GetString() : cell.ToString())]
        : [];

    private static string? Cell(string?[] cells, int index) =>
        index >= 0 && index < cells.Length && cells[index] is { Length: > 0 } text ? text : null;

    private static string? AccountType(string? privilege) => privilege switch
    {
        "StandardAccount" => "Standard",
        "SuperuserAccount" => "Superuser",
        _ => privilege,
    };
}
