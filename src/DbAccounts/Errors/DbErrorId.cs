namespace DbAccounts.Errors;

/// <summary>The stable ids of all errors. <c>docs/errors.md</c> says of each what it means and what to do.</summary>
public static class DbErrorId
{
    /// <summary>A documented rule is violated; nothing was sent.</summary>
    public const string RuleViolation = nameof(RuleViolation);

    /// <summary>A parameter's value can't be used at all; nothing was sent.</summary>
    public const string InvalidInput = nameof(InvalidInput);

    /// <summary>The service documents no such operation.</summary>
    public const string NotSupportedByService = nameof(NotSupportedByService);

    /// <summary>No service has this name.</summary>
    public const string UnknownService = nameof(UnknownService);

    /// <summary>No instance is connected, or not this one.</summary>
    public const string InstanceNotConnected = nameof(InstanceNotConnected);

    /// <summary>More than one connected instance fits.</summary>
    public const string AmbiguousInstance = nameof(AmbiguousInstance);

    /// <summary>What was piped belongs to another instance than -Instance means; nothing was sent.</summary>
    public const string InstanceMismatch = nameof(InstanceMismatch);

    /// <summary>The connection lacks a region, project or credential.</summary>
    public const string ConnectionIncomplete = nameof(ConnectionIncomplete);

    /// <summary>A file with credentials has another format than its tool gives it.</summary>
    public const string CredentialFileInvalid = nameof(CredentialFileInvalid);

    /// <summary>There is no such secret, or nothing that could read it.</summary>
    public const string SecretNotFound = nameof(SecretNotFound);

    /// <summary>A secret holds something else than a credential of the service.</summary>
    public const string SecretInvalid = nameof(SecretInvalid);

    /// <summary>No profile has this name.</summary>
    public const string ProfileNotFound = nameof(ProfileNotFound);

    /// <summary>The file of the profiles can't be read or written.</summary>
    public const string ProfileFileInvalid = nameof(ProfileFileInvalid);

    /// <summary>The endpoint is neither https nor on the loopback address.</summary>
    public const string EndpointNotAllowed = nameof(EndpointNotAllowed);

    /// <summary>The driver that SQL servers need is not there, or can't be loaded.</summary>
    public const string DriverNotFound = nameof(DriverNotFound);

    /// <summary>The service does not have the instance.</summary>
    public const string InstanceNotFound = nameof(InstanceNotFound);

    /// <summary>The account does not exist.</summary>
    public const string AccountNotFound = nameof(AccountNotFound);

    /// <summary>The account is the server's own, root, or the one that is connected; nothing was sent.</summary>
    public const string AccountProtected = nameof(AccountProtected);

    /// <summary>The account exists already.</summary>
    public const string AccountExists = nameof(AccountExists);

    /// <summary>The cluster shows no list of its accounts.</summary>
    public const string AccountListNotShown = nameof(AccountListNotShown);

    /// <summary>The service shows only a part of its accounts, and the account is not among them; it may exist all the same.</summary>
    public const string AccountNotShown = nameof(AccountNotShown);

    /// <summary>The service shows only a part of its accounts, so that not all could be compared or exported.</summary>
    public const string AccountListPartial = nameof(AccountListPartial);

    /// <summary>The list of accounts changed each time that it was read.</summary>
    public const string ListChanging = nameof(ListChanging);

    /// <summary>The service gives one privilege set to all databases, so this change would reach further than asked.</summary>
    public const string WiderEffect = nameof(WiderEffect);

    /// <summary>The change was accepted, but reading back shows something else.</summary>
    public const string ChangeNotVerified = nameof(ChangeNotVerified);

    /// <summary>The key, token or signature was not accepted.</summary>
    public const string AuthenticationFailed = nameof(AuthenticationFailed);

    /// <summary>The clock of this machine is too far off.</summary>
    public const string ClockSkew = nameof(ClockSkew);

    /// <summary>The identity may not do this.</summary>
    public const string AccessDenied = nameof(AccessDenied);

    /// <summary>The service refused the request.</summary>
    public const string RequestRefused = nameof(RequestRefused);

    /// <summary>A quota or balance is used up.</summary>
    public const string QuotaExceeded = nameof(QuotaExceeded);

    /// <summary>The service limits the rate of requests, and waiting did not help.</summary>
    public const string Throttled = nameof(Throttled);

    /// <summary>The instance is busy, and waiting did not help.</summary>
    public const string InstanceBusy = nameof(InstanceBusy);

    /// <summary>The service failed.</summary>
    public const string ServiceFailed = nameof(ServiceFailed);

    /// <summary>The service was not reached; nothing was sent.</summary>
    public const string ConnectionFailed = nameof(ConnectionFailed);

    /// <summary>The connection can't be protected as it was asked for, or the server takes no other; nothing was sent.</summary>
    public const string ConnectionNotSecure = nameof(ConnectionNotSecure);

    /// <summary>A change has to be confirmed, and nobody can be asked; nothing was sent.</summary>
    public const string ConfirmationNotPossible = nameof(ConfirmationNotPossible);

    /// <summary>The answer to a change was lost: it may or may not have been applied.</summary>
    public const string OutcomeUnknown = nameof(OutcomeUnknown);

    /// <summary>The answer was not what the service documents.</summary>
    public const string ProtocolError = nameof(ProtocolError);

    /// <summary>The service does not know the job.</summary>
    public const string JobNotFound = nameof(JobNotFound);

    /// <summary>The job ended without success.</summary>
    public const string JobFailed = nameof(JobFailed);

    /// <summary>The job did not end in the time allowed; it goes on.</summary>
    public const string JobTimeout = nameof(JobTimeout);

    /// <summary>An access document or a plan is not what it must be; nothing was done.</summary>
    public const string DocumentInvalid = nameof(DocumentInvalid);

    /// <summary>A file exists already, and was not overwritten.</summary>
    public const string FileExists = nameof(FileExists);

    /// <summary>An account is no longer what a plan was made from; it was not changed.</summary>
    public const string PlanDrifted = nameof(PlanDrifted);

    /// <summary>What a plan gives has expired meanwhile; the account was not changed.</summary>
    public const string PlanExpired = nameof(PlanExpired);

    /// <summary>More accounts would be removed than the limit allows; nothing is planned on the instance.</summary>
    public const string PruneLimitExceeded = nameof(PruneLimitExceeded);

    /// <summary>An account that is to be created has no password.</summary>
    public const string PasswordNotNamed = nameof(PasswordNotNamed);

    /// <summary>A copy of an account would not be what the account is; nothing of it was sent.</summary>
    public const string CopyLoses = nameof(CopyLoses);

    /// <summary>No simulator is running under this port.</summary>
    public const string SimulatorNotRunning = nameof(SimulatorNotRunning);

    /// <summary>The simulator can't listen on the port.</summary>
    public const string SimulatorNotStarted = nameof(SimulatorNotStarted);

    /// <summary>The simulator's state file holds something else.</summary>
    public const string StateFileInvalid = nameof(StateFileInvalid);

    /// <summary>Text that is no GRANT or REVOKE statement.</summary>
    public const string GrantUnreadable = nameof(GrantUnreadable);

    /// <summary>An error that no other id describes: a defect of this module.</summary>
    public const string Unexpected = nameof(Unexpected);
}
