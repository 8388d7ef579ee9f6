using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using DbAccounts.Simulator.Http;
using DbAccounts.Simulator.State;

namespace DbAccounts.Simulator;

/// <summary>The one way of every request through the simulator, and so the place where faults can be injected.</summary>
internal sealed class Exchange(IReadOnlyList<ISimulatedCloud> clouds, SimulatorStore store, TimeSpan latency)
{
    /// <summary>Makes the answer's bytes. An IOException thrown here ends the connection without an answer.</summary>
    public async Task<byte[]> AnswerAsync(HttpRequest request, bool keepAlive, CancellationToken cancellation)
    {
        // Faults before the change go here: answer with an error, or throw, and nothing has happened.
        HttpResponse response = Answer(request);

        // Faults after the change go here: the change stands, whatever the client gets to see of the answer.
        if (latency > TimeSpan.Zero)
        {
            await Task.Delay(latency, cancellation).ConfigureAwait(false);
        }

        // Faults in the answer's bytes go here.
        return response.ToBytes(store.Now, keepAlive);
    }

    private HttpResponse Answer(HttpRequest request)
    {
        ISimulatedCloud? cloud = clouds.FirstOrDefault(c => c.Serves(request));
        if (cloud is null)
        {
            return new HttpResponse(404, Json.Of(json => json.WriteString("message", "No cloud has this path.")));
        }

        lock (store.Gate)
        {
            try
            {
                store.Settle();
                HttpResponse response = cloud.Answer(request);
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
