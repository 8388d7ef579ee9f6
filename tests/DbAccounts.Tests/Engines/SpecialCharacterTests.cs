using System;
using System.Text.Json;
using System.Threading.Tasks;
using DbAccounts.Changes;
using DbAccounts.Engines;
using DbAccounts.Execution;
using DbAccounts.Model;
using DbAccounts.Tests.Support;
using Xunit;

namespace DbAccounts.Tests.Engines;

/// <summary>Whatever a name, password or description holds arrives as it was written, on all three wires.</summary>
public sealed class SpecialCharacterTests
{
    private static readonly CallContext _skip = new() { SkipRuleCheck = true };

    public static TheoryData<string> Texts => ["a%b", "a+b", "a b", "a\"b", "a'b", "a&b=c", "中文", "a\\b", "a😀b", "<a>/?#;:@", "%2B%25", "\t\n", "\u00a0é"];

    [Theory]
    [MemberData(nameof(Texts))]
    public async Task On_QingCloud(string text)
    {
        using var stub = new Stub(Answers.QingCloudJob());

        await Connected.To("MySqlPlus", stub).ChangeAsync(new CreateAccount(text) { Password = Secret.From(text), Database = [text] }, _skip);

        JsonElement sent = stub.Request.ServiceParams;
        Assert.Equal((text, text, text), (sent.GetProperty("user").GetString(), sent.GetProperty("passwd").GetString(), sent.GetProperty("database").GetString()));
    }

    [Theory]
    [MemberData(nameof(Texts))]
    public async Task On_Huawei_Cloud(string text)
    {
        using var stub = new Stub("{ }");
        DbInstance instance = Connected.To("Ddm", stub);

        await instance.ChangeAsync(new CreateAccount(text) { Password = Secret.From(text), Description = text }, _skip);
        await instance.ChangeAsync(new RemoveAccount(new DbAccountIdentity(text, null)), _skip);

        JsonElement sent = stub.Requests[0].Json;
        Assert.Equal((text, text, text), (sent.GetProperty("name").GetString(), sent.GetProperty("password").GetString(), sent.GetProperty("description").GetString()));
        Assert.Equal(text, Uri.UnescapeDataString(stub.Requests[1].Path.Split('/')[^1]));
    }

    [Theory]
    [MemberData(nameof(Texts))]
    public async Task On_Tencent_Cloud(string text)
    {
        using var stub = new Stub(Answers.TencentTask());

        await Connected.To("TencentMySql", stub).ChangeAsync(new CreateAccount(text) { Password = Secret.From(text), Description = text }, _skip);

        JsonElement sent = stub.Request.Json;
        Assert.Equal(
            (text, text, text),
            (sent.GetProperty("Accounts")[0].GetProperty("User").GetString(), sent.GetProperty("Password").GetString(), sent.GetProperty("Description").GetString()));
    }
}
