using System;
using System.Collections;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Management.Automation;
using DbAccounts.Documents;
using DbAccounts.Formats;
using DbAccounts.Model;
using DbAccounts.Texts;

namespace DbAccounts.PowerShell.Input;

/// <summary>Reads a document, or accounts row by row, from objects: hashtables, what ConvertFrom-Json and ConvertFrom-Yaml give, rows, DbAccount.</summary>
internal static class ObjectNodes
{
    // The columns of a row of accounts, and what they are in a document.
    private static readonly Dictionary<string, string> _columns = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Name"] = "name", ["AllowedHost"] = "allowedHost", ["Description"] = "description", ["MaxUserConnections"] = "maxUserConnections",
        ["PasswordLifetime"] = "passwordLifetime", ["Database"] = "databases", ["Databases"] = "databases", ["AccountType"] = "accountType",
        ["RequireSsl"] = "requireSsl", ["Locked"] = "locked", ["Grant"] = "grants", ["Grants"] = "grants", ["Absent"] = "absent",
        ["Expires"] = "expires", ["Password"] = "password",
    };

    // A row can't say what a role is.
    private static readonly string[] _roles = ["Role", "Roles"];

    private static readonly string[] _places = ["Service", "InstanceId", "Endpoint", "Profile"];

    private static readonly string[] _members = ["service", "id", "endpoint", "profile"];

    // What Get-DbAccount shows besides.
    private static readonly string[] _shown =
        ["Privilege", "Status", "Created", "Modified", "PasswordChanged", "PasswordExpires", "Account", "Connection", "SecretName", "Vault", "Id"];

    /// <summary>The document that objects are, or that their rows make.</summary>
    public static AccessNode Read(IReadOnlyList<object?> objects, ICollection<DocumentProblem> problems)
    {
        if (objects is [var one] && Row.Of(one) is { } only && (only.Has("instances") || (only.Has("accounts") && !only.Has("name"))))
        {
            return Node(one, 0);
        }

        var root = new AccessNode(AccessNodeKind.Table);
        var accounts = new AccessNode(AccessNodeKind.List);
        var instances = new AccessNode(AccessNodeKind.List);
        var held = new Dictionary<string, AccessNode>(StringComparer.Ordinal);
        var lists = new Dictionary<string, AccessNode>(StringComparer.OrdinalIgnoreCase);
        for (int i = 0; i < objects.Count; i++)
        {
            string path = string.Format(CultureInfo.InvariantCulture, "row {0}", i + 1);
            if (Row.Of(objects[i]) is not { } row)
            {
                problems.Add(new DocumentProblem(new DocumentPlace(path), Messages.RowsNoRow));
                continue;
            }

            if (CellText.Problem(row) is { } misread)
            {
                problems.Add(new DocumentProblem(new DocumentPlace(path), $"{misread.Message} {misread.Advice.TrimEnd('.')}"));
                continue;
            }

            if (row.Has("instances") || (row.Has("accounts") && !row.Has("name")))
            {
                problems.Add(new DocumentProblem(new DocumentPlace(path), Messages.RowsDocument));
                continue;
            }

            string?[] place = [.. _places.Select(row.Text)];
            string key = string.Join("\n", place);
            // What an account holds comes object by object.
            DbPrivilege? privilege = (objects[i] is PSObject wrapped ? wrapped.BaseObject : objects[i]) as DbPrivilege
                ?? (row.Has(nameof(DbPrivilege.Account)) ? Privilege(row) : null);
            if (privilege is not null && held.TryGetValue($"{key}\n{privilege.Account}", out AccessNode? grants))
            {
                grants.Items.Add(new AccessNode(AccessNodeKind.Text, privilege.ToString()));
                continue;
            }

            AccessNode account = privilege is null ? Account(row, path, problems) : Account(privilege, held, key, path);
            if (place.All(part => part is null))
            {
                accounts.Items.Add(account);
                continue;
            }

            if (!lists.TryGetValue(key, out AccessNode? list))
            {
                lists[key] = list = new AccessNode(AccessNodeKind.List);
                var instance = new AccessNode(AccessNodeKind.Table);
                instance.Members.AddRange(_members.Zip(place, (name, value) => (name, value)).Where(one => one.value is not null)
                    .Select(one => (one.name, new AccessNode(AccessNodeKind.Text, one.value!))));

                instance.Members.Add(("accounts", list));
                instances.Items.Add(instance);
            }

            list.Items.Add(account);
        }

        if (instances.Items.Count > 0)
        {
            root.Members.Add(("instances", instances));
        }

        if (accounts.Items.Count > 0 || instances.Items.Count == 0)
        {
            root.Members.Add(("accounts", accounts));
        }

        return root;
    }

    /// <summary>One object with all that is in it.</summary>
    public static AccessNode Of(object value) => Node(value, 0);

    private static AccessNode Account(DbPrivilege privilege, Dictionary<string, AccessNode> held, string place, string path)
    {
        var grants = new AccessNode(AccessNodeKind.List);
        grants.Items.Add(new AccessNode(AccessNodeKind.Text, privilege.ToString()));
        held[$"{place}\n{privilege.Account}"] = grants;
        var node = new AccessNode(AccessNodeKind.Table) { Row = path };
        AddIdentity(node, privilege.Account, hasHost: false);
        node.Members.Add(("grants", grants));
        return node;
    }

    private static void AddIdentity(AccessNode node, string account, bool hasHost)
    {
        var identity = new DbAccountIdentity(account);
        node.Members.Add(("name", new AccessNode(AccessNodeKind.Text, identity.Name)));
        if (identity.Host is { } host && !hasHost)
        {
            node.Members.Add(("allowedHost", new AccessNode(AccessNodeKind.Text, host)));
        }
    }

    private static AccessNode Account(Row row, string path, ICollection<DocumentProblem> problems)
    {
        var node = new AccessNode(AccessNodeKind.Table) { Row = path };
        foreach (string column in row.Names)
        {
            string name = column.Trim();
            if (!_columns.TryGetValue(name, out string? member))
            {
                if (_roles.Contains(name, StringComparer.OrdinalIgnoreCase))
                {
                    if (!row.IsBlank(name))
                    {
                        problems.Add(new DocumentProblem(new DocumentPlace($"{path}, column {name}"), Messages.RowsNoRoles));
                    }

                    continue;
                }

                bool isOther = _places.Concat(_shown).Contains(name, StringComparer.OrdinalIgnoreCase);
                if (!isOther && _columns.Keys.Concat(_places).FirstOrDefault(known => ColumnNames.IsNear(name, known)) is { } meant)
                {
                    problems.Add(new DocumentProblem(new DocumentPlace($"{path}, column {name}"), Messages.RowsNearColumn.With(name, meant)));
                }

                continue;
            }

            if (row.IsBlank(name))
            {
                // An empty cell would let the account in from everywhere.
                if (member == "allowedHost" && row.Origin is not (DbAccount or PSObject { BaseObject: DbAccount }))
                {
                    problems.Add(new DocumentProblem(new DocumentPlace($"{path}, column {name}"), Messages.RowsHostEmpty));
                }

                // A list without elements says something, an empty cell doesn't.
                if (!(member is "grants" or "databases" && row[name] is ICollection))
                {
                    continue;
                }
            }

            AccessNode value = Node(row[name], 0);
            node.Members.Add((member, value.Kind == AccessNodeKind.Text ? Typed(member, value.Text) : value));
        }

        if (!row.Has("Name") && row.Text("Account") is { } account)
        {
            AddIdentity(node, account, row.Has("AllowedHost"));
        }

        if (row.Text("SecretName") is { } secret)
        {
            var password = new AccessNode(AccessNodeKind.Table);
            password.Members.Add(("secretName", new AccessNode(AccessNodeKind.Text, secret)));
            if (row.Text("Vault") is { } vault)
            {
                password.Members.Add(("vault", new AccessNode(AccessNodeKind.Text, vault)));
            }

            node.Members.Add(("password", password));
        }

        return node;
    }

    // The cells of a table are texts.
    private static AccessNode Typed(string member, string text) => member switch
    {
        "maxUserConnections" or "passwordLifetime" when text.Trim().All(char.IsDigit) => new AccessNode(AccessNodeKind.Number, text.Trim()),
        "absent" or "requireSsl" or "locked" when text.Trim().ToUpperInvariant() is "TRUE" or "YES" or "1" => new AccessNode(AccessNodeKind.Truth, "true"),
        "absent" or "requireSsl" or "locked" when text.Trim().ToUpperInvariant() is "FALSE" or "NO" or "0" => new AccessNode(AccessNodeKind.Truth, "false"),
        _ => new AccessNode(AccessNodeKind.Text, text),
    };

    private static AccessNode Node(object? value, int depth)
    {
        object? plain = value is PSObject { BaseObject: not PSCustomObject } wrapped ? wrapped.BaseObject : value;
        switch (plain)
        {
            case null:
                return new AccessNode(AccessNodeKind.Nothing);
            case string or char or Guid or Uri or Enum:
                return new AccessNode(AccessNodeKind.Text, plain.ToString()!);
            case bool truth:
                return new AccessNode(AccessNodeKind.Truth, truth ? "true" : "false");
            case SwitchParameter flag:
                return new AccessNode(AccessNodeKind.Truth, flag ? "true" : "false");
            case DateTime time:
                return new AccessNode(AccessNodeKind.Text, Time(time));
            case DateTimeOffset time:
                return new AccessNode(AccessNodeKind.Text, time.ToString("yyyy-MM-dd'T'HH:mm:ssK", CultureInfo.InvariantCulture));
            case DbPrivilege privilege:
                return new AccessNode(AccessNodeKind.Text, privilege.ToString());
            case IConvertible number when plain.GetType().IsPrimitive || plain is decimal:
                return new AccessNode(AccessNodeKind.Number, number.ToString(CultureInfo.InvariantCulture));
            case IEnumerable list and not IDictionary:
                var items = new AccessNode(AccessNodeKind.List);
                items.Items.AddRange(list.Cast<object?>().Select(item => Node(item, Nesting.Below(depth))));
                return items;
        }

        var table = new AccessNode(AccessNodeKind.Table);
        if (Row.Of(value) is { } row)
        {
            if (Privilege(row) is { } held)
            {
                return new AccessNode(AccessNodeKind.Text, held.ToString());
            }

            table.Members.AddRange(row.Names.Select(name => (name, Node(row[name], Nesting.Below(depth)))));
        }

        return table;
    }

    // What was a DbPrivilege before it was JSON, a table or a deserialized object.
    private static DbPrivilege? Privilege(Row row)
    {
        if (!row.Has(nameof(DbPrivilege.Privilege)) || !row.Has(nameof(DbPrivilege.Level)))
        {
            return null;
        }

        try
        {
            return GrantForms.Read(row)[0];
        }
        catch (FormatException)
        {
            // Read as what it is otherwise, it is said what is missing.
            return null;
        }
    }

    // A date without a time of day is a day; a time without a zone stays what can't be told.
    private static string Time(DateTime time) => time.Kind == DateTimeKind.Unspecified
        ? time.ToString(time.TimeOfDay == TimeSpan.Zero ? "yyyy-MM-dd" : "yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture)
        : time.ToString("yyyy-MM-dd'T'HH:mm:ssK", CultureInfo.InvariantCulture);
}
