using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace DbAccounts.Documents;

/// <summary>An access document as the tables and lists that it is written as, in one order.</summary>
internal static class DocumentNodes
{
    /// <summary>The whole document.</summary>
    public static AccessNode Of(AccessDocument document)
    {
        var root = new AccessNode(AccessNodeKind.Table);
        if (document.Roles.Count > 0)
        {
            var roles = new AccessNode(AccessNodeKind.Table);
            foreach (AccessRole role in document.Roles)
            {
                Add(roles, role.Name, Texts(role.Grants));
            }

            Add(root, "roles", roles);
        }

        if (document.Defaults is { } defaults)
        {
            var node = new AccessNode(AccessNodeKind.Table);
            AddSettings(node, defaults);
            Add(root, "defaults", node);
        }

        Add(root, "instances", List(document.Instances.Select(Instance)));
        return root;
    }

    private static AccessNode Instance(AccessInstance instance)
    {
        var node = new AccessNode(AccessNodeKind.Table);
        Add(node, "service", Text(instance.Service));
        Add(node, "id", Text(instance.InstanceId));
        Add(node, "endpoint", Text(instance.Endpoint));
        Add(node, "profile", Text(instance.Profile));
        Add(node, "accounts", List(instance.Accounts.Select(Account)));
        return node;
    }

    private static AccessNode Account(AccessAccount account)
    {
        var node = new AccessNode(AccessNodeKind.Table);
        Add(node, "name", Text(account.Name));
        AddSettings(node, account);
        Add(node, "roles", account.Roles is null ? null : List(account.Roles.Select(Use)));
        Add(node, "grants", account.Grants is null ? null : Texts([.. account.Grants.SelectMany(grant => grant.Privileges.ToTexts())]));
        return node;
    }

    private static void AddSettings(AccessNode node, AccessAccount account)
    {
        Add(node, "allowedHost", account.AllowedHost is [var host] ? Text(host) : Texts(account.AllowedHost));
        Add(node, "description", Text(account.Description));
        Add(node, "maxUserConnections", Number(account.MaxUserConnections));
        Add(node, "passwordLifetime", Number(account.PasswordLifetime));
        Add(node, "databases", Texts(account.Databases));
        Add(node, "accountType", Text(account.AccountType));
        Add(node, "requireSsl", Truth(account.RequireSsl));
        Add(node, "locked", Truth(account.Locked));
    }

    private static AccessNode Use(AccessRoleUse use)
    {
        if (use.Parameters.Count == 0)
        {
            return Text(use.Role)!;
        }

        var node = new AccessNode(AccessNodeKind.Table);
        Add(node, "role", Text(use.Role));
        foreach (KeyValuePair<string, IReadOnlyList<string>> parameter in use.Parameters)
        {
            Add(node, parameter.Key, parameter.Value is [var value] ? Text(value) : Texts(parameter.Value));
        }

        return node;
    }

    private static void Add(AccessNode table, string name, AccessNode? value)
    {
        if (value is not null)
        {
            table.Members.Add((name, value));
        }
    }

    private static AccessNode? Text(string? text) => text is null ? null : new AccessNode(AccessNodeKind.Text, text);

    private static AccessNode? Truth(bool? truth) =>
        truth is { } value ? new AccessNode(AccessNodeKind.Truth, value ? "true" : "false") : null;

    private static AccessNode? Number(int? number) =>
        number is { } value ? new AccessNode(AccessNodeKind.Number, value.ToString(CultureInfo.InvariantCulture)) : null;

    private static AccessNode? Texts(IReadOnlyList<string>? texts) => texts is null ? null : List(texts.Select(text => Text(text)!));

    private static AccessNode List(IEnumerable<AccessNode> items)
    {
        var list = new AccessNode(AccessNodeKind.List);
        list.Items.AddRange(items);
        return list;
    }
}
