using System.Linq;

namespace DbAccounts.Rules;

/// <summary>At least one of several properties is given.</summary>
internal sealed class AtLeastOneOfAttribute(params string[] properties) : RequestRuleAttribute
{
    /// <inheritdoc/>
    public override string Parameter => string.Join(", ", properties.Take(properties.Length - 1)) + " or " + properties.Last();

    /// <inheritdoc/>
    public override string Words => "has to be given, at least one of them";

    /// <inheritdoc/>
    public override bool Allows(object request)
    {
        RequestType type = RequestType.Of(request.GetType());
        return type.Properties.Any(p => properties.Contains(p.Parameter) && p.GetValue(request) is not null);
    }
}
