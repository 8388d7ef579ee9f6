using System;
using System.Collections.Generic;
using System.Linq;
using DbAccounts.Grants;
using DbAccounts.Model;
using DbAccounts.Texts;

namespace DbAccounts.Documents;

/// <summary>Makes an access document of what was read in whatever language, and says everything that is wrong with it.</summary>
internal sealed class DocumentReader
{
    // Of which it matters where they stand.
    private static readonly string[] _members =
    [
        "allowedHost", "description", "maxUserConnections", "passwordLifetime", "databases", "accountType", "requireSsl", "locked", "grants",
        "roles",
    ];

    private readonly List<DocumentProblem> _problems;
    private readonly bool _ignoreCase;
    private readonly Dictionary<string, (AccessRole Role, bool IsRead)> _roles = new(StringComparer.Ordinal);

    private DocumentReader(bool ignoreCase, List<DocumentProblem> problems)
    {
        _ignoreCase = ignoreCase;
        _problems = problems;
    }

    /// <summary>Reads a document.</summary>
    /// <param name="root">What was read of it.</param>
    /// <param name="ignoreCase">Names of members are compared without case, as PowerShell does; JSON's schema tells them apart.</param>
    /// <param name="problems">Takes what is wrong; where there is any, the document is not to be used.</param>
    public static AccessDocument Read(AccessNode root, bool ignoreCase, List<DocumentProblem> problems) =>
        new DocumentReader(ignoreCase, problems).Document(root);

    /// <summary>Reads the text of a JSON document.</summary>
    /// <param name="text">The text.</param>
    /// <param name="problems">Takes what is wrong; where there is any, the document is not to be used.</param>
    public static AccessDocument ReadJson(string text, List<DocumentProblem> problems) =>
        JsonNodes.Read(text, problems) is { } root ? Read(root, ignoreCase: false, problems) : new AccessDocument();

    private AccessDocument Document(AccessNode root)
    {
        var table = new TableReading(root, "", _ignoreCase, _problems);
        if (root.Kind != AccessNodeKind.Table)
        {
            return new AccessDocument();
        }

        table.Text("$schema");
        if (table.Node("roles") is { } roles)
        {
            ReadRoles(roles, "roles");
        }

        AccessAccount? defaults = Defaults(table, null);
        var instances = new List<AccessInstance>();
        if (table.Node("instances") is { } listed)
        {
            foreach ((AccessNode node, string path) in List(table, listed, "instances"))
            {
                instances.Add(Instance(table.At(node, path), defaults));
            }
        }

        if (table.Node("accounts") is { } accounts)
        {
            instances.Add(new AccessInstance { Accounts = Accounts(table, accounts, defaults), Place = table.Place });
        }

        if (!table.Has("instances") && !table.Has("accounts"))
        {
            table.Problem(Messages.DocumentWithoutInstances);
        }

        table.Finish();
        RequireEachOnce(instances);
        return new AccessDocument { Roles = [.. _roles.Values.Select(role => role.Role)], Instances = instances };
    }

    private AccessInstance Instance(TableReading table, AccessAccount? outer)
    {
        AccessAccount? defaults = Defaults(table, outer);
        var instance = new AccessInstance
        {
            Service = table.Text("service"),
            InstanceId = table.Text("id"),
            Endpoint = Endpoint(table),
            Profile = table.Text("profile"),
            Accounts = table.Node("accounts") is { } accounts ? Accounts(table, accounts, defaults) : [],
            Place = table.Place,
        };
        if (!table.Has("id") && !table.Has("profile") && !table.Has("service"))
        {
            table.Problem(Messages.DocumentWithoutId);
        }

        if (!table.Has("accounts"))
        {
            table.Problem(Messages.DocumentWithoutAccounts);
        }

        table.Finish();
        return instance;
    }

    private static string? Endpoint(TableReading table)
    {
        if (table.Text("endpoint") is not { } text)
        {
            return null;
        }

        if (Uri.TryCreate(text, UriKind.Absolute, out Uri? endpoint) && endpoint.Scheme is not "file")
        {
            return DbInstanceName.EndpointText(endpoint);
        }

        table.Problem("endpoint", Messages.DocumentNotAddress.With(text));
        return null;
    }

    private static AccessAccount? Defaults(TableReading table, AccessAccount? outer)
    {
        if (table.Node("defaults") is not { } node)
        {
            return outer;
        }

        TableReading inner = table.At(node, table.PathOf("defaults"));
        AccessAccount defaults = Settings(inner, new AccessAccount(""), outer) with { Own = new Dictionary<string, DocumentPlace>() };
        inner.Finish();
        return defaults;
    }

    private List<AccessAccount> Accounts(TableReading table, AccessNode node, AccessAccount? defaults) =>
        [.. List(table, node, table.PathOf("accounts")).Select(item => Account(table.At(item.Node, item.Path), defaults))];

    private AccessAccount Account(TableReading table, AccessAccount? defaults)
    {
        string? name = table.Text("name");
        AccessAccount account = Settings(table, new AccessAccount(name ?? ""), defaults) with
        {
            Absent = table.Truth("absent") ?? false,
            Expires = table.Time("expires"),
            Grants = table.Node("grants") is { } grants ? [.. Grants(table, grants)] : null,
            Roles = table.Node("roles") is { } roles ? [.. Uses(table, roles)] : null,
            Place = table.Place,
        };
        if (!table.Has("name"))
        {
            table.Problem(Messages.DocumentWithoutName);
        }

        table.Finish();
        return account;
    }

    private static AccessAccount Settings(TableReading table, AccessAccount account, AccessAccount? defaults) => account with
    {
        AllowedHost = table.Texts("allowedHost") ?? defaults?.AllowedHost,
        Description = table.Text("description", mayBeEmpty: true) ?? defaults?.Description,
        MaxUserConnections = table.Count("maxUserConnections") ?? defaults?.MaxUserConnections,
        PasswordLifetime = table.Count("passwordLifetime") ?? defaults?.PasswordLifetime,
        Databases = table.Texts("databases", mayBeEmpty: true) ?? defaults?.Databases,
        AccountType = table.Text("accountType") ?? defaults?.AccountType,
        RequireSsl = table.Truth("requireSsl") ?? defaults?.RequireSsl,
        Locked = table.Truth("locked") ?? defaults?.Locked,
        Password = Password(table, account.Name) ?? (defaults?.Password is { } secret ? Named(secret, account.Name) : null),
        Own = _members.Where(table.Has).ToDictionary(name => name, table.PlaceOf),
    };

    private static SecretName? Password(TableReading table, string account)
    {
        if (table.Node("password") is not { } node)
        {
            return null;
        }

        if (node.Kind != AccessNodeKind.Table)
        {
            // The value may be the password itself: it is not repeated.
            table.Problem("password", Messages.DocumentNotSecret);
            return null;
        }

        TableReading inner = table.At(node, table.PathOf("password"));
        string? name = inner.Text("secretName");
        string? vault = inner.Text("vault");
        if (!inner.Has("secretName"))
        {
            inner.Problem(Messages.DocumentWithoutSecretName);
        }

        inner.Finish();
        return name is null ? null : account.Length == 0 ? new SecretName(name, vault) : Named(new SecretName(name, vault), account);
    }

    // So that defaults can name the secrets of all accounts.
    private static SecretName Named(SecretName secret, string account) =>
        account.Length == 0 ? secret : secret with { Name = secret.Name.Replace("{name}", account) };

    private static IEnumerable<AccessGrant> Grants(TableReading table, AccessNode node)
    {
        foreach ((AccessNode item, string path) in TableReading.Items(node, table.PathOf("grants")))
        {
            if (item.Kind == AccessNodeKind.Text)
            {
                if (Parsed(table, item, path, item.Text) is { } privileges)
                {
                    yield return new AccessGrant(privileges) { Place = new DocumentPlace(path, item.Line, item.Column) };
                }

                continue;
            }

            if (item.Kind != AccessNodeKind.Table)
            {
                table.Problem(item, path, Messages.DocumentNotGrant.With(item.Word));
                continue;
            }

            TableReading inner = table.At(item, path);
            string? text = inner.Text("grant");
            DateTimeOffset? expires = inner.Time("expires");
            if (!inner.Has("grant"))
            {
                inner.Problem(Messages.DocumentWithoutGrant);
            }

            inner.Finish();
            if (text is not null && Parsed(inner, inner.Node("grant")!, inner.PathOf("grant"), text) is { } one)
            {
                yield return new AccessGrant(one) { Expires = expires, Place = inner.Place };
            }
        }
    }

    private static DbPrivilegeSet? Parsed(TableReading table, AccessNode node, string path, string text)
    {
        try
        {
            if (string.IsNullOrWhiteSpace(text))
            {
                table.Problem(node, path, Messages.DocumentEmptyGrant);
                return null;
            }

            return GrantText.Parse(text);
        }
        catch (FormatException e)
        {
            table.Problem(node, path, Messages.DocumentGrantBroken.With(text, e.Message.TrimEnd('.')));
            return null;
        }
    }

    private IEnumerable<AccessRoleUse> Uses(TableReading table, AccessNode node)
    {
        foreach ((AccessNode item, string path) in TableReading.Items(node, table.PathOf("roles")))
        {
            var place = new DocumentPlace(path, item.Line, item.Column);
            if (item.Kind == AccessNodeKind.Text)
            {
                yield return Use(table, item, place, item.Text, new Dictionary<string, IReadOnlyList<string>>(), null);
                continue;
            }

            if (item.Kind != AccessNodeKind.Table)
            {
                table.Problem(item, path, Messages.DocumentNotRole.With(item.Word));
                continue;
            }

            TableReading inner = table.At(item, path);
            string? role = inner.Text("role");
            DateTimeOffset? expires = inner.Time("expires");
            if (!inner.Has("role"))
            {
                inner.Problem(Messages.DocumentWithoutRole);
            }

            string[] parameters = role is not null && Role(role) is { } known ? [.. known.Grants.SelectMany(RoleText.Parameters).Distinct()] : [];
            var values = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
            foreach (string parameter in parameters)
            {
                if (inner.Texts(parameter) is { Count: > 0 } list)
                {
                    values[parameter] = list;
                }
            }

            if (role is not null && Role(role) is null)
            {
                // What its parameters are, nobody can tell.
                inner.Names.ToList().ForEach(name => inner.Node(name));
            }

            inner.Finish();
            if (role is not null)
            {
                yield return Use(inner, item, place, role, values, expires);
            }
        }
    }

    private AccessRoleUse Use(
        TableReading table,
        AccessNode node,
        DocumentPlace place,
        string name,
        Dictionary<string, IReadOnlyList<string>> values,
        DateTimeOffset? expires)
    {
        var use = new AccessRoleUse(name) { Parameters = values, Expires = expires, Place = place };
        if (Role(name) is not { } role)
        {
            string? meant = Nearest.Of(name, _roles.Keys);
            table.Problem(node, place.Path, name.IndexOfAny(['(', '=']) >= 0
                ? Messages.DocumentRoleAsCall.With(name)
                : meant is null ? Messages.DocumentRoleUnknown.With(name)
                : Messages.DocumentRoleUnknownNear.With(name, meant));
            return use;
        }

        string[] missing = [.. role.Grants.SelectMany(RoleText.Parameters).Distinct().Where(parameter => !values.ContainsKey(parameter))];
        foreach (string parameter in missing.Where(parameter => node.Kind == AccessNodeKind.Text || !table.Has(parameter)))
        {
            table.Problem(
                node, place.Path, Messages.DocumentRoleLacks.With(name, parameter, name, parameter));
        }

        if (missing.Length > 0 || !_roles[name].IsRead)
        {
            return use;
        }

        try
        {
            return use with
            {
                Privileges = DbPrivilegeSet.Of(role.Grants.SelectMany(grant => RoleText.With(grant, values)).Select(GrantText.Parse)),
            };
        }
        catch (FormatException e)
        {
            table.Problem(node, place.Path, Messages.DocumentRoleFilledBroken.With(name, e.Message.TrimEnd('.')));
            return use;
        }
    }

    private AccessRole? Role(string name) => _roles.TryGetValue(name, out (AccessRole Role, bool IsRead) role) ? role.Role : null;

    private void ReadRoles(AccessNode node, string path)
    {
        var table = new TableReading(node, path, _ignoreCase, _problems);
        foreach (string name in table.Names)
        {
            IReadOnlyList<string> grants = table.Texts(name) ?? [];
            bool isRead = true;
            int i = 0;
            foreach (string grant in grants)
            {
                string at = table.Node(name) is { Kind: AccessNodeKind.List }
                    ? string.Format(System.Globalization.CultureInfo.InvariantCulture, "{0}[{1}]", table.PathOf(name), i) : table.PathOf(name);
                AccessNode place = table.Node(name) is { Kind: AccessNodeKind.List } list && i < list.Items.Count ? list.Items[i] : table.Node(name)!;
                isRead &= CheckRole(table, place, at, grant);
                i++;
            }

            _roles[name] = (new AccessRole(name, grants), isRead);
        }
    }

    private static bool CheckRole(TableReading table, AccessNode node, string path, string grant)
    {
        if (RoleText.Parameters(grant).FirstOrDefault(parameter => parameter is "role" or "expires") is { } taken)
        {
            table.Problem(node, path, Messages.DocumentParameterTaken.With(taken));
            return false;
        }

        try
        {
            RoleText.Check(grant);
            return true;
        }
        catch (FormatException e)
        {
            table.Problem(node, path, Messages.DocumentRoleBroken.With(grant, e.Message.TrimEnd('.')));
            return false;
        }
    }

    private static IEnumerable<(AccessNode Node, string Path)> List(TableReading table, AccessNode node, string path)
    {
        if (node.Kind == AccessNodeKind.List)
        {
            return TableReading.Items(node, path);
        }

        table.Problem(node, path, Messages.DocumentNotList.With(node.Word));
        return [];
    }

    // Which accounts hosts are is known with the service; a whole instance twice is known here.
    private void RequireEachOnce(List<AccessInstance> instances)
    {
        var seen = new Dictionary<(string?, string?, string?, string?), AccessInstance>();
        foreach (AccessInstance instance in instances.Where(one => one.Place.Path.Length > 0))
        {
            (string?, string?, string?, string?) key = (
                instance.Service?.ToUpperInvariant(), instance.InstanceId?.ToUpperInvariant(), instance.Endpoint, instance.Profile?.ToUpperInvariant());
            if (seen.TryGetValue(key, out AccessInstance? first))
            {
                _problems.Add(new DocumentProblem(instance.Place, Messages.DocumentInstanceWrittenTwice.With(first.Place)));
            }

            seen[key] = first ?? instance;
        }
    }
}
