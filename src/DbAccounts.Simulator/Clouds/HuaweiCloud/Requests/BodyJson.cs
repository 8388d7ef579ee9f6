using System.Text.Json.Serialization;

namespace DbAccounts.Simulator.Clouds.HuaweiCloud.Requests;

/// <summary>How bodies are read, without reflection.</summary>
[JsonSerializable(typeof(CreateUserBody))]
[JsonSerializable(typeof(UpdateUserBody))]
[JsonSerializable(typeof(ResetPasswordBody))]
internal sealed partial class BodyJson : JsonSerializerContext;
