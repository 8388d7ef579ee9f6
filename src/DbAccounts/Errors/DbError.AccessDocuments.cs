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
            ? Messages.DocumentInvalidMore.With(name, problems[0], problems.Count)
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

    /// <summary>What could not be compared, as only a part of the accounts is shown.</summary>
    /// <param name="instance">Where.</param>
    /// <param name="notSeen">What is not known.</param>
    public static DbAccountsException ComparedInPart(DbInstanceName instance, IReadOnlyList<string> notSeen) => new(
        DbErrorId.AccountListPartial,
        DbErrorCategory.LimitsExceeded,
        Messages.ComparedInPart.With(instance, string.Join("; ", notSeen)),
        Messages.ComparedInPartAdvice);

    /// <summary>Another instance that is compared with, of which only a part of the accounts is shown.</summary>
    /// <param name="instance">The instance.</param>
    /// <param name="prune">What it doesn't have would be removed, so that nothing is compared.</param>
    public static DbAccountsException ReferenceInPart(DbInstanceName instance, bool prune) => new(
        DbErrorId.AccountListPartial,
        DbErrorCategory.LimitsExceeded,
        (prune ? Messages.ReferenceInPartPrune : Messages.ReferenceInPart).With(instance),
        Messages.ComparedInPartAdvice);

    /// <summary>A document that would leave out accounts that are not shown.</summary>
    public static DbAccountsException ExportInPart(DbInstanceName instance) => new(
        DbErrorId.AccountListPartial,
        DbErrorCategory.LimitsExceeded,
        Messages.ExportPartRefused.With(instance),
        Messages.ExportPartAdvice);

    /// <summary>A document that came through a pipeline that brought nothing.</summary>
    public static DbAccountsException DocumentMissing() => InvalidInput(Messages.DocumentMissing, Messages.DocumentMissingAdvice);

    /// <summary>An account that is named, and is neither there nor wanted.</summary>
    /// <param name="account">What was written.</param>
    /// <param name="instances">Where it was looked for.</param>
    /// <param name="known">The accounts that are there or wanted.</param>
    public static DbAccountsException AccountNowhere(string account, IReadOnlyList<string> instances, IReadOnlyCollection<string> known) => new(
        DbErrorId.AccountNotFound,
        DbErrorCategory.ObjectNotFound,
        Nearest.Account(account, known) is { } near
            ? Messages.DocumentAccountUnknownNear.With(account, string.Join(", ", instances), near)
            : Messages.DocumentAccountUnknown.With(account, string.Join(", ", instances)),
        Messages.DocumentAccountUnknownAdvice);

    /// <summary>What a document says of an instance that several are.</summary>
    /// <param name="place">What it says.</param>
    /// <param name="instances">Those that are connected, in words.</param>
    public static DbAccountsException DocumentInstanceAmbiguous(string place, IReadOnlyList<string> instances) => new(
        DbErrorId.AmbiguousInstance,
        DbErrorCategory.InvalidArgument,
        Messages.DocumentInstanceAmbiguous.With(place, string.Join(", ", instances)),
        Messages.DocumentInstanceAmbiguousAdvice);

    /// <summary>Accounts whose part of a plan holds no longer.</summary>
    /// <param name="account">The account.</param>
    /// <param name="instance">Where.</param>
    /// <param name="expires">Until when it held.</param>
    public static DbAccountsException PlanExpired(string account, DbInstanceName instance, System.DateTime expires) => new(
        DbErrorId.PlanExpired,
        DbErrorCategory.InvalidOperation,
        Messages.PlanExpired.With(account, instance, expires),
        Messages.PlanExpiredAdvice);

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

    /// <summary>A setting that a server has no place for.</summary>
    /// <param name="account">The account.</param>
    /// <param name="instance">Where.</param>
    /// <param name="setting">The setting.</param>
    /// <param name="whyNot">Why not.</param>
    public static DbAccountsException SettingNotHeld(string account, DbInstanceName instance, string setting, string whyNot) => new(
        DbErrorId.NotSupportedByService,
        DbErrorCategory.InvalidOperation,
        Messages.SettingNotHeld.With(setting, account, instance, whyNot),
        Messages.SettingNotHeldAdvice.With(setting));

    /// <summary>An account that a copy would be of the same name as.</summary>
    public static DbAccountsException CopyExists(string account, DbInstanceName destination) => new(
        DbErrorId.AccountExists,
        DbErrorCategory.ResourceExists,
        Messages.CopyExists.With(account, destination),
        Messages.CopyExistsAdvice);

    /// <summary>An account whose copy would be the account that another one is copied to.</summary>
    public static DbAccountsException CopyOfSeveral(string account, DbInstanceName destination, string copy, string other) => new(
        DbErrorId.AccountExists,
        DbErrorCategory.ResourceExists,
        Messages.CopyOfSeveral.With(account, destination, copy, other),
        Messages.CopyOfSeveralAdvice);

    /// <summary>What a copy of an account would lose.</summary>
    public static DbAccountsException CopyLoses(string account, DbInstanceName destination, IReadOnlyList<string> losses) => new(
        DbErrorId.CopyLoses,
        DbErrorCategory.InvalidOperation,
        Messages.CopyLoses.With(account, destination, string.Join("; ", losses)),
        Messages.CopyLosesAdvice);
}
