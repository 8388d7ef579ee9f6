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

    private DbAccountIdentity Read(object input)
    {
        object value = input is PSObject wrapped ? wrapped.BaseObject : input;
        try
        {
            return value switch
            {
                DbAccountIdentity identity => identity,
                DbAccount account => new DbAccountIdentity(account),
                DbPrivilege privilege => new DbAccountIdentity(privilege.Account, [], Blank(privilege.Service), Blank(privilege.InstanceId)) { Origin = privilege },
                string text => new DbAccountIdentity(text) { Origin = text },
                IDictionary table => FromRow(name => table.Contains(name) ? table[name] : null, table),
                PSCustomObject => FromRow(name => ((PSObject)input).Properties[name]?.Value, input),
                _ => throw new FormatException("An account is a DbAccount, 'name', 'name@host', or an object with the property Account or Name."),
            };
        }
        catch (FormatException e)
        {
            // The binder would report a row as it is, its password included; carried along, it is reported with that masked.
            return value is string ? throw new ArgumentTransformationMetadataException(e.Message) : DbAccountIdentity.Unreadable(input, e.Message);
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
        return new DbAccountIdentity(name, allowed, Text(column("Service")), Text(column("InstanceId"))) { Origin = row };
    }

    private static string? Text(object? value) => Blank(value?.ToString());

    private static string? Blank(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;
}
