using Xunit;

namespace DbAccounts.Tests.Support;

/// <summary>The five services, one case each.</summary>
internal sealed class ServiceData : TheoryData<string>
{
    public ServiceData()
    {
        foreach (string service in Connected.Services)
        {
            Add(service);
        }
    }
}

/// <summary>One service of each provider, for what a provider's services have in common.</summary>
internal sealed class ProviderData : TheoryData<string>
{
    public ProviderData()
    {
        Add("ChronusDB");
        Add("Ddm");
        Add("TencentMySql");
    }
}
