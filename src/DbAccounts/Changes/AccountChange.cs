using System.Collections.Generic;
using DbAccounts.Model;

namespace DbAccounts.Changes;

/// <summary>
/// A change that a user asks for, in the words of the cmdlets. An engine plans it with requests of its own.
/// The properties are named as the parameters; null is "not given".
/// </summary>
/// <param name="Account">The account.</param>
public abstract record AccountChange(DbAccountIdentity Account)
{
    /// <summary>What is to be done.</summary>
    public abstract OperationKind Kind { get; }

    /// <summary>The account in one string, for messages.</summary>
    public string Subject => Account.ToString();

    /// <summary>The values beside the account that are given, by the names of their parameters.</summary>
    internal IEnumerable<KeyValuePair<string, object>> Given()
    {
        foreach ((string parameter, object? value) in Values())
        {
            if (value is not null)
            {
                yield return new KeyValuePair<string, object>(parameter, value);
            }
        }
    }

    /// <summary>All values beside the account, by the names of their parameters; null is not given.</summary>
    private protected virtual IEnumerable<(string Parameter, object? Value)> Values() => [];
}
