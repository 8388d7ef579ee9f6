using System;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Threading;
using System.Threading.Tasks;
using DbAccounts.Credentials;
using DbAccounts.Errors;
using DbAccounts.Execution;
using DbAccounts.Model;
using DbAccounts.Texts;

namespace DbAccounts.Engines.Cloud.Http;

/// <summary>The one way out: waits for the rate limit, signs, sends, reads, and sends again where that is safe.</summary>
internal static class ApiSender
{
    private const int LargestAnswer = 16 * 1024 * 1024;
    private static readonly TimeSpan _attemptLimit = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan _leastAllowed = TimeSpan.FromSeconds(1);

    // For the whole process: connections are kept, redirects and cookies are not followed. A machine's proxy stands between
    // it and the clouds, not between it and itself.
    private static readonly HttpClient _http = Client(useProxy: true);
    private static readonly HttpClient _loopback = Client(useProxy: false);

    /// <summary>Sends a call and returns its answer.</summary>
    /// <exception cref="DbAccountsException">The service refused, or was not reached, or its answer was lost.</exception>
    public static Task<ApiAnswer> SendAsync(DbInstance instance, ApiCall call, CallContext context) =>
        SendAsync(instance.Address, instance.Source, call, context);

    /// <summary>Sends a call where there is no connection yet.</summary>
    /// <param name="instance">What it is for, and where the service is.</param>
    /// <param name="source">Where its credential comes from; null for a call that carries its own proof of who asks.</param>
    /// <param name="call">The call.</param>
    /// <param name="context">How long, and where to tell what goes on.</param>
    /// <exception cref="DbAccountsException">The service refused, or was not reached, or its answer was lost.</exception>
    public static async Task<ApiAnswer> SendAsync(InstanceAddress instance, CredentialSource? source, ApiCall call, CallContext context)
    {
        context = context.Begun();
        ShownWords.Keep(call.Secrets);
        bool renewed = source is null;
        for (int attempt = 1; ; attempt++)
        {
            DbCredential credential = source is null
                ? DbCredential.None
                : await source.GetAsync(instance, context).ConfigureAwait(false);
            ApiAnswer answer;
            using (await RateLimiter.TakeAsync(instance, credential, call, context).ConfigureAwait(false))
            {
                answer = await AttemptAsync(instance, credential, call, context).ConfigureAwait(false);
            }

            if (answer.Fault is not { } fault)
            {
                return answer;
            }

            // Once, and with another credential only: repeated wrong signatures may lock a key.
            if (fault.ErrorId == DbErrorId.AuthenticationFailed && !renewed
                && await source!.RenewAsync(credential, instance, context).ConfigureAwait(false))
            {
                renewed = true;
                context.Verbose?.Invoke(
                    Messages.VerboseNewCredential.With(call.Action, instance, fault.Code, source.Description));
                continue;
            }

            await WaitAsync(attempt).ConfigureAwait(false);
            // A busy instance that says so itself is asked before the change is sent in vain.
            for (int look = attempt + 1; fault.Kind == FaultKind.Busy && await IsBusyAsync(call, context).ConfigureAwait(false); look++)
            {
                await WaitAsync(look).ConfigureAwait(false);
            }

            async Task WaitAsync(int attempts)
            {
                TimeSpan delay = RetryPolicy.NextDelay(call, fault, attempts, context.Left) ?? throw Final(instance, source, call, fault);
                string seconds = delay.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture);
                context.Verbose?.Invoke(Messages.VerboseRetry.With(call.Action, instance, fault.Code, seconds));
                await context.WaitAsync(delay).ConfigureAwait(false);
            }
        }
    }

    private static HttpClient Client(bool useProxy) =>
        new(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false, UseProxy = useProxy })
        {
            Timeout = Timeout.InfiniteTimeSpan,
        };

    private static async Task<bool> IsBusyAsync(ApiCall call, CallContext context) =>
        call.IsReadyAsync is { } isReady && !await isReady(context).ConfigureAwait(false);

    private static DbAccountsException Final(InstanceAddress instance, CredentialSource? source, ApiCall call, ApiFault fault) =>
        call.IsChange && fault.Kind == FaultKind.Unclear
            ? DbError.AnswerLost(call.Action, instance, fault.Reason, fault.Code, fault.Message, fault.RequestId, fault.MayComeYet)
            : Sourced(fault, source).ToException(call.Action, instance);

    // Of several places that may hold a key, the wrong one is a likely cause.
    private static ApiFault Sourced(ApiFault fault, CredentialSource? source) => fault.ErrorId == DbErrorId.AuthenticationFailed && source is not null
        ? fault with
        {
            RecommendedAction = Messages.AdviceWithSource.With(fault.RecommendedAction, source.Description).TrimStart(),
        }
        : fault;

    private static async Task<ApiAnswer> AttemptAsync(InstanceAddress instance, DbCredential credential, ApiCall call, CallContext context)
    {
        context.Cancellation.ThrowIfCancellationRequested();
        bool isHeard = call.IsChange && context.HearsAnswers;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(isHeard ? CancellationToken.None : context.Cancellation);
        TimeSpan left = context.Clock.Lasting(context.Left);
        TimeSpan allowed = left < _leastAllowed ? _leastAllowed : left < _attemptLimit ? left : _attemptLimit;
        limit.CancelAfter(allowed);
        var elapsed = Stopwatch.StartNew();
        Uri address = instance.Endpoint;
        try
        {
            using HttpRequestMessage message = call.Sign(instance, credential, context.Clock.Now);
            address = message.RequestUri;
            if (call.IsChange)
            {
                ForbidResending(message);
                message.Content = isHeard && message.Content is { } content
                    ? new UnlessCanceledContent(content, context.Cancellation)
                    : message.Content;
            }

            bool isLoopback = address.IsLoopback;
            if (DotNetFramework.IsRunning)
            {
                DotNetFramework.Prepare(address, useProxy: !isLoopback);
            }

            using HttpResponseMessage response =
                await (isLoopback ? _loopback : _http)
                    .SendAsync(message, HttpCompletionOption.ResponseHeadersRead, limit.Token).ConfigureAwait(false);
            ApiAnswer answer = call.Read(await ReadAsync(response, limit.Token).ConfigureAwait(false));
            answer = answer.Fault is { } fault ? answer with { Fault = AnswerMask.Mask(fault, call.Secrets) } : answer;
            context.Verbose?.Invoke(Messages.VerboseCall.With(
                call.Action, instance, answer.Fault?.Code ?? "ok", answer.RequestId ?? Messages.VerboseWithoutId, elapsed.ElapsedMilliseconds));
            return answer;
        }
        // A body that is cut off by the limit or by the user may also end as a disposed stream.
        catch (Exception e) when (e is HttpRequestException or IOException or OperationCanceledException or ObjectDisposedException)
        {
            context.Cancellation.ThrowIfCancellationRequested();
            return new ApiAnswer { Fault = TransportFault(address, e) };
        }
    }

    // Where a connection is dropped before the answer, .NET sends a request without a body again, up to three times and silently.
    // A body forbids that, an empty one too; .NET Framework allows none on a GET, and resends only on a connection that was kept.
    private static void ForbidResending(HttpRequestMessage message)
    {
        if (DotNetFramework.IsRunning)
        {
            message.Headers.ConnectionClose = true;
        }
        else
        {
            message.Content ??= new ByteArrayContent([]);
        }
    }

    /// <summary>What an exception of the HTTP stack means; .NET Framework says it as a WebException.</summary>
    internal static ApiFault TransportFault(Uri address, Exception e)
    {
        bool notSent = Causes(e).Any(cause => cause
            is SocketException
            {
                SocketErrorCode: SocketError.ConnectionRefused or SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain
                    or SocketError.NetworkUnreachable or SocketError.HostUnreachable
            }
            or WebException
            {
                Status: WebExceptionStatus.ConnectFailure or WebExceptionStatus.NameResolutionFailure
                    or WebExceptionStatus.ProxyNameResolutionFailure
            });
        // No other try makes a certificate good.
        bool notTrusted = Causes(e).Any(cause => cause
            is AuthenticationException
            or WebException { Status: WebExceptionStatus.TrustFailure or WebExceptionStatus.SecureChannelFailure });
        bool tooSlow = e is OperationCanceledException or ObjectDisposedException;
        string reason = tooSlow
            ? Messages.NoAnswerInTime
            : WordsOf(Causes(e).Last());
        return new ApiFault(
            notSent ? FaultKind.NotSent : notTrusted ? FaultKind.Refused : FaultKind.Unclear,
            DbErrorId.ConnectionFailed,
            DbErrorCategory.ConnectionError,
            notSent || notTrusted ? Messages.NotReached : Messages.ConnectionLost,
            Messages.ReasonAt.With(address.Authority, reason),
            Messages.ConnectionAdvice)
        {
            MayComeYet = tooSlow,
        };
    }

    private static System.Collections.Generic.IEnumerable<Exception> Causes(Exception e)
    {
        for (Exception? cause = e; cause is not null; cause = cause.InnerException)
        {
            yield return cause;
        }
    }

    private static async Task<ApiResponse> ReadAsync(HttpResponseMessage response, CancellationToken cancellation)
    {
        using var body = new MemoryStream();
        using (Stream stream = await response.Content.ReadAsStreamAsync().ConfigureAwait(false))
        {
            // A stream that is being read knows no cancellation on .NET Framework; closing the answer ends it.
            using (cancellation.Register(response.Dispose))
            {
                var buffer = new byte[4 * 1024];
                int count;
                while ((count = await stream.ReadAsync(buffer, 0, buffer.Length, cancellation).ConfigureAwait(false)) > 0)
                {
                    body.Write(buffer, 0, count);
                    if (body.Length > LargestAnswer)
                    {
                        throw new IOException(Messages.AnswerTooLarge.With(LargestAnswer / 1024 / 1024));
                    }
                }
            }
        }

        return new ApiResponse(
            (int)response.StatusCode,
            response.Headers.TryGetValues("X-Request-Id", out var ids) ? ids.FirstOrDefault() : null,
            response.Headers.RetryAfter?.Delta ?? (response.Headers.RetryAfter?.Date - DateTimeOffset.UtcNow),
            response.Headers.Date,
            body.ToArray())
        {
            Header = name => response.Headers.TryGetValues(name, out var values) ? values.FirstOrDefault() : null,
        };
    }

    // .NET puts the name of a constant of its own behind the sentence.
    private static string WordsOf(Exception e) =>
        e.GetType().Name == "HttpIOException" && e.Message.LastIndexOf(" (", StringComparison.Ordinal) is > 0 and var end
            ? e.Message.Substring(0, end)
            : e.Message;
}
