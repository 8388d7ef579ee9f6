using System;
using System.Globalization;
using System.Text.Json;
using DbAccounts.Simulator.Clouds.HuaweiCloud.Requests;
using DbAccounts.Simulator.Http;
using DbAccounts.Simulator.State;

namespace DbAccounts.Simulator.Clouds.HuaweiCloud;

/// <summary>The shapes of DDM's API V3: flat bodies, empty answers.</summary>
internal sealed class DdmV3(DdmAccounts accounts)
{
    /// <summary>Answers a request to an instance that exists.</summary>
    public string Answer(string method, DdmRoute route, HttpRequest request)
    {
        switch (method + " " + route.Resource)
        {
            case "GET " + DdmRoute.Instance:
                return Json.Of(json =>
                {
                    json.WriteStartArray("instances");
                    json.WriteStartObject();
                    json.WriteString("id", route.InstanceId);
                    json.WriteString("status", "RUNNING");
                    json.WriteEndObject();
                    json.WriteEndArray();
                });
            case "GET " + DdmRoute.Users:
                return List(accounts.List(request.Query));
            case "POST " + DdmRoute.Users:
                accounts.Create([DdmBody.Read<CreateUserBody>(DdmBody.Object(request))]);
                return "{}";
            case "PUT " + DdmRoute.User:
                accounts.Update(ReadUpdate(DdmBody.Object(request), route.Username));
                return "{}";
            case "DELETE " + DdmRoute.User:
                accounts.Delete(new UserPath { Username = route.Username });
                return "{}";
            case "POST " + DdmRoute.Password:
                var reset = DdmBody.Read<ResetPasswordBody>(DdmBody.Object(request));
                reset.Username = route.Username;
                accounts.ResetPassword(reset);
                return "{}";
            default:
                throw DdmError.NoSuchApi();
        }
    }

    private static UpdateUserBody ReadUpdate(JsonElement body, string username)
    {
        var update = DdmBody.Read<UpdateUserBody>(body);
        update.Username = username;
        if (body.TryGetProperty("password_lifetime", out JsonElement lifetime) && lifetime.ValueKind == JsonValueKind.Null)
        {
            // "0 or null" is for ever; a null that is written out is not the same as none.
            update.PasswordLifetime = 0;
        }

        return update;
    }

    private static string List(DdmPage page) => Json.Of(json =>
    {
        json.WriteNumber("total", page.Total);
        json.WriteNumber("offset", page.Offset);
        json.WriteNumber("limit", page.Limit);
        json.WriteStartArray("users");
        foreach (StoredAccount account in page.Accounts)
        {
            json.WriteStartObject();
            DdmBody.WriteCommonFields(account, json);
            json.WriteString("created", Text(account.Created));
            json.WriteString("password_last_changed", Text(account.PasswordChanged));
            if (account.Values.PasswordLifetime is { } days)
            {
                json.WriteNumber("password_lifetime", days);
            }
            else
            {
                json.WriteNull("password_lifetime");
            }

            json.WriteString("expiration_time", account.Values.PasswordLifetime is > 0 and { } valid
                ? Text(account.PasswordChanged.AddDays(valid))
                : null);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    });

    // The offset has no colon, unlike what most JSON readers expect.
    private static string Text(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'+0000'", CultureInfo.InvariantCulture);
}
