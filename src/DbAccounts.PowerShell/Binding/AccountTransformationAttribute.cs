using System;
using System.Collections;
using System.Linq;
using System.Management.Automation;
using DbAccounts.Model;

namespace DbAccounts.PowerShell.Binding;

/// <summary>Reads accounts: DbAccount, 'name', 'name@host', and rows (PSCustomObject, hashtable) with Account or Name.</summary>
internal sealed class AccountTransformationAttribute : ArgumentTransformationAttribute
{
    /// <summary>False where AllowedHost in a row is a new value and not part of the account's identity.</summary>
    public bool HostIsIdentity { get; set; } = true;

    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        object? value = inputData is PSObject wrapped ? wrapped.BaseObject : inputData;
        return value is IList list && value is not string
            ? list.Cast<object>().Select(Read).ToArray()
            : inputData is null ? null : new[] { Read(inputData) };
    }

    /// <summary>The account that privileges are of.</summary>
    public static DbAccountIdentity Of(DbPrivilege privilege) =>
        Parsed(privilege.Account, [], Blank(privilege.Service), Blank(privilege.InstanceId), privilege);

    private DbAccountIdentity Read(object input)
    {
        object value = input is PSObject wrapped ? wrapped.BaseObject : input;
        try
        {
            return value switch
            {
                DbAccountIdentity identity => identity,
                DbAccount account => new DbAccountIdentity(account),
                DbPrivilege privilege => Of(privilege),
                string text when string.IsNullOrWhiteSpace(text) => throw new FormatException("The name of an account is not blank."),
                string text => Parsed(text, [], null, null, text),
                IDictionary table => FromRow(name => table.Contains(name) ? table[name] : null, table),
                PSCustomObject => FromRow(name => ((PSObject)input).Properties[name]?.Value, input),
                _ => throw new FormatException("An account is a DbAccount, 'name', 'name@host', or an object with the property Account or Name."),
            };
        }
        catch (FormatException e)
        {
            // The binder would report a row as it is, its password included; carried along, it is reported with that masked.
            return DbAccountIdentity.Unreadable(input, e.Message);
        }
    }

    private DbAccountIdentity FromRow(Func<string, object?> column, object row)
    {
        string? name = Text(column("Account")) ?? Text(column("Name"));
        if (name is null)
        {
            throw new FormatException("A row names its account in the column Account or Name.");
        }

        object? hosts = HostIsIdentity ? column("AllowedHost") : null;
        string[] allowed = hosts is IEnumerable many and not string
            ? [.. many.Cast<object?>().Select(host => Text(host)).OfType<string>()]
            : Text(hosts) is { } text ? [text] : [];
        return Parsed(name, allowed, Text(column("Service")), Text(column("InstanceId")), row);
    }

    // Hosts in a column of their own leave nothing to separate in the name.
    private static DbAccountIdentity Parsed(string text, string[] hosts, string? service, string? instanceId, object origin)
    {
        DbAccountIdentity parsed = hosts.Length > 0 ? new DbAccountIdentity(text, hosts) : new DbAccountIdentity(text);
        return parsed.Name.Any(char.IsControl)
            ? throw new FormatException("The name of an account has no control characters.")
            : new DbAccountIdentity(parsed.Name, parsed.AllowedHost, service, instanceId, origin);
    }

    private static string? Text(object? value) => Blank(value?.ToString());

    private static string? Blank(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;
}
