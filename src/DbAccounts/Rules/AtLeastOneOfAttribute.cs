using System;
using System.Linq;
using DbAccounts.Texts;

namespace DbAccounts.Rules;

/// <summary>At least one of several parameters is given.</summary>
internal sealed class AtLeastOneOfAttribute(params string[] parameters) : RequestRuleAttribute
{
    /// <inheritdoc/>
    public override string Parameter => Messages.ListOr.With(string.Join(", ", parameters.Take(parameters.Length - 1)), parameters.Last());

    /// <inheritdoc/>
    public override string Words => Messages.RuleAtLeastOne;

    /// <inheritdoc/>
    public override bool Allows(object request)
    {
        foreach (RequestProperty property in RequestType.Of(request.GetType()).Properties)
        {
            if (Array.IndexOf(parameters, property.Parameter) >= 0 && property.GetValue(request) is not null)
            {
                return true;
            }
        }

        return false;
    }
}
