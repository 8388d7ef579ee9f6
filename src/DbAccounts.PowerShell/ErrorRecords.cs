using System;
using System.Collections;
using System.Management.Automation;
using DbAccounts.Errors;
using DbAccounts.Http;
using DbAccounts.Model;

namespace DbAccounts.PowerShell;

/// <summary>The one place that makes error records.</summary>
internal static class ErrorRecords
{
    /// <summary>An error record with the engine's id, the category of the same name, and what to do about it.</summary>
    public static ErrorRecord From(Exception error, object? target) => error is DbAccountsException known
        ? Record(
            known,
            known.Message,
            known.ErrorId,
            (ErrorCategory)Enum.Parse(typeof(ErrorCategory), known.Category.ToString()),
            target,
            known.RecommendedAction)
        : Record(
            error,
            $"{error.GetType().Name}: {Sentence.Of(error.Message)}",
            DbErrorId.Unexpected,
            ErrorCategory.InvalidResult,
            target,
            "This is a defect of DbAccounts: please report it with the steps that led to it.");

    private static ErrorRecord Record(
        Exception error, string message, string id, ErrorCategory category, object? target, string advice) => new(
        error, id, category, WithoutSecrets(target))
    {
        ErrorDetails = new ErrorDetails(message) { RecommendedAction = advice },
    };

    /// <summary>A row as it came, but for what its secret columns hold, at any depth: errors are kept, logged and exported.</summary>
    private static object? WithoutSecrets(object? target, int depth = 0)
    {
        switch (target)
        {
            case IDictionary or PSObject { BaseObject: PSCustomObject } or object?[] when depth > Nesting.Deepest:
                return Secret.Mask;
            case IDictionary table:
                var copy = new Hashtable(StringComparer.OrdinalIgnoreCase);
                foreach (DictionaryEntry entry in table)
                {
                    copy[entry.Key] = IsSecret(entry.Key.ToString()) ? Secret.Mask : WithoutSecrets(entry.Value, depth + 1);
                }

                return copy;
            case PSObject { BaseObject: PSCustomObject } row:
                var masked = new PSObject();
                foreach (PSPropertyInfo property in row.Properties)
                {
                    masked.Properties.Add(new PSNoteProperty(
                        property.Name, IsSecret(property.Name) ? Secret.Mask : WithoutSecrets(property.Value, depth + 1)));
                }

                return masked;
            case PSObject wrapped:
                return WithoutSecrets(wrapped.BaseObject, depth);
            case object?[] list when Array.Exists(list, item => item is IDictionary or PSObject or object[]):
                return Array.ConvertAll(list, item => WithoutSecrets(item, depth + 1));
            default:
                return target;
        }
    }

    private static bool IsSecret(string name) =>
        name.IndexOf("password", StringComparison.OrdinalIgnoreCase) >= 0
        && name.IndexOf("lifetime", StringComparison.OrdinalIgnoreCase) < 0;
}
