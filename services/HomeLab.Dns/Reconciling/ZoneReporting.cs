using HomeLab.Contracts.Dns;
using HomeLab.Dns.Answers;
using HomeLab.Dns.Mirror;
using HomeLab.Dns.Planning;
using HomeLab.Dns.Providers;
using HomeLab.Dns.Records;
using HomeLab.ServiceDefaults.Reconciliation;

namespace HomeLab.Dns.Reconciling;

/// <summary>Keeps a look's end for people, and says what others should hear of it: only what is news, and nothing twice.</summary>
/// <remarks>
/// What is news is decided from the status that is kept and from the ledger, and kept together with the facts: a process that dies
/// before that is followed by one that comes to the same facts.
/// </remarks>
sealed class ZoneReporting(ZoneStatuses statuses, EndpointResultStore results, AppliedChanges changes, WorkQueue work, TimeProvider time)
{
    const string Stalled = nameof(ReconcileOutcome.Stalled);

    public async Task<ReconcileOutcome> TellAsync(ZoneName zone, ZoneLook look, ReconcileOutcome outcome, CancellationToken cancellationToken)
    {
        var before = await statuses.ReadAsync(zone, cancellationToken);
        var applied = await changes.SinceAsync(DnsReconciler.KeyOf(zone), before?.ToldEntry ?? 0, cancellationToken);
        var reason = outcome switch
        {
            ReconcileOutcome.Waiting waiting => waiting.Reason,
            ReconcileOutcome.Stalled stalled => stalled.Reason,
            ReconcileOutcome.Proposed { Reasons: [var first, ..] } => first,
            _ => null,
        };
        var status = new ZoneStatus(
            outcome.GetType().Name, reason?.Code ?? "", reason?.Message ?? "", time.GetUtcNow(),
            look.Plan is null ? before?.Withheld ?? [] : [.. look.Plan.Withheld.Select(Line)],
            look.Plan is null ? before?.Wanted ?? [] : [.. look.Plan.Withheld.Where(withheld => withheld.IsUnmet).SelectMany(Wanted)],
            SilenceOf(look),
            before?.ToldEntry ?? 0);
        var news = EndpointNews.Of(look, await results.ReadAsync(zone, cancellationToken));
        object[] facts = [.. Degraded(zone, before, status), .. Converged(zone, before, status, applied), .. news.Changed.Select(result => FactOf(zone, result, status.At))];
        var told = facts.OfType<ZoneConverged>().Any() && applied is [.., var last] ? status with { ToldEntry = last.Entry } : status;
        return outcome with
        {
            Facts = facts,
            Write = async (transaction, recording) =>
            {
                await ZoneStatuses.WriteAsync(zone, told, transaction, recording);
                await EndpointResultStore.WriteAsync(zone, news, transaction, recording);
                if (applied.Count > 0)
                {
                    await work.EnqueueAsync([AnswerReconciler.KeyOf(zone)], Cause.Here(nameof(ZoneConverged), zone.ToString(), status.At), transaction, recording);
                }
            },
        };
    }

    static IEnumerable<ZoneDegraded> Degraded(ZoneName zone, ZoneStatus? before, ZoneStatus now)
    {
        if (now.Outcome == Stalled && (before?.Outcome != Stalled || before.ReasonCode != now.ReasonCode || before.Reason != now.Reason))
        {
            yield return new ZoneDegraded { Zone = zone.ToString(), ReasonCode = now.ReasonCode, Reason = now.Reason, At = now.At };
        }
    }

    static IEnumerable<ZoneConverged> Converged(ZoneName zone, ZoneStatus? before, ZoneStatus now, IReadOnlyList<AppliedChange> applied)
    {
        if (now.IsAsWanted && (applied.Count > 0 || before?.Outcome == Stalled))
        {
            yield return new ZoneConverged
            {
                Zone = zone.ToString(),
                Created = applied.Count(change => change.Action == IntentDrafts.Create),
                Updated = applied.Count(change => change.Action is IntentDrafts.Update or IntentDrafts.Mark or IntentDrafts.Release),
                Deleted = applied.Count(change => change.Action == IntentDrafts.Delete),
                LedgerEntries = [.. applied.Select(change => change.Entry)],
                At = now.At,
            };
        }
    }

    static EndpointResultChanged FactOf(ZoneName zone, EndpointResult result, DateTimeOffset at) => new()
    {
        Zone = zone.ToString(), Endpoint = result.Endpoint, Result = result.Result, Records = result.Records, ReasonCode = result.ReasonCode, Reason = result.Reason, At = at,
    };

    static Reason? SilenceOf(ZoneLook look) => look.Unavailable
        ?? (look.Report?.Unconfirmed is { } lost ? new Reason("Unconfirmed", lost.Message) : null)
        ?? look.Report?.Rejected.Select(rejected => rejected.Reason)
            .FirstOrDefault(reason => ProviderReasons.IsSilence(reason.Code) || ProviderReasons.IsContradiction(reason.Code));

    static WithheldLine Line(Withheld withheld) => new(withheld.Change.ToString(), withheld.Reason.Code, withheld.Reason.Message);

    static IEnumerable<WantedLine> Wanted(Withheld withheld) => withheld.Change.Steps.Select(step => step switch
    {
        RecordChange.Create create => new WantedLine(RecordJson.Of(create.After), create.By.Address),
        RecordChange.Update update => new WantedLine(RecordJson.Of(update.After), update.By.Address),
        _ => null,
    }).OfType<WantedLine>();
}
