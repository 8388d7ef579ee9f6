using System.Linq;
using DbAccounts.Simulator.Http;

namespace DbAccounts.Simulator.Clouds.HuaweiCloud;

/// <summary>The parts of <c>/{version}/{project_id}/instances/{instance_id}/users/{username}/password</c>.</summary>
internal sealed record DdmRoute(string Version, string ProjectId, string InstanceId, string Resource, string Username)
{
    /// <summary>The instance itself.</summary>
    public const string Instance = "";

    /// <summary>All accounts.</summary>
    public const string Users = "users";

    /// <summary>One account.</summary>
    public const string User = "user";

    /// <summary>The password of one account.</summary>
    public const string Password = "password";

    /// <summary>Reads a path; null where it has another shape.</summary>
    public static DdmRoute? Read(string path)
    {
        string[] parts = [.. path.Split('/').Skip(1).Select(UrlText.Decode)];
        if (parts.Length < 4 || parts[2] != "instances" || (parts.Length > 4 && parts[4] != Users))
        {
            return null;
        }

        string? resource = parts.Length switch
        {
            4 => Instance,
            5 => Users,
            6 => User,
            7 when parts[6] == Password => Password,
            _ => null,
        };
        return resource is null ? null : new DdmRoute(parts[0], parts[1], parts[3], resource, parts.Length > 5 ? parts[5] : "");
    }
}
