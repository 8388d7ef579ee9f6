using System;
using System.Collections.Generic;
using System.Linq;
using DbAccounts.Rules;
using DbAccounts.Simulator.Clouds.HuaweiCloud;
using DbAccounts.Simulator.Clouds.TencentCloud;
using Xunit;

namespace DbAccounts.Tests.Simulator;

/// <summary>The codes of the simulator follow the ids of rules, and nothing that is written in words.</summary>
public sealed class ErrorCodeTests
{
    [Theory]
    [InlineData("MissingParameter.AccountMissingParameterError", "NewAccount.User.Mandatory", "Account.User.Mandatory", "Account.Host.Mandatory",
        "DeletedAccount.User.Mandatory", "ModifyAccountHost.User.Mandatory", "ModifyAccountHost.Host.Mandatory", "ModifyAccountHost.NewHost.Mandatory",
        "DescribeAccountPrivilegesRequest.User.Mandatory", "DescribeAccountPrivilegesRequest.Host.Mandatory")]
    [InlineData("MissingParameter", "CreateAccounts.Accounts.Mandatory", "CreateAccounts.Password.Mandatory", "DeleteAccounts.Accounts.Mandatory",
        "ModifyAccountPassword.NewPassword.Mandatory", "ModifyAccountPassword.Accounts.Mandatory", "ModifyAccountDescription.Accounts.Mandatory",
        "ModifyAccountMaxUserConnections.Accounts.Mandatory", "ModifyAccountMaxUserConnections.MaxUserConnections.Mandatory",
        "ModifyAccountPrivileges.Accounts.Mandatory", "DatabasePrivilege.Database.Mandatory", "DatabasePrivilege.Privileges.Mandatory",
        "TablePrivilege.Database.Mandatory", "TablePrivilege.Table.Mandatory", "TablePrivilege.Privileges.Mandatory",
        "ColumnPrivilege.Database.Mandatory", "ColumnPrivilege.Table.Mandatory", "ColumnPrivilege.Column.Mandatory",
        "ColumnPrivilege.Privileges.Mandatory", "DescribeAsyncRequestInfoRequest.AsyncRequestId.Mandatory")]
    [InlineData("OperationDenied.DeleteRootAccountError", "DeletedAccount.User.NotOneOf")]
    [InlineData("InvalidParameterValue.UserNameRuleError", "NewAccount.User.Length", "NewAccount.User.Characters", "NewAccount.User.FirstCharacter",
        "NewAccount.User.LastCharacter", "Account.User.Length", "DeletedAccount.User.Length", "ModifyAccountHost.User.Length")]
    [InlineData("InvalidParameterValue.AccountPasswordLengthError", "CreateAccounts.Password.Length", "ModifyAccountPassword.NewPassword.Length")]
    [InlineData("InvalidParameterValue.AccountPasswordRuleError", "CreateAccounts.Password.CharacterClasses",
        "ModifyAccountPassword.NewPassword.CharacterClasses")]
    [InlineData("InvalidParameterValue.AccountDescriptionLengthError", "CreateAccounts.Description.Length",
        "ModifyAccountDescription.Description.Length")]
    [InlineData("UnsupportedOperation.PrivilegesUnsupportedError", "ModifyAccountPrivileges.GlobalPrivileges.OneOf",
        "DatabasePrivilege.Privileges.OneOf", "TablePrivilege.Privileges.OneOf", "ColumnPrivilege.Privileges.OneOf")]
    [InlineData("InvalidParameterValue.InvalidParameterValueError", "DescribeAccountsRequest.Offset.Range", "DescribeAccountsRequest.Limit.Range",
        "DescribeAccountsRequest.SortBy.OneOf", "DescribeAccountsRequest.OrderBy.OneOf")]
    [InlineData("InvalidParameter", "CreateAccounts.MaxUserConnections.Range", "ModifyAccountMaxUserConnections.MaxUserConnections.Range",
        "ModifyAccountPrivileges.ModifyAction.OneOf")]
    public void Tencent_Clouds_code_is_that_of_the_rules_id(string code, params string[] ids)
    {
        Assert.All(ids, id => Assert.Contains(id, Ids("TencentCloud")));
        Assert.All(ids, id => Assert.All(Wordings(id), violation => Assert.Equal((id, code), (id, TencentError.Of(violation).Code))));
        Assert.Equal(ids.Order(), Ids("TencentCloud").Where(id => TencentError.Of(Wordings(id)[0]).Code == code).Order());
    }

    [Theory]
    [InlineData("DBS.300305", "CreateDdmUser.Name.Mandatory", "CreateDdmUser.Name.Length", "CreateDdmUser.Name.FirstCharacter",
        "CreateDdmUser.Name.Characters")]
    [InlineData("DBS.300306", "CreateDdmUser.Password.Mandatory", "CreateDdmUser.Password.Length", "CreateDdmUser.Password.CharacterClasses",
        "CreateDdmUser.Password.NotNameNorReverse", "ResetDdmUserPassword.Password.Mandatory", "ResetDdmUserPassword.Password.Length",
        "ResetDdmUserPassword.Password.CharacterClasses", "ResetDdmUserPassword.Password.NotNameNorReverse")]
    [InlineData("DBS.300307", "CreateDdmUser.Description.Length", "UpdateDdmUser.Description.Length")]
    [InlineData("DBS.300309", "CreateDdmUser.BaseAuthority.Mandatory", "CreateDdmUser.BaseAuthority.OneOf", "UpdateDdmUser.BaseAuthority.OneOf",
        "UpdateDdmUser.BaseAuthority.NotEmptyList")]
    [InlineData("DBS.280001", "CreateDdmUser.PasswordLifetime.Range", "UpdateDdmUser.PasswordLifetime.Range", "RelatedSchema.Name.Mandatory",
        "UpdateDdmUser.Username.Mandatory", "ResetDdmUserPassword.Username.Mandatory", "DeleteDdmUser.Username.Mandatory", "UpdateDdmUser.AtLeastOneOf")]
    public void DDMs_code_is_that_of_the_rules_id(string code, params string[] ids)
    {
        Assert.All(ids, id => Assert.Contains(id, Ids("HuaweiCloud")));
        Assert.All(ids, id => Assert.All(Wordings(id), violation => Assert.Equal((id, code), (id, DdmError.Of([violation]).Code))));
        Assert.Equal(ids.Order(), Ids("HuaweiCloud").Where(id => DdmError.Of([Wordings(id)[0]]).Code == code).Order());
    }

    // The words of other rules among them, for whoever looks for those.
    private static Violation[] Wordings(string id) =>
    [
        new(id, "Account", "is required", "a"),
        new(id, "Password", "has 8 to 64 characters", "b"),
        new(id, "Privilege", "is not root", "c", "root"),
        new(id, "", "", ""),
    ];

    private static IEnumerable<string> Ids(string cloud) => OwnRequestsTests.RequestTypes()
        .Where(type => type.Namespace!.EndsWith(cloud + ".Requests", StringComparison.Ordinal))
        .Select(RequestType.Of)
        .SelectMany(type => type.Properties.SelectMany(property => property.Rules).Select(rule => rule.Id).Concat(type.Rules.Select(type.IdOf)))
        .Distinct();
}
