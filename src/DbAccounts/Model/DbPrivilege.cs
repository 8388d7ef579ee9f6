namespace DbAccounts.Model;

/// <summary>The privileges that one account holds on one object. It reads like a grant: <c>SELECT, INSERT ON shop.orders</c>.</summary>
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

    /// <summary>The database, null at the global level.</summary>
    public string? Database { get; set; }

    /// <summary>The table, null above the table level.</summary>
    public string? Table { get; set; }

    /// <summary>The column, null above the column level.</summary>
    public string? Column { get; set; }

    /// <summary>The privileges, upper case, sorted.</summary>
    public string[] Privilege { get; set; } = [];

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
        held.Privilege = privileges;
        return held;
    }

    /// <summary>The object that the privileges are held on.</summary>
    public DbPrivilegeTarget Target() => new(Database, Table, Column);

    /// <summary>The privileges as a grant would put them.</summary>
    public override string ToString() => $"{string.Join(", ", Privilege)} ON {Target()}";
}
