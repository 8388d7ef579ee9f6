using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using DbAccounts.Grants;
using DbAccounts.Model;
using DbAccounts.PowerShell.Input;
using DbAccounts.Texts;

namespace DbAccounts.PowerShell.Binding;

/// <summary>Reads privileges: DbPrivilege in every form.</summary>
internal sealed class PrivilegeTransformationAttribute : ObjectTransformationAttribute
{
    private static string Allowed => Messages.PrivilegeForms;

    private static readonly HashSet<string> _properties =
        new(typeof(DbPrivilege).GetProperties().Select(property => property.Name), StringComparer.OrdinalIgnoreCase);

    /// <summary>True for a row that says the level of its privileges, as those that were listed do.</summary>
    public static bool IsPrivilege(Row row) =>
        row.Text(nameof(DbPrivilege.Level)) is not null && row.Has(nameof(DbPrivilege.Privilege)) && (row.Text("Account") ?? row.Text("Name")) is not null;

    /// <summary>
    /// True for a row of privileges that can be one as it was listed: what has other columns may name its host in one, or misspell it.
    /// </summary>
    public static bool SaysNothingElse(Row row) =>
        (Row.IsSelectionOf<DbPrivilege>(row.Origin) && !row.Has("AllowedHost")) || row.Names.All(name => _properties.Contains(name));

    /// <summary>The privileges of a row that says their level.</summary>
    /// <exception cref="FormatException">It has no account or no privileges, or its level is not that of the object it names.</exception>
    public static DbPrivilege FromRow(Row row) => All(row)[0];

    private static DbPrivilege[] All(Row row)
    {
        DbPrivilege[] read = GrantForms.Read(row);
        foreach (DbPrivilege one in read.Where(one => string.IsNullOrWhiteSpace(one.Account)))
        {
            one.Account = row.Text("Name") ?? "";
        }

        return read.Length > 0 && read.All(IsWhole) ? read : throw new FormatException(Allowed);
    }

    private static bool IsWhole(DbPrivilege one) =>
        !string.IsNullOrWhiteSpace(one.Account) && one.Privilege is not null && (one.Privilege.Length > 0 || one.GrantOption);

    /// <inheritdoc/>
    protected override object? ReadPlain(object plain) => plain as DbPrivilege;

    /// <inheritdoc/>
    protected override object Read(object input, Row? row) => row is not null ? OfOneAccount(row)
        : input is string or PSObject { BaseObject: string } ? OfStatement(input.ToString()) : throw new FormatException(Allowed);

    // Without a host a name stays what it is: what it means, the instance's service knows.
    private static DbPrivilege[] OfStatement(string text)
    {
        var parser = new GrantParser(text, DbGrantDialect.MariaDb);
        var privileges = new List<DbPrivilege>();
        while (parser.Next() is { } statement)
        {
            if (statement.Kind != StatementKind.Grant)
            {
                throw new InputException(Messages.PrivilegeNotRevoke, Messages.PrivilegeNotRevokeAdvice);
            }

            privileges.AddRange(statement.Accounts.SelectMany(account =>
                statement.Privileges.ToPrivileges(new DbPrivilege { Account = account.ToString() })));
        }

        return privileges.Count > 0 ? [.. privileges] : throw new FormatException(Allowed);
    }

    // A privilege names its account in one text; passed over, a host in a column of its own would be every host.
    private static DbPrivilege[] OfOneAccount(Row row) => SaysNothingElse(row) || !row.Names.Any(IsMeant)
        ? All(row)
        : throw new FormatException(Allowed + Messages.PrivilegeHostInAccount);

    private static bool IsMeant(string name) => string.Equals(name, "AllowedHost", StringComparison.OrdinalIgnoreCase)
        || (!_properties.Contains(name) && _properties.Append("AllowedHost").Any(property => ColumnNames.IsNear(name, property)));

    /// <inheritdoc/>
    protected override object Placeholder() => new DbPrivilege { Account = "-" };

    /// <inheritdoc/>
    protected override object Result(object[] read) => read.SelectMany(one => one as DbPrivilege[] ?? [(DbPrivilege)one]).ToArray();
}
