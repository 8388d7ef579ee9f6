using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Text.Json;
using DbAccounts.Engines;
using DbAccounts.Engines.Cloud.Http;
using DbAccounts.Errors;
using DbAccounts.Model;
using DbAccounts.Tests.Support;
using Xunit;

namespace DbAccounts.Tests.Http;

/// <summary>What is shown of texts in which a service may repeat a password.</summary>
public sealed class AnswerMaskTests
{
    public static TheoryData<string> Services => [.. Connected.Services];

    [Theory]
    [MemberData(nameof(Services))]
    public void No_password_that_a_service_accepts_shows_in_a_jobs_text_even_where_it_is_not_at_hand(string service)
    {
        for (int i = 0; i < 500; i++)
        {
            string password = ServiceCatalog.NewPassword(Connected.Client(service)).Reveal(text => text);
            foreach (string form in Forms(password))
            {
                string shown = AnswerMask.Mask($"Access denied: {form} is wrong, '{form}', \"passwd\":\"{form}\",密码{form}错误", Job("CreateAccount"))!;
                Assert.DoesNotContain(form, shown, StringComparison.Ordinal);
                Assert.StartsWith("Access denied: ***", shown, StringComparison.Ordinal);
                Assert.EndsWith("密码***错误", shown, StringComparison.Ordinal);
            }
        }
    }

    [Theory]
    [InlineData("Correcthorse", "Access denied for Correcthorse.", "Access denied for ***")]
    [InlineData("blue Horse 9", "The password blue Horse 9 is weak", "The password *** *** *** is weak")]
    [InlineData("密码很长", "原因： 密码很长", "原因： ***")]
    [InlineData("Secretly.", "It is Secretly. So", "It is *** So")]
    public void A_password_that_reads_like_words_is_known_to_the_process_that_sent_it(string password, string text, string shown)
    {
        Assert.NotEqual(shown, AnswerMask.Mask(text, Job("ResetPassword")));
        ShownWords.Keep([Secret.From(password)]);
        Assert.Equal(shown, AnswerMask.Mask(text, Job("ResetPassword")));
    }

    [Theory]
    [InlineData("AccountExists")]
    [InlineData("err_code225")]
    [InlineData("The account already exists")]
    [InlineData("User doesn't exist: [42] failed; KILLED")]
    [InlineData("ERROR 1396: Operation CREATE USER failed for 'app'@'10.0.0.1'")]
    [InlineData("ERROR 1396 (HY000): Operation CREATE USER failed for 'app'@'10.0.0.1'")]
    [InlineData("ERROR 1146 (42S02): no such table (in parentheses)")]
    [InlineData("app@10.0.0.1 on cl-ouhutv70, job j-a1b2c3d4e5f, add_user")]
    [InlineData("删除库表失败，请稍后重试。")]
    [InlineData("")]
    public void What_a_user_needs_to_know_is_shown(string text) => Assert.Equal(text, AnswerMask.Mask(text, Job("CreateAccount")));

    [Fact]
    public void The_text_of_a_change_without_a_password_is_shown_as_it_is()
    {
        const string Text = "table t_2026 does not exist (ERROR 42S02)";
        foreach (string operation in new[] { "RemoveAccount", "GrantPrivilege", "RevokePrivilege", "SetPrivilege" })
        {
            Assert.Equal(Text, AnswerMask.Mask(Text, Job(operation)));
        }

        // A job that is only known by its id may have had one.
        foreach (string operation in new[] { "CreateAccount", "ModifyAccount", "ResetPassword", "" })
        {
            Assert.DoesNotContain("t_2026", AnswerMask.Mask(Text, Job(operation))!, StringComparison.Ordinal);
        }

        Assert.Null(AnswerMask.Mask(null, Job("CreateAccount")));
    }

    [Fact]
    public void A_raw_answer_shows_words_of_a_failed_job_and_no_more()
    {
        using var answer = JsonDocument.Parse("""{"job_set":[{"job_id":"j-1a2b3c4d5","error_codes":"Failed for Pw_1234567","status":"failed"}],"Info":"Pw_1234567","directive":"{}"}""");
        Assert.Equal(
            """{"job_set":[{"job_id":"j-1a2b3c4d5","error_codes":"Failed for ***","status":"failed"}],"Info":"***","directive":"***"}""",
            AnswerMask.Mask(answer.RootElement).GetRawText());
    }

    [Fact]
    public void JSON_in_a_text_of_a_raw_answer_is_masked_be_it_an_object_or_a_list()
    {
        using var answer = JsonDocument.Parse("""{"object":"{\"Password\":\"Canary\"}","list":" [{\"Password\":\"Canary\",\"Name\":\"app\"}]","cut":"[{\"Password\":\"Canary","text":"[1] words"}""");
        Assert.Equal(
            """{"object":"{\"Password\":\"***\"}","list":"[{\"Password\":\"***\",\"Name\":\"app\"}]","cut":"***","text":"[1] words"}""",
            AnswerMask.Mask(answer.RootElement).GetRawText());
    }

    [Fact]
    public void A_refusal_repeats_the_secrets_of_its_request_in_no_form()
    {
        const string Password = "Ca\"na ry-7k_Q@<密>+/";
        string forms = string.Join(" | ", Forms(Password));
        var fault = new ApiFault(FaultKind.Refused, DbErrorId.RequestRefused, DbErrorCategory.InvalidArgument, "Code." + Password, "no: " + forms, "advice");

        ApiFault masked = AnswerMask.Mask(fault, [Secret.From(Password)]);

        Assert.Equal("Code.***", masked.Code);
        Assert.Matches(@"^no: \*\*\*=*( \| \*\*\*=*)+$", masked.Message);
    }

    private static IEnumerable<string> Forms(string text) =>
    [
        text,
        Uri.EscapeDataString(text),
        Uri.EscapeDataString(text).Replace("%20", "+", StringComparison.Ordinal),
        Convert.ToBase64String(Encoding.UTF8.GetBytes(text)),
        JsonEncodedText.Encode(text).ToString(),
    ];

    private static DbJob Job(string operation) => new()
    {
        Id = "j-a1b2c3d4e5f",
        Service = "MySqlPlus",
        InstanceId = "cl-ouhutv70",
        Operation = operation,
        Action = "add_user",
        Account = ["app@10.0.0.1"],
    };

    [Theory]
    [InlineData("the password a1 is too short", "a1", "the password *** is too short")]
    [InlineData("a1pha and data1 are words", "a1", "a1pha and data1 are words")]
    [InlineData("a value", "a", "*** value")]
    [InlineData("'user' is no password of UserName, users", "user", "'***' is no password of UserName, users")]
    [InlineData("xSecret-88x", "Secret-88", "x***x")]
    public void Of_a_fault_a_short_secret_is_masked_where_it_is_a_word(string message, string secret, string shown) =>
        Assert.Equal(shown, AnswerMask.Mask(new ApiFault(FaultKind.Refused, DbErrorId.RequestRefused, DbErrorCategory.InvalidArgument, "X.Y", message, "Look."), [Secret.From(secret)]).Message);
}
