using System.Linq;
using System.Threading.Tasks;
using DbAccounts.Simulator;
using DbAccounts.Simulator.Settings;
using Xunit;

namespace DbAccounts.Tests.Simulator;

public class DbSimulatorTests
{
    [Fact]
    public void Offers_one_instance_of_each_service_on_the_loopback_address()
    {
        using DbSimulator simulator = DbSimulator.Start(new DbSimulatorOptions());
        Assert.Equal($"http://127.0.0.1:{simulator.Port}/", simulator.Endpoint.AbsoluteUri);
        Assert.Equal(
            ["MySqlPlus/cl-ouhutv70/sh1a", "MySqlPlusAnalysis/cl-ouhutv70/sh1a", "ChronusDB/cl-yxgxofd3/pek3",
             "Ddm/61a4ea66210545909d74a05c27a7179ein09/cn-north-4", "TencentMySql/cdb-f35wr6wj/ap-guangzhou"],
            simulator.Instance.Select(i => $"{i.Service}/{i.InstanceId}/{i.Region}"));
        Assert.All(simulator.Instance, instance => Assert.Equal(simulator.Endpoint, instance.Endpoint));
        Assert.All(simulator.Instance, instance => Assert.NotNull(instance.Credential.SecretKey));
        Assert.Equal(HuaweiCaller.Project, simulator.Instance.Single(i => i.Service == "Ddm").ProjectId);
    }

    [Fact]
    public async Task Of_many_clients_that_create_the_same_account_one_succeeds()
    {
        using var host = new SimulatorHost();
        string[] codes = await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => host.Huawei.CreateAsync("same")));
        Assert.Single(codes, "");
        Assert.Equal(39, codes.Count(code => code == "DBS.300311"));
    }
}
