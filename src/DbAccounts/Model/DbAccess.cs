namespace DbAccounts.Model;

/// <summary>What an account can do on an object by one of its grants, wherever that was given: globally, by a pattern, by a role.</summary>
public sealed class DbAccess
{
    /// <summary>The service, one of the names of <c>Get-DbService</c>.</summary>
    public string Service { get; set; } = "";

    /// <summary>The instance that holds the account.</summary>
    public string InstanceId { get; set; } = "";

    /// <summary>The address of the service there: an id at another address is another instance.</summary>
    public string? Endpoint { get; set; }

    /// <summary>The account, as <c>name</c> or <c>name@host</c>.</summary>
    public string Account { get; set; } = "";

    /// <summary>What it can do: of what was asked for, or everything; upper case, sorted, without <c>ALL</c>.</summary>
    public DbList<string> Privilege { get; set; } = [];

    /// <summary>On what: <c>shop.*</c>, <c>shop.orders</c>, <c>shop.orders (total)</c>, <c>*.*</c>, <c>PROCEDURE shop.refund</c>.</summary>
#pragma warning disable CA1720 // the field's own word
    public string Object { get; set; } = "";
#pragma warning restore CA1720

    /// <summary>The level of the grant that gives it; <c>Role</c> where the account has it as a member of a role.</summary>
    public DbPrivilegeLevel Via { get; set; }

    /// <summary>The role whose grant it is; <c>PUBLIC</c> for the one that everybody has on MariaDB; null where it is an account's.</summary>
    public string? Role { get; set; }

    /// <summary>
    /// The other account whose grant it is, such as <c>app@%</c> for <c>app@localhost</c>: a server finds grants on databases, tables and
    /// routines by the name and host of a login. Null where the account holds it itself, or by a role.
    /// </summary>
    public string? GrantedTo { get; set; }

    /// <summary>The grant that gives it, as text: <c>ALL ON *.*</c>. Where <see cref="Role"/> or <see cref="GrantedTo"/> is set, theirs.</summary>
    public string Grant { get; set; } = "";

    /// <summary>Who can do what on what.</summary>
    public override string ToString() => $"{Account}: {string.Join(", ", Privilege)} ON {Object}";
}
