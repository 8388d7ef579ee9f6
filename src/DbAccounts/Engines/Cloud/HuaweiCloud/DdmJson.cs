using System.Text.Json.Serialization;
using DbAccounts.Engines.Cloud.HuaweiCloud.Requests;

namespace DbAccounts.Engines.Cloud.HuaweiCloud;

/// <summary>How DDM's request types are written as JSON, without reflection.</summary>
[JsonSerializable(typeof(CreateDdmUser))]
[JsonSerializable(typeof(UpdateDdmUser))]
[JsonSerializable(typeof(DeleteDdmUser))]
[JsonSerializable(typeof(ResetDdmUserPassword))]
internal sealed partial class DdmJson : JsonSerializerContext
{
    /// <summary>As they are sent.</summary>
    public static DdmJson Wire { get; } = new(RequestJson.Wire());

    /// <summary>As they are shown: secrets masked.</summary>
    public static DdmJson Shown { get; } = new(RequestJson.Shown());
}
