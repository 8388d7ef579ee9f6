using System.Text.Json.Serialization;

namespace DbAccounts.Simulator.Clouds.TencentCloud.Requests;

/// <summary>How requests are read from JSON, without reflection.</summary>
[JsonSerializable(typeof(InstanceRequest))]
[JsonSerializable(typeof(DescribeAccountsRequest))]
[JsonSerializable(typeof(DescribeAccountPrivilegesRequest))]
[JsonSerializable(typeof(DescribeAsyncRequestInfoRequest))]
[JsonSerializable(typeof(CreateAccountsRequest))]
[JsonSerializable(typeof(DeleteAccountsRequest))]
[JsonSerializable(typeof(ModifyAccountPasswordRequest))]
[JsonSerializable(typeof(ModifyAccountDescriptionRequest))]
[JsonSerializable(typeof(ModifyAccountHostRequest))]
[JsonSerializable(typeof(ModifyAccountMaxUserConnectionsRequest))]
[JsonSerializable(typeof(ModifyAccountPrivilegesRequest))]
internal sealed partial class RequestJson : JsonSerializerContext;
