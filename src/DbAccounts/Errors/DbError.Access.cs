using System.Collections.Generic;
using DbAccounts.Model;

namespace DbAccounts.Errors;

/// <content>Errors about who can do what.</content>
public static partial class DbError
{
    /// <summary>The service can't tell what accounts hold.</summary>
    public static DbAccountsException PrivilegesNotTold(DbInstanceName instance) => new(
        DbErrorId.NotSupportedByService,
        DbErrorCategory.InvalidOperation,
        $"{instance.Service} doesn't tell what its accounts may do, so who can do what on {instance} is not known.",
        "Get-DbAccount shows what the service lists of an account, such as its AccountType; in the database itself SHOW GRANTS tells.");

    /// <summary>A privilege is asked for that the service doesn't have, and that nobody holds.</summary>
    /// <param name="privilege">What was asked for.</param>
    /// <param name="service">The service.</param>
    /// <param name="offered">What the service offers.</param>
    public static DbAccountsException UnknownPrivilege(string privilege, string service, IReadOnlyCollection<string> offered) => new(
        DbErrorId.InvalidInput,
        DbErrorCategory.InvalidArgument,
        $"'{privilege}' is no privilege of {service}, and none of the accounts holds it.",
        $"Name one of {string.Join(", ", offered)}.");
}
