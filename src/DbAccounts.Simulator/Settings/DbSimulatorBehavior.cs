namespace DbAccounts.Simulator.Settings;

/// <summary>
/// What the vendors' documents leave open, or say in two ways: each a switch, its default the likelier behaviour. And what somebody
/// else does meanwhile, which is nothing by default.
/// </summary>
public sealed record DbSimulatorBehavior
{
    /// <summary>
    /// ChronusDB <c>add_users</c> of an existing account: the API page says that it fails (default), the console's manual that
    /// it overwrites password and networks.
    /// </summary>
    public bool ChronusAddOverwrites { get; init; }

    /// <summary>
    /// QingCloud: whether a value that breaks a documented rule is refused at once with a ret_code (default) or fails the job.
    /// </summary>
    public bool QingCloudRuleViolationsAreJobs { get; init; }

    /// <summary>
    /// QingCloud: whether an account that exists already, or is missing, is refused at once with ret_code 2110 or 2100, or
    /// fails the job (default).
    /// </summary>
    public bool QingCloudAccountErrorsAreImmediate { get; init; }

    /// <summary>
    /// QingCloud: the documents say that a cluster takes operations while it is active, not whether it is so during a job of
    /// this kind. True refuses with ret_code 1400 while a job runs; default is that jobs may overlap.
    /// </summary>
    public bool QingCloudBusyClusterRefuses { get; init; }

    /// <summary>
    /// QingCloud DescribeJobs with the id of no job "returns an error" (default, ret_code 2100); true leaves the id out.
    /// </summary>
    public bool QingCloudUnknownJobsAreLeftOut { get; init; }

    /// <summary>
    /// QingCloud: 2,000 requests an hour are documented, but also a quota per day. True answers the 2,001st with ret_code 2500;
    /// default is no limit.
    /// </summary>
    public bool QingCloudEnforcesHourlyQuota { get; init; }

    /// <summary>
    /// QingCloud's <c>error_codes</c> and the <c>Info</c> of Tencent Cloud's tasks: what they hold is not documented. True repeats the
    /// password of the request in them, as it is, URL-encoded, in Base64 and escaped as in JSON; default is that they don't.
    /// </summary>
    public bool FailedJobsEchoPassword { get; init; }

    /// <summary>
    /// How many seconds the services' clock is ahead, or with a negative number behind: of their time stamps, jobs, Date headers, and of
    /// the age of signatures. Default: 0.
    /// </summary>
    public int ClockAhead { get; init; }

    /// <summary>
    /// How many accounts somebody else has on each of QingCloud's three services from the start on, named other_1 and so on. Display tabs
    /// show 225 at most. Default: 0.
    /// </summary>
    public int QingCloudOtherAccounts { get; init; }

    /// <summary>How many accounts somebody else has on DDM from the start on. Default: 0.</summary>
    public int DdmOtherAccounts { get; init; }

    /// <summary>How many accounts somebody else has on Tencent Cloud from the start on. Default: 0.</summary>
    public int TencentOtherAccounts { get; init; }

    /// <summary>
    /// How many accounts somebody else removes, and as many creates, between two pages of a list (DDM and Tencent Cloud). Default: 0.
    /// </summary>
    public int OthersChangeAccounts { get; init; }

    /// <summary>The share of all turns of a page at which somebody else does so, from 0 to 1. Default: 1.</summary>
    public double OthersChangeShare { get; init; } = 1;

    /// <summary>DDM: how many accounts an instance has at most. Documents say 100 (default), of an older version.</summary>
    public int DdmMostAccounts { get; init; } = 100;

    /// <summary>DDM: <c>offset</c> of a list is described as an index (default) and as a page number.</summary>
    public bool DdmOffsetIsPage { get; init; }

    /// <summary>
    /// DDM: whether an update with <c>databases: []</c> detaches the account from all schemas (default) or changes nothing.
    /// </summary>
    public bool DdmEmptyDatabasesDetaches { get; init; } = true;

    /// <summary>DDM: account names are described as case-sensitive (default) and as case-insensitive.</summary>
    public bool DdmNamesIgnoreCase { get; init; }

    /// <summary>
    /// Tencent Cloud: the order of accounts where none is asked for is not documented. They come in the order of creation (default), or
    /// in another one for every page.
    /// </summary>
    public bool TencentListIsUnordered { get; init; }

    /// <summary>
    /// Tencent Cloud: whether an account that exists already is refused at once with <c>FailedOperation.CreateAccountError</c>
    /// (default) or fails the task.
    /// </summary>
    public bool TencentExistingAccountFailsAsync { get; init; }

    /// <summary>
    /// Tencent Cloud: whether <c>revoke</c> takes privileges from exactly the objects it names, or from the columns of a table with it
    /// (default), as MySQL and MariaDB do.
    /// </summary>
    public bool TencentRevokeReachesOnlyNamedLevel { get; init; }

    /// <summary>
    /// Tencent Cloud, full replace: whether a list that is present but empty is cleared like an absent one (default) or kept as it was.
    /// </summary>
    public bool TencentEmptyListClears { get; init; } = true;

    /// <summary>
    /// Tencent Cloud: whether a change is refused with <c>FailedOperation.StatusConflict</c> while another task of the instance
    /// runs. The code is documented, not when it comes; default is that tasks may overlap.
    /// </summary>
    public bool TencentConcurrentTaskConflicts { get; init; }

    /// <summary>
    /// Tencent Cloud: an account created without <c>MaxUserConnections</c> has 0, as the examples show (default), or the
    /// instance's 10240, as the parameter's description says.
    /// </summary>
    public bool TencentDefaultIsInstanceMaximum { get; init; }

    /// <summary>
    /// Tencent Cloud: whether <c>X-TC-Region</c> is required, as current documents say (default), or not, as older ones do.
    /// </summary>
    public bool TencentRegionRequired { get; init; } = true;

    /// <summary>Tencent Cloud: whether the documented limits of requests per second are enforced (default).</summary>
    public bool TencentEnforcesRateLimits { get; init; } = true;
}
