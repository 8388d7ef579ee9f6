using System.Collections.Generic;
using System.Linq;
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
    private readonly RoleReading _roles = new();

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
            _roles.Read(table.At(roles, "roles"));
        }

        AccessAccount? defaults = Defaults(table, null);
        var instances = new List<AccessInstance>();
        if (table.Node("instances") is { } listed)
        {
            foreach (TableReading instance in Tables(table, listed, "instances"))
            {
                instances.Add(Instance(instance, defaults));
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
        return new AccessDocument { Roles = _roles.All, Instances = instances };
    }

    private AccessInstance Instance(TableReading table, AccessAccount? outer)
    {
        AccessAccount? defaults = Defaults(table, outer);
        var instance = new AccessInstance
        {
            Service = table.Text("service"),
            InstanceId = table.Text("id"),
            Endpoint = table.Address("endpoint"),
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
        [.. Tables(table, node, table.PathOf("accounts")).Select(account => Account(account, defaults))];

    private AccessAccount Account(TableReading table, AccessAccount? defaults)
    {
        string? name = table.Text("name");
        AccessAccount account = Settings(table, new AccessAccount(name ?? ""), defaults) with
        {
            Absent = table.Truth("absent") ?? false,
            Expires = table.Time("expires"),
            Grants = table.Node("grants") is { } grants ? [.. GrantReading.Read(table, grants)] : null,
            Roles = table.Node("roles") is { } roles ? [.. _roles.Uses(table, roles)] : null,
            Place = table.Place,
        };
        if (!table.Has("name"))
        {
            table.Problem(Messages.DocumentWithoutName);
        }

        // The other cells of a row are what the account was.
        if (account.Absent && !table.IsRow)
        {
            foreach (string other in _members.Where(one => one != "allowedHost").Concat(["expires", "password"]).Where(table.Has))
            {
                table.Problem(other, Messages.DocumentAbsentWith.With(other));
            }
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

        if (name is not null && SecretNameText.Stray(name) is { } stray)
        {
            inner.Problem("secretName", Messages.SecretNameParameter.With(stray));
        }

        // A password would be taken for whatever its name is near to.
        inner.Finish(nearAreMeant: false);
        return name is null ? null : account.Length == 0 ? new SecretName(name, vault) : Named(new SecretName(name, vault), account);
    }

    // So that defaults can name the secrets of all accounts.
    private static SecretName Named(SecretName secret, string account) =>
        account.Length == 0 ? secret : secret with { Name = SecretNameText.Of(secret.Name, account) };

    // What is no table is one problem, and not one for each of its members.
    private static TableReading[] Tables(TableReading table, AccessNode node, string path)
    {
        if (node.Kind == AccessNodeKind.List)
        {
            return [.. TableReading.Items(node, path).Select(item => table.At(item.Node, item.Path)).Where(item => item.IsTable)];
        }

        table.Problem(node, path, Messages.DocumentNotList.With(node.Word));
        return [];
    }

    // Which accounts hosts are is known with the service; a whole instance twice is known here.
    private void RequireEachOnce(List<AccessInstance> instances)
    {
        var seen = new Dictionary<(string?, string?, string?, string?), AccessInstance>();
        foreach (AccessInstance instance in instances.Where(one => one.IsNamed))
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
