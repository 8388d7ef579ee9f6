using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using DbAccounts.Engines.Cloud.QingCloud.Requests;
using DbAccounts.Model;
using DbAccounts.Rules;
using DbAccounts.Simulator.Security;
using DbAccounts.Simulator.State;

namespace DbAccounts.Simulator.QingCloud;

/// <summary>A custom service of a cluster: the type of its service_params, and what it does with them.</summary>
internal sealed class CustomService
{
    /// <summary>What the values of <c>priv</c> end with, and the engine's own names of them don't.</summary>
    public const string AccountTypeSuffix = "Account";

    private readonly Func<object, bool, StoredChange> _change;

    private CustomService(SimulatedService instance, Type requestType, Func<object, bool, StoredChange> change)
    {
        var attribute = requestType.GetCustomAttribute<CustomServiceAttribute>()!;
        Instance = instance;
        RequestType = requestType;
        Name = attribute.Service;
        Role = attribute.Role;
        _change = change;
    }

    /// <summary>All that is documented for accounts.</summary>
    public static IReadOnlyList<CustomService> All { get; } =
    [
        Of<AddUser>(SimulatedService.MySqlPlus, (r, _) => new()
        {
            Kind = ChangeKind.Create,
            Accounts = [new(r.User!, Join(r.Host))],
            Values =
            {
                PasswordHash = Hash(r.Password),
                AccountType = r.AccountType is null ? null : r.AccountType + AccountTypeSuffix,
                Ssl = r.Ssl,
                Databases = [.. r.Database!],
            },
        }),
        Of<DelUser>(SimulatedService.MySqlPlus, (r, _) => Delete(new(r.User!, Join(r.Host)))),
        Of<AddCkUser>(SimulatedService.MySqlPlusAnalysis, (r, _) => Put(ChangeKind.Create, r.User, r.Password, r.Host)),
        Of<DelCkUser>(SimulatedService.MySqlPlusAnalysis, (r, _) => Delete(new(r.User!))),
        Of<AddUsers>(SimulatedService.ChronusDB, (r, overwrites) =>
            Put(overwrites ? ChangeKind.CreateOrOverwrite : ChangeKind.Create, r.Name, r.Password, r.Networks)),
        Of<ModifyUsers>(SimulatedService.ChronusDB, (r, _) => Put(ChangeKind.Modify, r.Name, r.Password, r.Networks)),
        Of<RemoveUsers>(SimulatedService.ChronusDB, (r, _) => Delete(new(r.Name!))),
    ];

    /// <summary>The cluster's accounts.</summary>
    public SimulatedService Instance { get; }

    /// <summary>The type of the service_params.</summary>
    public Type RequestType { get; }

    /// <summary>The value of <c>service</c>.</summary>
    public string Name { get; }

    /// <summary>The value of <c>role</c>; null where there is none.</summary>
    public string? Role { get; }

    /// <summary>What a checked request changes.</summary>
    public StoredChange ChangeOf(object request, bool addOverwrites) => _change(request, addOverwrites);

    private static CustomService Of<T>(SimulatedService instance, Func<T, bool, StoredChange> change) =>
        new(instance, typeof(T), (request, addOverwrites) => change((T)request, addOverwrites));

    private static StoredChange Put(ChangeKind kind, string? name, Secret? password, IReadOnlyList<string>? hosts) => new()
    {
        Kind = kind,
        Accounts = [new(name!)],
        Values = { PasswordHash = Hash(password), Host = Join(hosts) },
    };

    private static StoredChange Delete(AccountKey account) => new() { Kind = ChangeKind.Delete, Accounts = [account] };

    private static string Join(IReadOnlyList<string>? hosts) => string.Join(";", hosts ?? []);

    private static string Hash(Secret? password) => PasswordHash.Of(password!);
}
