using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.Json;
using DbAccounts.Changes;
using DbAccounts.Engines.Cloud.HuaweiCloud.Requests;
using DbAccounts.Formats;
using DbAccounts.Model;
using DbAccounts.Rules;
using DbAccounts.Texts;

namespace DbAccounts.Engines.Cloud.HuaweiCloud;

/// <summary>Between the model and the requests and answers of DDM.</summary>
internal static class DdmMapping
{
    /// <summary>The request that makes a change.</summary>
    public static IReadOnlyList<DdmRequest> Requests(AccountChange operation) => operation switch
    {
        CreateAccount create =>
        [
            new CreateDdmUser
            {
                Name = create.Name,
                Password = create.Password,
                BaseAuthority = Authority(
                    create.Grant is { } words ? [.. create.Privilege ?? [], .. words.SelectMany(one => one.Value)] : create.Privilege),
                Description = create.Description,
                PasswordLifetime = create.PasswordLifetime,
                Databases = Schemas(create.Grant is { } grants
                    ? [.. (create.Database ?? []).Union(grants.Targets.Select(target => target.Database).OfType<string>())]
                    : create.Database),
            },
        ],
        ModifyAccount modify =>
        [
            new UpdateDdmUser
            {
                Username = modify.Account.Name,
                BaseAuthority = Authority(modify.Privilege),
                Description = modify.Description,
                PasswordLifetime = modify.PasswordLifetime,
                Databases = Schemas(modify.Database),
            },
        ],
        ResetPassword reset => [new ResetDdmUserPassword { Username = reset.Account.Name, Password = reset.Password }],
        RemoveAccount remove => [new DeleteDdmUser { Username = remove.Account.Name }],
        ChangePrivilege change => [DdmPrivileges.Request(change)],
        _ => throw new ArgumentOutOfRangeException(nameof(operation)),
    };

    /// <summary>What the attributes can't say: DDM knows schemas, and nothing above or below them.</summary>
    public static IEnumerable<Violation> Check(AccountChange operation)
    {
        if (operation is CreateAccount { Grant: { } grants } create)
        {
            foreach (Violation violation in Check(create, grants))
            {
                yield return violation;
            }
        }

        if (operation is not ChangePrivilege change)
        {
            yield break;
        }

        if (change.Global)
        {
            yield return new Violation(
                RuleId.OfTarget("Global", "NotOffered"),
                "Global",
                Messages.DdmOnSchemas,
                DdmDocument.Update);
        }

        string[] tables = [.. change.Privileges.Targets.Select(target => target.Table).OfType<string>().Distinct()];
        if (tables.Length > 0)
        {
            yield return new Violation(
                RuleId.OfTarget("Table", "NotOffered"),
                Messages.ListOr.With("Table", "Column"),
                Messages.DdmOnSchemas,
                DdmDocument.Update,
                string.Join(", ", tables));
        }
    }

    /// <summary>An item of ListDdmUsers.</summary>
    /// <exception cref="Errors.DbAccountsException">It has no name.</exception>
    public static DbAccount Account(DbInstance instance, JsonElement user)
    {
        DbAccount account = instance.NewAccount(user.RequiredText("name"));
        account.Database =
        [
            .. user.List("databases").Select(schema => schema.Text("name")).OfType<string>().OrderBy(name => name, StringComparer.Ordinal),
        ];
        // The service returns them in an order of its own.
        account.Privilege = [.. user.Texts("base_authority").Select(DbPrivilegeSet.Normalize).OrderBy(name => name, StringComparer.Ordinal)];
        account.Description = user.Text("description");
        account.PasswordLifetime = user.Int("password_lifetime");
        account.Status = user.Text("status");
        account.Created = Time(user.Text("created"));
        account.PasswordChanged = Time(user.Text("password_last_changed"));
        account.PasswordExpires = Time(user.Text("expiration_time"));
        return account;
    }

    /// <summary>The one set, on each of the account's schemas; without a schema the privileges have no effect, and are none.</summary>
    public static DbPrivilegeSet Privileges(DbAccount account) =>
        DbPrivilegeSet.Of((account.Database ?? []).Select(schema => new DbPrivilegeTarget(schema)), account.Privilege ?? []);

    /// <summary>Schemas as the requests hold them; null stays null, which is "unchanged".</summary>
    public static IReadOnlyList<RelatedSchema>? Schemas(IEnumerable<string>? names) =>
        names is null ? null : [.. names.Select(name => new RelatedSchema { Name = name })];

    // One privilege set holds for all schemas: what is granted must be that.
    private static IEnumerable<Violation> Check(CreateAccount create, DbPrivilegeSet grants)
    {
        DbPrivilegeSet all = create.Granted();
        if (grants.Targets.Any(target => target.Level != DbPrivilegeLevel.Database))
        {
            yield return new Violation(
                RuleId.OfTarget(nameof(create.Grant), "Level"),
                nameof(create.Grant),
                Messages.DdmGrantLevel,
                DdmDocument.Create,
                grants.ToString());
        }
        else if (!all.Equals(DbPrivilegeSet.Of(all.Targets, all.SelectMany(one => one.Value).ToArray())))
        {
            yield return new Violation(
                RuleId.OfTarget(nameof(create.Grant), "Same"),
                nameof(create.Grant),
                Messages.DdmGrantSame,
                DdmDocument.Create,
                all.ToString());
        }
    }

    private static IReadOnlyList<string>? Authority(IReadOnlyList<string>? privileges) =>
        privileges is null ? null : [.. privileges.Select(DbPrivilegeSet.Normalize).Distinct()];

    // The offset has no colon, which the JSON reader's own dates don't accept.
    private static DateTime? Time(string? text) => DateTimeOffset.TryParse(
        text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset time) ? time.UtcDateTime : null;
}
