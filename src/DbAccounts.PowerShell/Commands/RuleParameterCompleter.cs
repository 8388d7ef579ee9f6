using System.Collections.Generic;
using System.Linq;
using DbAccounts.PowerShell.Binding;

namespace DbAccounts.PowerShell.Commands;

/// <summary>The parameters that rules are shown of.</summary>
public sealed class RuleParameterCompleter : Completer
{
    private protected override IEnumerable<(string, string)> Values(BoundParameters bound) =>
        bound.Services().SelectMany(ShownRules.Of).Where(rule => bound.Allows("Operation", rule.Operation))
            .Select(rule => (rule.Parameter, rule.Rule));
}
