using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.Http;
using System.Threading.Tasks;
using DbAccounts.Engines;
using DbAccounts.Engines.Cloud.Http;
using DbAccounts.Engines.Cloud.HuaweiCloud;
using DbAccounts.Engines.Cloud.QingCloud;
using DbAccounts.Engines.Cloud.TencentCloud;
using DbAccounts.Errors;
using DbAccounts.Execution;
using DbAccounts.Formats;
using DbAccounts.Model;
using DbAccounts.Tests.Support;
using Xunit;

namespace DbAccounts.Tests.Hostile;

/// <summary>Whatever a service answers: what can be read is read, the rest is a fault with an id, and nothing crashes.</summary>
public class HostileAnswerTests
{
    private const int CasesPerProvider = 12_000;

    private static readonly DbJob _job = new() { Id = "j-cn78umknykq", Service = "x", InstanceId = "y", Account = ["app"] };

    private static readonly string[] _tencent =
    [
        Answers.TencentTask(),
        Answers.TencentError("FailedOperation.StatusConflict"),
        """{"Response":{"TotalCount":1,"Items":[{"Notes":"n","Host":"%","User":"app","ModifyTime":"2024-01-30 10:26:35","ModifyPasswordTime":"2024-01-30 10:26:35","CreateTime":null,"MaxUserConnections":0,"OpenCam":false}],"MaxUserConnections":10240,"RequestId":"r"}}""",
        """{"Response":{"GlobalPrivileges":["SELECT"],"DatabasePrivileges":[{"Database":"shop","Privileges":["SELECT"]}],"TablePrivileges":[{"Database":"shop","Table":"t","Privileges":["SELECT"]}],"ColumnPrivileges":[{"Database":"shop","Table":"t","Column":"c","Privileges":["SELECT"]}],"RequestId":"r"}}""",
        """{"Response":{"Status":"SUCCESS","Info":"删除库表成功","RequestId":"r"}}""",
    ];

    private static readonly string[] _huawei =
    [
        "{ }",
        """{"total":1,"offset":0,"limit":1,"users":[{"databases":[{"name":"db"}],"created":"2025-12-12T04:03:46+0000","name":"testuser","password_lifetime":60,"expiration_time":null,"description":"","base_authority":["ALTER"],"status":"RUNNING","password_last_changed":"2025-12-12T04:03:46+0000"}]}""",
        """{"error_code":"DBS.300301","error_msg":"Failed to update the account"}""",
        """{"errCode":"DBS.200019","externalMessage":"busy"}""",
        """{"error_code":"APIGW.0308","error_msg":"policy user over ratelimit,limit:200,time:5 minute","request_id":"r"}""",
        """{"error":{"code":401,"message":"no"}}""",
    ];

    private static readonly string[] _qingCloud =
    [
        Answers.QingCloudJob(),
        Answers.QingCloudError(1400),
        Answers.QingCloudJobs(("j-cn78umknykq", "successful")),
        """{"action":"DescribeClustersResponse","cluster_set":[{"cluster_id":"cl-ouhutv70","display_tabs":{"account":{"roles_to_execute_on":["maininstance"]}}}],"display_tabs":{"labels":["user","host"],"data":[["app","%"],["b","10.0.0.%"]]},"ret_code":0}""",
    ];

    [Fact]
    public void Tencent_answers_of_any_shape_end_in_a_result_or_a_fault()
    {
        var call = new TencentCall(new TencentProduct("cdb", "2017-03-20"), "DescribeAccounts", []);
        DbInstance instance = DbInstance.Connect(Connected.Options("TencentMySql"));
        Each(_tencent, 1, call, answer =>
        {
            foreach (var item in answer.Json.List("Items"))
            {
                Assert.NotNull(ReadOrRefused(() => TencentMapping.Account(instance, item).ToString()));
            }

            Assert.NotNull(TencentMapping.Privileges(answer.Json).ToString());
            Assert.NotNull(TencentMapping.Refresh(_job, answer.Json).ToString());
        });
    }

    [Fact]
    public void Huawei_answers_of_any_shape_end_in_a_result_or_a_fault()
    {
        var call = new HuaweiCall("ListDdmUsers", HttpMethod.Get, ["v3"]);
        DbInstance instance = DbInstance.Connect(Connected.Options("Ddm"));
        Each(_huawei, 2, call, answer =>
        {
            foreach (var user in answer.Json.List("users"))
            {
                Assert.NotNull(ReadOrRefused(() =>
                {
                    DbAccount account = DdmMapping.Account(instance, user);
                    return account.ToString() + DdmMapping.Privileges(account);
                }));
            }
        });
    }

    [Fact]
    public async Task QingCloud_answers_of_any_shape_end_in_a_result_or_a_fault()
    {
        var call = new QingCloudCall("DescribeJobs", new Dictionary<string, string>());
        DbInstance instance = DbInstance.Connect(Connected.Options("MySqlPlus"));
        var readable = new List<ApiAnswer>();
        Each(_qingCloud, 3, call, readable.Add);
        foreach (ApiAnswer answer in readable)
        {
            try
            {
                var accounts = await AccountTab.ReadAsync(instance, "maininstance", (_, _, _, _) => Task.FromResult(answer.Json), new CallContext());
                Assert.All(accounts, account => Assert.NotEmpty(account.Name));
            }
            catch (DbAccountsException e)
            {
                Assert.True(e.ErrorId is DbErrorId.InstanceNotFound or DbErrorId.AccountListNotShown or DbErrorId.ProtocolError, e.ErrorId);
            }
        }
    }

    private static string ReadOrRefused(Func<string> read)
    {
        try
        {
            return read();
        }
        catch (DbAccountsException e) when (e.ErrorId == DbErrorId.ProtocolError)
        {
            return e.Message;
        }
    }

    private static void Each(string[] documented, int seed, ApiCall call, Action<ApiAnswer> use)
    {
        int faults = 0;
        foreach (ApiResponse response in new AnswerCorpus(seed, documented).Take(CasesPerProvider))
        {
            ApiAnswer answer = call.Read(response);
            if (answer.Fault is { } fault)
            {
                faults++;
                DbAccountsException error = fault.ToException(call.Action, "x");
                Assert.Contains(error.ErrorId, _ids);
                Assert.NotEmpty(error.Message);
            }
            else
            {
                use(answer);
            }
        }

        // The corpus reaches both ways of every reader.
        Assert.InRange(faults, CasesPerProvider / 10, CasesPerProvider * 9 / 10);
    }

    private static readonly HashSet<string> _ids =
        [.. typeof(DbErrorId).GetFields().Select(field => (string)field.GetRawConstantValue()!)];
}
