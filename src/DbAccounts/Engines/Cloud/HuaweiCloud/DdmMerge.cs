using DbAccounts.Changes;
using DbAccounts.Engines.Cloud.HuaweiCloud.Requests;
using DbAccounts.Model;

namespace DbAccounts.Engines.Cloud.HuaweiCloud;

/// <summary>A grant or revoke on its way: each time that it is sent it is merged with what the account holds then.</summary>
internal sealed class DdmMerge(ChangePrivilege change, UpdateDdmUser request)
{
    /// <summary>The change as it was asked for.</summary>
    public ChangePrivilege Change => change;

    /// <summary>The request of the last merge.</summary>
    public UpdateDdmUser Request { get; private set; } = request;

    /// <summary>Merges the change with what the account holds; true where it holds that already.</summary>
    /// <exception cref="Errors.DbAccountsException">DDM can't express the outcome, and its wider effect isn't accepted.</exception>
    public bool ChangesNothing(DbAccount now)
    {
        ChangePrivilege merged = DdmPrivileges.Merge(change, now);
        Request = DdmPrivileges.Request(merged);
        return merged.ChangesNothing;
    }

    /// <summary>True when an account shows the change.</summary>
    public bool IsShownBy(DbAccount account) => DdmPrivileges.Shows(account, Request);
}
