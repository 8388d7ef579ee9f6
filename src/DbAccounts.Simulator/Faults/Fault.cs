using System;
using System.IO;
using DbAccounts.Simulator.Chance;
using DbAccounts.Simulator.Clouds;
using DbAccounts.Simulator.Http;
using DbAccounts.Simulator.Settings;
using DbAccounts.Simulator.State;

namespace DbAccounts.Simulator.Faults;

/// <summary>
/// The fault of one request, or that there is none: what it does before the request is carried out, to its job, and to its answer.
/// </summary>
internal sealed class Fault(FaultInjector injector, DbSimulatorFaultKind? kind, Dice dice, string origin)
{
    private const double RetryAfterShare = 0.3;
    private readonly bool _comesBefore = dice.Throw(0.5);
    // More than the 15 minutes that the most patient provider allows.
    private readonly TimeSpan _skew = TimeSpan.FromMinutes(dice.Pick(-90, -20, 20, 90));

    /// <summary>How far the service's clock is off.</summary>
    public TimeSpan Skew => kind == DbSimulatorFaultKind.ClockSkew ? _skew : TimeSpan.Zero;

    /// <summary>How long ago a read shows things.</summary>
    public TimeSpan Lag { get; } = kind == DbSimulatorFaultKind.StaleRead ? dice.PartOf(injector.Plan.LongestLag) : TimeSpan.Zero;

    /// <summary>What carrying out the request meets of it.</summary>
    public Circumstances Circumstances => new(Skew, Lag, Befall);

    /// <summary>How long the answer is held back.</summary>
    public TimeSpan Latency { get; } = kind == DbSimulatorFaultKind.Latency ? dice.PartOf(injector.Plan.LongestLatency) : TimeSpan.Zero;

    /// <summary>What comes in place of carrying the request out; null where it is to be carried out.</summary>
    /// <exception cref="IOException">The connection ends without an answer.</exception>
    public HttpResponse? Before(ISimulatedCloud cloud, HttpRequest request)
    {
        switch (kind)
        {
            case DbSimulatorFaultKind.DropBefore:
                throw Dropped();
            case DbSimulatorFaultKind.Throttle:
                HttpResponse throttled = cloud.Refuse(request, dice.Pick(cloud.Throttling));
                if (dice.Throw(RetryAfterShare))
                {
                    throttled.Headers["Retry-After"] = "1";
                }

                return Counted(throttled);
            case DbSimulatorFaultKind.Busy:
                return Counted(cloud.Refuse(request, dice.Pick(cloud.Busy)));
            case DbSimulatorFaultKind.ServerErrorHtml or DbSimulatorFaultKind.OkHtml when _comesBefore:
                return Counted(Page());
            case DbSimulatorFaultKind.Latency or DbSimulatorFaultKind.ClockSkew or DbSimulatorFaultKind.StaleRead:
                injector.Count(kind.Value);
                return null;
            default:
                return null;
        }
    }

    /// <summary>The answer as it goes over the wire, after the request was carried out.</summary>
    /// <exception cref="IOException">The connection ends without an answer.</exception>
    public HttpReply After(HttpResponse response, DateTimeOffset date, bool keepAlive)
    {
        switch (kind)
        {
            case DbSimulatorFaultKind.DropAfter:
                throw Dropped();
            case DbSimulatorFaultKind.ResetBody:
                byte[] whole = response.ToBytes(date, keepAlive);
                int end = whole.Length - (int)Math.Ceiling(response.Body.Length * (0.1 + (0.9 * dice.Next())));
                injector.Count(kind.Value);
                return new HttpReply(whole.AsSpan(0, Math.Max(end, 0)).ToArray(), EndsInReset: true);
            case DbSimulatorFaultKind.ServerErrorHtml or DbSimulatorFaultKind.OkHtml when !_comesBefore:
                return Reply(Counted(Page()));
            case DbSimulatorFaultKind.TruncatedJson:
                return Reply(Counted(response.With(response.Body.Substring(0, (int)(response.Body.Length * dice.Next())))));
            case DbSimulatorFaultKind.UnknownFields:
                return Reply(Counted(response.With(JsonFaults.AddUnknown(response.Body))));
            case DbSimulatorFaultKind.Nulls:
                return Reply(Counted(response.With(JsonFaults.SetNulls(response.Body))));
            default:
                return Reply(response);
        }

        HttpReply Reply(HttpResponse changed) => new(changed.ToBytes(date, keepAlive));
    }

    private void Befall(StoredJob job)
    {
        job.Origin = origin;
        switch (kind)
        {
            case DbSimulatorFaultKind.SlowJob:
                job.Stretch(injector.Plan.SlowFactor);
                break;
            case DbSimulatorFaultKind.FailedJob:
                job.Error ??= dice.Pick(JobError.Failed, JobError.Aborted);
                break;
            case DbSimulatorFaultKind.VanishedJob:
                job.IsVanished = true;
                job.Error ??= dice.Throw(0.5) ? JobError.Aborted : null;
                break;
            default:
                return;
        }

        injector.Count(kind.Value);
    }

    private IOException Dropped()
    {
        injector.Count(kind!.Value);
        return new IOException("The connection is dropped on purpose.");
    }

    private HttpResponse Counted(HttpResponse response)
    {
        injector.Count(kind!.Value);
        return response;
    }

    private HttpResponse Page()
    {
        int status = kind == DbSimulatorFaultKind.OkHtml ? 200 : dice.Pick(502, 504);
        string title = status == 200 ? "Please sign in" : status == 502 ? "502 Bad Gateway" : "504 Gateway Time-out";
        return new HttpResponse(status, $"<html><head><title>{title}</title></head><body><h1>{title}</h1></body></html>")
        {
            ContentType = "text/html",
        };
    }
}
