using System;
using DbAccounts.Model;

namespace DbAccounts.Engines.Cloud.HuaweiCloud;

/// <summary>What an IAM token is asked for with.</summary>
/// <param name="Instance">The instance that it is for; its project is the scope.</param>
/// <param name="Address">The address of IAM.</param>
/// <param name="Domain">The name of the account that the user belongs to.</param>
/// <param name="User">The user's name and password.</param>
internal sealed record IamLogin(InstanceAddress Instance, Uri Address, string Domain, DbCredential User)
{
    /// <summary>Where name and password come from, in words.</summary>
    public string Source { get; init; } = "";
}
