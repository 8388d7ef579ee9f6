using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using DbAccounts.Engines.Sql.MySql.Dialect;
using DbAccounts.Errors;
using DbAccounts.Execution;
using DbAccounts.Model;
using DbAccounts.Texts;

namespace DbAccounts.Engines.Sql.MySql;

/// <summary>The one way to a server: connects, sends statements one after the other, and tries again where nothing happened.</summary>
internal static class MySqlSender
{
    private const int Attempts = 5;

    /// <summary>How long a server may take to answer a new connection; a port where something else listens never does.</summary>
    public static readonly TimeSpan LongestConnecting = TimeSpan.FromSeconds(15);

    private static readonly TimeSpan _longestStatement = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan _leastAllowed = TimeSpan.FromSeconds(1);

    /// <summary>What a server says of itself; it is connected where it has not been.</summary>
    public static async Task<MySqlServer> ServerAsync(DbInstance instance, CallContext context) =>
        MySqlConnections.Of(instance).Server
        ?? await RunAsync(instance, new MySqlWork("Connecting", ""), (session, _) => Task.FromResult(session.Server), context)
            .ConfigureAwait(false);

    /// <summary>Reads rows.</summary>
    /// <param name="instance">Where.</param>
    /// <param name="work">What it is about.</param>
    /// <param name="statement">The statement, for the server that it goes to.</param>
    /// <param name="context">How long, and where to tell what goes on.</param>
    public static Task<SqlRows> ReadAsync(
        DbInstance instance, MySqlWork work, Func<MySqlServer, string> statement, CallContext context) => RunAsync(
        instance,
        work,
        (session, cancellation) => session.Connection.ExecuteAsync(statement(session.Server), null, cancellation),
        context);

    /// <summary>Makes a change. Where a later statement of several is refused, the error says which were made.</summary>
    /// <param name="instance">Where.</param>
    /// <param name="work">What it is about.</param>
    /// <param name="statements">The statements, for the server that they go to.</param>
    /// <param name="context">How long, and where to tell what goes on.</param>
    /// <exception cref="DbAccountsException">It was refused, or its answer was lost.</exception>
    public static Task ChangeAsync(
        DbInstance instance, MySqlWork work, Func<MySqlServer, IReadOnlyList<SqlStatement>> statements, CallContext context)
    {
        // What was made stays made: an attempt after it goes on from there.
        var made = new List<string>();
        return RunAsync(instance, work with { IsChange = true, Made = made }, SendAsync, context);

        async Task<bool> SendAsync(MySqlSession session, CancellationToken cancellation)
        {
            foreach (SqlStatement statement in statements(session.Server).Skip(made.Count))
            {
                var elapsed = Stopwatch.StartNew();
                await session.Connection.ExecuteAsync(statement.ToWire(), null, cancellation).ConfigureAwait(false);
                made.Add(statement.ToString());
                context.Verbose?.Invoke(Messages.VerboseSqlStatement.With(statement, instance, elapsed.ElapsedMilliseconds));
            }

            return true;
        }
    }

    /// <summary>Does something with a connection.</summary>
    /// <param name="instance">Where.</param>
    /// <param name="work">What it is about.</param>
    /// <param name="run">Does it; more than once, where nothing happened.</param>
    /// <param name="context">How long, and where to tell what goes on.</param>
    public static async Task<T> RunAsync<T>(
        DbInstance instance, MySqlWork work, Func<MySqlSession, CancellationToken, Task<T>> run, CallContext context)
    {
        context = context.Begun();
        bool isRenewed = false;
        for (int attempt = 1; ; attempt++)
        {
            DbCredential credential = await instance.Source.GetAsync(instance.Address, context).ConfigureAwait(false);
            (SqlFailure failure, bool wasSent, T? result) = await TryAsync(instance, work, run, credential, context).ConfigureAwait(false);
            if (failure is null)
            {
                return result!;
            }

            var fault = MySqlFault.Of(failure, work.Action, wasSent);
            string words = MySqlFault.Words(failure, work.Secrets);
            // Once, and with another credential only: repeated wrong passwords may block a host.
            if (!wasSent && fault.IsOfCredential && !isRenewed
                && await instance.Source.RenewAsync(credential, instance.Address, context).ConfigureAwait(false))
            {
                isRenewed = true;
                context.Verbose?.Invoke(Messages.VerboseSqlNewCredential.With(work.On(instance), words, instance.Source.Description));
                continue;
            }

            bool isLost = wasSent && failure.Kind is SqlFailureKind.Lost or SqlFailureKind.Late;
            if (isLost && work.IsChange)
            {
                throw DbError.AnswerLost(
                    work.Action, instance, $"{words}{work.MadeWords}", null, null, null, failure.Kind == SqlFailureKind.Late);
            }

            bool mayPass = fault.MayPass || isLost || failure.Kind is SqlFailureKind.NotReached or SqlFailureKind.Lost;
            TimeSpan delay = Delay(attempt);
            if (!mayPass || attempt == Attempts || delay >= context.Left)
            {
                DbAccountsException error = fault.ToException(
                    failure, wasSent ? work.On(instance) : Messages.SqlWorkAs.With(work.On(instance), credential.KeyId), [.. work.Secrets, .. Passwords(credential)], instance.Source.Description);
                throw work.MadeWords.Length == 0 ? error : error.With(work.MadeWords.Trim(), error.RecommendedAction);
            }

            context.Verbose?.Invoke(Messages.VerboseSqlRetry.With(work.On(instance), words, delay.TotalSeconds));
            await context.WaitAsync(delay).ConfigureAwait(false);
        }
    }

    private static Secret[] Passwords(DbCredential credential) => credential.SecretKey is { } password ? [password] : [];

    private static async Task<(SqlFailure Failure, bool WasSent, T? Result)> TryAsync<T>(
        DbInstance instance,
        MySqlWork work,
        Func<MySqlSession, CancellationToken, Task<T>> run,
        DbCredential credential,
        CallContext context)
    {
        context.Cancellation.ThrowIfCancellationRequested();
        bool isHeard = work.IsChange && context.HearsAnswers;
        TimeSpan left = context.Clock.Lasting(context.Left);
        TimeSpan allowed = left < _leastAllowed ? _leastAllowed : left < _longestStatement ? left : _longestStatement;
        MySqlConnections connections = MySqlConnections.Of(instance);
        MySqlSession session;
        using (var connecting = CancellationTokenSource.CreateLinkedTokenSource(context.Cancellation))
        {
            TimeSpan longest = allowed < LongestConnecting ? allowed : LongestConnecting;
            connecting.CancelAfter(longest);
            try
            {
                session = await UnlessAsync(connections.TakeAsync(instance, credential, context, connecting.Token), connecting.Token)
                    .ConfigureAwait(false);
            }
            catch (SqlFailure failure)
            {
                return (failure, false, default);
            }
            catch (OperationCanceledException e)
            {
                context.Cancellation.ThrowIfCancellationRequested();
                return (new SqlFailure(
                    SqlFailureKind.Late, 0, null, Messages.SqlNoGreeting.With((int)Math.Ceiling(longest.TotalSeconds)), e), false, default);
            }
        }

        bool isInOrder = false;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(isHeard ? CancellationToken.None : context.Cancellation);
        limit.CancelAfter(allowed);
        try
        {
            context.Cancellation.ThrowIfCancellationRequested();
            T result = await UnlessAsync(run(session, limit.Token), limit.Token).ConfigureAwait(false);
            isInOrder = true;
            return (null!, true, result);
        }
        catch (SqlFailure failure)
        {
            isInOrder = failure.Kind == SqlFailureKind.Refused;
            return (failure, true, default);
        }
        catch (OperationCanceledException e)
        {
            context.Cancellation.ThrowIfCancellationRequested();
            return (new SqlFailure(SqlFailureKind.Late, 0, null, Messages.NoAnswerInTime, e), true, default);
        }
        finally
        {
            if (isInOrder && session.Connection.IsOpen)
            {
                connections.Give(session);
            }
            else
            {
                MySqlConnections.Drop(session);
            }
        }
    }

    // A driver may take a while to end what is canceled; nobody waits for that.
    private static async Task<T> UnlessAsync<T>(Task<T> task, CancellationToken cancellation)
    {
        var canceled = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        using (cancellation.Register(() => canceled.TrySetResult(true)))
        {
            if (await Task.WhenAny(task, canceled.Task).ConfigureAwait(false) != task)
            {
                _ = DisposeLateAsync(task);
                throw new OperationCanceledException(cancellation);
            }
        }

        return await task.ConfigureAwait(false);
    }

    private static async Task DisposeLateAsync<T>(Task<T> task)
    {
        try
        {
            (await task.ConfigureAwait(false) as IDisposable)?.Dispose();
        }
        catch (Exception)
        {
            // It was canceled, and nobody asks what became of it.
        }
    }

    private static TimeSpan Delay(int attempt) => TimeSpan.FromSeconds(0.25 * Math.Pow(2, attempt - 1));
}
