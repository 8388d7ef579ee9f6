namespace DbAccounts.Errors;

/// <summary>What kind of error it is. The names are those of PowerShell's ErrorCategory, so that each maps to its namesake.</summary>
public enum DbErrorCategory
{
    /// <summary>The key, token or signature was not accepted.</summary>
    AuthenticationError,

    /// <summary>The identity is known but may not do this.</summary>
    PermissionDenied,

    /// <summary>The account, instance or job does not exist.</summary>
    ObjectNotFound,

    /// <summary>The account exists already.</summary>
    ResourceExists,

    /// <summary>A value breaks a rule.</summary>
    InvalidArgument,

    /// <summary>The operation makes no sense here.</summary>
    InvalidOperation,

    /// <summary>A file or answer holds something else than it should.</summary>
    InvalidData,

    /// <summary>A job ended without success.</summary>
    InvalidResult,

    /// <summary>Too many requests.</summary>
    LimitsExceeded,

    /// <summary>A quota or balance is used up.</summary>
    QuotaExceeded,

    /// <summary>The instance is busy with something else.</summary>
    ResourceBusy,

    /// <summary>The service itself failed.</summary>
    ResourceUnavailable,

    /// <summary>The service was not reached, or its answer was lost.</summary>
    ConnectionError,

    /// <summary>The time allowed ran out.</summary>
    OperationTimeout,

    /// <summary>The answer was not what the protocol says.</summary>
    ProtocolError,
}
