using System;
using System.Linq;

namespace DbAccounts.Rules;

/// <summary>A password that is neither the account's name nor that name reversed.</summary>
internal sealed class NotNameNorReverseAttribute(string nameProperty) : RuleAttribute
{
    /// <inheritdoc/>
    public override string Words => "is neither the account's name nor that name reversed";

    /// <inheritdoc/>
    public override bool Allows(object? value, object request)
    {
        var name = request.GetType().GetProperty(nameProperty)!.GetValue(request) as string;
        return string.IsNullOrEmpty(name)
            || OnText(value, text => text != name && !text.SequenceEqual(name.Reverse()));
    }
}
