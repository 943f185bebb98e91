using HomeLab.Contracts.Dns;
using HomeLab.Dns.Mirror;
using HomeLab.Dns.Planning;
using HomeLab.Dns.Records;
using HomeLab.ServiceDefaults.Reconciliation;

namespace HomeLab.Dns.Reconciling;

/// <summary>Keeps a look's end for people, and says what others should hear of it: only what is news.</summary>
sealed class ZoneReporting(ZoneStatuses statuses, TimeProvider time)
{
    public async Task<ReconcileOutcome> TellAsync(ZoneName zone, ZoneLook look, ReconcileOutcome outcome, CancellationToken cancellationToken)
    {
        var before = await statuses.ReadAsync(zone, cancellationToken);
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
            look.Plan is null ? before?.Wanted ?? [] : [.. look.Plan.Withheld.Where(withheld => withheld.IsUnmet).SelectMany(Wanted)]);
        await statuses.WriteAsync(zone, status, cancellationToken);
        return outcome with { Facts = [.. Facts(zone, look, before, status)] };
    }

    static IEnumerable<object> Facts(ZoneName zone, ZoneLook look, ZoneStatus? before, ZoneStatus now)
    {
        const string Stalled = nameof(ReconcileOutcome.Stalled);
        if (now.Outcome == Stalled && (before?.Outcome != Stalled || before.ReasonCode != now.ReasonCode || before.Reason != now.Reason))
        {
            yield return new ZoneDegraded { Zone = zone.ToString(), ReasonCode = now.ReasonCode, Reason = now.Reason, At = now.At };
        }
        var isRecovery = now.Outcome == nameof(ReconcileOutcome.Converged) && before?.Outcome == Stalled;
        if (now.Outcome == nameof(ReconcileOutcome.Applied) || isRecovery)
        {
            yield return new ZoneConverged
            {
                Zone = zone.ToString(),
                Created = look.Report?.Created ?? 0,
                Updated = look.Report?.Updated ?? 0,
                Deleted = look.Report?.Deleted ?? 0,
                LedgerEntries = look.Report?.Ledger ?? [],
                At = now.At,
            };
        }
    }

    static WithheldLine Line(Withheld withheld) => new(withheld.Change.ToString(), withheld.Reason.Code, withheld.Reason.Message);

    static IEnumerable<WantedLine> Wanted(Withheld withheld) => withheld.Change.Steps.Select(step => step switch
    {
        RecordChange.Create create => new WantedLine(RecordJson.Of(create.After), create.By.Address),
        RecordChange.Update update => new WantedLine(RecordJson.Of(update.After), update.By.Address),
        _ => null,
    }).OfType<WantedLine>();
}
