using System;

namespace DbAccounts.Engines.Cloud.QingCloud.Requests;

/// <summary>Which custom service of RunClusterCustomService a request type holds the service_params of.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class CustomServiceAttribute(string service) : Attribute
{
    /// <summary>The service's name.</summary>
    public string Service { get; } = service;

    /// <summary>The role of the nodes that it runs on; ChronusDB has only one and names none.</summary>
    public string? Role { get; set; }
}
