using System.Linq;

namespace DbAccounts.Model;

/// <summary>The privileges that one account holds on one object. It reads like a grant: <c>INSERT, SELECT ON shop.orders</c>.</summary>
public sealed class DbPrivilege
{
    /// <summary>The service, one of the names of <c>Get-DbService</c>.</summary>
    public string Service { get; set; } = "";

    /// <summary>The instance that holds the account.</summary>
    public string InstanceId { get; set; } = "";

    /// <summary>The address of the service there: an id at another address is another instance.</summary>
    public string? Endpoint { get; set; }

    /// <summary>The account, as <c>name</c> or <c>name@host</c>.</summary>
    public string Account { get; set; } = "";

    /// <summary>The level of the object.</summary>
    public DbPrivilegeLevel Level { get; set; }

    /// <summary>The database as it is called, at the level of patterns MySQL's pattern; null where the object is in none.</summary>
    public string? Database { get; set; }

    /// <summary>The table, null above the table level.</summary>
    public string? Table { get; set; }

    /// <summary>The column, null above the column level.</summary>
    public string? Column { get; set; }

    /// <summary>The routine with its kind, such as <c>PROCEDURE refund</c>; null at all other levels.</summary>
    public string? Routine { get; set; }

    /// <summary>The role that the account is a member of; null at all other levels.</summary>
    public string? Role { get; set; }

    /// <summary>The account that may be acted as; null at all other levels.</summary>
    public string? ProxiedAccount { get; set; }

    /// <summary>
    /// The privileges, upper case, sorted; <c>ROLE</c> for being a member of a role, <c>PROXY</c> for acting as another account. Empty where
    /// the account holds the grant option alone.
    /// </summary>
    public DbList<string> Privilege { get; set; } = [];

    /// <summary>The account may give what it holds on the object to others (of a role: <c>WITH ADMIN OPTION</c>).</summary>
    public bool GrantOption { get; set; }

    /// <summary>The connection that it came through, in this process.</summary>
    internal DbConnectionName? Connection { get; set; }

    /// <summary>The same account's privileges on an object.</summary>
    internal DbPrivilege On(DbPrivilegeTarget target, string[] privileges)
    {
        var held = (DbPrivilege)MemberwiseClone();
        held.Level = target.Level;
        held.Database = target.Database;
        held.Table = target.Table;
        held.Column = target.Column;
        held.Routine = target.Routine;
        held.Role = target.Role;
        held.ProxiedAccount = target.ProxiedAccount;
        held.Privilege = [.. privileges.Where(privilege => privilege != PrivilegeWord.GrantOption)];
        held.GrantOption = held.Privilege.Length < privileges.Length;
        return held;
    }

    /// <summary>The object that the privileges are held on.</summary>
    public DbPrivilegeTarget Target() => this switch
    {
        { Role: { } role } => DbPrivilegeTarget.OfRole(role),
        { ProxiedAccount: { } account } => DbPrivilegeTarget.OfProxy(account),
        { Routine: { } routine, Database: { } database } => DbPrivilegeTarget.OfRoutine(database, routine),
        { Level: DbPrivilegeLevel.PartialRevoke, Database: { } restricted } => DbPrivilegeTarget.OfPartialRevoke(restricted),
        { Level: DbPrivilegeLevel.Pattern, Database: { } pattern } => DbPrivilegeTarget.PatternAsListed(pattern),
        _ => new(Database, Table, Column),
    };

    /// <summary>The privileges and the grant option in one list, as a <see cref="DbPrivilegeSet"/> holds them.</summary>
    internal string[] Words() => GrantOption ? [.. Privilege, PrivilegeWord.GrantOption] : Privilege;

    /// <summary>The privileges as a grant would put them.</summary>
    public override string ToString() => GrantLine.Of(Target(), Words());
}
