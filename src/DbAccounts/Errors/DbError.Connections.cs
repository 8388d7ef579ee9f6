using System;
using System.Collections.Generic;
using System.Linq;
using DbAccounts.Model;
using DbAccounts.Texts;

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
            Messages.NoDefault.With(string.Join(", ", others)),
            Messages.NoDefaultAdvice)
        : new(
            DbErrorId.InstanceNotConnected,
            DbErrorCategory.ObjectNotFound,
            Messages.NothingConnected,
            Messages.NothingConnectedAdvice);

    /// <summary>This instance is not connected.</summary>
    /// <param name="wanted">What is known of it.</param>
    /// <param name="elsewhere">Other addresses at which its id is connected.</param>
    /// <param name="ids">The ids that are connected: one of them may be meant.</param>
    public static DbAccountsException NotConnected(DbInstanceOptions wanted, IEnumerable<string> elsewhere, IEnumerable<string>? ids = null)
    {
        string name = wanted.InstanceId.Length > 0 ? Messages.TheInstance.With(AddressLogin.Masked(wanted.InstanceId)) : Messages.AnInstanceFirst;
        string place = wanted.Endpoint is { } at ? Messages.InstancePlace.With(DbInstanceName.EndpointText(at)) : "";
        string[] others = [.. elsewhere.Distinct()];
        string connected = wanted.Endpoint is null || others.Length == 0 ? ""
            : Messages.ConnectedElsewhere.With(string.Join(", ", others))
            + (wanted.Endpoint.IsLoopback ? Messages.AnotherSimulator : ".");
        return new(
            DbErrorId.InstanceNotConnected,
            DbErrorCategory.ObjectNotFound,
            connected.Length == 0 && Nearest.Of(wanted.InstanceId, ids ?? []) is { } meant && meant != wanted.InstanceId
                ? Messages.NotConnectedNear.With(name, place, meant)
                : Messages.NotConnected.With(name, place, connected),
            ConnectCall.Of(wanted));
    }

    /// <summary>The same error for who wants no connection but one that is there.</summary>
    /// <param name="error">The error.</param>
    /// <param name="connected">What is connected, in words.</param>
    public static DbAccountsException AmongConnected(DbAccountsException error, IReadOnlyCollection<string> connected) => new(
        error.ErrorId,
        error.Category,
        error.Message,
        connected.Count == 0 ? Messages.ConnectedNoneAdvice : Messages.ConnectedAdvice.With(string.Join(", ", connected)),
        error);

    /// <summary>No connected instance matches a pattern.</summary>
    /// <param name="pattern">The pattern.</param>
    /// <param name="connected">What is connected, in words.</param>
    public static DbAccountsException NothingMatches(string pattern, IReadOnlyCollection<string> connected) => connected.Count == 0
        ? NothingConnected([])
        : new(
            DbErrorId.InstanceNotConnected,
            DbErrorCategory.ObjectNotFound,
            Messages.NothingMatches.With(pattern, string.Join(", ", connected)),
            Messages.NothingMatchesAdvice);

    /// <summary>No instance of this service is connected.</summary>
    public static DbAccountsException ServiceNotConnected(string service) => new(
        DbErrorId.InstanceNotConnected,
        DbErrorCategory.ObjectNotFound,
        Messages.ServiceNotConnected.With(service),
        ConnectCall.Of(new DbInstanceOptions { Service = service }));

    /// <summary>A service of which several instances are connected, and none of them is the default.</summary>
    public static DbAccountsException SeveralConnected(string service, IEnumerable<string> instanceIds) => new(
        DbErrorId.AmbiguousInstance,
        DbErrorCategory.InvalidArgument,
        Messages.SeveralConnected.With(service, string.Join(", ", instanceIds)),
        Messages.SeveralConnectedAdvice);

    /// <summary>An id that several services have connected.</summary>
    public static DbAccountsException Ambiguous(string instanceId, IEnumerable<string> services) => new(
        DbErrorId.AmbiguousInstance,
        DbErrorCategory.InvalidArgument,
        Messages.SeveralServices.With(instanceId, string.Join(", ", services)),
        Messages.SeveralServicesAdvice);

    /// <summary>An instance with several connections, none of which is the default.</summary>
    /// <param name="instanceId">The instance.</param>
    /// <param name="connections">Its connections, in words.</param>
    public static DbAccountsException SeveralConnections(string instanceId, IEnumerable<string> connections) => new(
        DbErrorId.AmbiguousInstance,
        DbErrorCategory.InvalidArgument,
        Messages.SeveralConnections.With(instanceId, string.Join(", ", connections)),
        Messages.SeveralConnectionsAdvice);

    /// <summary>Something belongs to one instance, and another one is named for it.</summary>
    /// <param name="subject">What it is.</param>
    /// <param name="own">Where it belongs, in words.</param>
    /// <param name="asked">The instance that is named, in words.</param>
    /// <param name="select">What of it means the same elsewhere, as an argument of Select-Object.</param>
    public static DbAccountsException InstanceMismatch(string subject, string own, string asked, string select) => new(
        DbErrorId.InstanceMismatch,
        DbErrorCategory.InvalidArgument,
        Messages.InstanceMismatch.With(subject, own, asked),
        Messages.InstanceMismatchAdvice.With(select));

    /// <summary>A connection without something that it needs.</summary>
    /// <param name="service">The service.</param>
    /// <param name="wanted">What is given.</param>
    /// <param name="parameters">The parameters that are missing.</param>
    /// <param name="needs">What they are, in words.</param>
    public static DbAccountsException ConnectionIncomplete(
        string service, DbInstanceOptions wanted, IReadOnlyCollection<string> parameters, IReadOnlyCollection<string> needs) => new(
        DbErrorId.ConnectionIncomplete,
        DbErrorCategory.InvalidArgument,
        Messages.ConnectionNeeds.With(service, Sentence.List(needs)),
        ConnectCall.With(wanted, parameters));

    /// <summary>A connection whose key is there, and which needs something that no parameter gives.</summary>
    public static DbAccountsException ConnectionNeeds(string service, string what, string advice) => new(
        DbErrorId.ConnectionIncomplete, DbErrorCategory.InvalidArgument, Messages.ConnectionNeeds.With(service, what), advice);

    private static string Options(IEnumerable<string> parameters) => string.Join(", ", parameters.Select(name => "-" + name));

    /// <summary>Settings that a service has no use for, so that the connection would be another one than is meant.</summary>
    /// <param name="service">The service.</param>
    /// <param name="parameters">The settings.</param>
    /// <param name="isSql">The address of the server is all that there is.</param>
    public static DbAccountsException SettingNotTaken(string service, IReadOnlyCollection<string> parameters, bool isSql) => InvalidInput(
        Messages.SettingNotTaken.With(service, Sentence.List(parameters)),
        isSql ? Messages.SqlParameterNotTakenAdvice.With(Options(parameters)) : Messages.SettingNotTakenAdvice.With(Options(parameters)));

    /// <summary>A connection for which no credential was given, and none was found.</summary>
    /// <param name="service">The service.</param>
    /// <param name="wanted">What is given.</param>
    /// <param name="parameters">What else is missing.</param>
    /// <param name="needs">All that is missing, in words.</param>
    /// <param name="looked">Where was looked for the credential, and what is missing there where one half was found.</param>
    public static DbAccountsException NoCredential(
        string service,
        DbInstanceOptions wanted,
        IReadOnlyCollection<string> parameters,
        IReadOnlyCollection<string> needs,
        IEnumerable<(string Place, string? Lacks)> looked) => new(
        DbErrorId.ConnectionIncomplete,
        DbErrorCategory.InvalidArgument,
        Messages.CredentialNotFound.With(service, Sentence.List(needs))
        + string.Join("; ", looked.Select(one => one.Lacks is null ? one.Place : Messages.CredentialPlaceLacks.With(one.Place, one.Lacks))) + ".",
        Messages.CredentialNotFoundAdvice
        + (parameters.Count == 0 ? "" : " " + ConnectCall.With(wanted, [.. parameters, nameof(wanted.Credential)])));

    /// <summary>A file with credentials that can't be used; nothing of its content is said.</summary>
    public static DbAccountsException CredentialFileInvalid(string path, string reason, Exception? inner = null) => new(
        DbErrorId.CredentialFileInvalid,
        DbErrorCategory.InvalidData,
        Messages.CredentialFileInvalid.With(path, reason.TrimEnd('.')),
        Messages.CredentialFileAdvice,
        inner);

    /// <summary>A secret that nobody has, or that nothing here can read.</summary>
    public static DbAccountsException SecretNotFound(SecretName secret, string reason, Exception? inner = null) => new(
        DbErrorId.SecretNotFound,
        DbErrorCategory.ObjectNotFound,
        Messages.SecretUnread.With(Capital(secret.ToString()), reason.TrimEnd('.')),
        Messages.SecretUnreadAdvice,
        inner);

    /// <summary>A secret that is no credential of the service; nothing of its content is said.</summary>
    public static DbAccountsException SecretInvalid(SecretName secret, string reason) => new(
        DbErrorId.SecretInvalid,
        DbErrorCategory.InvalidData,
        Messages.SecretInvalid.With(Capital(secret.ToString()), reason.TrimEnd('.')),
        Messages.SecretInvalidAdvice);

    /// <summary>The instance is not among those of the key.</summary>
    public static DbAccountsException InstanceNotFound(DbInstanceName instance) => new(
        DbErrorId.InstanceNotFound,
        DbErrorCategory.ObjectNotFound,
        Messages.InstanceUnknown.With(instance),
        Messages.InstanceUnknownAdvice);

    /// <summary>An endpoint that would show the traffic to others.</summary>
    public static DbAccountsException EndpointNotAllowed(string endpoint) => new(
        DbErrorId.EndpointNotAllowed,
        DbErrorCategory.InvalidArgument,
        Messages.EndpointNotAllowed.With(AddressLogin.Masked(endpoint)),
        Messages.EndpointAdvice);

    /// <summary>An address with a user name or a password in it; it isn't shown.</summary>
    public static DbAccountsException EndpointWithLogin() => InvalidInput(Messages.EndpointWithLogin, Messages.EndpointWithLoginAdvice);

    /// <summary>The driver of SQL servers is not where the module keeps it.</summary>
    public static DbAccountsException DriverNotFound(string folder, Exception inner) => new(
        DbErrorId.DriverNotFound,
        DbErrorCategory.ResourceUnavailable,
        Messages.DriverNotFound.With(folder, inner.Message.TrimEnd('.')),
        Messages.DriverNotFoundAdvice,
        inner);
}
