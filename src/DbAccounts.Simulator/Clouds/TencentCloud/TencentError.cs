using DbAccounts.Rules;

namespace DbAccounts.Simulator.Clouds.TencentCloud;

/// <summary>The documented error codes.</summary>
internal static class TencentError
{
    /// <summary>The error for a violated rule. Its id decides; its words are only shown.</summary>
    public static RefusalException Of(Violation violation)
    {
        var id = RuleId.Read(violation.Id);
        return (id.Property, id.Kind) switch
        {
            ("User" or "Host" or "NewHost", "Mandatory") =>
                new("MissingParameter.AccountMissingParameterError", "Account-related parameters are missing: " + id.Property),
            (_, "Mandatory") => Missing(id.Property),
            ("User", "NotOneOf") => new("OperationDenied.DeleteRootAccountError", "The root account cannot be deleted."),
            ("User", _) =>
                new("InvalidParameterValue.UserNameRuleError", "Incorrect format of the account username: " + violation.Rule),
            ("Password" or "NewPassword", "Length") =>
                new("InvalidParameterValue.AccountPasswordLengthError", "The account password is too long or too short: " + violation.Rule),
            ("Password" or "NewPassword", _) =>
                new("InvalidParameterValue.AccountPasswordRuleError", "The password format is incorrect: " + violation.Rule),
            ("Description", _) =>
                new("InvalidParameterValue.AccountDescriptionLengthError", "The account description should not exceed 255 characters."),
            ("GlobalPrivileges" or "Privileges", _) =>
                new("UnsupportedOperation.PrivilegesUnsupportedError", "Unsupported permission: " + violation.Rule),
            ("Offset" or "Limit" or "SortBy" or "OrderBy", _) =>
                new("InvalidParameterValue.InvalidParameterValueError", $"Invalid parameter value: {id.Property} {violation.Rule}"),
            _ => new("InvalidParameter", $"Parameter error: {id.Property} {violation.Rule}"),
        };
    }

    public static RefusalException Missing(string parameter) =>
        new("MissingParameter", $"The request is missing a required parameter `{parameter}`.");

    public static RefusalException TooManyRequests() =>
        new("RequestLimitExceeded", "Your requests exceed the limit of requests per second.");

    public static RefusalException StatusConflict() => new("FailedOperation.StatusConflict", "Task status conflict.");

    public static RefusalException AccountMissing() => new("InvalidParameterValue.UserNotExistError", "The account does not exist.");

    public static RefusalException AccountExists() =>
        new("FailedOperation.CreateAccountError", "Creation failed. Please check whether the user already exists.");
}
