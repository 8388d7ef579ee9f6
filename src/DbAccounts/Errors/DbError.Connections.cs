using System;
using System.Collections.Generic;
using System.Linq;
using DbAccounts.Model;

namespace DbAccounts.Errors;

/// <content>Errors of connections: instances, addresses, credentials.</content>
public static partial class DbError
{
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

    /// <summary>The driver of SQL servers is not where the module keeps it.</summary>
    public static DbAccountsException DriverNotFound(string folder, Exception inner) => new(
        DbErrorId.DriverNotFound,
        DbErrorCategory.ResourceUnavailable,
        $"The driver for SQL servers can't be loaded from '{folder}': {inner.Message.TrimEnd('.')}.",
        "Install the module again: its folder sql belongs to it.",
        inner);
}
