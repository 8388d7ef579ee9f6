using System;
using System.Collections.Generic;
using System.Linq;
using DbAccounts.Model;
using DbAccounts.Texts;

namespace DbAccounts.Errors;

/// <summary>Makes the errors that are not a service's answer; one method for each thing there is to say.</summary>
public static partial class DbError
{
    /// <summary>A pattern of names where a change needs accounts.</summary>
    public static DbAccountsException PatternInChange(string account) => new(
        DbErrorId.InvalidInput,
        DbErrorCategory.InvalidArgument,
        Messages.PatternInChange.With(account),
        Messages.PatternInChangeAdvice.With(account));

    /// <summary>A replacement of which a part could not be read.</summary>
    public static DbAccountsException IncompleteReplacement(DbAccountIdentity account, DbInstanceName instance) => new(
        DbErrorId.InvalidInput,
        DbErrorCategory.InvalidArgument,
        Messages.IncompleteReplacement.With(account, instance),
        Messages.IncompleteReplacementAdvice);

    /// <summary>An account without a host where the host is a part of the identity, and can't be taken for granted.</summary>
    public static DbAccountsException HostNotNamed(string account, DbInstanceName instance) => new(
        DbErrorId.InvalidInput,
        DbErrorCategory.InvalidArgument,
        Messages.HostNotNamed.With(account, instance),
        Messages.HostAdvice.With(account));

    /// <summary>The service documents nothing for the operation.</summary>
    /// <param name="service">The service.</param>
    /// <param name="wanted">What was wanted, as the end of "can't".</param>
    /// <param name="offers">What it can do, as the end of "can".</param>
    public static DbAccountsException NotSupported(string service, string wanted, string offers) => new(
        DbErrorId.NotSupportedByService,
        DbErrorCategory.InvalidOperation,
        Messages.NotSupported.With(service, wanted, offers),
        Messages.NotSupportedAdvice.With(service));

    /// <summary>The service offers it, but not on this server.</summary>
    /// <param name="what">What can't be done, as the subject of a sentence.</param>
    /// <param name="why">Since which version it can.</param>
    public static DbAccountsException NotSupportedByServer(string what, string why) => new(
        DbErrorId.NotSupportedByService,
        DbErrorCategory.InvalidOperation,
        Messages.NotOnServer.With(what, why),
        Messages.NotOnServerAdvice.With(what));

    /// <summary>A grant that the very server has no place for.</summary>
    /// <param name="grant">The grant as text.</param>
    /// <param name="why">Why not, as the end of a sentence.</param>
    public static DbAccountsException GrantNotOnServer(string grant, string why) => new(
        DbErrorId.NotSupportedByService, DbErrorCategory.InvalidOperation, Messages.GrantNotOnServer.With(grant, why), Messages.GrantNotOnServerAdvice);

    /// <summary>An account whose loss may lock everybody out.</summary>
    /// <param name="account">The account.</param>
    /// <param name="instance">Where.</param>
    /// <param name="why">What it is, as the end of a sentence.</param>
    public static DbAccountsException AccountProtected(DbAccountIdentity account, DbInstanceName instance, string why) => new(
        DbErrorId.AccountProtected,
        DbErrorCategory.InvalidOperation,
        Messages.AccountProtected.With(account, instance, why),
        Messages.AccountProtectedAdvice);

    /// <summary>The service has no requests that could be sent as they are documented.</summary>
    public static DbAccountsException NoRawRequests(string service) => new(
        DbErrorId.NotSupportedByService,
        DbErrorCategory.InvalidOperation,
        Messages.NoRawRequests.With(service),
        Messages.NoRawRequestsAdvice);

    /// <summary>A server shows grants in statements that nobody here knows.</summary>
    public static DbAccountsException GrantsUnread(DbAccountIdentity account, DbInstanceName instance, Exception reason) => new(
        DbErrorId.ProtocolError,
        DbErrorCategory.ProtocolError,
        Messages.SqlGrantsUnread.With(account, instance, reason.Message),
        Messages.SqlGrantsUnreadAdvice,
        reason);

    /// <summary>The simulator does not play the service.</summary>
    public static DbAccountsException NoSimulator(string service) => new(
        DbErrorId.NotSupportedByService,
        DbErrorCategory.InvalidOperation,
        Messages.NoSimulator.With(service),
        Messages.NoSimulatorAdvice);

    /// <summary>A name that is no service's.</summary>
    public static DbAccountsException UnknownService(string service, IReadOnlyList<string> known) => new(
        DbErrorId.UnknownService,
        DbErrorCategory.InvalidArgument,
        (Nearest.Of(service, known) ?? OnlyOneThatBegins(service, known)) is { } meant
            ? Messages.UnknownServiceNear.With(service, meant)
            : Messages.UnknownService.With(service, string.Join(", ", known)),
        Messages.UnknownServiceAdvice);

    /// <summary>The account does not exist.</summary>
    public static DbAccountsException AccountNotFound(string account, DbInstanceName instance) => new(
        DbErrorId.AccountNotFound,
        DbErrorCategory.ObjectNotFound,
        Messages.AccountNotFound.With(account, instance),
        NotFoundAdvice(account));

    /// <summary>The account does not exist, but others of its name do.</summary>
    /// <param name="account">The account.</param>
    /// <param name="instance">Where.</param>
    /// <param name="others">Accounts of its name.</param>
    /// <param name="inner">What the service said.</param>
    /// <param name="known">The accounts that are there: one of them may be meant where none has the name.</param>
    public static DbAccountsException AccountNotFoundAmong(
        DbAccountIdentity account,
        DbInstanceName instance,
        IReadOnlyList<DbAccountIdentity> others,
        DbAccountsException? inner = null,
        IReadOnlyCollection<string>? known = null) => new(
        DbErrorId.AccountNotFound,
        DbErrorCategory.ObjectNotFound,
        others.Count == 0
            ? NotAmong(account.ToString(), instance, [.. known ?? []]).Message
            : Among(account, instance, [.. others.Select(other => $"'{other}'")]),
        others.Count == 0 ? NotFoundAdvice(account.ToString())
            : DifferInCase(account.ToString(), [.. others.Select(other => other.ToString())]) ? Messages.NamesHaveCaseAdvice
            : Messages.AccountOtherHostAdvice,
        inner)
    {
        Near = others.Count > 0 ? others[0].ToString() : NotAmong(account.ToString(), instance, [.. known ?? []]).Near,
        ServiceCode = inner?.ServiceCode,
        ServiceMessage = inner?.ServiceMessage,
        RequestId = inner?.RequestId,
    };

    /// <summary>The account is not there yet: the job that creates it has not ended.</summary>
    public static DbAccountsException AccountNotYet(DbAccountIdentity account, DbInstanceName instance, DbAccountsException inner) => new(
        DbErrorId.AccountNotFound,
        DbErrorCategory.ObjectNotFound,
        Messages.AccountNotYet.With(account, instance),
        Messages.AccountNotYetAdvice,
        inner)
    {
        ServiceCode = inner.ServiceCode,
        ServiceMessage = inner.ServiceMessage,
        RequestId = inner.RequestId,
    };

    /// <summary>There is no such account, and a role that is called so.</summary>
    public static DbAccountsException AccountIsRole(DbAccountIdentity account, DbInstanceName instance, DbAccountsException inner)
    {
        string role = DbPrivilegeTarget.OfRole(GrantName.OfRole(account.Name, null)).ToString();
        return new(
            DbErrorId.AccountNotFound,
            DbErrorCategory.ObjectNotFound,
            Messages.AccountIsRole.With(account, instance, account.Name),
            Messages.AccountIsRoleAdvice.With(role),
            inner)
        {
            ServiceCode = inner.ServiceCode,
            ServiceMessage = inner.ServiceMessage,
            RequestId = inner.RequestId,
        };
    }

    /// <summary>The account is not in a list: it does not exist, or is not shown where the list is only a part.</summary>
    public static DbAccountsException AccountNotListed(string account, DbInstanceName instance, DbAccountList list) => list.IsWhole
        ? NotAmong(account, instance, [.. list.Select(one => one.ToString()).Distinct()])
        : new(
            DbErrorId.AccountNotShown,
            DbErrorCategory.LimitsExceeded,
            Messages.AccountNotShown.With(instance, account),
            Messages.AccountNotShownAdvice);

    /// <summary>The account was listed without its host, which is needed to say which one is meant.</summary>
    public static DbAccountsException HostNotListed(string account, string service) => new(
        DbErrorId.InvalidInput,
        DbErrorCategory.InvalidArgument,
        Messages.HostNotListed.With(service, account),
        Messages.HostAdvice.With(account));

    /// <summary>The account is listed without the hosts that a change of it has to repeat.</summary>
    public static DbAccountsException HostsNotShown(string account, DbInstanceName instance) => new(
        DbErrorId.AccountListNotShown,
        DbErrorCategory.ObjectNotFound,
        Messages.HostsNotShown.With(instance, account),
        Messages.HostsNotShownAdvice);

    /// <summary>What is asked for can't be done without a wider effect.</summary>
    public static DbAccountsException WiderEffect(string message, string advice) => new(
        DbErrorId.WiderEffect,
        DbErrorCategory.InvalidOperation,
        message,
        advice);

    /// <summary>A change that has to be confirmed where nobody can be asked.</summary>
    public static DbAccountsException ConfirmationNotPossible(string question, Exception reason) => new(
        DbErrorId.ConfirmationNotPossible,
        DbErrorCategory.InvalidOperation,
        Messages.ConfirmationNotPossible.With(question),
        Messages.ConfirmationAdvice,
        reason);

    /// <summary>No profile has the name.</summary>
    /// <param name="name">The name.</param>
    /// <param name="path">The file of the profiles.</param>
    /// <param name="known">The names of those that are there.</param>
    public static DbAccountsException ProfileNotFound(string name, string path, IEnumerable<string> known) => new(
        DbErrorId.ProfileNotFound,
        DbErrorCategory.ObjectNotFound,
        Nearest.Of(name, known) is { } meant ? Messages.ProfileNotFoundNear.With(name, path, meant) : Messages.ProfileNotFound.With(name, path),
        Messages.ProfileAdvice);

    /// <summary>The file of the profiles can't be used.</summary>
    public static DbAccountsException ProfileFileInvalid(string path, string reason, Exception? inner = null) => new(
        DbErrorId.ProfileFileInvalid,
        DbErrorCategory.InvalidData,
        Messages.ProfileFileInvalid.With(path, reason.TrimEnd('.')),
        Messages.ProfileFileAdvice,
        inner);

    /// <summary>No simulator runs at a port.</summary>
    /// <param name="port">The port.</param>
    /// <param name="running">The ports that simulators listen on.</param>
    public static DbAccountsException SimulatorNotRunning(int port, IReadOnlyCollection<int> running) => new(
        DbErrorId.SimulatorNotRunning,
        DbErrorCategory.ObjectNotFound,
        running.Count == 0 ? Messages.SimulatorNone.With(port) : Messages.SimulatorNotRunning.With(port, string.Join(", ", running)),
        Messages.SimulatorAdvice);

    // Another host of the name, or a name that is nearly it.
    private static DbAccountsException NotAmong(string account, DbInstanceName instance, string[] listed)
    {
        string name = account.Split('@')[0];
        string[] hosts = [.. listed.Where(one => one.StartsWith(name + "@", StringComparison.OrdinalIgnoreCase)).Select(one => $"'{one}'")];
        string? meant = hosts.Length > 0 ? null : Nearest.Account(account, listed);
        return new(
            DbErrorId.AccountNotFound,
            DbErrorCategory.ObjectNotFound,
            hosts.Length > 0 ? Among(account, instance, hosts)
                : meant is not null ? Messages.AccountNotFoundNear.With(account, instance, meant)
                : Messages.AccountNotFound.With(account, instance),
            DifferInCase(account, hosts) ? Messages.NamesHaveCaseAdvice
                : hosts.Length > 0 ? Messages.AccountOtherHostListAdvice
                : NotFoundAdvice(account))
        {
            Near = hosts.Length > 0 ? hosts[0].Trim('\'') : meant,
        };
    }

    // No service's names have a comma in them that is not rather one between names.
    private static string NotFoundAdvice(string account) => account.Split(',') is { Length: > 1 } names
        ? Messages.SeparateNamesAdvice.With(string.Join(", ", names.Select(name => $"'{name.Trim()}'")))
        : Messages.AccountNotFoundAdvice;

    private static string Among(object account, DbInstanceName instance, string[] others) => (others.Length == 1
        ? Messages.AccountNotFoundAmong.With(account, instance, others[0])
        : Messages.AccountNotFoundAmongSeveral.With(account, instance, string.Join(", ", others)))
        + (DifferInCase($"{account}", others) ? " " + Messages.NamesHaveCase : "");

    // None of them is the name that was written, but for upper and lower case.
    private static bool DifferInCase(string account, string[] others) =>
        others.Length > 0 && !others.Any(other => NameOf(other.Trim('\'')) == NameOf(account));

    private static string NameOf(string account) => account.LastIndexOf('@') is > 0 and int at ? account.Substring(0, at) : account;

    // Of a job that is only known by its id there is no more to say.
    private static string Subject(DbJob job)
    {
        string accounts = string.Join(", ", job.Account.Select(account => $"'{account}'"));
        return job.Operation.Length == 0 ? Messages.JobNamed.With(job.Id, job.InstanceId)
            : (TextFormat.Find("Job" + job.Operation) ?? Messages.JobOfOther).With(accounts, job.InstanceId, job.Operation);
    }

    // The first word of a name that has several is short for it where no other name begins so.
    private static string? OnlyOneThatBegins(string text, IEnumerable<string> known) =>
        known.Where(name => text.Length > 2 && name.StartsWith(text, StringComparison.OrdinalIgnoreCase)).Take(2).ToArray() is [var one]
            ? one : null;

    private static string Capital(string text) => char.ToUpperInvariant(text[0]) + text.Substring(1);
}
