using System;
using System.Collections;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Text.Encodings.Web;
using System.Text.Json;
using DbAccounts.Errors;
using DbAccounts.Formats;
using DbAccounts.Model;
using DbAccounts.Texts;

namespace DbAccounts.Engines.Cloud.Http;

/// <summary>Writes parameters given by name as a JSON object: texts, numbers, booleans, lists, dictionaries and secrets.</summary>
internal static class ParameterJson
{
    /// <summary>The parameters as UTF-8 JSON.</summary>
    /// <param name="parameters">The parameters by name.</param>
    /// <param name="masked">Write secrets as asterisks, for showing.</param>
    /// <exception cref="DbAccountsException">A value is of a type that JSON has no word for.</exception>
    public static byte[] Serialize(IReadOnlyDictionary<string, object?> parameters, bool masked = false)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            writer.WriteStartObject();
            foreach (KeyValuePair<string, object?> parameter in parameters)
            {
                writer.WritePropertyName(parameter.Key);
                Write(writer, parameter.Key, parameter.Value, masked, 1);
            }

            writer.WriteEndObject();
        }

        return buffer.ToArray();
    }

    private static void Write(Utf8JsonWriter writer, string name, object? value, bool masked, int depth)
    {
        switch (value)
        {
            case null:
                writer.WriteNullValue();
                break;
            case string text:
                writer.WriteStringValue(text);
                break;
            case Secret secret when masked:
                writer.WriteStringValue(secret.ToString());
                break;
            case Secret secret:
                secret.Reveal(text =>
                {
                    writer.WriteStringValue(text);
                    return true;
                });
                break;
            case bool flag:
                writer.WriteBooleanValue(flag);
                break;
            case sbyte or byte or short or ushort or int or uint or long:
                writer.WriteNumberValue(Convert.ToInt64(value, CultureInfo.InvariantCulture));
                break;
            case float or double when Convert.ToDouble(value, CultureInfo.InvariantCulture) is var number
                && !double.IsNaN(number) && !double.IsInfinity(number):
                writer.WriteNumberValue(number);
                break;
            case decimal or ulong:
                writer.WriteNumberValue(Convert.ToDecimal(value, CultureInfo.InvariantCulture));
                break;
            case IDictionary dictionary:
                writer.WriteStartObject();
                foreach (DictionaryEntry entry in dictionary)
                {
                    writer.WritePropertyName(Convert.ToString(entry.Key, CultureInfo.InvariantCulture) ?? "");
                    Write(writer, name, entry.Value, masked, Nesting.Below(depth));
                }

                writer.WriteEndObject();
                break;
            case IEnumerable list:
                writer.WriteStartArray();
                foreach (object? item in list)
                {
                    Write(writer, name, item, masked, Nesting.Below(depth));
                }

                writer.WriteEndArray();
                break;
            default:
                throw DbError.InvalidInput(
                    Messages.ParameterNoJson.With(name, value.GetType().Name), Messages.ParameterNoJsonAdvice);
        }
    }
}
