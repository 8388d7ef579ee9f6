using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using DbAccounts.Services.Json;
using DbAccounts.Services.TencentCloud.Requests;

namespace DbAccounts.Services.TencentCloud;

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
    /// <summary>The one that is used: nulls left out, and text as it is but for what JSON itself needs escaped.</summary>
    public static TencentJson Wire { get; } = new(new JsonSerializerOptions
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new SecretConverter() },
    });
}
