using System;
using System.Collections;
using System.Linq;
using System.Management.Automation;
using DbAccounts.Errors;
using DbAccounts.Formats;
using DbAccounts.Model;
using DbAccounts.PowerShell.Input;
using DbAccounts.Texts;

namespace DbAccounts.PowerShell.Errors;

/// <summary>The one place that makes error records.</summary>
internal static class ErrorRecords
{
    private static readonly string[] _secretWords = ["pass", "pwd", "secret", "token", "kennwort", "credential"];
    private static readonly string[] _plainWords = ["lifetime", "SecretName", "changed", "expires", "CredentialSource"];

    // What columns of secrets are nearly called.
    private static readonly string[] _secretColumns = ["Password", "Credential", "Secret", "Token"];

    /// <summary>An error record with the engine's id, the category of the same name, and what to do about it.</summary>
    /// <param name="error">What went wrong.</param>
    /// <param name="target">What it is about.</param>
    /// <param name="members">What was read of the target, where that was.</param>
    public static ErrorRecord From(Exception error, object? target, Row? members = null) => error is DbAccountsException known
        ? Record(
            known,
            known.Message,
            known.ErrorId,
            (ErrorCategory)Enum.Parse(typeof(ErrorCategory), known.Category.ToString()),
            WithoutSecrets(target, members),
            known.RecommendedAction)
        : Record(
            error,
            $"{error.GetType().Name}: {Sentence.Of(error.Message)}",
            DbErrorId.Unexpected,
            ErrorCategory.InvalidResult,
            WithoutSecrets(target, members),
            Messages.UnexpectedAdvice);

    private static ErrorRecord Record(
        Exception error, string message, string id, ErrorCategory category, object? target, string advice) => new(
        error, id, category, target)
    {
        ErrorDetails = new ErrorDetails(VisibleText.Lines(message)) { RecommendedAction = advice },
    };

    /// <summary>A row as it came, but for what its secret columns hold, at any depth: errors are kept, logged and exported.</summary>
    private static object? WithoutSecrets(object? target, Row? members, int depth = 0)
    {
        object? plain = target.Plain();
        switch (plain)
        {
            case null or string or DbAccountsException:
            // Objects of the module hold no secret that could be read.
            case not PSCustomObject when plain.GetType().Assembly == typeof(DbAccount).Assembly
                || plain.GetType().Assembly == typeof(ErrorRecords).Assembly:
                return plain;
            case IList list:
                return list.Cast<object?>().Any(item => item is not string && Row.HasMembers(item))
                    ? list.Cast<object?>().Select(item => WithoutSecrets(item, null, depth + 1)).ToArray()
                    : target;
        }

        if ((members ?? Row.Of(target)) is not { } row)
        {
            return target;
        }

        if (depth > Nesting.Deepest)
        {
            return Secret.Mask;
        }

        // Objects within objects may lead anywhere, and back.
        if (depth > 0 && plain is not (IDictionary or PSCustomObject))
        {
            return plain.GetType().Name;
        }

        var values = row.Names.Select(name => (Name: name, Value: Masked(row, name, depth)));
        if (plain is IDictionary)
        {
            var table = new Hashtable(StringComparer.OrdinalIgnoreCase);
            foreach ((string name, object? value) in values)
            {
                table[name] = value;
            }

            return table;
        }

        var copy = new PSObject();
        foreach ((string name, object? value) in values)
        {
            copy.Properties.Add(new PSNoteProperty(name, value));
        }

        return copy;
    }

    private static object? Masked(Row row, string name, int depth)
    {
        if (IsSecret(name))
        {
            return Secret.Mask;
        }

        try
        {
            return WithoutSecrets(row[name], null, depth + 1);
        }
        catch (FormatException)
        {
            // What throws has no value that could be shown.
            return null;
        }
    }

    // Also what is nearly called so: a column that is misspelt is why there is an error.
    private static bool IsSecret(string name) =>
        _secretWords.Any(word => name.IndexOf(word, StringComparison.OrdinalIgnoreCase) >= 0)
        && !_plainWords.Any(word => name.IndexOf(word, StringComparison.OrdinalIgnoreCase) >= 0)
        || Array.Exists(_secretColumns, column => ColumnNames.IsNear(name, column))
        || IsKey(name);

    // ApiKey, access_key, 'Private Key'; a key's id is public, and so is half of a pair.
    private static bool IsKey(string name)
    {
        string letters = new([.. name.Where(char.IsLetter)]);
        return (letters.EndsWith("key", StringComparison.OrdinalIgnoreCase) || letters.EndsWith("keys", StringComparison.OrdinalIgnoreCase))
            && letters.IndexOf("public", StringComparison.OrdinalIgnoreCase) < 0;
    }
}
