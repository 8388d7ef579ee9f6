using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using DbAccounts.Engines.Sql.MySql.Dialect;
using DbAccounts.Errors;
using DbAccounts.Model;

namespace DbAccounts.Engines.Sql.MySql;

/// <summary>What an error of a server, or of the way to it, means in our words.</summary>
/// <param name="ErrorId">The stable id.</param>
/// <param name="Category">The kind of error.</param>
/// <param name="Advice">What can be done.</param>
internal sealed record MySqlFault(string ErrorId, DbErrorCategory Category, string Advice)
{
    private static readonly MySqlFault _wrongPassword = new(
        DbErrorId.AuthenticationFailed,
        DbErrorCategory.AuthenticationError,
        "Check the name and the password, and that the account may connect from this machine; an account that requires TLS is refused so without it.");

    private static readonly MySqlFault _locked = new(
        DbErrorId.AuthenticationFailed,
        DbErrorCategory.AuthenticationError,
        "The account can't connect at present: have it unlocked, or its password renewed.");

    private static readonly MySqlFault _hostNotAllowed = new(
        DbErrorId.AuthenticationFailed,
        DbErrorCategory.AuthenticationError,
        "The server has no account that may connect from this machine, or has blocked it.");

    private static readonly MySqlFault _notAllowed = new(
        DbErrorId.AccessDenied,
        DbErrorCategory.PermissionDenied,
        "The connected account lacks a privilege, which the server names: accounts are managed with CREATE USER on *.*, and privileges "
            + "granted by who holds them WITH GRANT OPTION.");

    private static readonly MySqlFault _needsTls = new(
        DbErrorId.ConnectionNotSecure,
        DbErrorCategory.ConnectionError,
        "The server takes connections with TLS only: connect with -SslMode Required.");

    private static readonly MySqlFault _notSecure = new(
        DbErrorId.ConnectionNotSecure,
        DbErrorCategory.ConnectionError,
        "Check that the server has TLS, its certificate, and -SslCa; -SslMode says what is checked, and None gives up the protection.");

    private static readonly MySqlFault _busy = new(
        DbErrorId.InstanceBusy, DbErrorCategory.ResourceBusy, "Somebody else holds what the statement needs: try again later.");

    private static readonly MySqlFault _tooMany = new(
        DbErrorId.Throttled,
        DbErrorCategory.LimitsExceeded,
        "The server, or the account, has as many connections as it may: close some, or raise the limit.");

    private static readonly MySqlFault _readOnly = new(
        DbErrorId.RequestRefused,
        DbErrorCategory.InvalidOperation,
        "The server takes no changes of accounts at present: it is read only, a replica, or runs with --skip-grant-tables. Connect to the "
            + "one that is written to.");

    private static readonly MySqlFault _exists = new(
        DbErrorId.AccountExists, DbErrorCategory.ResourceExists, "Get-DbAccount shows the account as it is; Set-DbAccount changes it.");

    private static readonly MySqlFault _notFound = new(
        DbErrorId.AccountNotFound, DbErrorCategory.ObjectNotFound, "Get-DbAccount lists the accounts; name and host together identify one.");

    private static readonly MySqlFault _notHeld = new(
        DbErrorId.RequestRefused,
        DbErrorCategory.InvalidOperation,
        "The account does not hold that: Get-DbPrivilege shows what it holds, and on which objects.");

    private static readonly MySqlFault _noObject = new(
        DbErrorId.RequestRefused, DbErrorCategory.ObjectNotFound, "Check the names of the database, the table, the column, the routine or the role.");

    private static readonly MySqlFault _badValue = new(
        DbErrorId.RequestRefused,
        DbErrorCategory.InvalidArgument,
        "Correct the value that the server names; Get-DbAccountRule shows the documented rules.");

    private static readonly MySqlFault _badPassword = new(
        DbErrorId.RequestRefused,
        DbErrorCategory.InvalidArgument,
        "The server checks passwords by rules of its own, in variables such as validate_password.policy: give a longer one of more kinds "
            + "of characters.");

    private static readonly MySqlFault _refused = new(
        DbErrorId.RequestRefused,
        DbErrorCategory.InvalidOperation,
        "The server's code and text say why; look the code up in the server's manual.");

    private static readonly MySqlFault _notReached = new(
        DbErrorId.ConnectionFailed,
        DbErrorCategory.ConnectionError,
        "Check host and port, that the server runs, and the network between.");

    private static readonly Dictionary<int, MySqlFault> _byCode = new(
        new (MySqlFault Fault, int[] Codes)[]
        {
            (_wrongPassword, [1045, 1251, 1275, 1698, 1873]),
            (_locked, [1820, 1862, 3118, 4151]),
            (_hostNotAllowed, [1129, 1130]),
            (_notAllowed, [1044, 1095, 1142, 1143, 1227, 1370]),
            (_needsTls, [3159]),
            (_busy, [1205, 1213]),
            (_tooMany, [1040, 1203, 1226]),
            (_readOnly, [1290, 1792, 1836]),
            (_exists, [3163]),
            (_notFound, [1133, 1410, 1959, 3162, 3523]),
            (_notHeld, [1141, 1147, 1403, 1962, 3530]),
            (_noObject, [1049, 1054, 1146, 1305]),
            (_badValue, [1102, 1103, 1144, 1221, 1372, 1407, 1470, 1524, 1525, 3619]),
            (_badPassword, [1819]),
        }.SelectMany(one => one.Codes.Select(code => new KeyValuePair<int, MySqlFault>(code, one.Fault)))
            .ToDictionary(one => one.Key, one => one.Value));

    /// <summary>Nothing was done, and on another try it may be.</summary>
    public bool MayPass => this == _busy || this == _tooMany;

    /// <summary>Another credential may be accepted.</summary>
    public bool IsOfCredential => this == _wrongPassword;

    /// <summary>What a failure means.</summary>
    /// <param name="failure">The failure.</param>
    /// <param name="action">What was sent.</param>
    /// <param name="isOfStatement">True where the connection was there: then nobody's password is wrong.</param>
    public static MySqlFault Of(SqlFailure failure, string action, bool isOfStatement) => failure.Kind switch
    {
        SqlFailureKind.NotSecure => _notSecure,
        SqlFailureKind.Refused when failure.Code == 1396 => action == "CREATE USER" ? _exists : _notFound,
        SqlFailureKind.Refused when failure.Code == 1141 && action == "SHOW GRANTS" => _notFound,
        SqlFailureKind.Refused => !_byCode.TryGetValue(failure.Code, out MySqlFault? known) ? _refused
            : known == _wrongPassword && isOfStatement ? _notAllowed
            : known,
        _ => _notReached,
    };

    /// <summary>The server's code and text, as its own programs show them, without the secrets of the statement.</summary>
    public static string Words(SqlFailure failure, IEnumerable<Secret> secrets) => Masked(
        failure.Code == 0 ? failure.Message
            : string.Format(CultureInfo.InvariantCulture, "ERROR {0}{1}: {2}", failure.Code, failure.State is null ? "" : $" ({failure.State})", failure.Message),
        secrets);

    /// <summary>The error for the user.</summary>
    /// <param name="failure">The failure.</param>
    /// <param name="about">What was to be done, in words.</param>
    /// <param name="secrets">What must not be shown.</param>
    /// <param name="source">Where the credential came from, in words.</param>
    public DbAccountsException ToException(SqlFailure failure, string about, IEnumerable<Secret> secrets, string source) =>
        new(ErrorId, Category, $"{about}: {Words(failure, secrets)}", IsOfCredential ? $"{Advice} The credential came from {source}." : Advice)
        {
            ServiceCode = failure.Code == 0 ? null : failure.Code.ToString(CultureInfo.InvariantCulture),
            ServiceMessage = Masked(failure.Message, secrets),
        };

    private static string Masked(string text, IEnumerable<Secret> secrets) => secrets.Where(secret => secret.Length > 0).Aggregate(
        text, (shown, secret) => secret.Reveal(word => shown.Replace(word, Secret.Mask).Replace(MySqlText.NativeHash(word), Secret.Mask)));
}
