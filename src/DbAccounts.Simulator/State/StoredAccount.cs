using System;
using System.Collections.Generic;

namespace DbAccounts.Simulator.State;

/// <summary>An account of one of the instances.</summary>
internal sealed class StoredAccount
{
    public string Name { get; set; } = "";

    public AccountValues Values { get; set; } = new();

    /// <summary>Tencent Cloud: the privileges at all four levels.</summary>
    public List<StoredPrivilege> Privileges { get; set; } = [];

    public DateTimeOffset Created { get; set; }

    public DateTimeOffset Modified { get; set; }

    public DateTimeOffset PasswordChanged { get; set; }

    /// <summary>A copy that later changes don't reach: they replace the values and privileges as a whole.</summary>
    public StoredAccount Copy() => (StoredAccount)MemberwiseClone();

    /// <summary>The account's identity.</summary>
    public AccountKey Key() => new(Name, Values.Host);
}
