using System;
using System.Globalization;
using System.Linq;
using System.Text.Json;
using DbAccounts.Engines.Cloud.TencentCloud;
using DbAccounts.Engines.Cloud.TencentCloud.Requests;
using DbAccounts.Simulator.Clouds.TencentCloud;

namespace DbAccounts.Tests.Support;

/// <summary>The services' answers, as the documents show them.</summary>
internal static class Answers
{
    /// <summary>QingCloud's answer to RunClusterCustomService.</summary>
    public static string QingCloudJob(string id = "j-cn78umknykq") =>
        $$"""{ "action": "RunClusterCustomServiceResponse", "cluster_id": "cl-yxgxofd3", "job_id": "{{id}}", "service": "modify_users", "ret_code": 0 }""";

    /// <summary>A refusal of QingCloud.</summary>
    public static string QingCloudError(long code, string message = "no") => JsonSerializer.Serialize(new { message, ret_code = code });

    /// <summary>An answer of DescribeJobs; each job with its status.</summary>
    public static string QingCloudJobs(params (string Id, string Status)[] jobs) => JsonSerializer.Serialize(new
    {
        action = "DescribeJobsResponse",
        total_count = jobs.Length,
        job_set = jobs.Select(job => new
        {
            job_id = job.Id,
            job_action = "RunClusterCustomService",
            status = job.Status,
            status_time = "2022-01-04T08:57:09Z",
            error_codes = job.Status is "failed" or "done with failure" ? "err_code225" : "",
            directive = """{"service_params":"{\"passwd\":\"Passwd@123\"}"}""",
        }),
        ret_code = 0,
    });

    /// <summary>Tencent Cloud's answer to a change.</summary>
    public static string TencentTask(string id = "256117ed-efa08b54-61784d44-91781bbd") => Tencent(new { RequestId = "6EF60BEC-0242-43AF-BB20-270359FB54A7", AsyncRequestId = id });

    /// <summary>An answer of Tencent Cloud in its envelope.</summary>
    public static string Tencent(object answer) => JsonSerializer.Serialize(new { Response = answer });

    /// <summary>A refusal of Tencent Cloud.</summary>
    public static string TencentError(string code, string message = "no") =>
        Tencent(new { Error = new { Code = code, Message = message }, RequestId = "ed93f3cb-f35e-473f-b9f3-0d451b8b79c6" });

    /// <summary>An answer of DescribeAsyncRequestInfo.</summary>
    public static string TencentStatus(string? status, string? info = "") => Tencent(new { Status = status, Info = info, RequestId = "r-1" });

    /// <summary>An answer of DescribeAccountPrivileges: what is held on everything, on shop, on shop.orders and on shop.orders(total).</summary>
    public static string TencentPrivileges(string shop = "", string global = "", string orders = "", string total = "") => Tencent(new
    {
        GlobalPrivileges = List(global),
        DatabasePrivileges = shop.Length == 0 ? [] : new[] { new { Database = "shop", Privileges = List(shop) } },
        TablePrivileges = orders.Length == 0 ? [] : new[] { new { Database = "shop", Table = "orders", Privileges = List(orders) } },
        ColumnPrivileges = total.Length == 0
            ? [] : new[] { new { Database = "shop", Table = "orders", Column = "total", Privileges = List(total) } },
        RequestId = "r",
    });

    /// <summary>An answer of DescribeAccounts.</summary>
    public static string TencentAccounts(params (string User, string Host, DateTime? Created)[] accounts) => Tencent(new
    {
        TotalCount = accounts.Length,
        Items = accounts.Select(one => new
        {
            one.User,
            one.Host,
            Notes = "",
            MaxUserConnections = 0,
            CreateTime = one.Created?.AddHours(8).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
            ModifyPasswordTime = one.Created?.AddHours(8).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
        }),
        RequestId = "r",
    });

    /// <summary>An answer of ListDdmUsers with one account.</summary>
    public static string DdmUsers(string name, string[] privileges, string[] schemas) => JsonSerializer.Serialize(new
    {
        total = 1,
        offset = 0,
        limit = 128,
        users = new[] { new { name, base_authority = privileges, databases = schemas.Select(schema => new { name = schema }), status = "RUNNING" } },
    });

    /// <summary>An answer of ListDdmUsers with accounts that hold SELECT on shop, or none.</summary>
    public static string DdmUsers(params (string Name, DateTime? Created)[] accounts) => JsonSerializer.Serialize(new
    {
        total = accounts.Length,
        users = accounts.Select(one => new
        {
            name = one.Name,
            base_authority = new[] { "SELECT" },
            databases = new[] { new { name = "shop" } },
            description = "",
            created = one.Created?.ToString("yyyy-MM-dd'T'HH:mm:ss'+0000'", CultureInfo.InvariantCulture),
            password_last_changed = one.Created?.ToString("yyyy-MM-dd'T'HH:mm:ss'+0000'", CultureInfo.InvariantCulture),
        }),
    });

    private static string[] List(string text) => text.Split(", ", StringSplitOptions.RemoveEmptyEntries);

    /// <summary>An answer to a change that the service accepts.</summary>
    public static string Accepted(string service) => service switch
    {
        "Ddm" => "{ }",
        "TencentMySql" => TencentTask(),
        _ => QingCloudJob(),
    };
}
