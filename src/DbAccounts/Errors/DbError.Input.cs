using System;
using System.Collections.Generic;
using System.Linq;
using DbAccounts.Model;
using DbAccounts.Rules;
using DbAccounts.Texts;

namespace DbAccounts.Errors;

/// <summary>Errors about what was written: values, rows and rules.</summary>
public static partial class DbError
{
    // The kinds of rules that only say that there must be something.
    private static readonly string[] _missing = ["Mandatory", "AtLeastOneOf", "NotEmptyList"];

    // What names something.
    private static readonly string[] _names = ["Name", "Account", "Database", "Table", "Column", "Privilege", "Grant", "AccountType"];

    /// <summary>One or more documented rules are violated.</summary>
    /// <param name="service">The service.</param>
    /// <param name="subject">The account.</param>
    /// <param name="violations">What is violated.</param>
    /// <param name="canBeSkipped">False where all of them decide on the target, which no switch leaves to the service.</param>
    /// <param name="canGenerate">A password may be generated for the change.</param>
    public static DbAccountsException RuleViolation(
        string service, string subject, IReadOnlyList<Violation> violations, bool canBeSkipped = true, bool canGenerate = false) => new(
        DbErrorId.RuleViolation,
        DbErrorCategory.InvalidArgument,
        Messages.RuleViolation.With(subject, service, string.Join("; ", violations.Select(v => v.Message).Distinct())),
        string.Join(" ", Advice(service, violations, canBeSkipped, canGenerate)))
    {
        Violations = violations,
    };

    /// <summary>A value that can't be used at all.</summary>
    /// <param name="message">The value, and what it must be.</param>
    /// <param name="advice">What to write or do instead.</param>
    /// <param name="inner">What was said of it before.</param>
    public static DbAccountsException InvalidInput(string message, string advice, Exception? inner = null) =>
        new(DbErrorId.InvalidInput, DbErrorCategory.InvalidArgument, message, advice, inner);

    /// <summary>An error about what stands in a row, which says in which.</summary>
    /// <param name="error">The error.</param>
    /// <param name="account">The account that the row names; null for none.</param>
    /// <param name="number">The row's number; 0 where it is not known.</param>
    public static DbAccountsException InRow(DbAccountsException error, string? account, int number = 0)
    {
        // What a service or a rule says of a change names the account, with its host.
        bool isNamed = account is null || error.ErrorId != DbErrorId.InvalidInput || error.Message.Contains($"'{account}'");
        return isNamed && number == 0 ? error : error.Saying(
            number == 0 ? Messages.RowOf.With(account, error.Message)
                : isNamed ? Messages.RowNumber.With(number, error.Message)
                : Messages.RowNumberOf.With(number, account, error.Message));
    }

    /// <summary>What a service has said of a change, with the account that it is about where that is not said.</summary>
    /// <param name="error">The error.</param>
    /// <param name="account">The account.</param>
    /// <param name="instance">Where.</param>
    /// <param name="grants">The change was to give it privileges, too.</param>
    public static DbAccountsException OfAccount(DbAccountsException error, string account, DbInstanceName instance, bool grants)
    {
        if (error.ServiceCode is null || error.Message.Contains($"'{account}'"))
        {
            return error;
        }

        // The service says the same in its own words; what is left is its code.
        return error.ErrorId == DbErrorId.AccountExists
            ? error.Saying(Messages.ServiceSaysExists.With(account, instance, error.ServiceCode))
                .Advising(grants ? Messages.AdviceAccountExistsGrant : error.RecommendedAction)
            : error.Saying(Messages.ServiceSaysOf.With(account, error.Message));
    }

    /// <summary>A value that can't be read.</summary>
    /// <param name="problem">What is wrong with it, and where it says so what to write instead.</param>
    public static DbAccountsException UnreadableInput(Exception problem) =>
        InvalidInput(problem.Message, (problem as InputException)?.Advice ?? Messages.InputAdvice, problem);

    /// <summary>A password that is given, and one that shall be generated: one of them would be thrown away.</summary>
    /// <param name="given">What the password is given by: Password or Credential.</param>
    public static DbAccountsException PasswordTwice(string given) =>
        InvalidInput(Messages.PasswordTwice.With(given), Messages.PasswordTwiceAdvice.With(given));

    /// <summary>A statement that can't be read. What stands there is not repeated, as it may be a password.</summary>
    /// <param name="problem">Where, and what would be right.</param>
    public static DbAccountsException GrantUnreadable(FormatException problem) => new(
        DbErrorId.GrantUnreadable,
        DbErrorCategory.InvalidData,
        problem.Message,
        Messages.StatementAdvice,
        problem);

    /// <summary>A parameter that was written without a value.</summary>
    /// <param name="parameter">Its name.</param>
    /// <param name="isWhole">All of it is empty, not one of several values.</param>
    /// <param name="hasDefault">Left out it means something.</param>
    /// <param name="canBeCleared">-Clear takes away what it sets.</param>
    public static DbAccountsException EmptyParameter(string parameter, bool isWhole, bool hasDefault = true, bool canBeCleared = false) => new(
        DbErrorId.InvalidInput,
        DbErrorCategory.InvalidArgument,
        (isWhole ? Messages.ParameterEmpty.With(parameter) : Messages.ParameterElementEmpty.With(parameter))
        + Messages.ParameterEmptyMeans,
        canBeCleared ? Messages.ParameterEmptyClearAdvice.With(parameter)
            : hasDefault ? Messages.ParameterEmptyAdvice.With(parameter)
            : Messages.ParameterEmptyNoDefaultAdvice.With(parameter));

    /// <summary>A cell of a row that has an empty value among others.</summary>
    public static DbAccountsException EmptyElement(string column) => new(
        DbErrorId.InvalidInput,
        DbErrorCategory.InvalidArgument,
        Messages.ColumnElementEmpty.With(column),
        Messages.ColumnElementEmptyAdvice.With(column));

    /// <summary>An empty cell where the row would do more than with any value in it.</summary>
    /// <param name="column">The column.</param>
    /// <param name="effect">What the row would mean without it.</param>
    /// <param name="advice">What to write instead.</param>
    public static DbAccountsException BlankColumn(string column, string effect, string advice) => new(
        DbErrorId.InvalidInput,
        DbErrorCategory.InvalidArgument,
        Messages.ColumnBlank.With(column, effect),
        advice);

    /// <summary>A column whose name is nearly that of a parameter.</summary>
    public static DbAccountsException MisspeltColumn(string column, string parameter) => WrongColumns([column], [parameter], [], []);

    /// <summary>All columns of a row that were meant otherwise.</summary>
    /// <param name="misspelt">Those whose names are nearly that of a parameter.</param>
    /// <param name="meant">The parameters, one for each.</param>
    /// <param name="unread">Those that would narrow what the row does, and that the command can't follow.</param>
    /// <param name="there">Those of <paramref name="meant"/> of which the row has a column, too.</param>
    public static DbAccountsException WrongColumns(
        IReadOnlyList<string> misspelt, IReadOnlyList<string> meant, IReadOnlyList<string> unread, IReadOnlyList<string> there)
    {
        List<string> words = [];
        List<string> advice = [];
        if (misspelt.Count > 0)
        {
            words.Add(misspelt.Count == 1
                ? Messages.ColumnMisspelt.With(misspelt[0], meant[0])
                : Messages.ColumnsMisspelt.With(Quoted(misspelt), string.Join(", ", meant)));
            advice.Add(there.Count > 0
                ? Messages.ColumnTwofoldAdvice.With(string.Join(", ", there), Quoted(misspelt.Where((_, i) => there.Contains(meant[i]))))
                : misspelt.Count == 1 ? Messages.ColumnMisspeltAdvice.With(meant[0]) : Messages.ColumnsMisspeltAdvice);
        }

        if (unread.Count > 0)
        {
            words.AddRange(unread.Select(column => Messages.ColumnUnread.With(column)));
            advice.Add(Messages.ColumnUnreadAdvice);
        }

        return InvalidInput(string.Join(" ", words), string.Join(" ", advice));
    }

    private static string Quoted(IEnumerable<string> texts) => string.Join(", ", texts.Select(text => $"'{text}'"));

    private static IEnumerable<string> Advice(string service, IReadOnlyList<Violation> violations, bool canBeSkipped, bool canGenerate)
    {
        if (canGenerate && violations.Any(violation => violation.Parameter == "Password"))
        {
            yield return Messages.RuleAdvicePassword;
        }

        foreach (string advice in violations.Select(violation => violation.Advice).OfType<string>().Distinct())
        {
            yield return advice;
        }

        Violation[] others = [.. violations.Where(violation => violation.Advice is null)];
        if (others.Length == 0)
        {
            yield break;
        }

        yield return Messages.RuleAdvice.With(service);
        // What is missing is not sent either way, and a name or privilege that breaks a rule was mistyped.
        if (canBeSkipped && others.Any(violation => !(violation.Value is null && IsMissing(violation)) && !_names.Contains(violation.Parameter)))
        {
            yield return Messages.RuleAdviceSkip;
        }
    }

    private static bool IsMissing(Violation violation) =>
        _missing.Any(kind => violation.Id.EndsWith("." + kind, StringComparison.Ordinal));
}
