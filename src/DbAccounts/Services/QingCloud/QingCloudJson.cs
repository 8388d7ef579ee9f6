using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using DbAccounts.Services.Json;
using DbAccounts.Services.QingCloud.Requests;

namespace DbAccounts.Services.QingCloud;

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
    /// <summary>The one that is used: nulls left out, and text as it is but for what JSON itself needs escaped.</summary>
    public static QingCloudJson Wire { get; } = new(new JsonSerializerOptions
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new SecretConverter() },
    });
}
