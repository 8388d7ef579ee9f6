using DbAccounts.Texts;

namespace DbAccounts.Rules;

/// <summary>A password that is neither the account's name nor that name reversed.</summary>
internal sealed class NotNameNorReverseAttribute(string nameProperty) : RuleAttribute
{
    /// <inheritdoc/>
    public override string Words => Messages.RuleNotName;

    /// <inheritdoc/>
    protected override string Finding(object value) => "";

    /// <inheritdoc/>
    public override bool Allows(object? value, object request) =>
        value is not string password
        || RequestType.Of(request.GetType())[nameProperty].GetValue(request) is not string { Length: > 0 } name
        || (password != name && !IsReverse(password, name));

    private static bool IsReverse(string text, string of)
    {
        for (int i = 0; i < of.Length; i++)
        {
            if (text.Length != of.Length || text[i] != of[of.Length - 1 - i])
            {
                return false;
            }
        }

        return true;
    }
}
