using System;
using System.Linq;
using DbAccounts.Changes;
using DbAccounts.Engines;
using DbAccounts.Model;

namespace DbAccounts.Chaos;

/// <summary>Thinks of changes for an account of one of the services; some of them can't be done.</summary>
internal sealed class ChangeMaker(string service, string name, Random random)
{
    // So many of the changes are tried although the account is missing, or is there already.
    private const double WrongShare = 0.1;
    private static readonly string[] _schemas = ["shop", "stock", "audit"];
    private static readonly string[] _privileges = ["SELECT", "INSERT", "UPDATE", "REFERENCES"];
    private static readonly string[] _authorities = ["CREATE", "DROP", "ALTER", "INDEX", "INSERT", "DELETE", "UPDATE", "SELECT"];
    private readonly IDbEngine _client = ServiceCatalog.Get(service);

    /// <summary>The next change, given what the account is.</summary>
    public ChaosChange Next(ModelAccount? account)
    {
        bool isWrong = random.NextDouble() < WrongShare;
        return account is null != isWrong ? Create(account) : random.Next(4) == 0 ? Remove(account) : Change(account);
    }

    private DbAccountIdentity Identity(ModelAccount? account) =>
        new(name, account is null || service is not ("MySqlPlus" or "TencentMySql") ? null : DbAccountIdentity.HostOf(account.List("Host")));

    private Secret Password() => ServiceCatalog.NewPassword(_client);

    private string Text() => random.Next(5) == 0 ? "" : "text " + random.Next(1000);

    private T[] Some<T>(T[] values) => [.. values.Where(_ => random.Next(2) == 0).DefaultIfEmpty(values[random.Next(values.Length)])];

    private T? Maybe<T>(T value) => random.Next(2) == 0 ? value : default;

    private string[] Hosts() => service switch
    {
        "TencentMySql" => [random.Next(3) == 0 ? "%" : $"10.0.{random.Next(100)}.%"],
        "MySqlPlus" => Some(["10.1.0.1", "10.2.0.1", "10.3.0.1"]),
        _ => Some(["10.1.0.0/16", "10.2.0.0/16", "10.3.0.0/16"]),
    };

    private ChaosChange Create(ModelAccount? account)
    {
        Secret password = Password();
        // One that is there already is created with the hosts that it has: with others it might be another account.
        string[] hosts = account is null ? Hosts() : account.List("Host");
        ModelAccount created = ModelAccount.New(password);
        var create = new CreateAccount(name) { Password = password };
        switch (service)
        {
            case "MySqlPlus":
                create = create with { AllowedHost = hosts, Database = Maybe(Some(_schemas)[..1]), AccountType = Maybe("Superuser"), RequireSsl = Maybe(true) };
                created = created.With("Host", string.Join(";", hosts)).With("Databases", create.Database ?? ["*"])
                    .With("AccountType", (create.AccountType ?? "Standard") + "Account").With("Ssl", create.RequireSsl == true ? "YES" : "NO");
                return new ChaosChange(create, ChaosChange.OnNothing(created));
            case "Ddm":
                create = create with
                {
                    Privilege = Some(_authorities), Database = Maybe(Some(_schemas)), Description = Maybe(Text()), PasswordLifetime = Maybe<int?>(random.Next(1, 100)),
                };
                created = created.With("BaseAuthority", create.Privilege).With("Databases", create.Database ?? [])
                    .With("Description", create.Description ?? "").With("PasswordLifetime", create.PasswordLifetime);
                return new ChaosChange(create, ChaosChange.OnNothing(created));
            case "TencentMySql":
                create = create with { AllowedHost = hosts, Description = Maybe(Text()), MaxUserConnections = Maybe<int?>(random.Next(100)) };
                created = created.With("Host", hosts).With("Description", create.Description ?? "").With("MaxUserConnections", create.MaxUserConnections ?? 0);
                if (random.Next(2) == 0)
                {
                    return new ChaosChange(create, ChaosChange.OnNothing(created));
                }

                create = create with { Privilege = Some(_privileges), Database = Maybe(Some(_schemas)) };
                create = create with { Global = create.Database is null };
                DbPrivilegeSet granted = DbPrivilegeSet.Of(
                    create.Database?.Select(schema => new DbPrivilegeTarget(schema)) ?? [DbPrivilegeTarget.Global], create.Privilege);
                return new ChaosChange(
                    create, ChaosChange.OnNothing(created), ChaosChange.OnExisting(there => there with { Privileges = there.Privileges.Union(granted) }));
            default:
                create = create with { AllowedHost = hosts };
                return new ChaosChange(create, ChaosChange.OnNothing(created.With("Host", string.Join(";", hosts))));
        }
    }

    private ChaosChange Remove(ModelAccount? account) =>
        new(new RemoveAccount(Identity(account)), ChaosChange.OnExisting(_ => null));

    private ChaosChange Change(ModelAccount? account) => service switch
    {
        "ChronusDB" => random.Next(2) == 0 ? Reset(account) : Networks(account),
        "Ddm" => random.Next(5) switch
        {
            0 => Reset(account),
            1 => ModifyDdm(account),
            _ => DdmPrivilege(account),
        },
        "TencentMySql" => random.Next(5) switch
        {
            0 => Reset(account),
            1 or 2 => ModifyTencent(account),
            _ => TencentPrivilege(account),
        },
        _ => Remove(account),
    };

    private ChaosChange Reset(ModelAccount? account)
    {
        Secret password = Password();
        return new(new ResetPassword(Identity(account), password), ChaosChange.OnExisting(there => there with { Password = password }));
    }

    private ChaosChange Networks(ModelAccount? account)
    {
        Secret password = Password();
        string[] hosts = Hosts();
        return new(
            new ModifyAccount(Identity(account)) { AllowedHost = hosts, Password = password },
            ChaosChange.OnExisting(there => there.With("Host", string.Join(";", hosts)) with { Password = password }));
    }

    private ChaosChange ModifyDdm(ModelAccount? account)
    {
        var modify = new ModifyAccount(Identity(account))
        {
            Description = Text(),
            PasswordLifetime = Maybe<int?>(random.Next(100)),
            Privilege = Maybe(Some(_authorities)),
            Database = Maybe(random.Next(4) == 0 ? [] : Some(_schemas)),
        };
        return new(modify, ChaosChange.OnExisting(there => there.With("Description", modify.Description)
            .With("PasswordLifetime", modify.PasswordLifetime).With("BaseAuthority", modify.Privilege).With("Databases", modify.Database)));
    }

    // Only what DDM can express is tried: privileges for all of the account's schemas, or the very same for one schema more.
    private ChaosChange DdmPrivilege(ModelAccount? account)
    {
        string[] held = account?.List("BaseAuthority") ?? [];
        string[] schemas = account?.List("Databases") ?? [];
        OperationKind kind = schemas.Length == 0 ? OperationKind.SetPrivilege : (OperationKind)((int)OperationKind.GrantPrivilege + random.Next(3));
        string[] named = kind == OperationKind.RevokePrivilege ? Some(held) : Some(_authorities);
        string[] targets = kind == OperationKind.SetPrivilege ? Some(_schemas) : schemas;
        if (kind == OperationKind.GrantPrivilege && random.Next(2) == 0)
        {
            named = held;
            targets = Some(_schemas);
        }

        string[] left = [.. held.Except(named)];
        (string[] authority, string[] databases) = kind switch
        {
            OperationKind.GrantPrivilege => (held.Union(named).ToArray(), schemas.Union(targets).ToArray()),
            OperationKind.RevokePrivilege => left.Length == 0 ? (held, []) : (left, schemas),
            _ => (named, targets),
        };
        var set = DbPrivilegeSet.Of(targets.Select(schema => new DbPrivilegeTarget(schema)), named);
        return new(
            new ChangePrivilege(kind, Identity(account), set),
            ChaosChange.OnExisting(there => there.With("BaseAuthority", authority).With("Databases", databases)));
    }

    private ChaosChange ModifyTencent(ModelAccount? account)
    {
        var modify = new ModifyAccount(Identity(account))
        {
            Description = Maybe(Text()),
            MaxUserConnections = Maybe<int?>(random.Next(1, 100)),
            AllowedHost = Maybe(Hosts()),
        };
        modify = modify is { Description: null, MaxUserConnections: null, AllowedHost: null } ? modify with { Description = "text" } : modify;
        var steps = new (bool IsGiven, string Name, object? Value)[]
        {
            (modify.Description is not null, "Description", modify.Description),
            (modify.MaxUserConnections is not null, "MaxUserConnections", modify.MaxUserConnections),
            (modify.AllowedHost is not null, "Host", modify.AllowedHost),
        };
        return new(modify, [.. steps.Where(step => step.IsGiven).Select(step => ChaosChange.OnExisting(there => there.With(step.Name, step.Value)))]);
    }

    private ChaosChange TencentPrivilege(ModelAccount? account)
    {
        DbPrivilegeTarget[] all = [DbPrivilegeTarget.Global, new("shop"), new("stock"), new("shop", "orders"), new("shop", "orders", "total")];
        DbPrivilegeSet named = DbPrivilegeSet.From(Some(all).Select(target => (target, (System.Collections.Generic.IEnumerable<string>)Some(_privileges))));
        var kind = (OperationKind)((int)OperationKind.GrantPrivilege + random.Next(3));
        return new(
            new ChangePrivilege(kind, Identity(account), named) { Global = true },
            ChaosChange.OnExisting(there => there with
            {
                Privileges = kind switch
                {
                    OperationKind.GrantPrivilege => there.Privileges.Union(named),
                    OperationKind.RevokePrivilege => there.Privileges.Except(named),
                    _ => named,
                },
            }));
    }
}
