using System.Text.Json.Serialization;
using DbAccounts.Engines.Cloud.TencentCloud.Requests;

namespace DbAccounts.Engines.Cloud.TencentCloud;

/// <summary>How the request types of TencentDB are written as JSON, without reflection.</summary>
[JsonSerializable(typeof(CreateAccounts))]
[JsonSerializable(typeof(DeleteAccounts))]
[JsonSerializable(typeof(ModifyAccountPassword))]
[JsonSerializable(typeof(ModifyAccountDescription))]
[JsonSerializable(typeof(ModifyAccountHost))]
[JsonSerializable(typeof(ModifyAccountMaxUserConnections))]
[JsonSerializable(typeof(ModifyAccountPrivileges))]
internal sealed partial class TencentJson : JsonSerializerContext
{
    /// <summary>As they are sent.</summary>
    public static TencentJson Wire { get; } = new(RequestJson.Wire());

    /// <summary>As they are shown: secrets masked.</summary>
    public static TencentJson Shown { get; } = new(RequestJson.Shown());
}
