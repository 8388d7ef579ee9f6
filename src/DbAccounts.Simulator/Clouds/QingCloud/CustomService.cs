using System;
using System.Collections.Generic;
using DbAccounts.Model;
using DbAccounts.Simulator.Clouds.QingCloud.Requests;
using DbAccounts.Simulator.Security;
using DbAccounts.Simulator.State;

namespace DbAccounts.Simulator.Clouds.QingCloud;

/// <summary>A custom service of a cluster: the type of its service_params, and what it does with them.</summary>
internal sealed class CustomService
{
    private const string MainInstance = "maininstance";
    private const string Analysis = "analysis";
    private readonly Func<object, bool, StoredChange> _change;

    private CustomService(SimulatedService instance, string name, string? role, Type requestType, Func<object, bool, StoredChange> change)
    {
        Instance = instance;
        RequestType = requestType;
        Name = name;
        Role = role;
        _change = change;
    }

    /// <summary>All that is documented for accounts.</summary>
    public static IReadOnlyList<CustomService> All { get; } =
    [
        Of<AddUserParams>(SimulatedService.MySqlPlus, "add_user", MainInstance, (r, _) => new()
        {
            Kind = ChangeKind.Create,
            Accounts = [new(r.User!, Join(r.Host))],
            Values = { PasswordHash = Hash(r.Passwd), AccountType = r.Priv, Ssl = r.Ssl, Databases = [.. r.Database!] },
        }),
        Of<DelUserParams>(SimulatedService.MySqlPlus, "del_user", MainInstance, (r, _) => Delete(new(r.User!, Join(r.Host)))),
        Of<AddCkUserParams>(SimulatedService.MySqlPlusAnalysis, "add_ck_user", Analysis, (r, _) =>
            Put(ChangeKind.Create, r.User, r.Passwd, r.Host)),
        Of<DelCkUserParams>(SimulatedService.MySqlPlusAnalysis, "del_ck_user", Analysis, (r, _) => Delete(new(r.User!))),
        Of<AddUsersParams>(SimulatedService.ChronusDB, "add_users", null, (r, overwrites) =>
            Put(overwrites ? ChangeKind.CreateOrOverwrite : ChangeKind.Create, r.UserName, r.UserPassword, r.UserNetworks)),
        Of<ModifyUsersParams>(SimulatedService.ChronusDB, "modify_users", null, (r, _) =>
            Put(ChangeKind.Modify, r.UserName, r.UserPassword, r.UserNetworks)),
        Of<RemoveUsersParams>(SimulatedService.ChronusDB, "remove_users", null, (r, _) => Delete(new(r.UserName!))),
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

    private static CustomService Of<T>(SimulatedService instance, string name, string? role, Func<T, bool, StoredChange> change) =>
        new(instance, name, role, typeof(T), (request, addOverwrites) => change((T)request, addOverwrites));

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
