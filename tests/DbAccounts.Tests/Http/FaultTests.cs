using System;
using System.Text.Json;
using System.Threading.Tasks;
using DbAccounts.Errors;
using DbAccounts.Tests.Support;
using Xunit;

namespace DbAccounts.Tests.Http;

/// <summary>What each provider's codes become. The kind shows in how a change ends: refused, tried again, or of unknown outcome.</summary>
public sealed class FaultTests
{
    [Theory]
    [InlineData(1100, DbErrorId.RequestRefused, "InvalidArgument")]
    [InlineData(1101, DbErrorId.RequestRefused, "InvalidArgument")]
    [InlineData(8000, DbErrorId.RequestRefused, "InvalidArgument")]
    [InlineData(1200, DbErrorId.AuthenticationFailed, "AuthenticationError")]
    [InlineData(1300, DbErrorId.ClockSkew, "AuthenticationError")]
    [InlineData(1400, DbErrorId.AccessDenied, "PermissionDenied")]
    [InlineData(2100, DbErrorId.InstanceNotFound, "ObjectNotFound")]
    [InlineData(2110, DbErrorId.AccountExists, "ResourceExists")]
    [InlineData(2400, DbErrorId.QuotaExceeded, "QuotaExceeded")]
    [InlineData(2500, DbErrorId.Throttled, "LimitsExceeded")]
    [InlineData(5200, DbErrorId.QuotaExceeded, "QuotaExceeded")]
    [InlineData(5300, DbErrorId.InstanceBusy, "ResourceBusy")]
    [InlineData(5000, DbErrorId.ServiceFailed, "ResourceUnavailable")]
    [InlineData(5100, DbErrorId.ServiceFailed, "ResourceUnavailable")]
    [InlineData(4242, DbErrorId.RequestRefused, "InvalidOperation")]
    public Task The_codes_of_QingCloud(long code, string errorId, string category) => JudgeAsync(
        "MySqlPlus", Answers.QingCloudError(code, "PermissionDenied, instance is not running"), 200, code.ToString(System.Globalization.CultureInfo.InvariantCulture), "PermissionDenied, instance is not running", errorId, category);

    [Theory]
    [InlineData("AuthFailure.SignatureExpire", DbErrorId.ClockSkew, "AuthenticationError")]
    [InlineData("AuthFailure.SignatureFailure", DbErrorId.AuthenticationFailed, "AuthenticationError")]
    [InlineData("AuthFailure.SecretIdNotFound", DbErrorId.AuthenticationFailed, "AuthenticationError")]
    [InlineData("AuthFailure.UnauthorizedOperation", DbErrorId.AccessDenied, "PermissionDenied")]
    [InlineData("UnauthorizedOperation", DbErrorId.AccessDenied, "PermissionDenied")]
    [InlineData("OperationDenied.UserHasNoStrategy", DbErrorId.AccessDenied, "PermissionDenied")]
    [InlineData("FailedOperation.CreateAccountError", DbErrorId.AccountExists, "ResourceExists")]
    [InlineData("InvalidParameterValue.UserNotExistError", DbErrorId.AccountNotFound, "ObjectNotFound")]
    [InlineData("InvalidParameter.InstanceNotFound", DbErrorId.InstanceNotFound, "ObjectNotFound")]
    [InlineData("ResourceNotFound.CdbInstanceNotFoundError", DbErrorId.InstanceNotFound, "ObjectNotFound")]
    [InlineData("ResourceNotFound.InstanceNotFoundError", DbErrorId.InstanceNotFound, "ObjectNotFound")]
    [InlineData("InvalidParameter", DbErrorId.RequestRefused, "InvalidArgument")]
    [InlineData("InvalidParameterValue.AccountHostRuleError", DbErrorId.RequestRefused, "InvalidArgument")]
    [InlineData("MissingParameter.AccountMissingParameterError", DbErrorId.RequestRefused, "InvalidArgument")]
    [InlineData("UnknownParameter", DbErrorId.RequestRefused, "InvalidArgument")]
    [InlineData("RequestLimitExceeded", DbErrorId.Throttled, "LimitsExceeded")]
    [InlineData("RequestLimitExceeded.UinLimitExceeded", DbErrorId.Throttled, "LimitsExceeded")]
    [InlineData("FailedOperation.StatusConflict", DbErrorId.InstanceBusy, "ResourceBusy")]
    [InlineData("FailedOperation.StartFlowError", DbErrorId.InstanceBusy, "ResourceBusy")]
    [InlineData("FailedOperation.SubmitAsyncTaskError", DbErrorId.InstanceBusy, "ResourceBusy")]
    [InlineData("InternalError.UnknownError", DbErrorId.ServiceFailed, "ResourceUnavailable")]
    [InlineData("CdbError.TaskError", DbErrorId.ServiceFailed, "ResourceUnavailable")]
    [InlineData("OperationDenied.DeleteRootAccountError", DbErrorId.RequestRefused, "InvalidOperation")]
    [InlineData("UnsupportedOperation.PrivilegesUnsupportedError", DbErrorId.RequestRefused, "InvalidOperation")]
    [InlineData("Brand.New", DbErrorId.RequestRefused, "InvalidOperation")]
    public Task The_codes_of_Tencent_Cloud(string code, string errorId, string category) =>
        JudgeAsync("TencentMySql", Answers.TencentError(code, "It is so."), 200, code, "It is so.", errorId, category, "ed93f3cb-f35e-473f-b9f3-0d451b8b79c6");

    [Theory]
    [InlineData("DBS.300311", 400, DbErrorId.AccountExists, "ResourceExists")]
    [InlineData("DBS.300327", 400, DbErrorId.AccountNotFound, "ObjectNotFound")]
    [InlineData("DBS.280001", 400, DbErrorId.RequestRefused, "InvalidArgument")]
    [InlineData("DBS.300306", 400, DbErrorId.RequestRefused, "InvalidArgument")]
    [InlineData("DBS.300407", 400, DbErrorId.RequestRefused, "InvalidArgument")]
    [InlineData("DBS.300301", 400, DbErrorId.RequestRefused, "InvalidOperation")]
    [InlineData("DBS.200019", 409, DbErrorId.InstanceBusy, "ResourceBusy")]
    [InlineData("DBS.212033", 403, DbErrorId.InstanceBusy, "ResourceBusy")]
    [InlineData("DBS.300130", 400, DbErrorId.InstanceBusy, "ResourceBusy")]
    [InlineData("DBS.111205", 500, DbErrorId.ServiceFailed, "ResourceUnavailable")]
    [InlineData("DBS.200412", 500, DbErrorId.ServiceFailed, "ResourceUnavailable")]
    [InlineData("APIGW.0301", 401, DbErrorId.AuthenticationFailed, "AuthenticationError")]
    [InlineData("APIGW.0302", 403, DbErrorId.AccessDenied, "PermissionDenied")]
    [InlineData("APIGW.0303", 401, DbErrorId.AuthenticationFailed, "AuthenticationError")]
    [InlineData("APIGW.0307", 401, DbErrorId.AuthenticationFailed, "AuthenticationError")]
    [InlineData("APIGW.0308", 429, DbErrorId.Throttled, "LimitsExceeded")]
    [InlineData("X.1", 401, DbErrorId.AuthenticationFailed, "AuthenticationError")]
    [InlineData("X.1", 403, DbErrorId.AccessDenied, "PermissionDenied")]
    [InlineData("X.1", 404, DbErrorId.InstanceNotFound, "ObjectNotFound")]
    [InlineData("X.1", 413, DbErrorId.QuotaExceeded, "QuotaExceeded")]
    [InlineData("X.1", 429, DbErrorId.Throttled, "LimitsExceeded")]
    [InlineData("X.1", 503, DbErrorId.ServiceFailed, "ResourceUnavailable")]
    public Task The_codes_of_DDM_and_its_gateway(string code, int status, string errorId, string category) => JudgeAsync(
        "Ddm", JsonSerializer.Serialize(new { error_code = code, error_msg = "It is so.", request_id = "r-9" }), status, code, "It is so.", errorId, category, "r-9");

    [Theory]
    [InlineData("""{"error_code":"DBS.300311","error_msg":"exists"}""", "DBS.300311")]
    [InlineData("""{"errCode":"DBS.300311","externalMessage":"exists"}""", "DBS.300311")]
    [InlineData("""{"error":{"code":"DBS.300311","message":"exists"}}""", "DBS.300311")]
    [InlineData("""{"error":{"code":400,"message":"exists"}}""", "400")]
    public async Task DDMs_four_shapes_of_errors_are_read(string body, string code)
    {
        using var stub = new Stub(new StubAnswer(body, 400) { Headers = { ["X-Request-Id"] = "header-id" } });

        DbAccountsException error = await Probe.ErrorAsync(() => Probe.ChangeAsync(Connected.To("Ddm", stub)));

        Assert.Equal((code, "exists", "header-id"), (error.ServiceCode, error.ServiceMessage, error.RequestId));
    }

    [Theory]
    [InlineData("MySqlPlus", """{"ret_code":1300,"message":"expired"}""", 200, 60)]
    [InlineData("Ddm", """{"error_code":"APIGW.0301","error_msg":"Incorrect IAM authentication information: signature expired, signature time:x,server time:y"}""", 401, 900)]
    [InlineData("TencentMySql", """{"Response":{"Error":{"Code":"AuthFailure.SignatureExpire","Message":"expired"},"RequestId":"r"}}""", 200, 300)]
    public async Task A_wrong_clock_is_told_from_a_wrong_key_and_measured(string service, string body, int status, int allowed)
    {
        string date = DateTimeOffset.UtcNow.AddHours(-1).ToString("r", System.Globalization.CultureInfo.InvariantCulture);
        using var stub = new Stub(new StubAnswer(body, status) { Headers = { ["Date"] = date } });

        DbAccountsException error = await Probe.ErrorAsync(() => Probe.ChangeAsync(Connected.To(service, stub)));

        Assert.Equal((DbErrorId.ClockSkew, DbErrorCategory.AuthenticationError), (error.ErrorId, error.Category));
        Assert.Matches($@"^Set this machine's clock: it is 36\d\d seconds ahead of the service's, which accepts a difference of {allowed} seconds\.$", error.RecommendedAction);
        Assert.Single(stub.Requests);
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(50, false)]
    [InlineData(-50, false)]
    [InlineData(75, true)]
    [InlineData(-75, true)]
    public async Task A_clock_within_what_is_allowed_is_not_the_cause(int secondsOfTheService, bool isCause)
    {
        string date = DateTimeOffset.UtcNow.AddSeconds(secondsOfTheService).ToString("r", System.Globalization.CultureInfo.InvariantCulture);
        using var stub = new Stub(new StubAnswer("""{"ret_code":1300,"message":"expired"}""") { Headers = { ["Date"] = date } });

        DbAccountsException error = await Probe.ErrorAsync(() => Probe.ChangeAsync(Connected.To("MySqlPlus", stub)));

        Assert.Equal(DbErrorId.ClockSkew, error.ErrorId);
        Assert.Equal(isCause, error.RecommendedAction.StartsWith("Set this machine's clock", StringComparison.Ordinal));
        Assert.Equal(!isCause, error.RecommendedAction.Contains("is not the cause", StringComparison.Ordinal));
        if (secondsOfTheService != 0)
        {
            Assert.Contains(secondsOfTheService > 0 ? "seconds behind" : "seconds ahead of", error.RecommendedAction, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Without_a_date_nothing_is_said_of_how_far_the_clock_is_off()
    {
        using var stub = new Stub(new StubAnswer("""{"ret_code":1300,"message":"expired"}"""));

        DbAccountsException error = await Probe.ErrorAsync(() => Probe.ChangeAsync(Connected.To("MySqlPlus", stub)));

        Assert.Equal("Set this machine's clock: the service accepts a difference of 60 seconds.", error.RecommendedAction);
    }

    private static async Task JudgeAsync(
        string service, string body, int status, string code, string text, string errorId, string category, string? requestId = null)
    {
        using var stub = new Stub(new StubAnswer(body, status));
        // A reading action shows the error itself; where the fault is unclear, a change says that its outcome is unknown instead.
        DbAccountsException error = await Probe.ErrorAsync(() => Probe.ReadAsync(Connected.To(service, stub), Probe.NoPatience));

        Assert.Equal((errorId, category), (error.ErrorId, error.Category.ToString()));
        Assert.Equal((code, text, requestId), (error.ServiceCode, error.ServiceMessage, error.RequestId));
        Assert.Contains(code, error.Message, StringComparison.Ordinal);
        // Without patience nothing is tried again, so this is one request whatever the kind of fault.
        Assert.Single(stub.Requests);
    }
}
