using System;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using DbAccounts.Errors;
using DbAccounts.Model;
using DbAccounts.Simulator;
using DbAccounts.Simulator.Security;
using DbAccounts.Simulator.Settings;
using DbAccounts.Simulator.State;
using Xunit;

namespace DbAccounts.Tests.Simulator;

public sealed class StateFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("dbaccounts-simulator-").FullName;

    private string StatePath => Path.Combine(_folder, "state.json");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_restarted_simulator_knows_accounts_jobs_and_privileges()
    {
        var clock = new TestClock();
        JsonElement done, pending, task;
        using (var host = new SimulatorHost(path: StatePath, clock: clock))
        {
            done = await host.QingCloud.AddUserAsync("u1", password: "Canary-Passw0rd");
            Assert.Equal("successful", await host.QingCloud.EndAsync(done));
            Assert.Equal("", await host.Huawei.CreateAsync("ddm", "Canary-Passw0rd"));
            await host.Tencent.EndAsync(await host.Tencent.CreateAsync("app", password: "Canary-Passw0rd"));
            task = await host.Tencent.CallAsync("ModifyAccountPrivileges", new
            {
                TencentCaller.InstanceId, Accounts = TencentCaller.Accounts("app"), GlobalPrivileges = new[] { "SELECT" },
            });
            pending = await host.QingCloud.AddUserAsync("u2", password: "Canary-Passw0rd");
            Assert.Contains("Canary", (await host.QingCloud.JobAsync(pending)).GetProperty("directive").GetString(), StringComparison.Ordinal);
        }

        string text = await File.ReadAllTextAsync(StatePath);
        Assert.DoesNotContain("Canary", text, StringComparison.Ordinal);
        Assert.DoesNotContain(Convert.ToBase64String("Canary-Passw0rd"u8.ToArray())[..12], text, StringComparison.Ordinal);
        Assert.Equal([StatePath], Directory.GetFiles(_folder));

        using (var host = new SimulatorHost(path: StatePath, clock: clock))
        {
            Assert.Equal("pending", (await host.QingCloud.JobAsync(pending)).GetProperty("status").GetString());
            Assert.Equal("successful", await host.QingCloud.EndAsync(pending));
            JsonElement old = await host.QingCloud.JobAsync(done);
            Assert.Equal("successful", old.GetProperty("status").GetString());
            Assert.Contains("***", old.GetProperty("directive").GetString(), StringComparison.Ordinal);
            Assert.Equal(2, (await host.QingCloud.TabAsync(QingCloudCaller.MySql, "sh1a", "account")).Length);
            Assert.Equal("ddm", (await host.Huawei.UserAsync("ddm")).GetProperty("name").GetString());
            Assert.Equal("SUCCESS", await host.Tencent.EndAsync(task));
            Assert.Equal("[SELECT] [] [] []", await host.Tencent.PrivilegesAsync("app"));
        }

        SimulatorState state = JsonSerializer.Deserialize(await File.ReadAllTextAsync(StatePath), StateJson.Default.SimulatorState)!;
        string hash = state.Accounts["MySqlPlus"].First().Values.PasswordHash!;
        Assert.True(PasswordHash.Matches(hash, Secret.From("Canary-Passw0rd")));
        Assert.False(PasswordHash.Matches(hash, Secret.From("canary-Passw0rd")));
    }

    [Theory]
    [InlineData("")]
    [InlineData("nonsense")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("{\"Format\":\"other\",\"Accounts\":{},\"Jobs\":[]}")]
    [InlineData("{\"Format\":\"DbAccounts.Simulator/1\",\"Accounts\":{\"Ddm\":null},\"Jobs\":[]}")]
    [InlineData("{\"Format\":\"DbAccounts.Simulator/1\",\"Accounts\":{\"Ddm\":[null]},\"Jobs\":[]}")]
    [InlineData("{\"Format\":\"DbAccounts.Simulator/1\",\"Accounts\":{},\"Jobs\":[null]}")]
    [InlineData("{\"Format\":\"DbAccounts.Simulator/1\",\"Accounts\":{},\"Jobs\":[{\"Service\":\"Other\"}]}")]
    public void A_file_that_holds_something_else_is_said_and_left_alone(string text)
    {
        File.WriteAllText(StatePath, text);
        var error = Assert.Throws<DbAccountsException>(() => DbSimulator.Start(new DbSimulatorOptions { Path = StatePath }));
        Assert.Equal(DbErrorId.StateFileInvalid, error.ErrorId);
        Assert.Contains(StatePath, error.Message, StringComparison.Ordinal);
        Assert.Equal(text, File.ReadAllText(StatePath));
    }

    [Fact]
    public void A_path_that_cannot_be_written_is_said_at_the_start()
    {
        foreach (string path in new[] { _folder, Path.Combine(_folder, "none", "state.json") })
        {
            var error = Assert.Throws<DbAccountsException>(() => DbSimulator.Start(new DbSimulatorOptions { Path = path }));
            Assert.Equal(DbErrorId.StateFileInvalid, error.ErrorId);
        }
    }
}
