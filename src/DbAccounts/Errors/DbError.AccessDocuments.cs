using System.Collections.Generic;
using System.Globalization;
using DbAccounts.Model;

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
            ? string.Format(CultureInfo.InvariantCulture, "{0}: {1} (and {2} more problems)", name, problems[0], problems.Count - 1)
            : $"{name}: {problems[index]}",
        "Correct it; nothing was done. Get-Help about_DbAccounts_AccessAsCode describes what may stand in a document.")
    {
        Problems = problems,
    };

    /// <summary>A file that is there and would be overwritten.</summary>
    public static DbAccountsException FileExists(string path) => new(
        DbErrorId.FileExists,
        DbErrorCategory.ResourceExists,
        $"'{path}' exists already, and was left as it is.",
        "Name another file, or overwrite this one with -Force.");

    /// <summary>An account that is no longer what a plan was made from.</summary>
    /// <param name="account">The account.</param>
    /// <param name="instance">Where.</param>
    /// <param name="differences">What is otherwise.</param>
    public static DbAccountsException PlanDrifted(string account, DbInstanceName instance, string differences) => new(
        DbErrorId.PlanDrifted,
        DbErrorCategory.InvalidOperation,
        $"'{account}' on {instance} is not what the plan was made from: {differences}. Nothing of it was changed.",
        "Look at it with Compare-DbAccount, and make a new plan.");

    /// <summary>A plan that is not carried out at all, as some of its accounts are no longer what it was made from.</summary>
    public static DbAccountsException PlanNotBegun(int drifted) => new(
        DbErrorId.PlanDrifted,
        DbErrorCategory.InvalidOperation,
        string.Format(
            CultureInfo.InvariantCulture, "With -Strict nothing of the plan was done: {0} of its accounts are not what it was made from.", drifted),
        "Make a new plan, or leave -Strict out to change the accounts that are as they were.");

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
        string.Format(
            CultureInfo.InvariantCulture, "Name those that shall stay in the document. If all of them shall go, add -PruneLimit {0}.", accounts.Count));

    /// <summary>A new account, or a change that takes one along, without a password.</summary>
    public static DbAccountsException PasswordNotNamed(string account, DbInstanceName instance, bool isNew, string? setting) => new(
        DbErrorId.PasswordNotNamed,
        DbErrorCategory.InvalidArgument,
        isNew
            ? $"'{account}' is not on {instance}, and for its creation no password is named."
            : $"{setting} of '{account}' on {instance} is changed together with its password, and none is named.",
        isNew
            ? "Name a secret in the document, password: { secretName, vault }, or let -GeneratePassword make one."
            : "Name the secret that holds its password in the document: password: { secretName, vault }.");

    /// <summary>A setting that can't be changed once an account is there.</summary>
    public static DbAccountsException SettingIsFixed(string account, DbInstanceName instance, string setting, string? current, string desired) => new(
        DbErrorId.NotSupportedByService,
        DbErrorCategory.InvalidOperation,
        $"{setting} of '{account}' on {instance} is '{current}', must be '{desired}', and can't be changed once an account is there.",
        "Correct the document, or remove the account and have it created anew.");

    /// <summary>An account that a copy would be of the same name as.</summary>
    public static DbAccountsException CopyExists(string account, DbInstanceName destination) => new(
        DbErrorId.AccountExists,
        DbErrorCategory.ResourceExists,
        $"There is '{account}' on {destination} already, and it was left as it is.",
        "Name the copy with -NewName, or bring the account to the same state with Sync-DbAccount -ReferenceInstance.");

    /// <summary>What a copy of an account would lose.</summary>
    public static DbAccountsException CopyLoses(string account, DbInstanceName destination, IReadOnlyList<string> losses) => new(
        DbErrorId.CopyLoses,
        DbErrorCategory.InvalidOperation,
        $"'{account}' can't be carried to {destination} as it is: {string.Join("; ", losses)}. Nothing of it was sent.",
        "Accept that with -Force, or create the account with New-DbAccount as it shall be.");
}
