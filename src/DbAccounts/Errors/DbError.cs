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
        $"{service} does not allow '{subject}': {string.Join("; ", violations.Select(v => v.Message))}.")
    {
        Violations = violations,
        RecommendedAction = "Correct the values; Get-DbAccountRule shows the rules and their documents. "
            + "-SkipRuleCheck leaves the judgement to the service.",
    };

    /// <summary>A value that can't be used at all.</summary>
    public static DbAccountsException InvalidInput(string message, Exception? inner = null) =>
        new(DbErrorId.InvalidInput, DbErrorCategory.InvalidArgument, message, inner);

    /// <summary>The service documents nothing for the operation.</summary>
    public static DbAccountsException NotSupported(string service, string operation, string offers) => new(
        DbErrorId.NotSupportedByService,
        DbErrorCategory.InvalidOperation,
        $"{service} documents no operation for {operation}. It offers: {offers}.")
    {
        RecommendedAction = "Get-DbService shows what each service can do.",
    };

    /// <summary>A name that is no service's.</summary>
    public static DbAccountsException UnknownService(string service, IEnumerable<string> known) => new(
        DbErrorId.UnknownService,
        DbErrorCategory.InvalidArgument,
        $"There is no service '{service}'. The services are {string.Join(", ", known)}.");

    /// <summary>No instance is connected at all.</summary>
    public static DbAccountsException NothingConnected() => new(
        DbErrorId.InstanceNotConnected,
        DbErrorCategory.ObjectNotFound,
        "No instance is connected in this session.")
    {
        RecommendedAction = "Connect one with Connect-DbInstance, or name one with -Instance.",
    };

    /// <summary>This instance is not connected.</summary>
    public static DbAccountsException NotConnected(string? service, string instanceId, string? region) => new(
        DbErrorId.InstanceNotConnected,
        DbErrorCategory.ObjectNotFound,
        $"The instance {instanceId} is not connected in this session.")
    {
        RecommendedAction = $"Connect-DbInstance {service ?? "<service>"} {instanceId}"
            + (region is null ? "" : $" -Region {region}") + " -Credential <key>",
    };

    /// <summary>No instance of this service is connected.</summary>
    public static DbAccountsException ServiceNotConnected(string service) => new(
        DbErrorId.InstanceNotConnected,
        DbErrorCategory.ObjectNotFound,
        $"No instance of {service} is connected in this session.")
    {
        RecommendedAction = $"Connect-DbInstance {service} <instance id> -Credential <key>",
    };

    /// <summary>A service of which several instances are connected, and none of them is the default.</summary>
    public static DbAccountsException SeveralConnected(string service, IEnumerable<string> instanceIds) => new(
        DbErrorId.AmbiguousInstance,
        DbErrorCategory.InvalidArgument,
        $"Several instances of {service} are connected: {string.Join(", ", instanceIds)}.")
    {
        RecommendedAction = "Name one with -Instance, or in the row's column Instance.",
    };

    /// <summary>An id that several services have connected.</summary>
    public static DbAccountsException Ambiguous(string instanceId, IEnumerable<string> services) => new(
        DbErrorId.AmbiguousInstance,
        DbErrorCategory.InvalidArgument,
        $"The instance {instanceId} is connected for several services: {string.Join(", ", services)}.")
    {
        RecommendedAction = "Pass the object that Connect-DbInstance returned, or write '<service>/<instance id>'.",
    };

    /// <summary>A connection without something that it needs.</summary>
    public static DbAccountsException ConnectionIncomplete(string service, string what) => new(
        DbErrorId.ConnectionIncomplete,
        DbErrorCategory.InvalidArgument,
        $"A connection to {service} needs {what}.");

    /// <summary>A connection for which no credential was given, and none was found.</summary>
    /// <param name="service">The service.</param>
    /// <param name="needs">What it needs, in words.</param>
    /// <param name="looked">Where was looked, and what is missing there where one half was found.</param>
    public static DbAccountsException NoCredential(string service, string needs, IEnumerable<(string Place, string? Lacks)> looked) => new(
        DbErrorId.ConnectionIncomplete,
        DbErrorCategory.InvalidArgument,
        $"A connection to {service} needs {needs}. None was given, and none was found in "
        + string.Join("; ", looked.Select(one => one.Lacks is null ? one.Place : $"{one.Place} ({one.Lacks} is not set)")) + ".")
    {
        RecommendedAction = "Give -Credential, or the name of a vault's secret with -SecretName, or set the environment variables. "
            + "about_DbAccounts_Connections lists all sources.",
    };

    /// <summary>A file with credentials that can't be used; nothing of its content is said.</summary>
    public static DbAccountsException CredentialFileInvalid(string path, string reason, Exception? inner = null) => new(
        DbErrorId.CredentialFileInvalid,
        DbErrorCategory.InvalidData,
        $"The credentials file '{path}' can't be used: {reason.TrimEnd('.')}.",
        inner)
    {
        RecommendedAction = "Correct the file with the tool that it belongs to, or give what it should hold: credential, region and project.",
    };

    /// <summary>A secret that nobody has, or that nothing here can read.</summary>
    public static DbAccountsException SecretNotFound(SecretName secret, string reason, Exception? inner = null) => new(
        DbErrorId.SecretNotFound,
        DbErrorCategory.ObjectNotFound,
        $"{Capital(secret.ToString())} can't be read: {reason.TrimEnd('.')}.",
        inner)
    {
        RecommendedAction = "Secrets come from Get-Secret of the module Microsoft.PowerShell.SecretManagement, in Azure Automation from "
            + "Get-AutomationPSCredential. Check the name, the vault, and that the vault is unlocked where nobody can be asked.",
    };

    /// <summary>A secret that is no credential of the service; nothing of its content is said.</summary>
    public static DbAccountsException SecretInvalid(SecretName secret, string reason) => new(
        DbErrorId.SecretInvalid,
        DbErrorCategory.InvalidData,
        $"{Capital(secret.ToString())} can't be used: {reason.TrimEnd('.')}.")
    {
        RecommendedAction = "Store a PSCredential with the public half of the key as user name, or a hashtable with KeyId, SecretKey "
            + "and Token; on Ddm an IAM token may be a text.",
    };

    /// <summary>The instance is not among those of the key.</summary>
    public static DbAccountsException InstanceNotFound(DbInstanceName instance) => new(
        DbErrorId.InstanceNotFound,
        DbErrorCategory.ObjectNotFound,
        $"The service knows no {instance}.")
    {
        RecommendedAction = "Check the instance, its region or zone, and whose key it is.",
    };

    /// <summary>An endpoint that would show the traffic to others.</summary>
    public static DbAccountsException EndpointNotAllowed(string endpoint) => new(
        DbErrorId.EndpointNotAllowed,
        DbErrorCategory.InvalidArgument,
        $"The endpoint '{endpoint}' is not allowed: it must be an https address, or http on a loopback address.");

    /// <summary>The account does not exist.</summary>
    public static DbAccountsException AccountNotFound(string account, DbInstanceName instance) => new(
        DbErrorId.AccountNotFound,
        DbErrorCategory.ObjectNotFound,
        $"There is no account '{account}' on {instance}.")
    {
        RecommendedAction = "Get-DbAccount lists the accounts.",
    };

    /// <summary>The account is listed without the hosts that a change of it has to repeat.</summary>
    public static DbAccountsException HostsNotShown(string account, DbInstanceName instance) => new(
        DbErrorId.AccountListNotShown,
        DbErrorCategory.ObjectNotFound,
        $"{instance} does not show from where '{account}' may connect, and a new password is sent together with that.")
    {
        RecommendedAction = "Use Set-DbAccount with -AllowedHost and -Password.",
    };

    /// <summary>The change can't be told to the service without a wider effect.</summary>
    public static DbAccountsException WiderEffect(string message) => new(
        DbErrorId.WiderEffect,
        DbErrorCategory.InvalidOperation,
        message)
    {
        RecommendedAction = "Use Set-DbPrivilege to say the whole set, or -Force to accept the wider effect.",
    };

    /// <summary>The answer to a change was lost, and reading back did not tell either.</summary>
    public static DbAccountsException OutcomeUnknown(DbAccountsException lost, string readBack) => new(
        DbErrorId.OutcomeUnknown, DbErrorCategory.ConnectionError, $"{lost.Message} {readBack}", lost)
    {
        ServiceCode = lost.ServiceCode,
        ServiceMessage = lost.ServiceMessage,
        RequestId = lost.RequestId,
        RecommendedAction = lost.RecommendedAction,
    };

    /// <summary>A change that was answered without the job that carries it out: reading back may find it.</summary>
    public static DbAccountsException JobNotNamed(string action, DbInstanceName instance, string? requestId) =>
        AnswerLost(action, instance, "the answer names no job", null, null, requestId);

    /// <summary>A change without an answer that tells what became of it.</summary>
    public static DbAccountsException AnswerLost(
        string action, object instance, string reason, string? serviceCode, string? serviceMessage, string? requestId, bool mayComeYet = false) => new(
        DbErrorId.OutcomeUnknown,
        DbErrorCategory.ConnectionError,
        $"{action} on {instance}: {reason}. The change may or may not have been applied.")
    {
        ServiceCode = serviceCode,
        ServiceMessage = serviceMessage,
        RequestId = requestId,
        MayComeYet = mayComeYet,
        RecommendedAction = "Look at the account with Get-DbAccount or Get-DbPrivilege before you repeat the change.",
    };

    /// <summary>An answer without the list that was asked for.</summary>
    public static DbAccountsException ListMissing(string name) => new(
        DbErrorId.ProtocolError, DbErrorCategory.ProtocolError, $"The answer holds no list '{name}', which the service documents.")
    {
        RecommendedAction = "Check the endpoint, and whether a proxy stands in between; then try again.",
    };

    /// <summary>A list that ends before it is whole.</summary>
    public static DbAccountsException ListNotWhole(string action, DbInstanceName instance, long seen, long total) => new(
        DbErrorId.ProtocolError,
        DbErrorCategory.ProtocolError,
        FormattableString.Invariant($"{action} on {instance}: the service counts {total} accounts, but lists {seen}."))
    {
        RecommendedAction = "Accounts may be created or removed at the moment: try again.",
    };

    /// <summary>The job does not exist.</summary>
    public static DbAccountsException JobNotFound(string id, DbInstanceName instance) => new(
        DbErrorId.JobNotFound,
        DbErrorCategory.ObjectNotFound,
        $"{instance} knows no job '{id}'.")
    {
        RecommendedAction = "Services forget jobs, done or not: look at the account with Get-DbAccount before you repeat the change.",
    };

    /// <summary>The job ended without success.</summary>
    public static DbAccountsException JobFailed(DbJob job) => new(
        DbErrorId.JobFailed,
        DbErrorCategory.InvalidResult,
        $"{job.Operation} of {string.Join(", ", job.Account)} on {job.InstanceId} ended as {job.ServiceState}: "
        + (string.Join(" ", new[] { job.ErrorCode, job.ErrorMessage }.Where(text => !string.IsNullOrEmpty(text))) is { Length: > 0 } reason
            ? reason
            : "the service gives no reason"))
    {
        ServiceCode = job.ErrorCode,
        ServiceMessage = job.ErrorMessage,
        RequestId = job.RequestId,
        RecommendedAction = "Look at the account with Get-DbAccount, correct the cause and repeat the change.",
    };

    /// <summary>The job did not end in the time allowed.</summary>
    public static DbAccountsException JobTimeout(DbJob job, TimeSpan allowed) => new(
        DbErrorId.JobTimeout,
        DbErrorCategory.OperationTimeout,
        FormattableString.Invariant(
            $"{job.Operation} of {string.Join(", ", job.Account)} on {job.InstanceId} is still {job.State} after {allowed.TotalSeconds:0.#} seconds."))
    {
        RequestId = job.RequestId,
        RecommendedAction = "The job goes on at the service: wait again with Wait-DbJob, and a longer -Timeout.",
    };

    /// <summary>No profile has the name.</summary>
    public static DbAccountsException ProfileNotFound(string name, string path) => new(
        DbErrorId.ProfileNotFound,
        DbErrorCategory.ObjectNotFound,
        $"There is no profile '{name}' in '{path}'.")
    {
        RecommendedAction = "Get-DbProfile lists the profiles; Set-DbProfile makes one.",
    };

    /// <summary>The file of the profiles can't be used.</summary>
    public static DbAccountsException ProfileFileInvalid(string path, string reason, Exception? inner = null) => new(
        DbErrorId.ProfileFileInvalid,
        DbErrorCategory.InvalidData,
        $"The profiles in '{path}' can't be used: {reason.TrimEnd('.')}.",
        inner)
    {
        RecommendedAction = "The file was left as it is: correct it, move it away, or name another one in the environment variable "
            + "DBACCOUNTS_PROFILE_PATH.",
    };

    /// <summary>No simulator runs at a port.</summary>
    public static DbAccountsException SimulatorNotRunning(int port) => new(
        DbErrorId.SimulatorNotRunning,
        DbErrorCategory.ObjectNotFound,
        $"No simulator of this process listens on port {port}.")
    {
        RecommendedAction = "Get-DbSimulator lists those that run.",
    };

    private static string Capital(string text) => char.ToUpperInvariant(text[0]) + text.Substring(1);
}
