using System.Text.Json.Serialization;
using DbAccounts.Engines.Cloud.QingCloud.Requests;

namespace DbAccounts.Engines.Cloud.QingCloud;

/// <summary>How QingCloud's request types are written as JSON, without reflection.</summary>
[JsonSerializable(typeof(AddUser))]
[JsonSerializable(typeof(DelUser))]
[JsonSerializable(typeof(AddCkUser))]
[JsonSerializable(typeof(DelCkUser))]
[JsonSerializable(typeof(AddUsers))]
[JsonSerializable(typeof(ModifyUsers))]
[JsonSerializable(typeof(RemoveUsers))]
internal sealed partial class QingCloudJson : JsonSerializerContext
{
    /// <summary>As they are sent.</summary>
    public static QingCloudJson Wire { get; } = new(RequestJson.Wire());

    /// <summary>As they are shown: secrets masked.</summary>
    public static QingCloudJson Shown { get; } = new(RequestJson.Shown());
}
