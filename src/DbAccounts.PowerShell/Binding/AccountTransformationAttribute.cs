using System;
using System.Collections;
using System.Linq;
using System.Management.Automation;
using DbAccounts.Model;

namespace DbAccounts.PowerShell.Binding;

/// <summary>Reads which accounts are meant: DbAccount and DbPrivilege in every form, 'name', 'name@host', and rows.</summary>
internal sealed class AccountTransformationAttribute : ObjectTransformationAttribute
{
    private const string Allowed =
        "An account is a DbAccount, 'name', 'name@host', or an object (JSON too) with the property Account or Name.";

    // What only a service tells: an object that has all of them was listed, and says what is, not what shall be.
    private static readonly string[] _listed =
        [nameof(DbAccount.Created), nameof(DbAccount.Modified), nameof(DbAccount.PasswordChanged), nameof(DbAccount.PasswordExpires)];

    /// <summary>False where AllowedHost in a row is a new value and not part of the account's identity.</summary>
    public bool HostIsIdentity { get; set; } = true;

    /// <summary>The account that privileges are of.</summary>
    public static DbAccountIdentity Of(DbPrivilege privilege) =>
        Parsed(privilege.Account, [], TextValue.OrNull(privilege.Service), TextValue.OrNull(privilege.InstanceId), privilege);

    /// <inheritdoc/>
    protected override object Read(object input) => (input is PSObject wrapped ? wrapped.BaseObject : input) switch
    {
        DbAccountIdentity identity => identity,
        DbAccount account => new DbAccountIdentity(account),
        DbPrivilege privilege => Of(privilege),
        string text when string.IsNullOrWhiteSpace(text) => throw new FormatException("The name of an account is not blank."),
        string text => Parsed(text, [], null, null, text),
        _ => Row.Of(input) is { } row ? FromRow(row) : throw new FormatException(Allowed),
    };

    /// <inheritdoc/>
    protected override object Stand() => new DbAccountIdentity("-", []);

    /// <inheritdoc/>
    protected override object Result(object[] read) => read.Cast<DbAccountIdentity>().ToArray();

    private DbAccountIdentity FromRow(Row row)
    {
        if (_listed.All(row.Has) && row.Text("Name") is not null)
        {
            return new DbAccountIdentity(ModelReader.Read<DbAccount>(row));
        }

        if (PrivilegeTransformationAttribute.IsPrivilege(row))
        {
            return Of(PrivilegeTransformationAttribute.FromRow(row));
        }

        string name = row.Text("Account") ?? row.Text("Name")
            ?? throw new FormatException("A row names its account in the column Account or Name.");
        object? hosts = HostIsIdentity ? row["AllowedHost"] : null;
        hosts = hosts is PSObject wrapped ? wrapped.BaseObject : hosts;
        string[] allowed = hosts is IEnumerable many and not string
            ? [.. many.Cast<object?>().Select(host => TextValue.OrNull(host?.ToString())).OfType<string>()]
            : TextValue.OrNull(hosts?.ToString()) is { } text ? [text] : [];
        return Parsed(name, allowed, row.Text("Service"), row.Text("InstanceId"), row.Origin);
    }

    // Hosts in a column of their own leave nothing to separate in the name.
    private static DbAccountIdentity Parsed(string text, string[] hosts, string? service, string? instanceId, object origin)
    {
        DbAccountIdentity parsed = hosts.Length > 0 ? new DbAccountIdentity(text, hosts) : new DbAccountIdentity(text);
        return parsed.Name.Any(char.IsControl)
            ? throw new FormatException("The name of an account has no control characters.")
            : new DbAccountIdentity(parsed.Name, parsed.AllowedHost, service, instanceId, origin);
    }
}
