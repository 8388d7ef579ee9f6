namespace DbAccounts.Engines.Cloud.QingCloud.Requests;

/// <summary>The documents that QingCloud's rules come from.</summary>
internal static class QingCloudDocument
{
    public const string AddUser = "QingCloud MySQL Plus API, add_user";
    public const string DelUser = "QingCloud MySQL Plus API, del_user";
    public const string AddCkUser = "QingCloud MySQL Plus API, add_ck_user";
    public const string DelCkUser = "QingCloud MySQL Plus API, del_ck_user";
    public const string BatchGuide = "QingCloud MySQL Plus manual, create several accounts";
    public const string AddUsers = "QingCloud ChronusDB API, add_users";
    public const string ModifyUsers = "QingCloud ChronusDB API, modify_users";
    public const string RemoveUsers = "QingCloud ChronusDB API, remove_users";
    public const string ChronusManual = "QingCloud ChronusDB manual, create an account";
    public const string DescribeJobs = "QingCloud API, DescribeJobs";
    public const string DisplayTabs = "QingCloud API, DescribeClusterDisplayTabs";
}
