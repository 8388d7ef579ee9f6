namespace DbAccounts.Engines.Cloud.TencentCloud;

/// <summary>A product of Tencent Cloud API 3.0.</summary>
/// <param name="Name">Its name in addresses, signatures and rights, such as <c>cdb</c>.</param>
/// <param name="Version">The version of its API, a date.</param>
internal sealed record TencentProduct(string Name, string Version)
{
    /// <summary>The address that all regions but isolated ones share.</summary>
    public string PublicEndpoint => $"{Name}.tencentcloudapi.com";
}
