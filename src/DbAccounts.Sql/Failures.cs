using System;
using System.IO;
using System.Linq;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Collections.Generic;
using System.Threading;
using DbAccounts.Engines.Sql;
using MySqlConnector;

namespace DbAccounts.Sql;

/// <summary>What the exceptions of MySqlConnector mean.</summary>
internal static class Failures
{
    // The server says good-bye, or has ended the statement for somebody else: what was sent last may have been done.
    private static readonly HashSet<int> _ends = [1053, 1152, 1158, 1159, 1160, 1161, 1184, 1317, 1927, 4031];

    /// <summary>Of one that came while connecting.</summary>
    public static SqlFailure Opening(Exception e) => e switch
    {
        _ when Refusal(e) is { } refusal => Refused(refusal),
        _ when Causes(e).Any(IsOfTls) => new SqlFailure(SqlFailureKind.NotSecure, 0, null, Last(e), e),
        _ => new SqlFailure(SqlFailureKind.NotReached, 0, null, Last(e), e),
    };

    /// <summary>Of one that came while a statement was under way.</summary>
    public static Exception Executing(Exception e, bool isOpen, CancellationToken cancellation)
    {
        // The connection goes on after a statement that was ended; one that could not be ended takes it along.
        if (cancellation.IsCancellationRequested)
        {
            return new OperationCanceledException(e.Message, e, cancellation);
        }

        return Refusal(e) is { } refusal && isOpen && !_ends.Contains(refusal.Number) ? Refused(refusal)
            : Refusal(e) is { } end ? new SqlFailure(SqlFailureKind.Lost, (int)end.ErrorCode, end.SqlState, end.Message, e)
            : e is TimeoutException || Causes(e).OfType<MySqlException>().Any(one => one.ErrorCode == MySqlErrorCode.CommandTimeoutExpired)
                ? new SqlFailure(SqlFailureKind.Late, 0, null, Last(e), e)
            : e is MySqlException or IOException or SocketException or ObjectDisposedException or InvalidOperationException
                ? new SqlFailure(SqlFailureKind.Lost, 0, null, Last(e), e)
            : e;
    }

    // What the server itself has said has a number of its own range; the driver's own are beyond.
    private static MySqlException? Refusal(Exception e) => Causes(e).OfType<MySqlException>().FirstOrDefault(
        one => one.Number is > 0 and < 1_000_000 && one.ErrorCode is not (
            MySqlErrorCode.UnableToConnectToHost or MySqlErrorCode.CommandTimeoutExpired));

    private static SqlFailure Refused(MySqlException e) => new(SqlFailureKind.Refused, e.Number, e.SqlState, e.Message, e);

    private static bool IsOfTls(Exception e) =>
        e is AuthenticationException || (e is MySqlException && e.Message.IndexOf("SSL", StringComparison.OrdinalIgnoreCase) >= 0);

    private static string Last(Exception e) => Causes(e).Last().Message;

    private static IEnumerable<Exception> Causes(Exception e)
    {
        for (Exception? cause = e; cause is not null; cause = cause.InnerException)
        {
            yield return cause;
        }
    }
}
