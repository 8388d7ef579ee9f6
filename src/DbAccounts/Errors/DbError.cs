using System;
using System.Collections.Generic;
using System.Linq;
using DbAccounts.Credentials;
using DbAccounts.Model;
using DbAccounts.Rules;

namespace DbAccounts.Errors;

/// <summary>Makes the errors that are not a service's answer; one method for each thing there is to say.</summary>
public static class DbError
{
    /// <summary>One or more documented rules are violated.</summary>
    public static DbAccountsException RuleViolation(string service, string subject, IReadOnlyList<Violation> violations) => new(
        DbErrorId.RuleViolation,
        DbErrorCategory.InvalidArgument,
        $"'{subject}' breaks the rules of {service}: {string.Join("; ", violations.Select(v => v.Message))}.",
        "Correct the values" + (violations.Any(v => v.Parameter == "Password") ? ", or let -GeneratePassword make the password" : "")
        + "; Get-DbAccountRule shows the rules and their documents. -SkipRuleCheck leaves the judgement to the service.")
    {
        Violations = violations,
    };

    /// <summary>A value that can't be used at all.</summary>
    public static DbAccountsException InvalidInput(string message, Exception? inner = null) =>
        new(DbErrorId.InvalidInput, DbErrorCategory.InvalidArgument, message, "Correct the value that the message names.", inner);

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
        $"Name the column {parameter}, or give -{parameter} on the command line, or leave the column out if it has nothing to do with this.");

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

    /// <summary>A name that is no service's.</summary>
    public static DbAccountsException UnknownService(string service, IEnumerable<string> known) => new(
        DbErrorId.UnknownService,
        DbErrorCategory.InvalidArgument,
        $"There is no service '{service}'. The services are {string.Join(", ", known)}.",
        "Use one of these names; Get-DbService shows what each service can do.");

    /// <summary>No instance is named, and the session has no default.</summary>
    /// <param name="connected">What is connected, in words.</param>
    public static DbAccountsException NothingConnected(IEnumerable<string> connected) => connected.ToArray() is { Length: > 0 } others
        ? new(
            DbErrorId.InstanceNotConnected,
            DbErrorCategory.ObjectNotFound,
            $"This session has no default instance. Connected are {string.Join(", ", others)}.",
            "Make one of them the default with Select-DbInstance, or name one with -Instance.")
        : new(
            DbErrorId.InstanceNotConnected,
            DbErrorCategory.ObjectNotFound,
            "No instance is connected in this session.",
            "Connect one with Connect-DbInstance, or name one with -Instance.");

    /// <summary>This instance is not connected.</summary>
    /// <param name="wanted">What is known of it.</param>
    /// <param name="elsewhere">Other addresses at which its id is connected.</param>
    public static DbAccountsException NotConnected(DbInstanceOptions wanted, IEnumerable<string> elsewhere)
    {
        string name = wanted.InstanceId.Length > 0 ? $"The instance {wanted.InstanceId}" : "An instance";
        string place = wanted.Endpoint is { } at ? $" at {DbInstanceName.EndpointText(at)}" : "";
        string[] others = [.. elsewhere.Distinct()];
        string connected = wanted.Endpoint is null || others.Length == 0 ? ""
            : $" Connected is the one at {string.Join(", ", others)}: another address is another instance"
            + (wanted.Endpoint.IsLoopback ? ", and another port another simulator." : ".");
        return new(
            DbErrorId.InstanceNotConnected,
            DbErrorCategory.ObjectNotFound,
            $"{name}{place} is not connected in this session.{connected}",
            ConnectCall.Of(wanted));
    }

    /// <summary>No connected instance matches a pattern.</summary>
    /// <param name="pattern">The pattern.</param>
    /// <param name="connected">What is connected, in words.</param>
    public static DbAccountsException NothingMatches(string pattern, IReadOnlyCollection<string> connected) => connected.Count == 0
        ? NothingConnected([])
        : new(
            DbErrorId.InstanceNotConnected,
            DbErrorCategory.ObjectNotFound,
            $"No connected instance matches '{pattern}'. Connected are {string.Join(", ", connected)}.",
            "A pattern is matched with the id, the service, and 'service/id'; Get-DbInstance lists what is connected.");

    /// <summary>No instance of this service is connected.</summary>
    public static DbAccountsException ServiceNotConnected(string service) => new(
        DbErrorId.InstanceNotConnected,
        DbErrorCategory.ObjectNotFound,
        $"No instance of {service} is connected in this session.",
        ConnectCall.Of(new DbInstanceOptions { Service = service }));

    /// <summary>A service of which several instances are connected, and none of them is the default.</summary>
    public static DbAccountsException SeveralConnected(string service, IEnumerable<string> instanceIds) => new(
        DbErrorId.AmbiguousInstance,
        DbErrorCategory.InvalidArgument,
        $"Several instances of {service} are connected: {string.Join(", ", instanceIds)}.",
        "Name one with -Instance, or in the row's column Instance.");

    /// <summary>An id that several services have connected.</summary>
    public static DbAccountsException Ambiguous(string instanceId, IEnumerable<string> services) => new(
        DbErrorId.AmbiguousInstance,
        DbErrorCategory.InvalidArgument,
        $"The instance {instanceId} is connected for several services: {string.Join(", ", services)}.",
        "Pass the object that Connect-DbInstance returned, or write '<service>/<instance id>'.");

    /// <summary>An instance with several connections, none of which is the default.</summary>
    /// <param name="instanceId">The instance.</param>
    /// <param name="connections">Its connections, in words.</param>
    public static DbAccountsException SeveralConnections(string instanceId, IEnumerable<string> connections) => new(
        DbErrorId.AmbiguousInstance,
        DbErrorCategory.InvalidArgument,
        $"The instance {instanceId} is connected more than once, and none of these is the default: {string.Join(", ", connections)}.",
        "Pass the object that Connect-DbInstance or Get-DbInstance returned with -Instance, "
            + "or make it the default with Select-DbInstance.");

    /// <summary>Something belongs to one instance, and another one is named for it.</summary>
    /// <param name="subject">What it is.</param>
    /// <param name="own">Where it belongs, in words.</param>
    /// <param name="asked">The instance that is named, in words.</param>
    /// <param name="select">What of it means the same elsewhere, as an argument of Select-Object.</param>
    public static DbAccountsException InstanceMismatch(string subject, string own, string asked, string select) => new(
        DbErrorId.InstanceMismatch,
        DbErrorCategory.InvalidArgument,
        $"{subject} belongs to {own}, and -Instance means {asked}. Nothing was sent.",
        "Leave -Instance out for the one that it belongs to; to mean the same on another instance, "
            + $"pipe it through Select-Object {select}.");

    /// <summary>A connection without something that it needs.</summary>
    public static DbAccountsException ConnectionIncomplete(string service, string what) => new(
        DbErrorId.ConnectionIncomplete,
        DbErrorCategory.InvalidArgument,
        $"A connection to {service} needs {what}.",
        "Give Connect-DbInstance what the message names.");

    /// <summary>A connection for which no credential was given, and none was found.</summary>
    /// <param name="service">The service.</param>
    /// <param name="needs">What it needs, in words.</param>
    /// <param name="looked">Where was looked, and what is missing there where one half was found.</param>
    public static DbAccountsException NoCredential(string service, string needs, IEnumerable<(string Place, string? Lacks)> looked) => new(
        DbErrorId.ConnectionIncomplete,
        DbErrorCategory.InvalidArgument,
        $"A connection to {service} needs {needs}. None was given, and none was found in "
        + string.Join("; ", looked.Select(one => one.Lacks is null ? one.Place : $"{one.Place} ({one.Lacks} is not set)")) + ".",
        "Give -Credential, or the name of a vault's secret with -SecretName, or set the environment variables. "
            + "about_DbAccounts_Connections lists all sources.");

    /// <summary>A file with credentials that can't be used; nothing of its content is said.</summary>
    public static DbAccountsException CredentialFileInvalid(string path, string reason, Exception? inner = null) => new(
        DbErrorId.CredentialFileInvalid,
        DbErrorCategory.InvalidData,
        $"The credentials file '{path}' can't be used: {reason.TrimEnd('.')}.",
        "Correct the file with the tool that it belongs to, or give what it should hold: credential, region and project.",
        inner);

    /// <summary>A secret that nobody has, or that nothing here can read.</summary>
    public static DbAccountsException SecretNotFound(SecretName secret, string reason, Exception? inner = null) => new(
        DbErrorId.SecretNotFound,
        DbErrorCategory.ObjectNotFound,
        $"{Capital(secret.ToString())} can't be read: {reason.TrimEnd('.')}.",
        "Secrets come from Get-Secret of the module Microsoft.PowerShell.SecretManagement, in Azure Automation from "
            + "Get-AutomationPSCredential. Check the name, the vault, and that the vault is unlocked where nobody can be asked.",
        inner);

    /// <summary>A secret that is no credential of the service; nothing of its content is said.</summary>
    public static DbAccountsException SecretInvalid(SecretName secret, string reason) => new(
        DbErrorId.SecretInvalid,
        DbErrorCategory.InvalidData,
        $"{Capital(secret.ToString())} can't be used: {reason.TrimEnd('.')}.",
        "Store a PSCredential with the public half of the key as user name, or a hashtable with KeyId, SecretKey "
            + "and Token; on Ddm an IAM token may be a text.");

    /// <summary>The instance is not among those of the key.</summary>
    public static DbAccountsException InstanceNotFound(DbInstanceName instance) => new(
        DbErrorId.InstanceNotFound,
        DbErrorCategory.ObjectNotFound,
        $"The service knows no {instance}.",
        "Check the instance, its region or zone, and whose key it is.");

    /// <summary>An endpoint that would show the traffic to others.</summary>
    public static DbAccountsException EndpointNotAllowed(string endpoint) => new(
        DbErrorId.EndpointNotAllowed,
        DbErrorCategory.InvalidArgument,
        $"The endpoint '{endpoint}' is not allowed: it must be an https address, or http on a loopback address.",
        "Use https, or leave -Endpoint out: each service has its own address.");

    /// <summary>The account does not exist.</summary>
    public static DbAccountsException AccountNotFound(string account, DbInstanceName instance) => new(
        DbErrorId.AccountNotFound,
        DbErrorCategory.ObjectNotFound,
        $"There is no account '{account}' on {instance}.",
        "Get-DbAccount lists the accounts.");

    /// <summary>The account does not exist, but others of its name do.</summary>
    public static DbAccountsException AccountNotFoundAmong(
        DbAccountIdentity account, DbInstanceName instance, IReadOnlyList<DbAccountIdentity> others, DbAccountsException? inner = null) => new(
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

    /// <summary>The answer to a change was lost, and neither reading back nor sending it again did tell.</summary>
    /// <param name="job">The change's job.</param>
    /// <param name="lost">The error of the attempt whose answer was lost.</param>
    /// <param name="refusal">How it was refused when it was sent again; null where it wasn't.</param>
    /// <param name="readBack">What was seen, in a sentence.</param>
    public static DbAccountsException OutcomeUnknown(DbJob job, DbAccountsException lost, DbAccountsException? refusal, string readBack) =>
        new(
            DbErrorId.OutcomeUnknown,
            DbErrorCategory.ConnectionError,
            $"{lost.Message} {Sentence.Of(readBack)}{(refusal is null ? "" : $" Sent again, it was refused: {refusal.Message}")}",
            lost.RecommendedAction,
            lost)
        {
            ServiceCode = lost.ServiceCode,
            ServiceMessage = lost.ServiceMessage,
            RequestId = lost.RequestId,
            Job = job.WithUnknownOutcome(),
        };

    /// <summary>A change was sent again after its answer was lost, its job failed, and it can't be told whether the other was done.</summary>
    /// <param name="job">The job that failed.</param>
    /// <param name="seen">What was seen, in a sentence.</param>
    public static DbAccountsException DoneOrNot(DbJob job, string seen) => new(
        DbErrorId.OutcomeUnknown,
        DbErrorCategory.ConnectionError,
        $"{JobFailed(job).Message} It was sent before, and that answer was lost: the change may or may not have been applied. {seen}",
        "Look at the account with Get-DbAccount or Get-DbPrivilege before you repeat the change.")
    {
        ServiceCode = job.ErrorCode,
        ServiceMessage = job.ErrorMessage,
        RequestId = job.RequestId,
        Job = job.WithUnknownOutcome(),
    };

    /// <summary>The service says that a change was made, and shows something else.</summary>
    /// <param name="instance">Where.</param>
    /// <param name="account">The account.</param>
    /// <param name="seen">What it shows, as the end of a sentence.</param>
    /// <param name="job">The change's job; null where there is none.</param>
    /// <param name="inner">Why it could not be read.</param>
    public static DbAccountsException ChangeNotVerified(
        DbInstanceName instance, string account, string seen, DbJob? job = null, Exception? inner = null) => new(
        DbErrorId.ChangeNotVerified,
        DbErrorCategory.InvalidResult,
        $"{instance} accepted the change of '{account}', but {seen}",
        "Somebody else may have changed the account at the same time: look at it with Get-DbPrivilege and repeat the change.",
        inner)
    {
        RequestId = job?.RequestId,
        Job = job?.WithUnknownOutcome(),
    };

    /// <summary>A change that was answered without the job that carries it out: reading back may find it.</summary>
    public static DbAccountsException JobNotNamed(string action, DbInstanceName instance, string? requestId) =>
        AnswerLost(action, instance, "the answer names no job", null, null, requestId);

    /// <summary>A change without an answer that tells what became of it.</summary>
    public static DbAccountsException AnswerLost(
        string action,
        object instance,
        string reason,
        string? serviceCode,
        string? serviceMessage,
        string? requestId,
        bool mayComeYet = false) => new(
        DbErrorId.OutcomeUnknown,
        DbErrorCategory.ConnectionError,
        $"{action} on {instance}: {Sentence.Part(reason)}. The change may or may not have been applied.",
        "Look at the account with Get-DbAccount or Get-DbPrivilege before you repeat the change.")
    {
        ServiceCode = serviceCode,
        ServiceMessage = serviceMessage,
        RequestId = requestId,
        MayComeYet = mayComeYet,
    };

    /// <summary>A request that the rate limit left no turn.</summary>
    public static DbAccountsException NoTurnAtRate(string action, object instance, double perSecond) => new(
        DbErrorId.Throttled,
        DbErrorCategory.LimitsExceeded,
        FormattableString.Invariant(
            $"{action} on {instance}: the limit of {perSecond} requests a second left it no turn in the time allowed. It was not sent."),
        "Allow more time with -Timeout, or send fewer requests at a time.");

    /// <summary>A change whose instance was taken by other changes of this process all the time.</summary>
    public static DbAccountsException NoTurnOnInstance(DbInstanceName instance) => new(
        DbErrorId.InstanceBusy,
        DbErrorCategory.ResourceBusy,
        $"{instance} takes one change at a time, and others of this process took all the time allowed. This one was not sent.",
        "Try again, and allow more time with -Timeout.");

    /// <summary>A change whose account was taken by other changes of this process all the time.</summary>
    public static DbAccountsException NoTurnOnAccount(string account, DbInstanceName instance) => new(
        DbErrorId.InstanceBusy,
        DbErrorCategory.ResourceBusy,
        $"Another change of '{account}' on {instance}, by this process, took all the time allowed. This one was not sent.",
        "Try again, and allow more time with -Timeout.");

    /// <summary>A change after one whose answer was lost, and that may still come.</summary>
    public static DbAccountsException MayStillCome(string account, DbInstanceName instance) => new(
        DbErrorId.InstanceBusy,
        DbErrorCategory.ResourceBusy,
        $"An earlier change of '{account}' on {instance}, whose answer was lost, may still come, and would undo this one. "
        + "The time allowed is too short to wait for that. This change was not sent.",
        "Try again in half a minute, or allow more time with -Timeout.");

    /// <summary>A request whose credential another command of this process was still getting.</summary>
    public static DbAccountsException NoTurnAtCredential(DbInstanceName instance) => new(
        DbErrorId.InstanceBusy,
        DbErrorCategory.ResourceBusy,
        $"Another command of this process was still getting the credential of {instance} when the time allowed was over. Nothing was sent.",
        "Try again, and allow more time with -Timeout.");

    /// <summary>A name and password that were refused a moment ago.</summary>
    public static DbAccountsException RefusedBefore(DbAccountsException refusal) => new(
        refusal.ErrorId,
        refusal.Category,
        $"{refusal.Message} That was a moment ago: the same name and password are not tried again for a minute, as that may lock the user.",
        refusal.RecommendedAction,
        refusal)
    {
        ServiceCode = refusal.ServiceCode,
        ServiceMessage = refusal.ServiceMessage,
        RequestId = refusal.RequestId,
    };

    /// <summary>A change that needs what is read, which may be older than a change of a moment ago.</summary>
    public static DbAccountsException TooSoonAfter(string account, DbInstanceName instance) => new(
        DbErrorId.InstanceBusy,
        DbErrorCategory.ResourceBusy,
        $"'{account}' on {instance} was changed a moment ago, and the time allowed is too short to see that for sure. "
        + "This change was not sent.",
        "Try again, and allow more time with -Timeout.");

    /// <summary>An answer without something that it has to hold, such as a list that was asked for.</summary>
    public static DbAccountsException NotInAnswer(string what) => new(
        DbErrorId.ProtocolError,
        DbErrorCategory.ProtocolError,
        $"The answer holds no {what}, which the service documents.",
        "Try again. If it stays so, check the endpoint, and whether a proxy stands in between.");

    /// <summary>A list that ends before it is whole.</summary>
    public static DbAccountsException ListNotWhole(string action, DbInstanceName instance, long seen, long total) => new(
        DbErrorId.ProtocolError,
        DbErrorCategory.ProtocolError,
        FormattableString.Invariant($"{action} on {instance}: the service counts {total} accounts, but lists {seen}."),
        "Try again. If it stays so, check whether a proxy stands in between that cuts answers.");

    /// <summary>A list that changed each time that it was read.</summary>
    public static DbAccountsException ListChanging(string action, DbInstanceName instance, int readings) => new(
        DbErrorId.ListChanging,
        DbErrorCategory.ResourceBusy,
        FormattableString.Invariant(
            $"{action} on {instance}: the list of accounts changed while it was read, each of {readings} times: some may be missing."),
        "Try again when fewer accounts are created and removed on the instance.");

    /// <summary>The job does not exist; on a service without jobs none can.</summary>
    public static DbAccountsException JobNotFound(string id, DbInstanceName instance, bool hasJobs = true) => new(
        DbErrorId.JobNotFound,
        DbErrorCategory.ObjectNotFound,
        $"{instance} knows no job '{id}'"
            + (hasJobs ? "." : $": {instance.Service} has no jobs, as its changes have ended when they are answered."),
        (hasJobs ? "Check the id and the instance. Services forget jobs, done or not: look" : "Look")
            + " at the account with Get-DbAccount before you repeat the change.");

    /// <summary>A job without an id, which can't be looked for.</summary>
    public static DbAccountsException JobWithoutId(DbJob job, DbInstanceName instance) => new(
        DbErrorId.JobNotFound,
        DbErrorCategory.ObjectNotFound,
        $"{Subject(job)} has no id by which {instance} would know it: its answer was lost.",
        "Look at the account with Get-DbAccount or Get-DbPrivilege before you repeat the change.");

    /// <summary>The job ended without success.</summary>
    public static DbAccountsException JobFailed(DbJob job) => new(
        DbErrorId.JobFailed,
        DbErrorCategory.InvalidResult,
        $"{Subject(job)} ended as {job.ServiceState ?? job.State.ToString()}: "
        + (string.Join(" ", new[] { job.ErrorCode, job.ErrorMessage }.Where(text => !string.IsNullOrEmpty(text))) is { Length: > 0 } reason
            ? reason
            : "the service gives no reason"),
        "Look at the account with Get-DbAccount, correct the cause and repeat the change.")
    {
        ServiceCode = job.ErrorCode,
        ServiceMessage = job.ErrorMessage,
        RequestId = job.RequestId,
    };

    /// <summary>The job ended without success, and its account is not there.</summary>
    public static DbAccountsException JobFailedWithout(
        DbAccountsException failure, DbAccountIdentity account, DbInstanceName instance, IReadOnlyList<DbAccountIdentity> others) => new(
        failure.ErrorId,
        failure.Category,
        $"{failure.Message} {AccountNotFoundAmong(account, instance, others).Message}",
        AccountNotFoundAmong(account, instance, others).RecommendedAction,
        failure)
    {
        ServiceCode = failure.ServiceCode,
        ServiceMessage = failure.ServiceMessage,
        RequestId = failure.RequestId,
        Job = failure.Job,
    };

    /// <summary>The job did not end in the time allowed.</summary>
    public static DbAccountsException JobTimeout(DbJob job, TimeSpan allowed) => new(
        DbErrorId.JobTimeout,
        DbErrorCategory.OperationTimeout,
        FormattableString.Invariant(
            $"{Subject(job)} is still {job.State} after {allowed.TotalSeconds:0.#} seconds."),
        "The job goes on at the service: wait again with Wait-DbJob, and a longer -Timeout.")
    {
        RequestId = job.RequestId,
    };

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
