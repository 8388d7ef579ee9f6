using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using DbAccounts.Engines.Sql.MySql.Dialect;
using DbAccounts.Errors;
using DbAccounts.Model;
using DbAccounts.Texts;

namespace DbAccounts.Engines.Sql.MySql;

/// <summary>What an error of a server, or of the way to it, means in our words.</summary>
/// <param name="ErrorId">The stable id.</param>
/// <param name="Category">The kind of error.</param>
/// <param name="Advice">What can be done.</param>
internal sealed record MySqlFault(string ErrorId, DbErrorCategory Category, Func<string> Advice)
{
    private static readonly MySqlFault _wrongPassword = new(
        DbErrorId.AuthenticationFailed,
        DbErrorCategory.AuthenticationError,
        () => Messages.AdviceSqlPassword);

    private static readonly MySqlFault _locked = new(
        DbErrorId.AuthenticationFailed,
        DbErrorCategory.AuthenticationError,
        () => Messages.AdviceSqlLocked);

    private static readonly MySqlFault _hostNotAllowed = new(
        DbErrorId.AuthenticationFailed,
        DbErrorCategory.AuthenticationError,
        () => Messages.AdviceSqlHost);

    private static readonly MySqlFault _notAllowed = new(
        DbErrorId.AccessDenied,
        DbErrorCategory.PermissionDenied,
        () => Messages.AdviceSqlRights);

    private static readonly MySqlFault _notAllowedPassword = _notAllowed with { Advice = () => Messages.AdviceSqlPasswordRights };

    private static readonly MySqlFault _needsTls = new(
        DbErrorId.ConnectionNotSecure,
        DbErrorCategory.ConnectionError,
        () => Messages.AdviceSqlNeedsTls);

    private static readonly MySqlFault _notSecure = new(
        DbErrorId.ConnectionNotSecure,
        DbErrorCategory.ConnectionError,
        () => Messages.AdviceSqlTls);

    private static readonly MySqlFault _busy = new(
        DbErrorId.InstanceBusy, DbErrorCategory.ResourceBusy, () => Messages.AdviceSqlBusy);

    private static readonly MySqlFault _tooMany = new(
        DbErrorId.Throttled,
        DbErrorCategory.LimitsExceeded,
        () => Messages.AdviceSqlConnections);

    private static readonly MySqlFault _readOnly = new(
        DbErrorId.RequestRefused,
        DbErrorCategory.InvalidOperation,
        () => Messages.AdviceSqlReadOnly);

    private static readonly MySqlFault _exists = new(
        DbErrorId.AccountExists, DbErrorCategory.ResourceExists, () => Messages.AdviceAccountExists);

    private static readonly MySqlFault _notFound = new(
        DbErrorId.AccountNotFound, DbErrorCategory.ObjectNotFound, () => Messages.AdviceNameAndHost);

    private static readonly MySqlFault _notHeld = new(
        DbErrorId.RequestRefused,
        DbErrorCategory.InvalidOperation,
        () => Messages.AdviceSqlNotHeld);

    private static readonly MySqlFault _noObject = new(
        DbErrorId.RequestRefused, DbErrorCategory.ObjectNotFound, () => Messages.AdviceSqlObject);

    private static readonly MySqlFault _noRole = new(
        DbErrorId.RequestRefused, DbErrorCategory.ObjectNotFound, () => Messages.AdviceSqlRole);

    private static readonly MySqlFault _badValue = new(
        DbErrorId.RequestRefused,
        DbErrorCategory.InvalidArgument,
        () => Messages.AdviceSqlValue);

    private static readonly MySqlFault _badPassword = new(
        DbErrorId.RequestRefused,
        DbErrorCategory.InvalidArgument,
        () => Messages.AdviceSqlPasswordRules);

    private static readonly MySqlFault _refused = new(
        DbErrorId.RequestRefused,
        DbErrorCategory.InvalidOperation,
        () => Messages.AdviceSqlRefused);

    private static readonly MySqlFault _notReached = new(
        DbErrorId.ConnectionFailed,
        DbErrorCategory.ConnectionError,
        () => Messages.AdviceSqlNotReached);

    private static readonly MySqlFault _notThere = _notReached with { Advice = () => Messages.AdviceSqlNotThere };

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
            (_notFound, [1133, 1410, 3162, 3523]),
            (_notHeld, [1141, 1147, 1403, 1962, 3530]),
            (_noObject, [1049, 1054, 1146, 1305]),
            (_noRole, [1959]),
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
        SqlFailureKind.NotThere => _notThere,
        SqlFailureKind.Refused when failure.Code == 1396 => action == "CREATE USER" ? _exists : _notFound,
        SqlFailureKind.Refused when failure.Code == 1141 && action == "SHOW GRANTS" => _notFound,
        SqlFailureKind.Refused => !_byCode.TryGetValue(failure.Code, out MySqlFault? known) ? _refused
            : known == _notAllowed || (known == _wrongPassword && isOfStatement)
                ? action == "SET PASSWORD" ? _notAllowedPassword : _notAllowed
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
        new(ErrorId, Category, $"{about}: {Words(failure, secrets)}", IsOfCredential ? Messages.AdviceWithSource.With(Advice(), source) : Advice())
        {
            ServiceCode = failure.Code == 0 ? null : failure.Code.ToString(CultureInfo.InvariantCulture),
            ServiceMessage = Masked(failure.Message, secrets),
        };

    private static string Masked(string text, IEnumerable<Secret> secrets) => secrets.Where(secret => secret.Length > 0).Aggregate(
        text, (shown, secret) => secret.Reveal(word => SecretWord.Hide(shown, word).Replace(MySqlText.NativeHash(word), Secret.Mask)));
}
