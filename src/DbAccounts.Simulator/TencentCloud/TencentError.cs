using DbAccounts.Rules;

namespace DbAccounts.Simulator.TencentCloud;

/// <summary>The documented error codes.</summary>
internal static class TencentError
{
    private static readonly string _isRequired = new MandatoryAttribute().Words;

    /// <summary>The error for a violated rule.</summary>
    public static RefusalException Of(Violation violation) => violation.Parameter switch
    {
        "Account" or "Name" or "AllowedHost" or "User" or "Host" when violation.Rule == _isRequired =>
            new("MissingParameter.AccountMissingParameterError", "Account-related parameters are missing: " + violation.Message),
        _ when violation.Rule == _isRequired => Missing(violation.Parameter),
        "Account" when violation.Rule == "is not root" =>
            new("OperationDenied.DeleteRootAccountError", "The root account cannot be deleted."),
        "Account" or "Name" or "User" =>
            new("InvalidParameterValue.UserNameRuleError", "Incorrect format of the account username: " + violation.Rule),
        "Password" when violation.Rule.StartsWith("has ", System.StringComparison.Ordinal) =>
            new("InvalidParameterValue.AccountPasswordLengthError", "The account password is too long or too short: " + violation.Rule),
        "Password" => new("InvalidParameterValue.AccountPasswordRuleError", "The password format is incorrect: " + violation.Rule),
        "Description" =>
            new("InvalidParameterValue.AccountDescriptionLengthError", "The account description should not exceed 255 characters."),
        "Privilege" => new("UnsupportedOperation.PrivilegesUnsupportedError", "Unsupported permission: " + violation.Rule),
        "Offset" or "Limit" or "SortBy" or "OrderBy" =>
            new("InvalidParameterValue.InvalidParameterValueError", "Invalid parameter value: " + violation.Message),
        _ => new("InvalidParameter", "Parameter error: " + violation.Message),
    };

    public static RefusalException Missing(string parameter) =>
        new("MissingParameter", $"The request is missing a required parameter `{parameter}`.");

    public static RefusalException TooManyRequests() =>
        new("RequestLimitExceeded", "Your requests exceed the limit of requests per second.");

    public static RefusalException StatusConflict() => new("FailedOperation.StatusConflict", "Task status conflict.");

    public static RefusalException AccountMissing() => new("InvalidParameterValue.UserNotExistError", "The account does not exist.");

    public static RefusalException AccountExists() =>
        new("FailedOperation.CreateAccountError", "Creation failed. Please check whether the user already exists.");
}
