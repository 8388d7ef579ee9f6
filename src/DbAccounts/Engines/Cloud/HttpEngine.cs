using System;
using System.Collections.Generic;
using System.Linq;
using DbAccounts.Credentials;
using DbAccounts.Engines.Planning;
using DbAccounts.Model;
using DbAccounts.Texts;

namespace DbAccounts.Engines.Cloud;

/// <summary>What is spoken to over HTTP: credentials go to addresses only that show them to nobody else.</summary>
internal abstract class HttpEngine : PlanningEngine
{
    /// <inheritdoc/>
    internal sealed override IEnumerable<string> NotTaken(DbInstanceOptions options) => new[]
    {
        options.IamDomain is not null && !Credentials.HasProjects ? nameof(options.IamDomain) : null,
        options.SslMode is not null ? nameof(options.SslMode) : null,
        options.SslCa is not null ? nameof(options.SslCa) : null,
    }.OfType<string>();

    /// <inheritdoc/>
    internal override IEnumerable<(string Parameter, string Words)> Lacks(DbInstanceOptions options) =>
        options.InstanceId.Length == 0 ? [(nameof(options.InstanceId), Messages.NeedsInstanceId)] : [];

    /// <inheritdoc/>
    public sealed override Uri ResolveEndpoint(DbInstanceOptions options) => SafeEndpoint.Require(EndpointOf(options));

    /// <summary>The address for a connection, which has what signing needs.</summary>
    protected abstract Uri EndpointOf(DbInstanceOptions options);
}
