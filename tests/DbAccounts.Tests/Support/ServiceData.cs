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
