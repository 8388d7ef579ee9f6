using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using DbAccounts.Changes;
using DbAccounts.Comparison;
using DbAccounts.Documents;
using DbAccounts.Errors;
using DbAccounts.Formats;
using DbAccounts.Texts;

namespace DbAccounts.Planning;

/// <summary>Plans as JSON, to be kept, looked at and carried out somewhere else.</summary>
internal static class PlanText
{
    /// <summary>The version of the form.</summary>
    public const string Version = "1";


    /// <summary>The text.</summary>
    public static string Write(DbAccountPlan plan)
    {
        AccessNode root = Node(plan);
        Add(root, "fingerprint", Text(plan.Fingerprint));
        return NodeText.Json(root);
    }

    /// <summary>The fingerprint that a plan must have.</summary>
    public static string Fingerprint(DbAccountPlan plan) => Digest.Sha256Hex(NodeText.Json(Node(plan)));

    private static AccessNode Node(DbAccountPlan plan)
    {
        var root = new AccessNode(AccessNodeKind.Table);
        Add(root, "version", new AccessNode(AccessNodeKind.Number, Version));
        Add(root, "created", Text(plan.Created.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)));
        Add(root, "accounts", List(plan.Account.Select(Account)));
        Add(root, "steps", List(plan.Step.Select(Step)));
        return root;
    }

    /// <summary>Reads a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="name">The file, for the error.</param>
    /// <exception cref="DbAccountsException">It is no plan.</exception>
    public static DbAccountPlan Read(string text, string name)
    {
        var problems = new List<DocumentProblem>();
        DbAccountPlan plan = JsonNodes.Read(text, problems) is { } root ? Read(root, problems) : new DbAccountPlan();
        // What is wrong in itself has been told with its place.
        if (problems.Count == 0 && Fingerprint(plan) != plan.Fingerprint)
        {
            problems.Add(new DocumentProblem(new DocumentPlace("fingerprint"), Messages.PlanEdited));
        }

        return problems.Count == 0 ? plan : throw DbError.DocumentInvalid(name, [.. problems.Select(problem => problem.ToString())]);
    }

    /// <summary>Reads what was read of a text; whether the plan was edited is not looked at.</summary>
    /// <param name="root">What was read.</param>
    /// <param name="problems">Takes what is wrong; where there is any, the plan is not to be used.</param>
    public static DbAccountPlan Read(AccessNode root, List<DocumentProblem> problems)
    {
        var table = new TableReading(root, "", ignoreCase: false, problems);
        if (table.Count("version") is not 1)
        {
            table.Problem(Messages.PlanUnknown);
            return new DbAccountPlan();
        }

        var plan = new DbAccountPlan
        {
            Created = table.Time("created")?.UtcDateTime ?? default,
            Account = [.. Items(table, "accounts").Select(ReadAccount)],
            Step = [.. Items(table, "steps").Select(ReadStep)],
            Fingerprint = table.Text("fingerprint") ?? "",
        };
        table.Finish();
        HashSet<(string, string, string?, string)> known =
            [.. plan.Account.Select(one => (one.Service, one.InstanceId, one.Endpoint, one.Account))];
        foreach (DbPlanStep step in plan.Step.Where(step => !known.Contains((step.Service, step.InstanceId, step.Endpoint, step.Account))))
        {
            table.Problem("steps", Messages.PlanStepStray.With(step.Account, step.Number));
        }

        return plan;
    }

    private static IEnumerable<TableReading> Items(TableReading table, string name) =>
        table.Node(name) is { } list ? TableReading.Items(list, name).Select(item => table.At(item.Node, item.Path)) : [];

    private static DbPlanAccount ReadAccount(TableReading table)
    {
        var account = new DbPlanAccount
        {
            Service = table.Text("service") ?? "",
            InstanceId = table.Text("instanceId") ?? "",
            Endpoint = table.Address("endpoint"),
            Account = table.Text("account") ?? "",
            Exists = table.Truth("exists") ?? false,
            Grant = Grants(table),
            Expires = table.Time("expires")?.UtcDateTime,
            Fingerprint = table.Text("fingerprint") ?? "",
        };
        ReadSettings(table, account.Setting);
        table.Finish();
        var state = new AccountState(
            account.Exists,
            account.Setting.ToDictionary(one => one.Key, one => one.Value),
            account.Grant is null ? null : Privileges(table, account.Grant));
        if (state.Fingerprint() != account.Fingerprint)
        {
            table.Problem("fingerprint", Messages.PlanEdited);
        }

        return account;
    }

    private static Model.DbPrivilegeSet Privileges(TableReading table, string[] grants)
    {
        try
        {
            return StepChange.Privileges(grants);
        }
        catch (FormatException e)
        {
            table.Problem("grants", e.Message.TrimEnd('.'));
            return Model.DbPrivilegeSet.Empty;
        }
    }

    private static DbPlanStep ReadStep(TableReading table)
    {
        var step = new DbPlanStep
        {
            Number = table.Count("number") ?? 0,
            Service = table.Text("service") ?? "",
            InstanceId = table.Text("instanceId") ?? "",
            Endpoint = table.Address("endpoint"),
            Account = table.Text("account") ?? "",
            Operation = Word<OperationKind>(table, "operation"),
            Before = table.Text("before", mayBeEmpty: true),
            After = table.Text("after", mayBeEmpty: true),
            Effect = table.Text("effect") ?? "",
            Risk = Word<DbChangeRisk>(table, "risk"),
            Grant = Grants(table),
            SecretName = table.Text("secretName"),
            Vault = table.Text("vault"),
            GeneratePassword = table.Truth("generatePassword") ?? false,
            Phase = Word<DbPlanPhase>(table, "phase"),
        };
        ReadSettings(table, step.Setting);
        table.Finish();
        if (step.Grant is not null)
        {
            Privileges(table, step.Grant);
        }

        return step;
    }

    private static T Word<T>(TableReading table, string name)
        where T : struct
    {
        if (table.Text(name) is { } text && Enum.TryParse(text, out T value) && Enum.IsDefined(typeof(T), value))
        {
            return value;
        }

        table.Problem(name, Messages.PlanWord.With(string.Join(", ", Enum.GetNames(typeof(T)))));
        return default;
    }

    private static string[]? Grants(TableReading table) => table.Texts("grants", mayBeEmpty: true)?.ToArray();

    private static void ReadSettings(TableReading table, IDictionary<string, string> settings)
    {
        if (table.Node("settings") is not { } node)
        {
            return;
        }

        TableReading inner = table.At(node, table.PathOf("settings"));
        foreach (AccountAspect aspect in AccountAspect.All)
        {
            if (inner.Text(aspect.Name, mayBeEmpty: true) is { } value)
            {
                settings[aspect.Name] = value;
            }
        }

        inner.Finish();
    }

    private static AccessNode Account(DbPlanAccount account)
    {
        AccessNode node = Named(account.Service, account.InstanceId, account.Endpoint, account.Account);
        Add(node, "exists", new AccessNode(AccessNodeKind.Truth, account.Exists ? "true" : "false"));
        Add(node, "settings", Settings(account.Setting));
        Add(node, "grants", account.Grant is null ? null : List(account.Grant.Select(grant => Text(grant)!)));
        Add(node, "expires", Text(account.Expires?.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture)));
        Add(node, "fingerprint", Text(account.Fingerprint));
        return node;
    }

    private static AccessNode Step(DbPlanStep step)
    {
        var node = new AccessNode(AccessNodeKind.Table);
        Add(node, "number", new AccessNode(AccessNodeKind.Number, step.Number.ToString(CultureInfo.InvariantCulture)));
        node.Members.AddRange(Named(step.Service, step.InstanceId, step.Endpoint, step.Account).Members);
        Add(node, "operation", Text(step.Operation.ToString()));
        Add(node, "phase", Text(step.Phase.ToString()));
        Add(node, "effect", Text(step.Effect));
        Add(node, "risk", Text(step.Risk.ToString()));
        Add(node, "before", Text(step.Before));
        Add(node, "after", Text(step.After));
        Add(node, "settings", Settings(step.Setting));
        Add(node, "grants", step.Grant is null ? null : List(step.Grant.Select(grant => Text(grant)!)));
        Add(node, "secretName", Text(step.SecretName));
        Add(node, "vault", Text(step.Vault));
        Add(node, "generatePassword", step.GeneratePassword ? new AccessNode(AccessNodeKind.Truth, "true") : null);
        return node;
    }

    private static AccessNode Named(string service, string instanceId, string? endpoint, string account)
    {
        var node = new AccessNode(AccessNodeKind.Table);
        Add(node, "service", Text(service));
        Add(node, "instanceId", Text(instanceId));
        Add(node, "endpoint", Text(endpoint));
        Add(node, "account", Text(account));
        return node;
    }

    private static AccessNode? Settings(IDictionary<string, string> settings)
    {
        var node = new AccessNode(AccessNodeKind.Table);
        foreach (KeyValuePair<string, string> setting in settings)
        {
            Add(node, setting.Key, Text(setting.Value));
        }

        return settings.Count == 0 ? null : node;
    }

    private static void Add(AccessNode table, string name, AccessNode? value)
    {
        if (value is not null)
        {
            table.Members.Add((name, value));
        }
    }

    private static AccessNode? Text(string? text) => text is null ? null : new AccessNode(AccessNodeKind.Text, text);

    private static AccessNode List(IEnumerable<AccessNode> items)
    {
        var list = new AccessNode(AccessNodeKind.List);
        list.Items.AddRange(items);
        return list;
    }
}
