using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using DbAccounts.Services.HuaweiCloud.Requests;
using DbAccounts.Services.Json;

namespace DbAccounts.Services.HuaweiCloud;

/// <summary>How DDM's request types are written as JSON, without reflection.</summary>
[JsonSerializable(typeof(CreateDdmUser))]
[JsonSerializable(typeof(UpdateDdmUser))]
[JsonSerializable(typeof(DeleteDdmUser))]
[JsonSerializable(typeof(ResetDdmUserPassword))]
internal sealed partial class DdmJson : JsonSerializerContext
{
    /// <summary>The one that is used: nulls left out, and text as it is but for what JSON itself needs escaped.</summary>
    public static DdmJson Wire { get; } = new(new JsonSerializerOptions
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new SecretConverter() },
    });
}
