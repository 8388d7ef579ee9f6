using System.Collections.Generic;
using DbAccounts.Model;
using DbAccounts.Texts;

namespace DbAccounts.Errors;

/// <summary>Errors of access documents and of plans.</summary>
public static partial class DbError
{
    /// <summary>One of the problems of a document or plan; it knows the others too.</summary>
    /// <param name="name">The file, or what it came from.</param>
    /// <param name="problems">All of them, each with its place.</param>
    /// <param name="index">Which of them it is.</param>
    public static DbAccountsException DocumentInvalid(string name, IReadOnlyList<string> problems, int index = 0) => new(
        DbErrorId.DocumentInvalid,
        DbErrorCategory.InvalidData,
        index == 0 && problems.Count > 1
            ? Messages.DocumentInvalidMore.With(name, problems[0], problems.Count - 1)
            : $"{name}: {problems[index]}",
        Messages.DocumentInvalidAdvice)
    {
        Problems = problems,
    };

    /// <summary>A file that is there and would be overwritten.</summary>
    public static DbAccountsException FileExists(string path) => new(
        DbErrorId.FileExists,
        DbErrorCategory.ResourceExists,
        Messages.FileExists.With(path),
        Messages.FileExistsAdvice);

    /// <summary>An account that is no longer what a plan was made from.</summary>
    /// <param name="account">The account.</param>
    /// <param name="instance">Where.</param>
    /// <param name="differences">What is otherwise.</param>
    public static DbAccountsException PlanDrifted(string account, DbInstanceName instance, string differences) => new(
        DbErrorId.PlanDrifted,
        DbErrorCategory.InvalidOperation,
        Messages.PlanDrifted.With(account, instance, differences),
        Messages.PlanDriftedAdvice);

    /// <summary>A plan that is not carried out at all, as some of its accounts are no longer what it was made from.</summary>
    public static DbAccountsException PlanNotBegun(int drifted) => new(
        DbErrorId.PlanDrifted,
        DbErrorCategory.InvalidOperation,
        Messages.PlanNotBegun.With(drifted),
        Messages.PlanNotBegunAdvice);

    /// <summary>More accounts would be removed than the limit allows.</summary>
    public static DbAccountsException PruneLimitExceeded(DbInstanceName instance, IReadOnlyList<string> accounts, int all, string limit) => new(
        DbErrorId.PruneLimitExceeded,
        DbErrorCategory.LimitsExceeded,
        Messages.PruneLimitExceeded.With(accounts.Count, all, instance, limit, string.Join(", ", accounts)),
        Messages.PruneLimitExceededAdvice.With(accounts.Count));

    /// <summary>A new account, or a change that takes one along, without a password.</summary>
    public static DbAccountsException PasswordNotNamed(string account, DbInstanceName instance, bool isNew, string? setting) => new(
        DbErrorId.PasswordNotNamed,
        DbErrorCategory.InvalidArgument,
        isNew
            ? Messages.PasswordNotNamed.With(account, instance)
            : Messages.PasswordNotNamedOfChange.With(setting, account, instance),
        isNew
            ? Messages.PasswordNotNamedAdvice
            : Messages.PasswordNotNamedOfChangeAdvice);

    /// <summary>A new account that shares a host with one of its name that stays.</summary>
    public static DbAccountsException HostIsTaken(string account, DbInstanceName instance, string other) => new(
        DbErrorId.AccountExists,
        DbErrorCategory.ResourceExists,
        Messages.HostIsTaken.With(account, instance, other),
        Messages.HostIsTakenAdvice.With(other));

    /// <summary>A setting that can't be changed once an account is there.</summary>
    public static DbAccountsException SettingIsFixed(string account, DbInstanceName instance, string setting, string? current, string desired) => new(
        DbErrorId.NotSupportedByService,
        DbErrorCategory.InvalidOperation,
        Messages.SettingIsFixed.With(setting, account, instance, current, desired),
        Messages.SettingIsFixedAdvice);

    /// <summary>An account that a copy would be of the same name as.</summary>
    public static DbAccountsException CopyExists(string account, DbInstanceName destination) => new(
        DbErrorId.AccountExists,
        DbErrorCategory.ResourceExists,
        Messages.CopyExists.With(account, destination),
        Messages.CopyExistsAdvice);

    /// <summary>What a copy of an account would lose.</summary>
    public static DbAccountsException CopyLoses(string account, DbInstanceName destination, IReadOnlyList<string> losses) => new(
        DbErrorId.CopyLoses,
        DbErrorCategory.InvalidOperation,
        Messages.CopyLoses.With(account, destination, string.Join("; ", losses)),
        Messages.CopyLosesAdvice);
}
