using System.Collections.Generic;
using System.Globalization;
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
            ? Messages.AccessMoreProblems.With(name, problems[0], problems.Count - 1)
            : $"{name}: {problems[index]}",
        Messages.AccessCorrectNothingDoneGet)
    {
        Problems = problems,
    };

    /// <summary>A file that is there and would be overwritten.</summary>
    public static DbAccountsException FileExists(string path) => new(
        DbErrorId.FileExists,
        DbErrorCategory.ResourceExists,
        Messages.AccessExistsAlreadyLeft.With(path),
        Messages.AccessNameAnotherFileOverwrite);

    /// <summary>An account that is no longer what a plan was made from.</summary>
    /// <param name="account">The account.</param>
    /// <param name="instance">Where.</param>
    /// <param name="differences">What is otherwise.</param>
    public static DbAccountsException PlanDrifted(string account, DbInstanceName instance, string differences) => new(
        DbErrorId.PlanDrifted,
        DbErrorCategory.InvalidOperation,
        Messages.AccessNotWhatPlanMade.With(account, instance, differences),
        Messages.AccessLookAtCompareDbaccount);

    /// <summary>A plan that is not carried out at all, as some of its accounts are no longer what it was made from.</summary>
    public static DbAccountsException PlanNotBegun(int drifted) => new(
        DbErrorId.PlanDrifted,
        DbErrorCategory.InvalidOperation,
        Messages.AccessStrictNothingPlanDone.With(drifted),
        Messages.AccessMakeNewPlanLeave);

    /// <summary>More accounts would be removed than the limit allows.</summary>
    public static DbAccountsException PruneLimitExceeded(DbInstanceName instance, IReadOnlyList<string> accounts, int all, string limit) => new(
        DbErrorId.PruneLimitExceeded,
        DbErrorCategory.LimitsExceeded,
        string.Format(
            CultureInfo.InvariantCulture,
            "-Prune would remove {0} of {1} accounts of {2}, more than the limit of {3}: {4}. Nothing is planned there.",
            accounts.Count,
            all,
            instance,
            limit,
            string.Join(", ", accounts)),
        Messages.AccessNameThoseShallStay.With(accounts.Count));

    /// <summary>A new account, or a change that takes one along, without a password.</summary>
    public static DbAccountsException PasswordNotNamed(string account, DbInstanceName instance, bool isNew, string? setting) => new(
        DbErrorId.PasswordNotNamed,
        DbErrorCategory.InvalidArgument,
        isNew
            ? Messages.AccessNotCreationNoPassword.With(account, instance)
            : Messages.AccessChangedTogetherPasswordNone.With(setting, account, instance),
        isNew
            ? Messages.AccessNameSecretDocumentPassword
            : Messages.AccessNameSecretHoldsPassword);

    /// <summary>A new account that shares a host with one of its name that stays.</summary>
    public static DbAccountsException HostIsTaken(string account, DbInstanceName instance, string other) => new(
        DbErrorId.AccountExists,
        DbErrorCategory.ResourceExists,
        Messages.AccessHostIsTaken.With(account, instance, other),
        Messages.AccessHostIsTakenAdvice.With(other));

    /// <summary>A setting that can't be changed once an account is there.</summary>
    public static DbAccountsException SettingIsFixed(string account, DbInstanceName instance, string setting, string? current, string desired) => new(
        DbErrorId.NotSupportedByService,
        DbErrorCategory.InvalidOperation,
        Messages.AccessMustCannotChangedOnce.With(setting, account, instance, current, desired),
        Messages.AccessCorrectDocumentRemoveAccount);

    /// <summary>An account that a copy would be of the same name as.</summary>
    public static DbAccountsException CopyExists(string account, DbInstanceName destination) => new(
        DbErrorId.AccountExists,
        DbErrorCategory.ResourceExists,
        Messages.AccessThereAlreadyLeft.With(account, destination),
        Messages.AccessNameCopyNewnameBring);

    /// <summary>What a copy of an account would lose.</summary>
    public static DbAccountsException CopyLoses(string account, DbInstanceName destination, IReadOnlyList<string> losses) => new(
        DbErrorId.CopyLoses,
        DbErrorCategory.InvalidOperation,
        Messages.AccessCannotCarriedNothingSent.With(account, destination, string.Join("; ", losses)),
        Messages.AccessAcceptForceCreateAccount);
}
