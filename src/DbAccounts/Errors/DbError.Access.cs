using System.Collections.Generic;
using DbAccounts.Model;
using DbAccounts.Texts;

namespace DbAccounts.Errors;

/// <content>Errors about who can do what.</content>
public static partial class DbError
{
    /// <summary>The service can't tell what accounts hold.</summary>
    public static DbAccountsException PrivilegesNotTold(DbInstanceName instance) => new(
        DbErrorId.NotSupportedByService,
        DbErrorCategory.InvalidOperation,
        Messages.PrivilegesNotTold.With(instance.Service, instance),
        Messages.PrivilegesNotToldAdvice);

    /// <summary>A privilege is asked for that the service doesn't have, and that nobody holds.</summary>
    /// <param name="privilege">What was asked for.</param>
    /// <param name="service">The service.</param>
    /// <param name="offered">What the service offers.</param>
    public static DbAccountsException UnknownPrivilege(string privilege, string service, IReadOnlyCollection<string> offered) => new(
        DbErrorId.InvalidInput,
        DbErrorCategory.InvalidArgument,
        PrivilegeHabits.Of(privilege) is { } habit ? habit
        : Nearest.Of(privilege, offered) is { } meant
            ? Messages.PrivilegeUnknownNear.With(privilege, service, meant)
            : Messages.PrivilegeUnknown.With(privilege, service),
        Messages.PrivilegeUnknownAdvice.With(string.Join(", ", offered)));
}
