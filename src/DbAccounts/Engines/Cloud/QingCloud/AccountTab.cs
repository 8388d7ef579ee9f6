using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using DbAccounts.Errors;
using DbAccounts.Execution;
using DbAccounts.Formats;
using DbAccounts.Model;
using DbAccounts.Texts;

namespace DbAccounts.Engines.Cloud.QingCloud;

/// <summary>
/// Finds the accounts of a cluster. No action lists them; the console shows them on a display tab whose name and labels
/// are not documented, so the tab is recognized by its labels, where they leave no doubt.
/// </summary>
internal static class AccountTab
{
    private const RegexOptions Options = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant;
    private static readonly Regex _accountTab = new("user|account|acl|帐号|账号|帐户|账户|用户", Options);
    // Lists of what users do, or may do, and not of all that there are.
    private static readonly Regex _otherTab = new(
        "process|session|connect|client|thread|online|active|current|log|slow|quer|lock|trx|transaction|audit|histor|stat|(?<![a-z])top"
        + "|grant|priv|perm|role|group|进程|会话|连接|线程|在线|活跃|当前|登录|登陆|日志|慢|查询|语句|锁|事务|审计|历史|统计|排行|权限|角色",
        Options);

    private static readonly Regex _analysisTab = new("ck|click|analysis|分析", Options);

    /// <summary>Sends one of the provider's reading actions.</summary>
    public delegate Task<JsonElement> Reader(
        DbInstance instance, string action, IReadOnlyDictionary<string, string> parameters, CallContext context);

    /// <summary>The accounts that the tab of a role shows.</summary>
    /// <exception cref="DbAccountsException">The cluster does not exist, or shows no such tab, or several.</exception>
    public static async Task<DbAccountList> ReadAsync(DbInstance instance, string? role, Reader read, CallContext context)
    {
        var wanted = new Dictionary<string, string> { ["clusters.1"] = instance.InstanceId, ["verbose"] = "1" };
        JsonElement clusters = await read(instance, "DescribeClusters", wanted, context).ConfigureAwait(false);
        JsonElement? cluster = clusters.RequiredList("cluster_set", clusters.Number("total_count")).Cast<JsonElement?>().FirstOrDefault();
        if (cluster is null)
        {
            throw new DbAccountsException(
                DbErrorId.InstanceNotFound,
                DbErrorCategory.ObjectNotFound,
                Messages.NoCluster.With(instance.Key),
                Messages.NoClusterAdvice);
        }

        var others = new List<string>();
        foreach (IEnumerable<Candidate> likely in Candidates(cluster.Value, role))
        {
            var found = new List<(string Tab, DbAccountList Accounts)>();
            foreach (Candidate candidate in likely)
            {
                var table = new AccountTable(instance, await ShowAsync(instance, candidate.Tab, role, read, context).ConfigureAwait(false));
                if (table.Accounts(candidate.IsNamedSo) is { } accounts)
                {
                    found.Add((candidate.Tab, accounts));
                }
                else
                {
                    others.Add($"{candidate.Tab} ({string.Join(", ", table.Labels)})");
                }
            }

            if (found.Count > 1)
            {
                string names = string.Join(", ", found.Select(f => f.Tab));
                throw NotShown(Messages.SeveralTabs.With(instance.Key, names));
            }

            if (found.Count == 1)
            {
                return Checked(instance, found[0].Accounts, context);
            }
        }

        throw NotShown(
            Messages.NoTab.With(instance.Key, others.Count == 0 ? Messages.None : string.Join(", ", others)));
    }

    private static DbAccountList Checked(DbInstance instance, DbAccountList accounts, CallContext context)
    {
        if (!accounts.IsWhole)
        {
            context.Warning(Messages.TabIsFull.With(instance.Key, accounts.Count));
        }

        return accounts;
    }

    private static DbAccountsException NotShown(string message) => new(
        DbErrorId.AccountListNotShown, DbErrorCategory.ObjectNotFound, message, Messages.TabAdvice);

    private static async Task<JsonElement> ShowAsync(DbInstance instance, string tab, string? role, Reader read, CallContext context)
    {
        var parameters = new Dictionary<string, string> { ["cluster"] = instance.InstanceId, ["display_tabs"] = tab };
        if (role is not null)
        {
            parameters["role"] = role;
        }

        return (await read(instance, "DescribeClusterDisplayTabs", parameters, context).ConfigureAwait(false))
            .Property("display_tabs") ?? default;
    }

    /// <summary>The tabs that may show the role's accounts, the likeliest first; those that are equally likely together.</summary>
    private static IEnumerable<IEnumerable<Candidate>> Candidates(JsonElement cluster, string? role) =>
        from tab in Tabs(cluster.Property("display_tabs") ?? default)
        let roles = tab.Definition.Texts("roles_to_execute_on").ToArray()
        where role is null || roles.Length == 0 || roles.Contains(role)
        // The two kinds of accounts of one cluster stand on two tabs; without roles their names tell them apart.
        let isOfAnalysis = role is not null && roles.Length == 0 && _analysisTab.IsMatch(tab.Name)
        where role is null or "analysis" || !isOfAnalysis
        let isNamedSo = _accountTab.IsMatch(tab.Name) && !_otherTab.IsMatch(tab.Name)
        let isOfRole = role is null || roles.Length > 0 || isOfAnalysis == (role == "analysis")
        group new Candidate(tab.Name, isNamedSo) by (isNamedSo, isOfRole) into likely
        orderby likely.Key.isNamedSo descending, likely.Key.isOfRole descending
        select likely;

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

    private sealed record Candidate(string Tab, bool IsNamedSo);
}
