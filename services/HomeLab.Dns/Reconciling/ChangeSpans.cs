using System.Diagnostics;
using HomeLab.Dns.Planning;
using HomeLab.Dns.Providers;
using HomeLab.ServiceDefaults.Reconciliation;
using HomeLab.ServiceDefaults.Telemetry;

namespace HomeLab.Dns.Reconciling;

/// <summary>Spans of changes: one around the calls of a chunk, and below it one a record, by whose name the trace is found.</summary>
static class ChangeSpans
{
    public static Activity? Start(ZoneReference zone, IReadOnlyList<RecordChange> chunk)
    {
        var span = HomeLabTelemetry.Source.StartActivity("dns write");
        span?.SetTag("dns.zone", zone.Name.ToString());
        span?.SetTag("dns.changes", chunk.Sum(change => change.Steps.Count));
        return span;
    }

    public static void Record(
        Activity? around, ZoneReference zone, IReadOnlyList<(RecordChange Step, Intent Intent, WriteResult Result)> settled)
    {
        if (around is null)
        {
            return;
        }
        foreach (var (step, intent, result) in settled)
        {
            var record = step switch
            {
                RecordChange.Create create => create.After,
                RecordChange.Update update => update.After,
                RecordChange.Mark mark => mark.Before.Record,
                RecordChange.Release release => release.Before.Record,
                RecordChange.Delete delete => delete.Before.Record,
                _ => throw new UnreachableException(),
            };
            using var span = HomeLabTelemetry.Source.StartActivity(
                $"dns {intent.Draft.Action} {record.Name}", ActivityKind.Internal, around.Context, startTime: around.StartTimeUtc);
            span?.SetTag("dns.zone", zone.Name.ToString());
            span?.SetTag("dns.record.name", record.Name.ToString());
            span?.SetTag("dns.record.type", record.Content.Type);
            span?.SetTag("dns.record.id", (result as WriteResult.Applied)?.Id);
            span?.SetTag("homelab.object", intent.Draft.Object);
            span?.SetTag("homelab.change", intent.Id.ToString());
            span?.SetTag("homelab.result", result.GetType().Name);
            if (result is not WriteResult.Applied)
            {
                var settlement = Settlements.Of(step, result);
                var reason = settlement is Settlement.Rejected rejected ? rejected.Reason : ((Settlement.Unconfirmed)settlement).Reason;
                span?.SetTag("homelab.reason", reason.Code);
                span?.SetStatus(ActivityStatusCode.Error, reason.Message);
            }
        }
    }
}
