using System;
using System.Globalization;
using DbAccounts.Texts;

namespace DbAccounts.Planning;

/// <summary>How many accounts that a document doesn't name may be removed from an instance: a number, or a share of its accounts.</summary>
public sealed class PruneLimit
{
    private readonly decimal _number;
    private readonly bool _isShare;

    /// <summary>Reads a limit.</summary>
    /// <param name="text">A number of accounts such as <c>3</c>, or a share such as <c>25%</c>.</param>
    /// <exception cref="FormatException">It is neither.</exception>
    public PruneLimit(string text)
    {
        string number = (text ?? throw new ArgumentNullException(nameof(text))).Trim();
        _isShare = number.EndsWith("%", StringComparison.Ordinal);
        if (!decimal.TryParse(
                _isShare ? number.Substring(0, number.Length - 1) : number,
                _isShare ? NumberStyles.AllowDecimalPoint | NumberStyles.AllowTrailingWhite : NumberStyles.None,
                CultureInfo.InvariantCulture,
                out _number)
            || (_isShare && _number > 100))
        {
            throw new FormatException(
                Messages.PruneLimitForm.With(text));
        }
    }

    /// <summary>A tenth of the accounts.</summary>
    public static PruneLimit Default { get; } = new("10%");

    /// <summary>True where so many of all accounts may be removed.</summary>
    public bool Allows(int removed, int all) => removed <= (_isShare ? all * _number / 100 : _number);

    /// <summary>The limit as it is written.</summary>
    public override string ToString() => _number.ToString(CultureInfo.InvariantCulture) + (_isShare ? "%" : "");
}
