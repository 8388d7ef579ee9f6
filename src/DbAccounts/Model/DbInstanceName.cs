using System;

namespace DbAccounts.Model;

/// <summary>Which instance of which service, and where: an id at another address is another instance.</summary>
/// <param name="Service">The service, one of the names of <c>Get-DbService</c>.</param>
/// <param name="InstanceId">The instance or cluster; case does not matter.</param>
/// <param name="Endpoint">The address, as <see cref="EndpointText"/> writes it; null where it isn't known.</param>
public sealed record DbInstanceName(string Service, string InstanceId, string? Endpoint = null)
{
    /// <summary>An address as it is written and compared: without the service's own port, a final slash, and a login.</summary>
    public static string EndpointText(Uri endpoint) => endpoint is null
        ? throw new ArgumentNullException(nameof(endpoint))
        : endpoint.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped).TrimEnd('/');

    /// <summary>True for the same instance at the same address.</summary>
    public bool Equals(DbInstanceName? other) =>
        other is not null && Service == other.Service && Endpoint == other.Endpoint
        && string.Equals(InstanceId, other.InstanceId, StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public override int GetHashCode() => StringComparer.OrdinalIgnoreCase.GetHashCode(InstanceId);

    /// <summary>The instance and its service, for messages.</summary>
    public override string ToString() => $"{InstanceId} ({Service})";
}
