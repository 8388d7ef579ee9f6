using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using DbAccounts.Simulator.Clouds.HuaweiCloud.Requests;
using DbAccounts.Simulator.Http;
using DbAccounts.Simulator.State;

namespace DbAccounts.Simulator.Clouds.HuaweiCloud;

/// <summary>The shapes of DDM's API V1, and V2 for passwords: several accounts in a request, names in answers.</summary>
internal sealed class DdmV1(DdmAccounts accounts)
{
    /// <summary>Answers a request to an instance that exists.</summary>
    public string Answer(string method, DdmRoute route, HttpRequest request)
    {
        switch (route.Version + " " + method + " " + route.Resource)
        {
            case "v1 GET " + DdmRoute.Instance:
                return Json.Of(json =>
                {
                    json.WriteString("id", route.InstanceId);
                    json.WriteString("status", "RUNNING");
                });
            case "v1 GET " + DdmRoute.Users:
                return List(accounts.List(request.Query));
            case "v1 POST " + DdmRoute.Users:
                return Create(DdmBody.Object(request));
            case "v1 PUT " + DdmRoute.User:
                var update = DdmBody.Read<UpdateUserBody>(DdmBody.Inner(DdmBody.Object(request), "user", JsonValueKind.Object));
                update.Username = route.Username;
                accounts.Update(update);
                return Named(route.Username);
            case "v1 DELETE " + DdmRoute.User:
                accounts.Delete(new UserPath { Username = route.Username });
                return Named(route.Username);
            case "v2 POST " + DdmRoute.Password:
                var reset = DdmBody.Read<ResetPasswordBody>(DdmBody.Object(request));
                reset.Username = route.Username;
                accounts.ResetPassword(reset);
                return Json.Of(json =>
                {
                    json.WriteBoolean("success", true);
                    json.WriteString("instance_id", route.InstanceId);
                    json.WriteString("user_name", route.Username);
                });
            default:
                throw DdmError.NoSuchApi();
        }
    }

    private static string Named(string name) => Json.Of(json => json.WriteString("name", name));

    private static string List(DdmPage page) => Json.Of(json =>
    {
        json.WriteNumber("page_no", (page.Offset / page.Limit) + 1);
        json.WriteNumber("page_size", page.Limit);
        json.WriteNumber("total_record", page.Total);
        json.WriteNumber("total_page", (page.Total + page.Limit - 1) / page.Limit);
        json.WriteStartArray("users");
        foreach (StoredAccount account in page.Accounts)
        {
            json.WriteStartObject();
            DdmBody.WriteCommonFields(account, json);
            json.WriteNumber("created", account.Created.ToUnixTimeMilliseconds());
            json.WriteNumber("password_last_changed", account.PasswordChanged.ToUnixTimeMilliseconds());
            json.WriteEndObject();
        }

        json.WriteEndArray();
    });

    private string Create(JsonElement body)
    {
        List<CreateUserBody> requests =
            [.. DdmBody.Inner(body, "users", JsonValueKind.Array).EnumerateArray().Select(DdmBody.Read<CreateUserBody>)];
        accounts.Create(requests);
        return Json.Of(json =>
        {
            json.WriteStartArray("users");
            foreach (CreateUserBody request in requests)
            {
                json.WriteStartObject();
                json.WriteString("name", request.Name);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        });
    }
}
