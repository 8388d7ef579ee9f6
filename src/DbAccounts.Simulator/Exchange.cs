using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using DbAccounts.Simulator.Clouds;
using DbAccounts.Simulator.Faults;
using DbAccounts.Simulator.Http;
using DbAccounts.Simulator.State;

namespace DbAccounts.Simulator;

/// <summary>The one way of every request through the simulator, and the place where faults are injected.</summary>
internal sealed class Exchange(
    IReadOnlyList<ISimulatedCloud> clouds, SimulatorStore store, FaultInjector faults, TimeSpan latency)
{
    /// <summary>Makes the answer's bytes.</summary>
    /// <exception cref="IOException">The connection is to end without an answer.</exception>
    public async Task<HttpReply> AnswerAsync(HttpRequest request, bool keepAlive, CancellationToken cancellation)
    {
        ISimulatedCloud? cloud = clouds.FirstOrDefault(c => c.Serves(request));
        if (cloud is null)
        {
            var nowhere = new HttpResponse(404, Json.Of(json => json.WriteString("message", "No cloud has this path.")));
            await HoldBackAsync(latency, cancellation).ConfigureAwait(false);
            return new HttpReply(nowhere.ToBytes(store.Clock, keepAlive));
        }

        Fault fault = faults.Draw(RequestSubject.Of(cloud.Content(request), store.OriginOf), cloud.IsChange(request));
        HttpResponse response = fault.Before(cloud, request) ?? Answer(cloud, request, fault);
        await HoldBackAsync(latency + fault.Latency, cancellation).ConfigureAwait(false);
        return fault.After(response, store.Clock + fault.Skew, keepAlive);
    }

    private static Task HoldBackAsync(TimeSpan time, CancellationToken cancellation) =>
        time > TimeSpan.Zero ? Task.Delay(time, cancellation) : Task.CompletedTask;

    private HttpResponse Answer(ISimulatedCloud cloud, HttpRequest request, Fault fault)
    {
        lock (store.Gate)
        {
            try
            {
                store.Settle();
                HttpResponse response = store.Under(fault.Circumstances, () => cloud.Answer(request));
                store.Save();
                return response;
            }
#pragma warning disable CA1031 // A defect must not take down the server: like any service it answers with 500.
            catch (Exception e)
#pragma warning restore CA1031
            {
                return new HttpResponse(500, Json.Of(json => json.WriteString("message", "The simulator failed: " + e.GetType().Name)));
            }
        }
    }
}
