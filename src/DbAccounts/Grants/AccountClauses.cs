using System.Linq;
using DbAccounts.Model;
using DbAccounts.Texts;

namespace DbAccounts.Grants;

/// <summary>Reads past what GRANT may say of accounts themselves: how they log in, what TLS they need, their limits. Nothing of it is kept.</summary>
internal static class AccountClauses
{
    private static readonly string[] _limits =
    [
        "MAX_QUERIES_PER_HOUR", "MAX_UPDATES_PER_HOUR", "MAX_CONNECTIONS_PER_HOUR", "MAX_USER_CONNECTIONS", "MAX_STATEMENT_TIME",
    ];

    /// <summary>Passes IDENTIFIED with everything that belongs to it.</summary>
    public static void SkipAuthentication(this GrantCursor at)
    {
        while (at.TryTake("IDENTIFIED"))
        {
            if (at.TryTake("BY"))
            {
                SkipSecret(at);
            }
            else if (at.TryTake("WITH") || at.TryTake("VIA"))
            {
                do
                {
                    SkipMethod(at);
                }
                while (at.TryTake("OR"));
            }
            else
            {
                throw at.ErrorWithoutText(Messages.ListOr.With("BY, WITH", "VIA"));
            }

            at.TryTakeWords("RETAIN CURRENT PASSWORD");
            at.TryTake("AND");
        }
    }

    /// <summary>Passes REQUIRE with everything that belongs to it.</summary>
    public static void SkipRequirements(this GrantCursor at)
    {
        if (!at.TryTake("REQUIRE") || at.TryTake("NONE") || at.TryTake("SSL") || at.TryTake("X509"))
        {
            return;
        }

        while (at.TryTake("CIPHER") || at.TryTake("ISSUER") || at.TryTake("SUBJECT"))
        {
            at.ReadQuotedOr(nameof(Messages.WantedText));
            at.TryTake("AND");
        }
    }

    /// <summary>Passes what CREATE USER says of one account, up to the comma before the next.</summary>
    public static void SkipAccountOptions(this GrantCursor at) => at.SkipStatement(
        // Several roles may stand behind DEFAULT ROLE.
        () => at.IsAt(',') || at.TryTakeWords("DEFAULT ROLE"));

    /// <summary>True where a limit of connections or statements stands.</summary>
    public static bool IsAtLimit(this GrantCursor at) => _limits.Contains(at.PeekWord());

    /// <summary>Passes a limit with its number.</summary>
    public static bool TrySkipLimit(this GrantCursor at)
    {
        if (!at.IsAtLimit())
        {
            return false;
        }

        at.Take(at.PeekWord());
        // MariaDB's times have a fraction.
        at.PeekWord();
        if (at.ReadWhile(c => c is (>= '0' and <= '9') or '.').Length == 0)
        {
            throw at.Error(Messages.WantedNumber);
        }

        return true;
    }

    private static void SkipMethod(GrantCursor at)
    {
        if (at.IsAtQuote())
        {
            at.ReadQuoted();
        }
        else if (at.PeekWord().Length > 0)
        {
            at.ReadWhile(GrantName.IsWordCharacter);
        }

        if (at.TryTake("BY") || at.TryTake("AS") || at.TryTake("USING"))
        {
            SkipSecret(at);
        }
    }

    private static void SkipSecret(GrantCursor at)
    {
        if (at.TryTakeWords("RANDOM PASSWORD"))
        {
            return;
        }

        bool isHash = at.TryTake("PASSWORD");
        // What a server does not show to everybody, and what somebody has cut out of a dump.
        if (isHash && (at.TryTake("<secret>") || at.IsAtEnd || at.IsAt(';') || at.PeekWord() is "REQUIRE" or "WITH"))
        {
            return;
        }

        bool isCall = isHash && at.TryTake("(");
        if (at.PeekWord().StartsWith("0X", System.StringComparison.Ordinal))
        {
            at.ReadWhile(GrantName.IsWordCharacter);
        }
        else
        {
            at.ReadQuotedOr(nameof(Messages.WantedText));
        }

        if (isCall)
        {
            at.Take(")");
        }

        if (at.TryTake("REPLACE"))
        {
            at.ReadQuotedOr(nameof(Messages.WantedText));
        }
    }

    private static void ReadQuotedOr(this GrantCursor at, string expected)
    {
        if (!at.IsAtQuote())
        {
            throw at.ErrorWithoutText(TextFormat.Named(expected));
        }

        at.ReadQuoted();
    }
}
