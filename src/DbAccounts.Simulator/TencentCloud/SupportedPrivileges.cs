using System;
using System.Collections.Generic;
using System.Linq;
using DbAccounts.Rules;

namespace DbAccounts.Simulator.TencentCloud;

/// <summary>The privileges that a level has, out of the rule on it.</summary>
internal static class SupportedPrivileges
{
    /// <summary>The values that a request type, or an element type of it, allows for privileges.</summary>
    public static IReadOnlyList<string> Of(Type type) =>
        RequestType.Of(type).Properties.Single(p => p.Parameter == "Privilege").RulesOf<OneOfAttribute>().Single().Values;
}
