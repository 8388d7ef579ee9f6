using System;
using System.Collections.Generic;
using System.Linq;
using DbAccounts.Model;
using DbAccounts.Rules;

namespace DbAccounts.Errors;

/// <summary>Makes the errors that are not a service's answer; one method for each thing there is to say.</summary>
public static partial class DbError
{
    /// <summary>One or more documented rules are violated.</summary>
    /// <param name="service">The service.</param>
    /// <param name="subject">The account.</param>
    /// <param name="violations">What is violated.</param>
    /// <param name="canBeSkipped">False where all of them decide on the target, which no switch leaves to the service.</param>
    public static DbAccountsException RuleViolation(
        string service, string subject, IReadOnlyList<Violation> violations, bool canBeSkipped = true) => new(
        DbErrorId.RuleViolation,
        DbErrorCategory.InvalidArgument,
        $"'{subject}' breaks the rules of {service}: {string.Join("; ", violations.Select(v => v.Message).Distinct())}.",
        "Correct the values" + (violations.Any(v => v.Parameter == "Password") ? ", or let -GeneratePassword make the password" : "")
        + "; Get-DbAccountRule shows the rules and their documents."
        + (canBeSkipped ? " -SkipRuleCheck leaves the judgement to the service." : ""))
    {
        Violations = violations,
    };

    /// <summary>A value that can't be used at all.</summary>
    public static DbAccountsException InvalidInput(string message, Exception? inner = null) =>
        new(DbErrorId.InvalidInput, DbErrorCategory.InvalidArgument, message, "Correct the value that the message names.", inner);

    /// <summary>A statement that can't be read. What stands there is not repeated, as it may be a password.</summary>
    /// <param name="problem">Where, and what would be right.</param>
    public static DbAccountsException GrantUnreadable(FormatException problem) => new(
        DbErrorId.GrantUnreadable,
        DbErrorCategory.InvalidData,
        problem.Message,
        "Correct the statement, or remove it; the others were read. Statements other than GRANT and REVOKE can stand in a script of their own.",
        problem);

    /// <summary>A parameter that was written without a value.</summary>
    /// <param name="parameter">Its name.</param>
    /// <param name="isWhole">All of it is empty, not one of several values.</param>
    public static DbAccountsException EmptyParameter(string parameter, bool isWhole) => new(
        DbErrorId.InvalidInput,
        DbErrorCategory.InvalidArgument,
        (isWhole ? $"-{parameter} was given without a value" : $"-{parameter} was given with an empty value among others")
        + ": an empty text or list, or a variable that was never set. Nothing was done.",
        $"Give -{parameter} a value, or leave it out if its default is meant.");

    /// <summary>A cell of a row that has an empty value among others.</summary>
    public static DbAccountsException EmptyElement(string column) => new(
        DbErrorId.InvalidInput,
        DbErrorCategory.InvalidArgument,
        $"The row's {column} has an empty value among others.",
        $"Give each value in {column} a text, or take the empty one out.");

    /// <summary>An empty cell where the row would do more than with any value in it.</summary>
    /// <param name="column">The column.</param>
    /// <param name="effect">What the row would mean without it.</param>
    /// <param name="advice">What to write instead.</param>
    public static DbAccountsException BlankColumn(string column, string effect, string advice) => new(
        DbErrorId.InvalidInput,
        DbErrorCategory.InvalidArgument,
        $"The row's column {column} is empty, and without it {effect}.",
        advice);

    /// <summary>A column whose name is nearly that of a parameter.</summary>
    public static DbAccountsException MisspeltColumn(string column, string parameter) => new(
        DbErrorId.InvalidInput,
        DbErrorCategory.InvalidArgument,
        $"The row's column '{column}' is not read. Did you mean {parameter}?",
        $"Name the column {parameter}, or give -{parameter} on the command line, "
            + "or leave the column out if it has nothing to do with this.");

    /// <summary>A column that would narrow what the row does, and that the command can't follow.</summary>
    public static DbAccountsException UnreadColumn(string column) => new(
        DbErrorId.InvalidInput,
        DbErrorCategory.InvalidArgument,
        $"The row's column {column} is not read here: this command grants on databases, or with -Global on everything.",
        "Leave the privileges out of such rows, and pipe the rows to Grant-DbPrivilege as well.");

    /// <summary>A pattern of names where a change needs accounts.</summary>
    public static DbAccountsException PatternInChange(string account) => new(
        DbErrorId.InvalidInput,
        DbErrorCategory.InvalidArgument,
        $"'{account}' is a pattern, and a change must name its account.",
        $"Find the accounts with Get-DbAccount '{account}', look at them, and pipe those that are meant to this command.");

    /// <summary>A replacement of which a part could not be read.</summary>
    public static DbAccountsException IncompleteReplacement(DbAccountIdentity account, DbInstanceName instance) => new(
        DbErrorId.InvalidInput,
        DbErrorCategory.InvalidArgument,
        $"The privileges of '{account}' on {instance} were not replaced: another row of this account is no good, "
            + "and without it the account would lose what that row names.",
        "Correct the row that the other error is about, and give all rows of the account again.");

    /// <summary>An account without a host where the host is a part of the identity, and can't be taken for granted.</summary>
    public static DbAccountsException HostNotNamed(string account, DbInstanceName instance) => new(
        DbErrorId.InvalidInput,
        DbErrorCategory.InvalidArgument,
        $"Which '{account}' on {instance} is meant can't be told: its host is empty.",
        $"Name the host, such as '{account}@10.0.0.%'; '{account}@%' is the one that may come from everywhere.");

    /// <summary>The service documents nothing for the operation.</summary>
    public static DbAccountsException NotSupported(string service, string operation, string offers) => new(
        DbErrorId.NotSupportedByService,
        DbErrorCategory.InvalidOperation,
        $"{service} documents no operation for {operation}. It offers: {offers}.",
        "Get-DbService shows what each service can do.");

    /// <summary>The service offers it, but not on this server.</summary>
    /// <param name="what">What can't be done, as the subject of a sentence.</param>
    /// <param name="why">Since which version it can.</param>
    public static DbAccountsException NotSupportedByServer(string what, string why) => new(
        DbErrorId.NotSupportedByService,
        DbErrorCategory.InvalidOperation,
        $"{what} can't be set on this server: {why}.",
        "Leave it out.");

    /// <summary>An account whose loss may lock everybody out.</summary>
    /// <param name="account">The account.</param>
    /// <param name="instance">Where.</param>
    /// <param name="why">What it is, as the end of a sentence.</param>
    public static DbAccountsException AccountProtected(DbAccountIdentity account, DbInstanceName instance, string why) => new(
        DbErrorId.AccountProtected,
        DbErrorCategory.InvalidOperation,
        $"'{account}' on {instance} is {why}: it is changed in this way with -Force only. Nothing was sent.",
        "Make sure that another account can manage the server, then add -Force.");

    /// <summary>The service has no requests that could be sent as they are documented.</summary>
    public static DbAccountsException NoRawRequests(string service) => new(
        DbErrorId.NotSupportedByService,
        DbErrorCategory.InvalidOperation,
        $"{service} has no requests that Invoke-DbServiceRequest could send.",
        "Use the cmdlets for accounts and privileges.");

    /// <summary>A name that is no service's.</summary>
    public static DbAccountsException UnknownService(string service, IEnumerable<string> known) => new(
        DbErrorId.UnknownService,
        DbErrorCategory.InvalidArgument,
        $"There is no service '{service}'. The services are {string.Join(", ", known)}.",
        "Use one of these names; Get-DbService shows what each service can do.");

    /// <summary>The account does not exist.</summary>
    public static DbAccountsException AccountNotFound(string account, DbInstanceName instance) => new(
        DbErrorId.AccountNotFound,
        DbErrorCategory.ObjectNotFound,
        $"There is no account '{account}' on {instance}.",
        "Get-DbAccount lists the accounts.");

    /// <summary>The account does not exist, but others of its name do.</summary>
    public static DbAccountsException AccountNotFoundAmong(
        DbAccountIdentity account,
        DbInstanceName instance,
        IReadOnlyList<DbAccountIdentity> others,
        DbAccountsException? inner = null) => new(
        DbErrorId.AccountNotFound,
        DbErrorCategory.ObjectNotFound,
        $"There is no account '{account}' on {instance}"
        + (others.Count == 0 ? "." : $"; there is {string.Join(", ", others.Select(other => $"'{other}'"))}."),
        others.Count == 0 ? "Get-DbAccount lists the accounts." : "Name the one that is meant; a name without a host means 'name@%'.",
        inner)
    {
        ServiceCode = inner?.ServiceCode,
        ServiceMessage = inner?.ServiceMessage,
        RequestId = inner?.RequestId,
    };

    /// <summary>The account is not in a list: it does not exist, or is not shown where the list is only a part.</summary>
    public static DbAccountsException AccountNotListed(string account, DbInstanceName instance, DbAccountList list) => list.IsWhole
        ? AccountNotFound(account, instance)
        : new(
            DbErrorId.AccountNotShown,
            DbErrorCategory.LimitsExceeded,
            $"{instance} shows only a part of its accounts, and '{account}' is not in it: it may exist all the same.",
            "Look for the account in the provider's console.");

    /// <summary>The account was listed without its host, which is needed to say which one is meant.</summary>
    public static DbAccountsException HostNotListed(string account, string service) => new(
        DbErrorId.InvalidInput,
        DbErrorCategory.InvalidArgument,
        $"{service} identifies accounts by name and host, and has listed '{account}' without its host.",
        $"Name the host, such as '{account}@10.0.0.%'; '{account}@%' is the one that may come from everywhere.");

    /// <summary>The account is listed without the hosts that a change of it has to repeat.</summary>
    public static DbAccountsException HostsNotShown(string account, DbInstanceName instance) => new(
        DbErrorId.AccountListNotShown,
        DbErrorCategory.ObjectNotFound,
        $"{instance} does not show from where '{account}' may connect, and a new password is sent together with that.",
        "Use Set-DbAccount with -AllowedHost and -Password.");

    /// <summary>The change can't be told to the service without a wider effect.</summary>
    public static DbAccountsException WiderEffect(string message) => new(
        DbErrorId.WiderEffect,
        DbErrorCategory.InvalidOperation,
        message,
        "Use Set-DbPrivilege to say the whole set, or -Force to accept the wider effect.");

    /// <summary>A change that has to be confirmed where nobody can be asked.</summary>
    public static DbAccountsException ConfirmationNotPossible(string question, Exception reason) => new(
        DbErrorId.ConfirmationNotPossible,
        DbErrorCategory.InvalidOperation,
        $"This has to be confirmed, and nobody can be asked here: {question}",
        "Look at it with -WhatIf, then add -Confirm:$false.",
        reason);

    /// <summary>No profile has the name.</summary>
    public static DbAccountsException ProfileNotFound(string name, string path) => new(
        DbErrorId.ProfileNotFound,
        DbErrorCategory.ObjectNotFound,
        $"There is no profile '{name}' in '{path}'.",
        "Get-DbProfile lists the profiles; Set-DbProfile makes one.");

    /// <summary>The file of the profiles can't be used.</summary>
    public static DbAccountsException ProfileFileInvalid(string path, string reason, Exception? inner = null) => new(
        DbErrorId.ProfileFileInvalid,
        DbErrorCategory.InvalidData,
        $"The profiles in '{path}' can't be used: {reason.TrimEnd('.')}.",
        "The file was left as it is: correct it, move it away, or name another one in the environment variable "
            + "DBACCOUNTS_PROFILE_PATH.",
        inner);

    /// <summary>No simulator runs at a port.</summary>
    public static DbAccountsException SimulatorNotRunning(int port) => new(
        DbErrorId.SimulatorNotRunning,
        DbErrorCategory.ObjectNotFound,
        $"No simulator of this process listens on port {port}.",
        "Start one with Start-DbSimulator; Get-DbSimulator lists those that run.");

    // Of a job that is only known by its id there is no more to say.
    private static string Subject(DbJob job) =>
        (job.Operation.Length > 0 ? $"{job.Operation} of {string.Join(", ", job.Account)}" : $"Job {job.Id}") + " on " + job.InstanceId;

    private static string Capital(string text) => char.ToUpperInvariant(text[0]) + text.Substring(1);
}
