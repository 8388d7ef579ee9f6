using System;
using System.Collections.Generic;
using System.IO;
using System.Text.Json;
using DbAccounts.Formats;
using DbAccounts.Model;
using DbAccounts.Texts;

namespace DbAccounts.Profiles;

/// <summary>A profile as JSON.</summary>
internal static class ProfileJson
{
    /// <summary>Reads a profile. What this version does not know is passed over.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    public static DbProfile Read(JsonElement json) =>
        json.Text(nameof(DbProfile.Name)) is { Length: > 0 } name && json.Text(nameof(DbProfile.Service)) is { Length: > 0 } service
            ? new DbProfile
            {
                Name = name,
                Service = service,
                InstanceId = json.Text(nameof(DbProfile.InstanceId)),
                Region = json.Text(nameof(DbProfile.Region)),
                ProjectId = json.Text(nameof(DbProfile.ProjectId)),
                Endpoint = json.Text(nameof(DbProfile.Endpoint)) is { } endpoint ? Address(endpoint) : null,
                SecretName = json.Text(nameof(DbProfile.SecretName)),
                Vault = json.Text(nameof(DbProfile.Vault)),
                IamDomain = json.Text(nameof(DbProfile.IamDomain)),
                SslMode = json.Text(nameof(DbProfile.SslMode)) is { } mode ? Mode(mode) : null,
                SslCa = json.Text(nameof(DbProfile.SslCa)),
            }
            : throw new FormatException(Messages.ProfileIncomplete);

    /// <summary>Writes profiles.</summary>
    public static void Write(Stream stream, int format, IEnumerable<DbProfile> profiles)
    {
        using var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true });
        json.WriteStartObject();
        json.WriteNumber("format", format);
        json.WriteStartArray("profiles");
        foreach (DbProfile profile in profiles)
        {
            json.WriteStartObject();
            Write(json, nameof(DbProfile.Name), profile.Name);
            Write(json, nameof(DbProfile.Service), profile.Service);
            Write(json, nameof(DbProfile.InstanceId), profile.InstanceId);
            Write(json, nameof(DbProfile.Region), profile.Region);
            Write(json, nameof(DbProfile.ProjectId), profile.ProjectId);
            Write(json, nameof(DbProfile.Endpoint), profile.Endpoint?.OriginalString);
            Write(json, nameof(DbProfile.SecretName), profile.SecretName);
            Write(json, nameof(DbProfile.Vault), profile.Vault);
            Write(json, nameof(DbProfile.IamDomain), profile.IamDomain);
            Write(json, nameof(DbProfile.SslMode), profile.SslMode?.ToString());
            Write(json, nameof(DbProfile.SslCa), profile.SslCa);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static DbSslMode Mode(string text) =>
        Enum.TryParse(text, ignoreCase: true, out DbSslMode mode)
            ? mode
            : throw new FormatException(Messages.ProfileSslMode);

    private static Uri Address(string text) =>
        AddressLogin.IsIn(text) ? throw new FormatException(Messages.ProfileEndpointLogin)
            : Uri.TryCreate(text, UriKind.Absolute, out Uri? address)
            ? address
            : throw new FormatException(Messages.ProfileEndpoint);

    private static void Write(Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null)
        {
            json.WriteString(name, value);
        }
    }
}
