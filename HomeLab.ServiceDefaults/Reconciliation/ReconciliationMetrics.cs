using System.Diagnostics.Metrics;
using HomeLab.ServiceDefaults.Telemetry;

namespace HomeLab.ServiceDefaults.Reconciliation;

sealed class ReconciliationMetrics
{
    readonly Histogram<double> duration;
    readonly Histogram<double> waited;
    readonly Counter<long> settled;
    readonly Counter<long> looks;

    public ReconciliationMetrics(IMeterFactory meters)
    {
        var meter = meters.Create("HomeLab");
        duration = meter.CreateHistogram<double>("homelab.reconcile.duration", "s", "One look at one key.", tags: null, Buckets.Seconds);
        waited = meter.CreateHistogram<double>("homelab.reconcile.wait", "s", "From the first cause to the look.", tags: null, Buckets.Seconds);
        looks = meter.CreateCounter<long>("homelab.reconcile.looks", "{look}", "Looks by how they ended and why.");
        settled = meter.CreateCounter<long>("homelab.change.settled", "{change}", "External changes by what became of them.");
    }

    public void Looked(string kind, WorkResult result, TimeSpan took)
    {
        duration.Record(took.TotalSeconds, new("kind", kind), new("outcome", result.Outcome));
        looks.Add(1, new("kind", kind), new("outcome", result.Outcome), new("reason", result.Reason?.Code ?? ""));
    }

    public void Waited(string kind, TimeSpan time) => waited.Record(time.TotalSeconds, new KeyValuePair<string, object?>("kind", kind));

    public void Settled(IEnumerable<(Intent Intent, Settlement Settlement)> settlements)
    {
        foreach (var (intent, settlement) in settlements)
        {
            settled.Add(1, new("kind", intent.Key.Kind), new("action", intent.Draft.Action), new("result", settlement.GetType().Name));
        }
    }
}
