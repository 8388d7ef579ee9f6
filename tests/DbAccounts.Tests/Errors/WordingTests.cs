using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using System.Text.Json;
using DbAccounts.Engines.Cloud.Http;
using DbAccounts.Engines.Cloud.HuaweiCloud;
using DbAccounts.Engines.Cloud.QingCloud;
using DbAccounts.Engines.Cloud.TencentCloud;
using DbAccounts.Errors;
using DbAccounts.Model;
using DbAccounts.Rules;
using Xunit;

namespace DbAccounts.Tests.Errors;

/// <summary>Every text that a user may read is made of whole sentences, whatever a service's own text ends with.</summary>
public sealed class WordingTests
{
    private static readonly string[] _serviceTexts = ["", "Server failure", "Server failure.", "Server failure...", "失败。", "Why?", " . "];
    private static readonly ApiResponse _response = new(500, null, null, null, []);

    public static TheoryData<string> Factories =>
        [.. typeof(DbError).GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly).Select(method => method.Name)];

    [Theory]
    [MemberData(nameof(Factories))]
    public void Each_error_is_told_in_whole_sentences(string name)
    {
        MethodInfo method = typeof(DbError).GetMethod(name)!;
        foreach (string text in _serviceTexts.Where(text => text.Trim(' ', '.').Length > 0))
        {
            foreach (bool bare in new[] { false, true })
            {
                object?[] arguments = [.. method.GetParameters().Select(p => Argument(p, text, bare))];
                Judge((DbAccountsException)method.Invoke(null, arguments)!);
            }
        }
    }

    [Fact]
    public void Each_code_of_each_provider_is_told_in_whole_sentences()
    {
        foreach (string text in _serviceTexts)
        {
            foreach (long code in Table(typeof(QingCloudFault)).Append("4242").Append("5999").Select(long.Parse))
            {
                Judge(QingCloudFault.From(code, text, _response).ToException("add_user", "cl-1 (MySqlPlus)"));
            }

            foreach (string code in Table(typeof(TencentFault)).Append("Brand.New"))
            {
                Judge(TencentFault.From(new TencentProduct("cdb", "2017-03-20"), "CreateAccounts", code, text, _response).ToException("CreateAccounts", "cdb-1 (TencentMySql)"));
            }

            foreach (string code in Table(typeof(HuaweiFault)).Append("X.1"))
            {
                using var json = JsonDocument.Parse(JsonSerializer.Serialize(new { error_code = code, error_msg = text }));
                Judge(HuaweiFault.From(_response with { Status = 400 }, json.RootElement).ToException("CreateDdmUser", "d (Ddm)"));
            }
        }

        foreach (int status in Enumerable.Range(200, 400))
        {
            Judge(ApiFault.Unreadable(_response with { Status = status }).ToException("CreateDdmUser", "d (Ddm)"));
        }
    }

    [Fact]
    public void The_advice_for_an_unknown_action_fits_the_action()
    {
        Assert.Contains("ModifyAccountHost", Advice("ModifyAccountHost"), StringComparison.Ordinal);
        Assert.DoesNotContain("ModifyAccountHost", Advice("CreateAccounts"), StringComparison.Ordinal);
        Assert.Contains("endpoint", Advice("DescribeNothing"), StringComparison.Ordinal);

        static string Advice(string action) => TencentFault.From(new TencentProduct("cdb", "2017-03-20"), action, "InvalidAction", "no", _response).RecommendedAction;
    }

    private static IEnumerable<string> Table(Type type) =>
        ((IDictionary)type.GetField("_meanings", BindingFlags.NonPublic | BindingFlags.Static)!.GetValue(null)!).Keys.Cast<object>().Select(key => $"{key}");

    private static void Judge(DbAccountsException error)
    {
        foreach (string text in new[] { error.Message, error.RecommendedAction })
        {
            Assert.Matches(@"^\S.*[.?]\z", text);
            Assert.DoesNotMatch(@"\.\.|。\.|\s[.,;:]|: \.|\bnull\b|  | of  | on \.|\(\)|^\W*$", text);
        }

        Assert.NotEqual(error.Message, error.RecommendedAction);
    }

    // With all that may be known, or with as little as may be.
    private static object? Argument(ParameterInfo parameter, string text, bool bare) => parameter.ParameterType switch
    {
        Type type when type == typeof(string) => parameter.Name switch
        {
            "reason" or "readBack" or "message" or "serviceMessage" or "serviceCode" => text,
            "region" or "requestId" or "projectId" when bare => null,
            "service" when bare && new NullabilityInfoContext().Create(parameter).ReadState == NullabilityState.Nullable => null,
            var name => name,
        },
        Type type when type == typeof(object) => "cl-1 (MySqlPlus)",
        Type type when type == typeof(DbAccountList) => new DbAccountList([], isWhole: bare),
        Type type when type == typeof(DbInstanceName) => new DbInstanceName("MySqlPlus", "cl-1"),
        Type type when type == typeof(IEnumerable<string>) || type == typeof(IReadOnlyCollection<string>) || type == typeof(IReadOnlyList<string>) => new[] { "one", "two" },
        Type type when type == typeof(IReadOnlyCollection<int>) => bare ? [] : new[] { 1, 2 },
        Type type when type == typeof(IReadOnlyList<Violation>) => new[] { new Violation("AddUser.Password.Length", "Password", "is too short", "document") },
        Type type when type == typeof(DbAccountsException) => DbError.AnswerLost("add_user", "cl-1", text, null, null, null),
        Type type when type == typeof(DbJob) && bare => new DbJob { Id = "j-1", Service = "MySqlPlus", InstanceId = "cl-1", State = DbJobState.Failed },
        Type type when type == typeof(DbJob) => new DbJob
        {
            Id = "j-1",
            Service = "MySqlPlus",
            InstanceId = "cl-1",
            Operation = "CreateAccount",
            Account = ["app"],
            State = DbJobState.Failed,
            ServiceState = "failed",
            ErrorCode = "Code",
            ErrorMessage = text,
        },
        Type type when type == typeof(SecretName) => new SecretName("shop-key", bare ? null : "Local"),
        Type type when type == typeof(IReadOnlyList<(DbInstanceName, DbAccountsException)>) => new[] { "cl-1", "cl-2" }
            .Select(id => new DbInstanceName("MySqlPlus", id)).Select(one => (one, DbError.AccountNotFoundAmong(new("app"), one, [], known: bare ? [] : ["apps"]))).ToArray(),
        Type type when type == typeof(IEnumerable<(string, string?)>) => new (string, string?)[] { ("the file 'a'", bare ? null : "the key") },
        Type type when type == typeof(DbInstanceOptions) => bare
            ? new DbInstanceOptions { InstanceId = "cl-1" }
            : new DbInstanceOptions { Service = "Ddm", InstanceId = "cl-1", Region = "a-1", ProjectId = "p", SecretName = "shop-key", Vault = "Local" },
        Type type when type == typeof(DbAccountIdentity) => new DbAccountIdentity("app", bare ? null : "10.0.0.%"),
        Type type when type == typeof(IReadOnlyList<DbAccountIdentity>) => bare ? [] : new[] { new DbAccountIdentity("app", "%") },
        Type type when type == typeof(Exception) => parameter.HasDefaultValue ? null : new FormatException(text),
        Type type => Activator.CreateInstance(type),
    };
}
