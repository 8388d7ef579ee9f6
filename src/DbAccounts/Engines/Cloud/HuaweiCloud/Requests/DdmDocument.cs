namespace DbAccounts.Engines.Cloud.HuaweiCloud.Requests;

/// <summary>The documents that DDM's rules come from.</summary>
internal static class DdmDocument
{
    private const string Base = "https://support.huaweicloud.com/intl/en-us/api-ddm/";
    public const string Create = "Huawei Cloud DDM API, Creating an Account V3, " + Base + "CreateDdmUser.html";
    public const string List = "Huawei Cloud DDM API, Querying Accounts V3, " + Base + "ListDdmUsers.html";
    public const string Update = "Huawei Cloud DDM API, Modifying an Account V3, " + Base + "UpdateDdmUser.html";
    public const string Delete = "Huawei Cloud DDM API, Deleting an Account V3, " + Base + "DeleteDdmUser.html";
    public const string Reset = "Huawei Cloud DDM API, Resetting the Password of an Account V3, " + Base + "ResetDdmUserPassword.html";
    public const string AtLeastOnePermission = "Huawei Cloud DDM API, https://support.huaweicloud.com/en-us/api-ddm/ddm_07_0002.html";
}
