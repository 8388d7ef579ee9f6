using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;
using DbAccounts.Changes;
using DbAccounts.Formats;
using DbAccounts.Model;

namespace DbAccounts.Engines.Cloud.Http;

/// <summary>
/// The one place that decides what is shown of what may hold a secret: raw answers, refusals and the texts of jobs, which may echo one,
/// and what a request is shown with.
/// </summary>
internal static class AnswerMask
{
    private static readonly string[] _time = ["time", "changed", "expires", "expired", "lifetime"];
    private static readonly string[] _secret = ["directive", "passw", "secret", "token", "signature", "access_key", "credential"];

    // Why a job failed, in words of the service that no document describes.
    private static readonly string[] _words = ["error_codes", "message", "Info"];
    private static readonly string[] _withoutPassword =
    [
        nameof(OperationKind.RemoveAccount),
        nameof(OperationKind.GrantPrivilege),
        nameof(OperationKind.RevokePrivilege),
        nameof(OperationKind.SetPrivilege),
    ];

    /// <summary>A copy of a raw answer without what its properties' names say is secret, and with the words of a job's failure.</summary>
    public static JsonElement Mask(JsonElement answer)
    {
        using JsonDocument document = JsonDocument.Parse(Text(answer));
        return document.RootElement.Clone();
    }

    /// <summary>Parameters by name as JSON, as they may be shown.</summary>
    /// <exception cref="Errors.DbAccountsException">A value is of a type that JSON has no word for.</exception>
    public static string Show(IReadOnlyDictionary<string, object?> parameters)
    {
        using JsonDocument document = JsonDocument.Parse(ParameterJson.Serialize(parameters, masked: true));
        return Text(document.RootElement);
    }

    /// <summary>A fault that does not repeat the secrets of its request, in any of the forms that a service may give them.</summary>
    public static ApiFault Mask(ApiFault fault, IEnumerable<Secret> secrets)
    {
        foreach (Secret secret in secrets)
        {
            // A short one is part of many words of the service.
            fault = secret.Reveal(text => Forms(text).Aggregate(fault, (masked, form) => masked with
            {
                Code = SecretWord.Hide(masked.Code, form),
                Message = SecretWord.Hide(masked.Message, form),
            }));
        }

        return fault;
    }

    /// <summary>
    /// What a service says of a job, as it may be shown: all of it where the change had no password, else what can't be one.
    /// </summary>
    public static string? Mask(string? text, DbJob job)
    {
        if (text is null || _withoutPassword.Contains(job.Operation))
        {
            return text;
        }

        IEnumerable<string> accounts = job.Account.SelectMany(account => account.Split('@').Append(account));
        return ShownWords.Of(text, accounts.Concat([job.InstanceId, job.Id ?? "", job.Action]));
    }

    // As it is, as JSON has it, as a query has it, as Base64 has it.
    private static IEnumerable<string> Forms(string text)
    {
        string query = Rfc3986.Encode(text);
        string[] forms =
        [
            text,
            JsonEncodedText.Encode(text).ToString(),
            JsonEncodedText.Encode(text, JavaScriptEncoder.UnsafeRelaxedJsonEscaping).ToString(),
            query,
            query.Replace("%20", "+"),
            Regex.Replace(query, "%..", code => code.Value.ToLowerInvariant()),
            Convert.ToBase64String(Encoding.UTF8.GetBytes(text)).TrimEnd('='),
        ];
        return forms.OrderByDescending(form => form.Length);
    }

    private static string Text(JsonElement element)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            Write(element, writer);
        }

        return Encoding.UTF8.GetString(buffer.ToArray());
    }

    // JSON in a text, as QingCloud's service_params; what is cut off or otherwise no JSON may hold a secret anywhere.
    private static string MaskText(string text)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(text);
            return Text(document.RootElement);
        }
        catch (JsonException)
        {
            return _secret.Any(word => text.IndexOf(word, StringComparison.OrdinalIgnoreCase) >= 0) ? Secret.Mask : text;
        }
    }

    private static void Write(JsonElement element, Utf8JsonWriter writer)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                writer.WriteStartObject();
                foreach (JsonProperty property in element.EnumerateObject())
                {
                    writer.WritePropertyName(property.Name);
                    if (IsSecret(property))
                    {
                        writer.WriteStringValue(Secret.Mask);
                    }
                    else if (property.Value.ValueKind == JsonValueKind.String && _words.Contains(property.Name))
                    {
                        writer.WriteStringValue(ShownWords.Of(property.Value.GetString()!, []));
                    }
                    else
                    {
                        Write(property.Value, writer);
                    }
                }

                writer.WriteEndObject();
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (JsonElement item in element.EnumerateArray())
                {
                    Write(item, writer);
                }

                writer.WriteEndArray();
                break;
            case JsonValueKind.String when element.GetString() is { } text && IsLikeJson(text):
                writer.WriteStringValue(MaskText(text));
                break;
            default:
                element.WriteTo(writer);
                break;
        }
    }

    private static bool IsLikeJson(string text) => text.TrimStart() is { Length: > 0 } begun && begun[0] is '{' or '[';

    // Times, numbers and lists under such a name (ModifyPasswordTime, password_last_changed, password_lifetime) are no secrets.
    private static bool IsSecret(JsonProperty property) =>
        property.Value.ValueKind == JsonValueKind.String
        && !_time.Any(word => property.Name.EndsWith(word, StringComparison.OrdinalIgnoreCase))
        && _secret.Any(word => property.Name.IndexOf(word, StringComparison.OrdinalIgnoreCase) >= 0);
}
