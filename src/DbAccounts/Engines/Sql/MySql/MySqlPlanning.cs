using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using DbAccounts.Changes;
using DbAccounts.Engines.Delivery;
using DbAccounts.Engines.Planning;
using DbAccounts.Engines.Sql.MySql.Dialect;
using DbAccounts.Engines.Sql.MySql.Requests;
using DbAccounts.Errors;
using DbAccounts.Execution;
using DbAccounts.Model;
using DbAccounts.Rules;
using DbAccounts.Texts;

namespace DbAccounts.Engines.Sql.MySql;

/// <summary>What has to be known of the server, and of the account, before a change of it can be planned.</summary>
internal static class MySqlPlanning
{
    // What servers bring along; a loss of one breaks the server, or locks everybody out.
    private static readonly HashSet<string> _ofServer =
        ["mysql.session", "mysql.sys", "mysql.infoschema", "mariadb.sys", "mysql", "PUBLIC"];

    /// <summary>Reads it, and refuses what this server can't do, or what needs another word.</summary>
    public static async Task<Reading> ReadAsync(DbInstance instance, AccountChange change, CallContext context)
    {
        MySqlServer server = await MySqlSender.ServerAsync(instance, context).ConfigureAwait(false);
        RequireOffered(server, change);
        DbAccountIdentity account = MySqlMapping.Identity(change.Account);
        if (Endangers(change) && WhyProtected(account, server) is { } why)
        {
            // Where it isn't there, that is what is wrong, and -Force would not help.
            DbAccountList named = await new MySqlAccounts(instance).ListAsync(account.Name, context).ConfigureAwait(false);
            throw named.IsWhole && !named.Any(one => DbAccountIdentity.Of(one).Equals(account))
                ? DbError.AccountNotFound(account.ToString(), instance.Key)
                : DbError.AccountProtected(account, instance.Key, why);
        }

        if (change is ResetPassword or ModifyAccount { Password: not null } && account.Equals(server.Connected))
        {
            context.Warning(Messages.ConnectedPassword.With(account));
        }

        if (change is ModifyAccount { RequireSsl: { } requires } modify)
        {
            return await WithRequirementAsync(instance, modify, requires, account, server, context).ConfigureAwait(false);
        }

        if (change is CreateAccount create && !create.Granted().IsEmpty)
        {
            RequirePrivileges(server, create.Granted());
            return new Reading(change) { Requests = [.. MySqlMapping.Requests(change).Select(request => Planned(server, request))] };
        }

        if (change is ChangePrivilege privileges)
        {
            RequirePrivileges(server, privileges.Privileges);
            return await WithGrantsAsync(instance, privileges, account, server, context).ConfigureAwait(false);
        }

        return change is ResetPassword or ModifyAccount { Password: not null } && server.IsMariaDb
            ? await WithPluginAsync(instance, change, account, context).ConfigureAwait(false)
            : new Reading(change);
    }

    // A new account holds nothing.
    private static MySqlRequest Planned(MySqlServer server, MySqlRequest request) => request is ChangeGrants grants
        ? new ChangeGrants(OperationKind.GrantPrivilege, grants.Identity(), server.Catalog.Folded(grants.Privileges()))
            .Planned(DbPrivilegeSet.Empty, server)
        : request;

    private static async Task<Reading> WithGrantsAsync(
        DbInstance instance, ChangePrivilege change, DbAccountIdentity account, MySqlServer server, CallContext context)
    {
        PrivilegeCatalog catalog = server.Catalog;
        DbPrivilegeSet privileges = catalog.Folded(change.Privileges);
        DbPrivilegeSet held = !ReadsGrants(change)
            ? DbPrivilegeSet.Empty
            : await MySqlGrants.ReadAsync(instance, account, context).ConfigureAwait(false);
        var request = new ChangeGrants(change.Kind, account, privileges).Planned(held, server);
        if (change.Kind == OperationKind.RevokePrivilege)
        {
            // ALL is what of it is held.
            DbPrivilegeSet asked = DbPrivilegeSet.From(catalog.Expand(privileges).Select(one => (
                one.Key,
                privileges[one.Key].Contains(PrivilegeWord.All) && request.Plan!.Taken[one.Key] is { Count: > 0 } taken
                    ? taken : (IEnumerable<string>)one.Value)));
            var effect = new RevokeEffect(account.ToString(), asked, GrantPlan.AsRevoked(asked, catalog.Expand(held)));
            if (effect.Words() is { } words)
            {
                context.Warning(words);
            }
        }

        return new Reading(change)
        {
            Requests = [request],
            Effect = new ChangeEffect
            {
                Asked = change.Kind == OperationKind.RevokePrivilege && !request.Plan!.Taken.IsEmpty ? catalog.Collapse(request.Plan!.Taken) : null,
                Removed = change.Kind == OperationKind.SetPrivilege ? catalog.Collapse(request.Plan!.Taken) : null,
                Added = change.Kind == OperationKind.SetPrivilege ? catalog.Expand(privileges).Except(catalog.Expand(held)) : null,
                ChangesNothing = request.Plan!.IsEmpty,
            },
        };
    }

    /// <summary>True where what the account is, or holds, decides on the statements.</summary>
    public static bool ReadsAccount(AccountChange change) => ReadsGrants(change) || change is ModifyAccount { RequireSsl: not null };

    private static bool ReadsGrants(AccountChange change) => change.Kind is OperationKind.SetPrivilege or OperationKind.RevokePrivilege
        || (change is ChangePrivilege grant
            && grant.Privileges.At(DbPrivilegeLevel.Proxy).Any(proxy => proxy.Value.Contains(PrivilegeWord.GrantOption)));

    // What another version has is no word here.
    private static void RequirePrivileges(MySqlServer server, DbPrivilegeSet privileges)
    {
        PrivilegeCatalog catalog = server.Catalog;
        foreach (DbPrivilegeTarget target in privileges.Targets)
        {
            string? whyNot = target.Level == DbPrivilegeLevel.PartialRevoke && !server.HasPartialRevokes
                ? server.WhyNot("8.0.16", null) ?? Messages.SqlPartialRevokesOff.With(server.Name)
                : target.Level == DbPrivilegeLevel.Pattern && server.HasPartialRevokes ? Messages.SqlPatternsAreNames.With(server.Name)
                : null;
            if (whyNot is not null)
            {
                throw DbError.GrantNotOnServer(DbPrivilegeSet.Of([target], privileges[target]).ToString(), whyNot);
            }
        }

        foreach ((DbPrivilegeTarget target, string word) in privileges.SelectMany(one => one.Value.Select(word => (one.Key, word))))
        {
            if (word is PrivilegeWord.All or PrivilegeWord.GrantOption or PrivilegeWord.Role or PrivilegeWord.Proxy
                || catalog.At(target.Level).Contains(catalog.Name(word)) || (!server.IsMariaDb && word.Contains('_')))
            {
                continue;
            }

            string what = Messages.NounPrivilegeOn.With(server.Name, LevelWords.Of(target.Level));
            throw DbError.InvalidInput(
                PrivilegeHabits.Of(word) is { } habit ? habit
                : OtherLevels.Of(word, server.Name, catalog) is { } other ? other
                : Nearest.Of(word, catalog.At(target.Level)) is { } meant
                    ? Messages.NoneOfNear.With(word, what, meant)
                    : Messages.NoneOf.With(word, what, string.Join(", ", catalog.At(target.Level))),
                Messages.RuleAdvice.With("MySql"));
        }
    }

    // REQUIRE SSL would take a stricter requirement away.
    private static async Task<Reading> WithRequirementAsync(
        DbInstance instance, ModifyAccount change, bool requires, DbAccountIdentity account, MySqlServer server, CallContext context)
    {
        DbAccount? found = await new MySqlAccounts(instance).FindIfShownAsync(account, context).ConfigureAwait(false);
        if (found is not null && change.IsShownBy(found))
        {
            return new Reading(change) { Effect = new ChangeEffect { ChangesNothing = true } };
        }

        string? requirement = OtherSettings.RequirementOf(found?.OtherSetting);
        if (requirement is not null)
        {
            context.Warning((requires ? Messages.SqlRequiresMore : Messages.SqlRequirementGoes).With(account, requirement));
        }

        bool isKept = requires && requirement is not null;
        ModifyAccount rest = isKept ? change with { RequireSsl = null } : change;
        if (isKept && !rest.Given().Any())
        {
            return new Reading(change) { Effect = new ChangeEffect { ChangesNothing = true } };
        }

        return rest.Password is not null && server.IsMariaDb
            ? await WithPluginAsync(instance, rest, account, context).ConfigureAwait(false)
            : new Reading(rest);
    }

    // How a password is sent depends on what checks it.
    private static async Task<Reading> WithPluginAsync(
        DbInstance instance, AccountChange change, DbAccountIdentity account, CallContext context)
    {
        string? plugin = await new MySqlAccounts(instance).PluginAsync(account, context).ConfigureAwait(false);
        IReadOnlyList<MySqlRequest> requests = MySqlMapping.Requests(change);
        foreach (SetPassword request in requests.OfType<SetPassword>())
        {
            request.Plugin = plugin;
        }

        return new Reading(change) { Requests = requests };
    }

    /// <summary>The parameters of the settings that a server can't hold, each with why.</summary>
    public static IReadOnlyDictionary<string, string> NotHeld(MySqlServer server) => new (string Parameter, string? WhyNot)[]
    {
        (nameof(CreateAccount.Description), server.WhyNot("8.0.21", null)),
        (nameof(CreateAccount.PasswordLifetime), server.WhyNot("5.7.6", "10.4.3")),
        (nameof(CreateAccount.Locked), server.WhyNot("5.7.6", "10.4.2")),
    }.Where(one => one.WhyNot is not null).ToDictionary(one => one.Parameter, one => one.WhyNot!);

    private static void RequireOffered(MySqlServer server, AccountChange change)
    {
        (string? description, int? lifetime, bool? locked) = change switch
        {
            CreateAccount create => (create.Description, create.PasswordLifetime, create.Locked),
            ModifyAccount modify => (modify.Description, modify.PasswordLifetime, modify.Locked),
            _ => default,
        };
        IReadOnlyDictionary<string, string> notHeld = NotHeld(server);
        Require(description, nameof(CreateAccount.Description), notHeld);
        Require(lifetime, nameof(CreateAccount.PasswordLifetime), notHeld);
        Require(locked, nameof(CreateAccount.Locked), notHeld);
        IReadOnlyList<string> hosts = change switch
        {
            CreateAccount create => create.AllowedHost ?? create.Account.Hosts(),
            ModifyAccount modify => modify.AllowedHost ?? [],
            _ => [],
        };
        foreach (string host in hosts)
        {
            if (!server.Has("8.0.23", null) && HostForm.WithMask(host) is { } withMask)
            {
                throw DbError.InvalidInput(Messages.HostOfServer.With(host, server.Name, withMask), Messages.HostOfServerAdvice.With(withMask));
            }
        }

        int length = change.Account.Name.Length;
        if (change is CreateAccount && length > server.MostNameCharacters)
        {
            throw DbError.InvalidInput(
                Messages.SqlNameLength.With(server.Name, server.MostNameCharacters, change.Account.Name, length), Messages.SqlNameLengthAdvice);
        }
    }

    private static void Require(object? value, string parameter, IReadOnlyDictionary<string, string> notHeld)
    {
        if (value is not null && notHeld.TryGetValue(parameter, out string? whyNot))
        {
            throw DbError.NotSupportedByServer(parameter, whyNot);
        }
    }

    private static bool Endangers(AccountChange change) => change switch
    {
        RemoveAccount remove => !remove.Force,
        ModifyAccount modify => !modify.Force && (modify.Locked == true || modify.AllowedHost is not null),
        ChangePrivilege privileges => !privileges.Force && change.Kind != OperationKind.GrantPrivilege,
        _ => false,
    };

    private static string? WhyProtected(DbAccountIdentity account, MySqlServer server) =>
        account.Equals(server.Connected) ? Messages.ProtectedConnected
        : account.Name == "root" ? "root"
        : _ofServer.Contains(account.Name) ? Messages.ProtectedOfServer
        : null;
}
