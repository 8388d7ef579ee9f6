using System;
using System.Collections.Generic;
using System.Linq;
using DbAccounts.Changes;
using DbAccounts.Engines.Planning;
using DbAccounts.Engines.Sql.MySql.Dialect;
using DbAccounts.Engines.Sql.MySql.Requests;
using DbAccounts.Model;
using DbAccounts.Rules;
using DbAccounts.Texts;

namespace DbAccounts.Engines.Sql.MySql;

/// <summary>Between the model and the requests of MySQL and MariaDB.</summary>
internal static class MySqlMapping
{
    /// <summary>The requests that make a change, in order.</summary>
    public static IReadOnlyList<MySqlRequest> Requests(AccountChange change) => change switch
    {
        CreateAccount create => [.. Create(create)],
        ModifyAccount modify => [.. Modify(modify)],
        ResetPassword reset => [new SetPassword { User = reset.Account.Name, Host = HostOf(reset.Account), Password = reset.Password }],
        RemoveAccount => [new DropUser { User = change.Account.Name, Host = HostOf(change.Account) }],
        ChangePrivilege privileges => [new ChangeGrants(change.Kind, Identity(change.Account), privileges.Privileges)],
        _ => throw new ArgumentOutOfRangeException(nameof(change)),
    };

    /// <summary>What the attributes can't say.</summary>
    public static IEnumerable<Violation> Check(AccountChange change)
    {
        foreach (Violation violation in ObjectChecks.Of(change, MySqlDocument.Grant))
        {
            yield return violation;
        }

        foreach (Violation violation in CheckNames(change))
        {
            yield return violation;
        }

        // Words go into statements as they are.
        DbPrivilegeSet named = change switch
        {
            CreateAccount create => create.Granted(),
            ChangePrivilege privileges => privileges.Privileges,
            _ => DbPrivilegeSet.Empty,
        };
        foreach (string word in named.SelectMany(one => one.Value).Where(word => !PrivilegeWord.IsName(word)).Distinct())
        {
            yield return new Violation(
                RuleId.OfTarget(nameof(CreateAccount.Privilege), "Word"),
                nameof(CreateAccount.Privilege),
                Messages.RulePrivilegeName.With(word),
                MySqlDocument.Grant,
                word);
        }

        if (change is ModifyAccount { AllowedHost: { Count: not 1 } hosts })
        {
            yield return new Violation(
                RuleId.OfTarget(nameof(ModifyAccount.AllowedHost), "Single"),
                nameof(ModifyAccount.AllowedHost),
                Messages.RuleOneHost,
                MySqlDocument.RenameUser,
                hosts.Count == 0 ? null : string.Join(", ", hosts));
        }
    }

    // What the server would cut or replace is the name of another account.
    private static IEnumerable<Violation> CheckNames(AccountChange change)
    {
        IEnumerable<string> hosts = change switch
        {
            CreateAccount create => create.AllowedHost ?? [],
            ModifyAccount modify => modify.AllowedHost ?? [],
            _ => [],
        };
        DbPrivilegeSet privileges = change switch
        {
            CreateAccount create => create.Granted(),
            ChangePrivilege privilege => privilege.Privileges,
            _ => DbPrivilegeSet.Empty,
        };
        (string Parameter, string Value)[] names =
        [
            ("Account", change.Account.Name),
            ("Account", change.Account.Host ?? ""),
            .. hosts.Select(host => (nameof(CreateAccount.AllowedHost), host)),
        ];
        foreach ((string parameter, string value) in names.Where(name => name.Value.EndsWith(" ", StringComparison.Ordinal)))
        {
            yield return new Violation(
                RuleId.OfTarget(parameter, "Blank"), parameter, Messages.RuleNoBlankAtEnd, MySqlDocument.Names, value);
        }

        foreach ((string parameter, string value) in names
            .Concat(privileges.Targets.Select(target => (nameof(CreateAccount.Privilege), target.ToString())))
            .Where(name => name.Item2.Any(char.IsSurrogate)))
        {
            yield return new Violation(
                RuleId.OfTarget(parameter, "Characters"), parameter, Messages.RuleBasicPlane, MySqlDocument.Names, value);
        }
    }

    /// <summary>The account that a change means on the server.</summary>
    public static DbAccountIdentity Identity(DbAccountIdentity account) => new(account.Name, HostOf(account));

    private static string HostOf(DbAccountIdentity account) => account.Host ?? MySqlText.AnyHost;

    private static IEnumerable<MySqlRequest> Create(CreateAccount create)
    {
        yield return new CreateUser
        {
            User = create.Name,
            Host = create.AllowedHost is { Count: > 0 } hosts ? hosts[0] : HostOf(create.Account),
            Password = create.Password,
            RequireSsl = create.RequireSsl,
            MaxUserConnections = create.MaxUserConnections,
            PasswordLifetime = create.PasswordLifetime,
            Locked = create.Locked,
            Comment = create.Description,
        };
        if (!create.Granted().IsEmpty)
        {
            yield return new ChangeGrants(OperationKind.GrantPrivilege, Identity(create.Account), create.Granted());
        }
    }

    private static IEnumerable<MySqlRequest> Modify(ModifyAccount modify)
    {
        (string name, string host) = (modify.Account.Name, HostOf(modify.Account));
        if (modify.Password is not null)
        {
            yield return new SetPassword { User = name, Host = host, Password = modify.Password };
        }

        if (modify is not { RequireSsl: null, MaxUserConnections: null, PasswordLifetime: null, Locked: null, Description: null, Clear: null })
        {
            yield return new AlterUser
            {
                User = name,
                Host = host,
                RequireSsl = modify.RequireSsl,
                MaxUserConnections = modify.MaxUserConnections,
                PasswordLifetime = modify.PasswordLifetime,
                Locked = modify.Locked,
                Comment = modify.Description,
                Cleared = modify.Clear,
            };
        }

        // Last, because afterwards the account has another identity.
        if (modify.AllowedHost is { Count: > 0 } hosts)
        {
            yield return new RenameUser { User = name, Host = host, NewHost = hosts[0] };
        }
    }
}
