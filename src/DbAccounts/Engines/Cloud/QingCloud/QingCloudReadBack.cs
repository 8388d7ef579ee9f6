using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using DbAccounts.Changes;
using DbAccounts.Engines.Cloud.Http;
using DbAccounts.Engines.Delivery;
using DbAccounts.Execution;
using DbAccounts.Formats;
using DbAccounts.Model;
using DbAccounts.Texts;

namespace DbAccounts.Engines.Cloud.QingCloud;

/// <summary>
/// Looks for the job of a change whose answer was lost. A job echoes its request, which is compared in memory;
/// an accepted change is listed at once, so one that is not listed after a while was not applied, unless the cluster's
/// list of accounts speaks against that.
/// </summary>
/// <param name="instance">Where.</param>
/// <param name="sent">The call of the change.</param>
/// <param name="read">Reads from the service.</param>
/// <param name="tab">The cluster's list of accounts.</param>
/// <param name="context">How long.</param>
internal sealed class QingCloudReadBack(
    DbInstance instance, QingCloudCall sent, AccountTab.Reader read, AccountTabReadBack tab, CallContext context)
{
    private const int Pages = 5;
    private const int PageSize = 100;
    private static readonly TimeSpan[] _waits = [TimeSpan.FromSeconds(0.5), TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2)];

    /// <summary>Looks at the jobs several times over a few seconds, and then once at the accounts.</summary>
    public async Task<ReadBack> FindAsync(Effect effect, DbJob job, SendHistory sending)
    {
        bool sawAll = false;
        foreach (TimeSpan wait in _waits)
        {
            await context.WaitAsync(wait).ConfigureAwait(false);
            (DbJob? found, sawAll) = await FindJobAsync(job, sending).ConfigureAwait(false);
            if (found is not null)
            {
                return ReadBack.Applied(found);
            }
        }

        AccountTabFinding sight = await tab.LookAsync(effect, job).ConfigureAwait(false);
        bool isCreation = job.Operation == nameof(OperationKind.CreateAccount);
        bool isRemoval = job.Operation == nameof(OperationKind.RemoveAccount);
        bool sawAbsent = sending.SawAbsent;
        sending.SawAbsent |= isCreation && sight.IsListed == false;
        if ((isRemoval && sight.IsListed == false) || (isCreation && sight.IsListed == true && sawAbsent))
        {
            return ReadBack.Applied(job.FoundByReadingBack());
        }

        return (sawAll, sight.Sign) switch
        {
            (true, null) => ReadBack.NotApplied(Messages.JobsNotAccepted),
            (true, var sign) => ReadBack.Unclear(Messages.JobsNoneBut.With(sign)),
            (false, null) when isCreation && sight.IsListed == false => ReadBack.NotYet(
                Messages.JobsNoneNotListed),
            (false, null) => ReadBack.Unclear(Messages.JobsNoneNotAll),
            (false, var sign) => ReadBack.Unclear(
                Messages.JobsNoneNotAllAnd.With(sign)),
        };
    }

    /// <summary>Looks once for a job of the change that is not known yet; null where there is none, or not all could be looked at.</summary>
    public async Task<(DbJob? Job, bool SawAll)> FindJobAsync(DbJob job, SendHistory sending)
    {
        (string? id, bool sawAll) = await FindJobAsync(sending).ConfigureAwait(false);
        if (id is null)
        {
            return (null, sawAll);
        }

        DbJob found = job.With(DbJobState.Pending, null, null, null);
        found.Id = id;
        return (found, sawAll);
    }

    private async Task<(string? Id, bool SawAll)> FindJobAsync(SendHistory sending)
    {
        for (int page = 0; page < Pages; page++)
        {
            JsonElement answer = await read(
                instance,
                "DescribeJobs",
                new Dictionary<string, string>
                {
                    ["job_action"] = sent.Action,
                    ["limit"] = PageSize.ToString(CultureInfo.InvariantCulture),
                    ["offset"] = (page * PageSize).ToString(CultureInfo.InvariantCulture),
                },
                context).ConfigureAwait(false);
            JsonElement[] jobs = [.. answer.RequiredList("job_set", answer.Number("total_count"))];
            // Requests that are alike, sent within one second, have one signature: a job that has its change already is not this one's.
            if (jobs.Where(listed => IsOf(listed, sending)).Select(listed => listed.Text("job_id"))
                .FirstOrDefault(id => id is not null && !RecentChanges.IsKnownJob(instance, id)) is { } id)
            {
                RecentChanges.NoteJob(instance, id, context);
                return (id, true);
            }

            // A job of this time that does not show its request may be this one's.
            if (jobs.Any(listed => IsSince(listed, sending) && !ShowsRequest(listed)))
            {
                return (null, false);
            }

            if (jobs.Length < PageSize)
            {
                return (null, page * PageSize + jobs.Length >= (answer.Number("total_count") ?? long.MaxValue));
            }
        }

        return (null, false);
    }

    private bool IsOf(JsonElement job, SendHistory sending)
    {
        if (job.Text("directive") is not { } text || ApiResponse.ParseObject(text) is not { } directive
            || (sent.SecretParameter is { } secret
                && !(directive.Text(secret.Name) is { } parameters && secret.Text() == parameters))
            || directive.Text("cluster") != sent.Parameters["cluster"] || directive.Text("service") != sent.Parameters["service"])
        {
            return false;
        }

        // A signature belongs to one attempt, and the first may have been the one that was accepted; without it the time has to do.
        return directive.Text("signature") is { } signature
            ? sent.Signatures.Contains(Uri.UnescapeDataString(signature))
            : sent.SecretParameter is not null && IsSince(job, sending);
    }

    private static bool IsSince(JsonElement job, SendHistory sending) => DateTime.TryParse(
        job.Text("create_time"),
        CultureInfo.InvariantCulture,
        DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeUniversal,
        out DateTime created)
        && sending.IsBefore(created);

    private static bool ShowsRequest(JsonElement job) =>
        job.Text("directive") is { } text && ApiResponse.ParseObject(text) is { } directive
        && directive.Text("service") is not null && directive.Text("service_params") is not null;
}
