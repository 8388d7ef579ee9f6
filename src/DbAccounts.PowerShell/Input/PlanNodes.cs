using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using DbAccounts.Changes;
using DbAccounts.Comparison;
using DbAccounts.Documents;
using DbAccounts.Planning;

namespace DbAccounts.PowerShell.Input;

/// <summary>Reads plans that have travelled as objects, whose properties are called otherwise than the members of a plan's file.</summary>
internal static class PlanNodes
{
    private static readonly Dictionary<string, string> _members = new(StringComparer.Ordinal)
    {
        ["step"] = "steps", ["account"] = "accounts", ["setting"] = "settings", ["grant"] = "grants",
    };

    // Clixml has numbers of them.
    private static readonly Dictionary<string, Type> _words = new(StringComparer.Ordinal)
    {
        ["operation"] = typeof(OperationKind), ["phase"] = typeof(DbPlanPhase), ["risk"] = typeof(DbChangeRisk),
    };

    /// <summary>The plan that an object is; whether it was edited is not looked at.</summary>
    /// <param name="root">The object, with all that is in it.</param>
    /// <param name="problems">Takes what is wrong; where there is any, the plan is not to be used.</param>
    public static DbAccountPlan Read(AccessNode root, List<DocumentProblem> problems)
    {
        AccessNode plan = AsInFile(root, isRoot: true);
        if (plan.Kind == AccessNodeKind.Table && plan.Members.All(member => member.Name != "version"))
        {
            plan.Members.Add(("version", new AccessNode(AccessNodeKind.Number, PlanText.Version)));
        }

        return PlanText.Read(plan, problems);
    }

    private static AccessNode AsInFile(AccessNode node, bool isRoot = false)
    {
        var copy = new AccessNode(node.Kind, node.Text, node.Line, node.Column);
        copy.Items.AddRange(node.Items.Select(item => AsInFile(item)));
        foreach ((string name, AccessNode value) in node.Members.Where(member => member.Value.Kind != AccessNodeKind.Nothing && member.Name.Length > 0))
        {
            string member = char.ToLowerInvariant(name[0]) + name.Substring(1);
            // The worst risk of a plan follows from its steps.
            if (isRoot && member == "risk")
            {
                continue;
            }

            // A step has one account, a plan has several.
            bool isOne = member == "account" && !isRoot;
            copy.Members.Add((!isOne && _members.TryGetValue(member, out string? known) ? known : member, AsInFile(Word(member, value))));
        }

        return copy;
    }

    private static AccessNode Word(string member, AccessNode value) =>
        value.Kind == AccessNodeKind.Number && _words.TryGetValue(member, out Type? words)
            && long.TryParse(value.Text, NumberStyles.None, CultureInfo.InvariantCulture, out long number) && Enum.GetName(words, number) is { } word
            ? new AccessNode(AccessNodeKind.Text, word, value.Line, value.Column)
            : value;
}
