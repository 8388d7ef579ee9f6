using System.Collections.Generic;
using System.Linq;

namespace DbAccounts.Engines.Cloud.QingCloud;

/// <summary>What the column of a display tab holds.</summary>
internal enum TabColumn
{
    /// <summary>Something that the creation of an account doesn't know: such a tab lists something else.</summary>
    Unknown,
    User,
    Host,
    Database,
    AccountType,
    Other,
}

/// <summary>
/// A label of a display tab. No document tells the labels of a list of accounts, so they are told by the words that the documents have for
/// what an account is created with, in English and Chinese: none else says so beyond doubt.
/// </summary>
internal sealed class TabLabel
{
    private static readonly Dictionary<string, TabLabel> _known = new TabLabel[]
    {
        new(TabColumn.User, false, "user", "user name", "account", "account name", "database user", "database user name",
            "用户", "用户名", "用户名称", "账号", "账号名", "账号名称", "账户", "账户名", "账户名称", "帐号", "帐号名", "帐号名称", "帐户", "帐户名",
            "数据库用户", "数据库用户名", "数据库账号", "数据库帐号", "数据库账户名"),
        // Sessions, queries and nodes have hosts and databases too.
        new(TabColumn.Host, false, "host", "hosts", "主机"),
        new(TabColumn.Host, true,
            "network", "networks", "user networks", "allowed host", "allowed hosts", "allowed network", "allowed networks",
            "授权主机", "网络", "允许主机", "允许访问主机", "授权网络", "允许网络", "允许访问网络", "允许访问网络列表", "允许访问网路列表"),
        new(TabColumn.Database, false, "database", "databases", "数据库"),
        new(TabColumn.Database, true, "授权数据库"),
        new(TabColumn.AccountType, true, "priv", "privilege", "account type", "user type", "用户权限", "账号权限", "帐号权限", "权限类型", "账号类型",
            "帐号类型", "用户类型"),
        new(TabColumn.Other, true, "ssl", "require ssl", "加密认证", "ssl加密", "ssl认证"),
        new(TabColumn.Other, false, "description", "remark", "note", "描述", "备注", "created", "create time", "创建时间"),
    }.SelectMany(label => label._words.Select(word => (word, label))).ToDictionary(pair => Plain(pair.word), pair => pair.label);

    private static readonly TabLabel _unknown = new(TabColumn.Unknown, false);
    private readonly string[] _words;

    private TabLabel(TabColumn column, bool isOfAccounts, params string[] words)
    {
        Column = column;
        IsOfAccounts = isOfAccounts;
        _words = words;
    }

    /// <summary>What the column holds.</summary>
    public TabColumn Column { get; }

    /// <summary>True for what accounts have and nothing else.</summary>
    public bool IsOfAccounts { get; }

    /// <summary>Reads a label; case, blanks, underscores and hyphens don't matter.</summary>
    public static TabLabel Of(string text) => _known.TryGetValue(Plain(text), out TabLabel? known) ? known : _unknown;

    private static string Plain(string text) =>
        string.Concat(text.ToLowerInvariant().Where(c => !char.IsWhiteSpace(c) && c is not ('_' or '-')));
}
