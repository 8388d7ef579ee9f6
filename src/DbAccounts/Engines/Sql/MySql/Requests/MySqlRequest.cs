using System;
using System.Collections.Generic;
using DbAccounts.Engines.Delivery;
using DbAccounts.Engines.Planning;
using DbAccounts.Engines.Sql.MySql.Dialect;
using DbAccounts.Model;

namespace DbAccounts.Engines.Sql.MySql.Requests;

/// <summary>A change of one account; its statements are made for the server that they go to.</summary>
internal abstract class MySqlRequest : ServiceRequest
{
    /// <summary>The account.</summary>
    public abstract DbAccountIdentity Identity();

    /// <summary>The statements, in order.</summary>
    public abstract IReadOnlyList<SqlStatement> Statements(MySqlServer server);

    /// <summary>The effect on the account.</summary>
    protected Effect EffectOf(EffectKind kind, Func<DbAccount, bool>? isShownBy = null) =>
        new(kind, [Identity()]) { IsShownBy = isShownBy };
}
