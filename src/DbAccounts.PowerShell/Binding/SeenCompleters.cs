using System;
using System.Collections.Generic;
using System.Linq;
using DbAccounts.Changes;
using DbAccounts.Credentials;
using DbAccounts.Errors;
using DbAccounts.PowerShell.Session;
using DbAccounts.Profiles;
using DbAccounts.Texts;

namespace DbAccounts.PowerShell.Binding;

/// <summary>The databases that this session has seen.</summary>
public sealed class DatabaseCompleter : Completer
{
    private protected override IEnumerable<(string, string)> Values(BoundParameters bound) => bound.Seen()
        .Select(target => (target.Database!, $"database {target.Database}{bound.Where()}"));
}

/// <summary>The tables that this session has seen, of the databases that are named.</summary>
public sealed class TableCompleter : Completer
{
    private protected override IEnumerable<(string, string)> Values(BoundParameters bound) =>
        from target in bound.Seen()
        where target.Table is not null && bound.Allows("Database", target.Database)
        select (target.Table, $"table {target.Database}.{target.Table}{bound.Where()}");
}

/// <summary>The columns that this session has seen, of the tables that are named.</summary>
public sealed class ColumnCompleter : Completer
{
    private protected override IEnumerable<(string, string)> Values(BoundParameters bound) =>
        from target in bound.Seen()
        where target.Column is not null && bound.Allows("Database", target.Database) && bound.Allows("Table", target.Table)
        select (target.Column, Messages.CompleterColumn.With(target.Column, target.Database, target.Table, bound.Where()));
}

/// <summary>The hosts that accounts of this session have, and forms of hosts that the service takes.</summary>
public sealed class HostCompleter : Completer
{
    private static readonly (string, string)[] _patterns =
    [
        ("%", Messages.CompleterEveryHost), ("localhost", Messages.CompleterServer), ("10.%", Messages.CompleterBegins.With("10.")),
        ("192.168.%", Messages.CompleterBegins.With("192.168.")),
    ];

    private static readonly (string, string)[] _networks =
    [
        ("::/0", Messages.CompleterEveryHost), ("10.0.0.0/8", Messages.CompleterNetwork.With("10.")), ("192.168.0.0/16", Messages.CompleterNetwork.With("192.168.")),
    ];

    private protected override IEnumerable<(string, string)> Values(BoundParameters bound) =>
        Own(bound).Concat(bound.Services()
            .Where(service => service.Info.Takes(OperationKind.CreateAccount, nameof(CreateAccount.AllowedHost)))
            .SelectMany(service => service.Info.HostIsIdentity ? _patterns : _networks));

    private static IEnumerable<(string, string)> Own(BoundParameters bound) =>
        from account in bound.Accounts()
        from host in account.AllowedHost ?? []
        select (host, Messages.CompleterHostOf.With(account.Name, bound.Where()));
}

/// <summary>Settings of connections and profiles of this user, by the name of the parameter.</summary>
public sealed class ConnectionSettingCompleter : Completer
{
    private protected override IEnumerable<(string, string)> Values(BoundParameters bound) =>
    [
        .. from instance in DbSession.Current.Instances
           let value = Of(bound.Completing, instance.ProjectId, instance.SecretName, instance.Vault, instance.IamDomain, instance.Endpoint)
           where value is not null
           select (value, $"as {instance}"),
        .. from profile in Stored.All()
           let value = Of(bound.Completing, profile.ProjectId, profile.SecretName, profile.Vault, profile.IamDomain, profile.Endpoint)
           where value is not null
           select (value, Messages.CompleterProfile.With(profile.Name)),
    ];

    private static string? Of(
        string parameter, string? projectId, string? secretName, string? vault, string? iamDomain, Uri? endpoint) => parameter switch
    {
        "ProjectId" => projectId,
        "SecretName" => secretName,
        "Vault" => vault,
        "IamDomain" => iamDomain,
        "Endpoint" => endpoint?.OriginalString,
        _ => null,
    };
}

/// <summary>The user's profiles, for completers.</summary>
internal static class Stored
{
    /// <summary>All; none where the file can't be read: the command says what is wrong with it, completion has nobody to tell.</summary>
    public static IReadOnlyList<DbProfile> All()
    {
        try
        {
            return [.. ProfileFile.OfUser(HostEnvironment.Process).Read()];
        }
        catch (DbAccountsException)
        {
            return [];
        }
    }
}
