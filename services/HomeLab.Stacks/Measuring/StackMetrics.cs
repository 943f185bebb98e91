using System.Diagnostics.Metrics;
using HomeLab.ServiceDefaults.Reconciliation;
using HomeLab.ServiceDefaults.Telemetry;

namespace HomeLab.Stacks.Measuring;

sealed class StackMetrics
{
    static readonly InstrumentAdvice<double> Seconds = new() { HistogramBucketBoundaries = [0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300, 900, 3_600] };

    readonly Histogram<double> operations;
    readonly Histogram<double> steps;

    public StackMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(HomeLabTelemetry.Name);
        operations = meter.CreateHistogram("homelab.stacks.operation.duration", "s", "Operations that ended, from their beginning.", tags: null, Seconds);
        steps = meter.CreateHistogram("homelab.stacks.step.duration", "s", "Calls that change something; those of the action pull fetch an image.", tags: null, Seconds);
    }

    /// <param name="outcome">succeeded, failed.</param>
    public void Ended(string kind, string outcome, TimeSpan took) => operations.Record(took.TotalSeconds, new("kind", kind), new("outcome", outcome));

    public void Stepped(string action, Settlement settlement, TimeSpan took) =>
        steps.Record(took.TotalSeconds, new("action", action), new("result", settlement.GetType().Name.ToLowerInvariant()));
}
