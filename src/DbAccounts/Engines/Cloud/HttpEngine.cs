using System;
using DbAccounts.Credentials;
using DbAccounts.Engines.Planning;
using DbAccounts.Errors;
using DbAccounts.Model;
using DbAccounts.Texts;

namespace DbAccounts.Engines.Cloud;

/// <summary>What is spoken to over HTTP: credentials go to addresses only that show them to nobody else.</summary>
internal abstract class HttpEngine : PlanningEngine
{
    /// <inheritdoc/>
    internal sealed override DbInstanceOptions Settle(DbInstanceOptions options) => options is { SslMode: null, SslCa: null }
        ? options
        : throw DbError.InvalidInput(Messages.SslNotTaken.With(Info.Service), Messages.SslNotTakenAdvice);

    /// <inheritdoc/>
    public sealed override Uri ResolveEndpoint(DbInstanceOptions options) => SafeEndpoint.Require(EndpointOf(options));

    /// <summary>The address for a connection, checked to have what signing needs.</summary>
    protected abstract Uri EndpointOf(DbInstanceOptions options);
}
