using System.Collections.Generic;
using System.Linq;
using DbAccounts.Rules;

namespace DbAccounts.Simulator.Clouds.HuaweiCloud;

/// <summary>DDM's error codes. All that is wrong with an account is HTTP 400, even one that is missing.</summary>
internal static class DdmError
{
    /// <summary>The error for the first of several violated rules. Its id decides; the words are only shown.</summary>
    public static RefusalException Of(IReadOnlyList<Violation> violations)
    {
        string message = string.Join("; ", violations.Select(v => v.Message));
        return RuleId.Read(violations[0].Id) switch
        {
            { Owner: "CreateDdmUser", Property: "Name" } => Refused("DBS.300305", "Invalid DDM account name: " + message),
            { Property: "Password" } => Refused("DBS.300306", "Account password invalid: " + message),
            { Property: "Description" } => Refused("DBS.300307", "Description invalid: " + message),
            { Property: "BaseAuthority" } => Refused("DBS.300309", "Base permissions invalid: " + message),
            _ => Parameter(message),
        };
    }

    public static RefusalException Parameter(string message) => Refused("DBS.280001", "Parameter error. " + message);

    public static RefusalException DuplicatesInRequest() => Refused("DBS.300107", "The accounts are duplicated.");

    public static RefusalException TooManyAccounts() => Refused("DBS.300300", "Failed to create a DDM account: there are 100 already.");

    public static RefusalException AccountExists() => Refused("DBS.300311", "The account already exists.");

    public static RefusalException AccountMissing() => Refused("DBS.300327", "The account does not exist.");

    /// <summary>Which code DDM has for it isn't documented; other database services of Huawei Cloud have this one.</summary>
    public static RefusalException InstanceMissing() => new("DBS.280404", "The DB instance does not exist.", 404);

    public static RefusalException NoSuchApi() =>
        new("APIGW.0101", "The API does not exist or has not been published in the environment", 404);

    /// <summary>What the gateway says; the window that it names is shorter here than there, as nobody wants to wait for minutes.</summary>
    public static RefusalException TooManyRequests() => new(
        "APIGW.0308", "The throttling threshold has been reached: policy user over ratelimit,limit:200,time:1 second", 429);

    /// <summary>The two codes that DDM is known to have for it.</summary>
    public static RefusalException[] Busy() =>
    [
        new("DBS.200019", "Another operation is being performed on the DB instance or the DB instance is faulty.", 409),
        new("DBS.212033", "Instance is currently being operated.", 409),
    ];

    private static RefusalException Refused(string code, string message) => new(code, message, 400);
}
