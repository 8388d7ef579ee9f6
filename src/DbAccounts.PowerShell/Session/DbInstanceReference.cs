using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using DbAccounts.Engines;
using DbAccounts.Errors;
using DbAccounts.Model;
using DbAccounts.PowerShell.Input;
using DbAccounts.Texts;

namespace DbAccounts.PowerShell.Session;

/// <summary>
/// Which connected instance is meant: the object that Connect-DbInstance returned, an id, <c>service/id</c>, or a service.
/// </summary>
public sealed class DbInstanceReference
{
    private readonly DbInstance? _instance;

    /// <summary>The instance itself; one that comes from elsewhere names the connected one.</summary>
    public DbInstanceReference(DbInstance instance) => _instance = instance ?? throw new ArgumentNullException(nameof(instance));

    /// <summary>
    /// An id, with or without a service before it, or a service of which one is connected; empty means the session's default.
    /// </summary>
    public DbInstanceReference(string instanceId)
    {
        InstanceId = instanceId ?? "";
        if (string.IsNullOrWhiteSpace(instanceId))
        {
            Blank.Mark(this);
        }
    }

    /// <summary>The instance, where it was given itself and can be used.</summary>
    public DbInstance? Instance => _instance is { IsConnected: true } && !DbSession.IsForgotten(_instance) ? _instance : null;

    /// <summary>The id, where that was given.</summary>
    public string InstanceId { get; } = "";

    /// <summary>True for a text that may mean several instances.</summary>
    internal bool IsPattern => _instance is null && WildcardPattern.ContainsWildcardCharacters(InstanceId);

    /// <summary>What it says of the instance.</summary>
    internal Belonging Place()
    {
        Unreadable.Require(this);
        return _instance is not null ? Belonging.Of(_instance) : Belonging.Read(InstanceId);
    }

    /// <summary>The connected instance that is meant.</summary>
    /// <param name="session">What is connected.</param>
    /// <param name="own">Where the record at hand says that it belongs.</param>
    /// <param name="isOfRecord">The record itself names this instance, nobody on the command line.</param>
    /// <param name="subject">What the record was read from, for the message.</param>
    /// <exception cref="DbAccountsException">It isn't connected, several fit, or the record belongs elsewhere.</exception>
    internal DbInstance Resolve(DbSession session, Belonging own, bool isOfRecord, object? subject)
    {
        Belonging place = Place();
        if (IsPattern)
        {
            throw DbError.InvalidInput(
                Messages.InstancePattern.With(InstanceId),
                $"{Messages.InstancePatternAdvice.With(InstanceId)} {Messages.InstancePatternListed.With(InstanceId)}");
        }

        if (Instance is { } given)
        {
            return own.Fits(given) ? given : throw Mismatch(place);
        }

        if (place == Belonging.Nowhere)
        {
            return session.Resolve(own);
        }

        Belonging both = place with
        {
            Service = place.Service ?? own.Service,
            InstanceId = place.InstanceId ?? own.InstanceId,
            Endpoint = place.Endpoint ?? own.Endpoint,
            Region = place.Region ?? own.Region,
            Connection = place.Connection ?? own.Connection,
        };
        bool isOther = IsOther(place.Service, own.Service) || IsOther(place.InstanceId, own.InstanceId)
            || IsOther(place.Endpoint, own.Endpoint);
        if (isOther || (!isOfRecord && !session.Instances.Any(both.Fits) && session.Instances.Any(place.Fits)))
        {
            // Where nothing is connected that -Instance means, that is what is wrong first.
            throw Mismatch(Belonging.Of(session.Resolve(place)));
        }

        return session.Resolve(both);

        DbAccountsException Mismatch(Belonging asked) => DbInstanceReference.Mismatch(own, asked.ToString(), subject);
    }

    /// <summary>The connected instances that a pattern means, each by the connection that its id means.</summary>
    /// <param name="session">What is connected.</param>
    /// <param name="own">Where the record at hand says that it belongs: others are left out.</param>
    /// <param name="subject">What the record was read from, for the message.</param>
    /// <exception cref="DbAccountsException">None matches.</exception>
    internal IEnumerable<Func<DbInstance>> ResolveAll(DbSession session, Belonging own, object? subject)
    {
        DbInstance[] all = [.. session.Matching(InstanceId)];
        DbInstanceName[] fit = [.. all.Where(own.Fits).Select(instance => instance.Key).Distinct()];
        return all.Length == 0 ? throw DbError.NothingMatches(InstanceId, [.. session.Instances.Select(instance => instance.ToString())])
            : fit.Length == 0 ? [() => throw Mismatch(own, $"'{InstanceId}'", subject)]
            : fit.Select<DbInstanceName, Func<DbInstance>>(name => () => session.Resolve(
                own with { Service = name.Service, InstanceId = name.InstanceId, Endpoint = name.Endpoint }));
    }

    private static DbAccountsException Mismatch(Belonging own, string asked, object? subject) => DbError.InstanceMismatch(
        Name(subject),
        own.ToString(),
        asked,
        subject is DbAccount ? "Name, AllowedHost"
        : subject is DbPrivilege ? "Account, Level, Database, Table, Column, Privilege"
        : "* -ExcludeProperty Service, InstanceId, Endpoint");

    private static string Name(object? subject) => subject switch
    {
        DbPrivilege held => $"'{held.Account}'",
        DbAccount account => $"'{account}'",
        DbJob job => Messages.TheJob.With(job.Id),
        _ when Row.Of(subject) is { } row && (row.Text("Account") ?? row.Text("Name")) is { } name => $"'{name}'",
        _ => Messages.WhatWasGiven,
    };

    private static bool IsOther(string? one, string? other) =>
        one is not null && other is not null && !string.Equals(one, other, StringComparison.OrdinalIgnoreCase);
}
