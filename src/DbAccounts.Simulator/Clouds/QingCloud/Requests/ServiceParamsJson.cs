using System.Text.Json.Serialization;

namespace DbAccounts.Simulator.Clouds.QingCloud.Requests;

/// <summary>How service_params are read, without reflection.</summary>
[JsonSerializable(typeof(AddUserParams))]
[JsonSerializable(typeof(DelUserParams))]
[JsonSerializable(typeof(AddCkUserParams))]
[JsonSerializable(typeof(DelCkUserParams))]
[JsonSerializable(typeof(AddUsersParams))]
[JsonSerializable(typeof(ModifyUsersParams))]
[JsonSerializable(typeof(RemoveUsersParams))]
internal sealed partial class ServiceParamsJson : JsonSerializerContext;
